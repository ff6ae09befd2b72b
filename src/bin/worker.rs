//! The worker's entry: on wasm32 it answers what `tools/worker.js` hands on; natively there is nothing to run.

fn main() {}

#[cfg(target_arch = "wasm32")]
mod beside {
    use js_sys::{Function, Reflect};
    use loudou::domain::id::IdSource;
    use loudou::exchange::table::decode::Encoding;
    use loudou::storage::error::{StoreError, StoreErrorCode};
    use loudou::storage::store::Store;
    use loudou::web::idb::{open_known_workspace, open_workspace, Idb};
    use loudou::web::{device, files};
    use loudou::work::desk::{Desk, Surroundings};
    use loudou::work::{Ask, Failure};
    use std::cell::RefCell;
    use wasm_bindgen::prelude::*;
    use web_sys::Blob;

    struct Browser;

    impl Surroundings for Browser {
        type Backend = Idb;

        async fn known(&self, directory: &str, slot: &str) -> Result<Store<Idb>, StoreError> {
            // Whatever is asked of a lost connection says so.
            open_known_workspace(directory, slot, |_| {}).await
        }

        async fn new_one(&self, directory: &str, slot: &str) -> Result<Store<Idb>, StoreError> {
            open_workspace(directory, slot, |_| {}).await
        }

        fn decode(encoding: Encoding, bytes: &[u8]) -> Option<String> {
            files::decode(encoding.label(), bytes)
        }

        fn ids(&self) -> Box<dyn IdSource> {
            Box::new(device::RandomIds)
        }
    }

    thread_local! {
        // Taken away while it answers: questions come one after the other.
        static DESK: RefCell<Option<Desk<Browser>>> = RefCell::new(Some(Desk::new(Browser)));
    }

    /// Answers a question: `{ answer }` or `{ failure }`, both JSON, and a file as `made` if there is one. `tell(done, all)` says how far it is.
    #[wasm_bindgen]
    pub async fn answer(question: String, blob: Option<Blob>, tell: Function) -> JsValue {
        let object = js_sys::Object::new();
        let (name, text) = match answered(&question, blob, &tell).await {
            Ok((answer, made)) => {
                if let Some(made) = made {
                    let _ = Reflect::set(&object, &"made".into(), &made);
                }
                ("answer", answer)
            }
            Err(failure) => ("failure", serde_json::to_string(&failure).unwrap_or_default()),
        };
        let _ = Reflect::set(&object, &name.into(), &text.into());
        object.into()
    }

    async fn answered(question: &str, blob: Option<Blob>, tell: &Function) -> Result<(String, Option<Blob>), Failure> {
        let wrong = |detail: String| Failure { code: StoreErrorCode::Other.as_str(), detail };
        let ask: Ask = serde_json::from_str(question).map_err(|error| wrong(error.to_string()))?;
        let bytes = match blob {
            Some(blob) => files::read(&blob).await.map_err(|detail| Failure { code: "read_failed", detail })?,
            None => Vec::new(),
        };
        let mut desk = DESK.take().ok_or_else(|| wrong(String::new()))?;
        let tell = |done: usize, all: usize| drop(tell.call2(&JsValue::NULL, &done.into(), &all.into()));
        let answer = desk.answer(ask, bytes, &tell).await;
        let made = desk.made.take().and_then(|bytes| files::blob(&bytes, "application/json").ok());
        DESK.set(Some(desk));
        Ok((answer?, made))
    }
}
