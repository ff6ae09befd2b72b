//! Keys of a row's cells: declared fields are small numbers, elements (`tags.<id>`) and unknown fields are interned paths.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

/// Names a cell within a row. Numbers below 1024 are declared fields of the row's table, the rest are interned paths.
/// Numbers never leave the process: pages and files write paths.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u32);

/// The first number of interned paths.
const DYNAMIC: u32 = 1024;
/// More distinct paths than any real workspace has; beyond it a file is hostile and the path is refused.
const MOST: usize = 50_000;

#[derive(Default)]
struct Interner {
    paths: Vec<&'static str>,
    numbers: HashMap<&'static str, u32>,
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::default();
}

impl Key {
    /// A declared field by its position in its table's declaration.
    pub const fn declared(position: u32) -> Key {
        Key(position)
    }

    /// The position in the declaration, if it is a declared field.
    pub fn position(self) -> Option<usize> {
        (self.0 < DYNAMIC).then_some(self.0 as usize)
    }

    /// The key of a path that no declaration has. `None` when the process has seen too many distinct ones.
    pub fn dynamic(path: &str) -> Option<Key> {
        INTERNER.with_borrow_mut(|interner| {
            if let Some(n) = interner.numbers.get(path) {
                return Some(Key(*n));
            }
            if interner.paths.len() >= MOST {
                return None;
            }
            let number = DYNAMIC + interner.paths.len() as u32;
            // Leaked on purpose: paths are few (own fields, tags, competitors), live as long as the page, and are compared by number.
            let path: &'static str = Box::leak(path.into());
            interner.paths.push(path);
            interner.numbers.insert(path, number);
            Some(Key(number))
        })
    }

    /// The key of one element of a set or map field, such as `tags.<id>`.
    pub fn element(field: &str, element: &str) -> Option<Key> {
        Key::dynamic(&format!("{field}.{element}"))
    }

    /// The path, if it is an interned one.
    pub fn path(self) -> Option<&'static str> {
        let at = self.0.checked_sub(DYNAMIC)? as usize;
        INTERNER.with_borrow(|interner| interner.paths.get(at).copied())
    }

    /// Field and element of an element's key.
    pub fn split(self) -> Option<(&'static str, &'static str)> {
        self.path()?.split_once('.')
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            Some(path) => f.write_str(path),
            None => write!(f, "#{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_path_has_one_key() {
        let a = Key::element("tags", "x").unwrap();
        assert_eq!(a, Key::dynamic("tags.x").unwrap());
        assert_ne!(a, Key::element("tags", "y").unwrap());
        assert_eq!(a.split(), Some(("tags", "x")));
        assert_eq!(a.position(), None);
        assert_eq!(Key::declared(3).position(), Some(3));
        assert_eq!(Key::declared(3).path(), None);
    }
}
