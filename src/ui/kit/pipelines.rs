//! Which pipeline a screen shows: the one in the address, and the menu that changes it.

use super::icon::{Icon, Shape};
use super::menu::{Item, Menu};
use super::show;
use crate::domain::dataset::Dataset;
use crate::domain::deals::pipelines;
use crate::domain::id::Id;
use crate::domain::records::{pipeline, Table};
use crate::text::words::board as words;
use crate::ui::app::{use_app, use_workspace};
use leptos::prelude::*;

/// The pipeline that is shown: the wanted one, else the first that is not archived.
pub fn shown_pipeline(data: &Dataset, wanted: Option<Id>) -> Option<Id> {
    let all = pipelines(data);
    let there = wanted.filter(|id| all.iter().any(|p| p.id == *id));
    there.or_else(|| all.iter().find(|p| !p.flag(pipeline::ARCHIVED)).map(|p| p.id))
}

/// The pipeline that the address names, or the first.
pub fn chosen_pipeline() -> Memo<Option<Id>> {
    let (app, workspace) = (use_app(), use_workspace());
    Memo::new(move |_| {
        let wanted = app.route.get().param("pipeline").and_then(Id::parse);
        workspace.read(&[Table::Pipeline], |data| shown_pipeline(data, wanted))
    })
}

/// The menu beside a screen's title.
#[component]
pub fn PipelineMenu(
    /// The pipeline that is shown.
    chosen: Memo<Option<Id>>,
) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let lang = app.lang();
    let items = Callback::new(move |()| {
        let current = chosen.get_untracked();
        workspace.peek(|data| {
            let rows = pipelines(data).into_iter().filter(|p| !p.flag(pipeline::ARCHIVED));
            rows.map(|p| {
                let id = p.id;
                let choose = move || app.go(app.route.get_untracked().with("pipeline", Some(&id.to_string())));
                Item::new(show::row_name(lang, Table::Pipeline, p), choose).current(current == Some(id))
            })
            .collect()
        })
    });
    let name = move || {
        let id = chosen.get();
        id.map(|id| workspace.read(&[Table::Pipeline], |d| show::name(d, lang, Table::Pipeline, id)))
            .unwrap_or_default()
    };
    let label = Signal::derive(move || app.tf(words::PIPELINE_IS, &[("name", &name())]));
    view! {
        <Menu label=label items=items class="pick">
            {name}
            <Icon shape=Shape::Down/>
        </Menu>
    }
}
