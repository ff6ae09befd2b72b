//! This device, and the workspace itself.

use super::super::app::{use_app, use_workspace, Theme};
use super::super::kit::show;
use super::super::offline::Install;
use super::rows::Cell;
use super::{get, heading, set};
use crate::domain::id::Id;
use crate::domain::records::{rep, settings, Table};
use crate::domain::sort::sort_by;
use crate::domain::value::Value;
use crate::text::format;
use crate::text::words::currencies::CURRENCIES;
use crate::text::words::settings as words;
use crate::text::words::{common, shell};
use crate::text::Lang;
use leptos::prelude::*;

/// The section.
#[component]
pub fn General() -> impl IntoView {
    view! {
        <Device/>
        <WorkspaceSettings/>
    }
}

#[component]
fn Device() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let reps = move || {
        workspace.read(&[Table::Rep], |d| {
            let rows = d.live(Table::Rep).filter(|r| r.get(rep::LEFT).is_none() || workspace.me() == Some(r.id));
            let mut rows: Vec<(Id, String)> = rows.map(|r| (r.id, show::row_name(app.lang(), Table::Rep, r))).collect();
            sort_by(&mut rows, |a, b| a.1.cmp(&b.1));
            rows
        })
    };
    view! {
        <section class="card-section">
            {heading(words::SECTION_DEVICE, None)}
            <div class="settings-form">
                <label class="field-label">
                    <span>{app.t(words::LANGUAGE)}</span>
                    <select
                        class="input"
                        name="language"
                        on:change=move |event| {
                            if let Some(lang) = Lang::from_code(&event_target_value(&event)) {
                                app.set_lang(lang);
                            }
                        }
                    >
                        {Lang::ALL
                            .map(|lang| {
                                view! { <option value=lang.code() selected=move || app.lang.get() == lang>{lang.own_name()}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
                <label class="field-label">
                    <span>{app.t(words::THEME)}</span>
                    <select
                        class="input"
                        name="theme"
                        on:change=move |event| {
                            let code = event_target_value(&event);
                            if let Some(theme) = Theme::ALL.into_iter().find(|t| t.code() == code) {
                                app.set_theme(theme);
                            }
                        }
                    >
                        {Theme::ALL
                            .map(|theme| {
                                view! {
                                    <option value=theme.code() selected=move || app.theme.get() == theme>{app.t(theme.label())}</option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
                <label class="field-label">
                    <span>{app.t(words::WHO_AM_I)}</span>
                    <select class="input" name="me" on:change=move |event| workspace.set_me(Id::parse(&event_target_value(&event)))>
                        <option value="" selected=move || workspace.me().is_none()>{app.t(common::NOT_SET)}</option>
                        {move || {
                            reps()
                                .into_iter()
                                .map(|(id, name)| {
                                    view! { <option value=id.to_string() selected=move || workspace.me() == Some(id)>{name}</option> }
                                })
                                .collect_view()
                        }}
                    </select>
                    <span class="help-text">{app.t(words::WHO_AM_I_HINT)}</span>
                </label>
                <Install/>
            </div>
        </section>
    }
}

#[component]
fn WorkspaceSettings() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let currency = move || workspace.currency().code().to_string();
    let first_month = move || match get(workspace, settings::FISCAL_START) {
        Some(Value::Int(n)) => n,
        _ => 1,
    };
    view! {
        <section class="card-section">
            {heading(shell::WORKSPACE, None)}
            <div class="settings-form">
                <Cell table=Table::Settings id=settings::ROW key=settings::NAME label=None/>
                <label class="field-label">
                    <span>{app.t(words::CURRENCY)}</span>
                    <select
                        class="input"
                        name="currency"
                        on:change=move |event| set(app, vec![(settings::CURRENCY, Some(Value::text(event_target_value(&event))))])
                    >
                        {CURRENCIES
                            .iter()
                            .map(|c| {
                                let words = format!("{} {}", c.code, app.t(c.name));
                                view! { <option value=c.code selected=move || currency() == c.code>{words}</option> }
                            })
                            .collect_view()}
                    </select>
                    <span class="help-text">{app.t(words::CURRENCY_HINT)}</span>
                </label>
                <label class="field-label">
                    <span>{app.t(words::FISCAL_YEAR)}</span>
                    <select
                        class="input"
                        name="fiscal"
                        on:change=move |event| {
                            if let Ok(month) = event_target_value(&event).parse() {
                                set(app, vec![(settings::FISCAL_START, Some(Value::Int(month)))]);
                            }
                        }
                    >
                        {(1..=12)
                            .map(|month: u32| {
                                view! {
                                    <option value=month.to_string() selected=move || first_month() == i64::from(month)>
                                        {format::month_name(app.lang(), month)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
            </div>
        </section>
    }
}
