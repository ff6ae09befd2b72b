//! The page's end of its worker (`tools/worker.js`): questions as text, answers as text, and how far they are.

use super::named::address;
use futures_channel::oneshot;
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, MessageEvent, WorkerOptions, WorkerType};

/// What has become of a question.
#[derive(Clone, PartialEq, Debug)]
pub enum Reply {
    /// The answer, and the file that was made.
    Answer(String, Option<Blob>),
    /// Why there is none, in the worker's words.
    Failure(String),
    /// The worker broke down, most likely for want of memory, or could not be fetched.
    Broken(String),
    /// It was stopped.
    Stopped,
}

struct Waiting {
    reply: oneshot::Sender<Reply>,
    tell: Box<dyn Fn(usize, usize)>,
}

type Questions = Rc<RefCell<HashMap<u32, Waiting>>>;

/// A worker. Clones are handles; whoever waits for an answer keeps none.
#[derive(Clone)]
pub struct Worker(Rc<Inner>);

struct Inner {
    worker: web_sys::Worker,
    next: Cell<u32>,
    waiting: Questions,
    _handlers: [Closure<dyn FnMut(MessageEvent)>; 2],
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Worker {
    /// Starts one. `None`: this browser has none.
    pub fn start() -> Option<Worker> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&address("loudou-worker")?, &options).ok()?;
        let waiting = Questions::default();
        let on_message = {
            let waiting = Rc::clone(&waiting);
            Closure::new(move |event: MessageEvent| heard(&waiting, &event.data()))
        };
        let on_error = {
            let waiting = Rc::clone(&waiting);
            Closure::new(move |event: MessageEvent| {
                event.prevent_default();
                broken(&waiting, &text(&event, "message").unwrap_or_default());
            })
        };
        let handlers: [Closure<dyn FnMut(MessageEvent)>; 2] = [on_message, on_error];
        worker.set_onmessage(Some(handlers[0].as_ref().unchecked_ref()));
        worker.set_onerror(Some(handlers[1].as_ref().unchecked_ref()));
        Some(Worker(Rc::new(Inner { worker, next: Cell::new(1), waiting, _handlers: handlers })))
    }

    /// Asks. `blob`: a file that the question is about. `tell` hears how far it is: so much of so much.
    pub fn ask(
        &self,
        question: &str,
        blob: Option<&Blob>,
        tell: impl Fn(usize, usize) + 'static,
    ) -> impl std::future::Future<Output = Reply> {
        let number = self.0.next.replace(self.0.next.get() + 1);
        let (reply, answer) = oneshot::channel();
        self.0.waiting.borrow_mut().insert(number, Waiting { reply, tell: Box::new(tell) });
        let message = js_sys::Array::of3(&number.into(), &question.into(), &blob.cloned().into());
        if let Err(error) = self.0.worker.post_message(&message) {
            broken(&self.0.waiting, &format!("{error:?}"));
        }
        async { answer.await.unwrap_or(Reply::Stopped) }
    }

    /// Ends it at once, whatever it is doing. What it has not finished has not happened.
    pub fn stop(self) {
        self.0.worker.terminate();
        self.0.waiting.borrow_mut().clear();
    }
}

fn text(from: &JsValue, name: &str) -> Option<String> {
    Reflect::get(from, &name.into()).ok()?.as_string()
}

fn heard(waiting: &Questions, message: &JsValue) {
    let number = |name: &str| Some(Reflect::get(message, &name.into()).ok()?.as_f64()? as u32);
    if let Some(fault) = text(message, "fault") {
        return broken(waiting, &fault);
    }
    let Some(question) = number("number") else { return };
    if let Some(done) = number("done") {
        if let Some(waiting) = waiting.borrow().get(&question) {
            (waiting.tell)(done as usize, number("all").unwrap_or_default() as usize);
        }
        return;
    }
    let made = || Reflect::get(message, &"made".into()).ok()?.dyn_into().ok();
    let answer = text(message, "answer").map(|answer| Reply::Answer(answer, made()));
    let Some(reply) = answer.or_else(|| text(message, "failure").map(Reply::Failure)) else { return };
    let Some(waiting) = waiting.borrow_mut().remove(&question) else { return };
    // Whoever asked may be gone.
    let _ = waiting.reply.send(reply);
}

fn broken(waiting: &Questions, why: &str) {
    for (_, waiting) in std::mem::take(&mut *waiting.borrow_mut()) {
        let _ = waiting.reply.send(Reply::Broken(why.to_owned()));
    }
}
