//! `Route` ⇄ URL hash.
