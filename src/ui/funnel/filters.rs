//! The filters: period, owner, product, region. They live in the address, so a reload and a shared link keep them.

use super::super::app::use_app;
use super::super::kit::filter::FilterSelect;
use crate::analysis::named::Named;
use crate::analysis::period::Period;
use crate::domain::id::Id;
use crate::domain::records::{Kind, Table};
use crate::route::Route;
use crate::text::words::{board as board_words, common, funnel as words};
use crate::text::Text;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What the address asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// Which period.
    pub named: Named,
    /// The first day, where the period is the user's own.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// Of this rep.
    pub owner: Option<Id>,
    /// Of customers in this region.
    pub region: Option<Id>,
    /// With this product.
    pub product: Option<Id>,
}

impl Wanted {
    /// Reads an address.
    pub fn of(route: &Route) -> Wanted {
        let id = |name| route.param(name).and_then(Id::parse);
        let day = |name| route.param(name).and_then(|text| text.parse().ok());
        Wanted {
            named: route.param("period").and_then(Named::parse).unwrap_or_default(),
            from: day("from"),
            to: day("to"),
            owner: id("owner"),
            region: id("region"),
            product: id("product"),
        }
    }

    /// The days.
    pub fn period(&self, today: NaiveDate, fiscal_start: u32) -> Period {
        self.named.period(today, fiscal_start, (self.from, self.to))
    }
}

/// A period's name.
pub fn label(named: Named) -> Text {
    match named {
        Named::ThisMonth => words::THIS_MONTH,
        Named::LastMonth => words::LAST_MONTH,
        Named::ThisQuarter => words::THIS_QUARTER,
        Named::LastQuarter => words::LAST_QUARTER,
        Named::ThisYear => words::THIS_YEAR,
        Named::LastYear => words::LAST_YEAR,
        Named::Rolling => words::LAST_12_MONTHS,
        Named::Always => words::WHOLE_TIME,
        Named::Own => words::OWN_PERIOD,
    }
}

/// The bar of filters.
#[component]
pub fn FilterBar(
    /// What is asked for now.
    wanted: Memo<Wanted>,
) -> impl IntoView {
    let app = use_app();
    let set = move |name: &'static str, value: &str| app.adjust(app.route.get_untracked().with(name, Some(value)));
    let day = move |name: &'static str, label, current: fn(&Wanted) -> Option<NaiveDate>| {
        view! {
            <input
                class="chip"
                type="date"
                aria-label=app.t(label)
                prop:value=move || wanted.with(|w| current(w).map(|d| d.to_string()).unwrap_or_default())
                on:change=move |event| set(name, &event_target_value(&event))
            />
        }
    };
    let any = move || wanted.with(|w| *w != Wanted::default());
    view! {
        <div class="bar" role="group" aria-label=app.t(common::FILTER)>
            <select
                class="chip on"
                aria-label=app.t(common::PERIOD)
                data-filter="period"
                on:change=move |event| set("period", &event_target_value(&event))
            >
                {Named::ALL
                    .into_iter()
                    .map(|named| {
                        view! { <option value=named.code() selected=move || wanted.with(|w| w.named == named)>{app.t(label(named))}</option> }
                    })
                    .collect_view()}
            </select>
            <Show when=move || wanted.with(|w| w.named == Named::Own)>
                {day("from", common::FROM, |w| w.from)}
                {day("to", common::TO, |w| w.to)}
            </Show>
            <FilterSelect name="owner" label=board_words::FILTER_OWNER kind=Kind::Ref(Table::Rep)/>
            <FilterSelect name="product" label=board_words::FILTER_PRODUCT kind=Kind::Ref(Table::Product)/>
            <FilterSelect name="region" label=board_words::FILTER_REGION kind=Kind::List("region")/>
            <Show when=any>
                <button
                    type="button"
                    class="chip clear"
                    on:click=move |_| {
                        let mut route = app.route.get_untracked();
                        for name in ["period", "from", "to", "owner", "region", "product"] {
                            route = route.with(name, None);
                        }
                        app.adjust(route);
                    }
                >
                    {app.t(common::CLEAR_FILTERS)}
                </button>
            </Show>
        </div>
    }
}
