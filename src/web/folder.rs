//! A folder on the disk that the user chose, where the browser has the File System Access API. Its interfaces are called by name: web-sys
//! counts them as unstable.

use super::idb::{fault, keep_handle, kept_handle};
use crate::storage::error::{StoreError, StoreErrorCode};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

const CHOOSE: &str = "showDirectoryPicker";

/// A chosen folder.
#[derive(Clone, PartialEq)]
pub struct Folder(JsValue);

/// Whether this browser lets a folder be chosen.
pub fn can_choose() -> bool {
    Reflect::get(&js_sys::global(), &CHOOSE.into()).is_ok_and(|f| f.is_function())
}

fn options(of: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in of {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Calls a method of an object of the browser's and awaits what it promises.
async fn call(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Result<JsValue, StoreError> {
    let start = || -> Result<Promise, JsValue> {
        let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
        let list: Array = arguments.iter().copied().collect();
        Ok(Promise::resolve(&function.apply(object, &list)?))
    };
    let promise = start().map_err(|thrown| fault(&thrown))?;
    JsFuture::from(promise).await.map_err(|thrown| fault(&thrown))
}

fn name_of(handle: &JsValue) -> String {
    Reflect::get(handle, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

impl Folder {
    /// Lets the user choose a folder; `None` if they think better of it. Needs a click that just happened.
    ///
    /// # Errors
    /// What the browser says against it.
    pub async fn choose() -> Result<Option<Folder>, StoreError> {
        let mode = options(&[("mode", "readwrite".into()), ("id", "loudou-backup".into())]);
        match call(&js_sys::global(), CHOOSE, &[&mode]).await {
            Ok(handle) => Ok(Some(Folder(handle))),
            Err(error) if error.code == StoreErrorCode::Aborted => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The folder that was kept for a workspace.
    pub async fn kept(directory: &str, slot: &str) -> Option<Folder> {
        kept_handle(directory, slot).await.ok().flatten().map(Folder)
    }

    /// Keeps it for a workspace, in place of another; `None` forgets it.
    ///
    /// # Errors
    /// Those of the browser's database.
    pub async fn keep(folder: Option<&Folder>, directory: &str, slot: &str) -> Result<(), StoreError> {
        keep_handle(directory, slot, folder.map(|folder| &folder.0)).await
    }

    /// What it is called; the browser does not tell where it is.
    pub fn name(&self) -> String {
        name_of(&self.0)
    }

    /// Whether it may be written to. `ask`: the user is asked if need be, which needs a click that just happened.
    pub async fn is_open(&self, ask: bool) -> bool {
        let method = if ask { "requestPermission" } else { "queryPermission" };
        let mode = options(&[("mode", "readwrite".into())]);
        call(&self.0, method, &[&mode]).await.is_ok_and(|state| state.as_string().as_deref() == Some("granted"))
    }

    /// The names of the files in it.
    ///
    /// # Errors
    /// What the browser says: the folder is gone, or may not be read.
    pub async fn files(&self) -> Result<Vec<String>, StoreError> {
        let entries = call(&self.0, "values", &[]).await?;
        let mut names = Vec::new();
        loop {
            let next = call(&entries, "next", &[]).await?;
            let of = |name: &str| Reflect::get(&next, &name.into()).unwrap_or_default();
            if of("done").is_truthy() {
                return Ok(names);
            }
            let entry = of("value");
            if Reflect::get(&entry, &"kind".into()).is_ok_and(|kind| kind == "file") {
                names.push(name_of(&entry));
            }
        }
    }

    async fn entry(&self, name: &str, create: bool) -> Result<JsValue, StoreError> {
        let create = options(&[("create", create.into())]);
        call(&self.0, "getFileHandle", &[&name.into(), &create]).await
    }

    /// A file in it, not yet read.
    ///
    /// # Errors
    /// What the browser says: the file is gone, or may not be read.
    pub async fn file(&self, name: &str) -> Result<File, StoreError> {
        let file = call(&self.entry(name, false).await?, "getFile", &[]).await?;
        file.dyn_into().map_err(|other| fault(&other))
    }

    /// Writes a file, in place of the one of that name. The browser writes beside it and swaps at the end, so that one that is killed
    /// meanwhile leaves the former.
    ///
    /// # Errors
    /// What the browser says: no permission, no room, the folder is gone. The former file is still there.
    pub async fn write(&self, name: &str, file: &Blob) -> Result<(), StoreError> {
        let entry = self.entry(name, true).await?;
        let stream = call(&entry, "createWritable", &[]).await?;
        call(&stream, "write", &[file]).await?;
        call(&stream, "close", &[]).await?;
        let there = self.file(name).await?.size();
        if there != file.size() {
            return Err(StoreError::corrupt(format!("{there} of {} bytes were written", file.size())));
        }
        Ok(())
    }

    /// Deletes a file.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        call(&self.0, "removeEntry", &[&name.into()]).await.map(drop)
    }
}
