//! The labelled editor that every field has, declared or a team's own. What was typed stays, also when it cannot be read.

use crate::domain::codec;
use crate::domain::value::Value;
use crate::text::words::common;
use crate::ui::app::use_app;
use leptos::html;
use leptos::prelude::*;

/// How a value is asked for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Ask {
    /// One line: the input's type, and what a phone's keyboard offers.
    Line(&'static str, &'static str),
    /// Several lines.
    Lines,
    /// A day and, where it is known, a time.
    Moment,
    /// Yes (`true`) or nothing.
    Tick,
    /// One of these: what is taken, and its words.
    OneOf(Vec<(String, String)>),
}

/// A labelled editor.
#[component]
pub fn Editor(
    /// The field's name in the page.
    name: &'static str,
    /// The label's words.
    label: String,
    /// How it asks.
    ask: Ask,
    /// The present value.
    value: Signal<Option<Value>>,
    /// A value as people edit it.
    write: Callback<Value, String>,
    /// Reads what was typed or chosen. The error is a code of `text/`.
    read: Callback<String, Result<Option<Value>, &'static str>>,
    /// Runs when the user has entered another value.
    on_change: Callback<Option<Value>>,
    /// What is wrong with it, found by the command.
    error: Signal<Option<String>>,
    /// A record without it is refused.
    #[prop(optional)]
    required: bool,
    /// It gets the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let app = use_app();
    let wrong = RwSignal::new(None::<&'static str>);
    // A message goes while the user mends it, not on leaving: the button that is about to be pressed would move away.
    let (unread, mending) = (StoredValue::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        error.track();
        mending.set(false);
    });
    let shown = Signal::derive(move || {
        let found = error.get().filter(|_| !mending.get());
        found.or_else(|| wrong.get().map(|code| app.error_text(code)))
    });
    // The last words of an editor may arrive when it is gone, so nothing here relies on its being there.
    let typing = move |typed: String| {
        mending.try_set(true);
        if unread.try_get_value() == Some(true) {
            wrong.try_set(read.try_run(typed).and_then(Result::err));
        }
    };
    let take = move |typed: String| {
        let Some(result) = read.try_run(typed) else { return };
        wrong.try_set(result.as_ref().err().copied());
        match result {
            Ok(new) if Some(&new) != value.try_get_untracked().as_ref() => drop(on_change.try_run(new)),
            Ok(_) => {}
            Err(_) => drop(unread.try_set_value(true)),
        }
    };
    let text = Signal::derive(move || value.get().map(|v| write.run(v)).unwrap_or_default());
    let id = format!("f-{name}-{:x}", crate::web::device::random_u64() as u32);
    let (label_id, error_id) = (format!("{id}-label"), format!("{id}-error"));
    let (labelled, described) = (label_id.clone(), error_id.clone());
    let invalid = move || shown.get().map(|_| "true");
    let editor = match ask {
        Ask::Line(kind, keyboard) => view! {
            <input
                id=id
                class="input"
                type=kind
                inputmode=keyboard
                autocomplete="off"
                name=name
                required=required
                autofocus=autofocus
                maxlength=codec::MAX_TEXT.to_string()
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || text.get()
                on:input=move |event| typing(event_target_value(&event))
                on:change=move |event| take(event_target_value(&event))
            />
        }
        .into_any(),
        Ask::Lines => view! {
            <textarea
                class="input"
                rows="3"
                name=name
                aria-labelledby=labelled
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || text.get()
                on:input=move |event| typing(event_target_value(&event))
                on:change=move |event| take(event_target_value(&event))
            ></textarea>
        }
        .into_any(),
        Ask::Moment => {
            view! { <MomentInputs name=name label=labelled error=described text=text take=Callback::new(take)/> }
                .into_any()
        }
        Ask::Tick => view! {
            <input
                type="checkbox"
                class="check"
                name=name
                aria-labelledby=labelled
                prop:checked=move || !text.get().is_empty()
                on:change=move |event| take(if event_target_checked(&event) { "true".into() } else { String::new() })
            />
        }
        .into_any(),
        Ask::OneOf(options) => view! {
            <select
                class="input"
                name=name
                aria-labelledby=labelled
                aria-invalid=invalid
                aria-describedby=described
                on:input=move |event| typing(event_target_value(&event))
                on:change=move |event| take(event_target_value(&event))
            >
                <option value="" selected=move || text.get().is_empty()>{app.t(common::NOT_SET)}</option>
                {options
                    .into_iter()
                    .map(|(value, words)| {
                        let mine = value.clone();
                        view! { <option value=value selected=move || text.get() == mine>{words}</option> }
                    })
                    .collect_view()}
            </select>
        }
        .into_any(),
    };
    view! {
        <div class="field" data-field=name>
            <label id=label_id class="field-label">
                <span>
                    {label}
                    {required.then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}
                </span>
                {editor}
            </label>
            <p id=error_id class="field-error" role="alert">{move || shown.get()}</p>
        </div>
    }
}

/// A day and, where it is known, a time: the browser's own editor of both insists on a time.
#[component]
fn MomentInputs(
    name: &'static str,
    label: String,
    error: String,
    text: Signal<String>,
    take: Callback<String>,
) -> impl IntoView {
    let app = use_app();
    let part = move |time: bool| {
        let text = text.get();
        let (day, minute) = text.split_once('T').unwrap_or((&text, ""));
        if time { minute } else { day }.to_string()
    };
    let (day, time) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let changed = move |_| {
        let read = |node: NodeRef<html::Input>| Some(node.try_get_untracked()??.value());
        let Some((day, time)) = read(day).zip(read(time)) else { return };
        take.try_run(if day.is_empty() || time.is_empty() { day } else { format!("{day}T{time}") });
    };
    view! {
        <span class="moment">
            <input
                class="input"
                type="date"
                name=name
                node_ref=day
                aria-labelledby=label
                aria-describedby=error
                prop:value=move || part(false)
                on:change=changed
            />
            <input
                class="input"
                type="time"
                name=format!("{name}-time")
                node_ref=time
                aria-label=app.t(common::TIME)
                prop:value=move || part(true)
                on:change=changed
            />
        </span>
    }
}
