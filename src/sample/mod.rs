//! What a workspace begins with: the starter of an empty one, and sample data to look around in.
//!
//! Pure: it reads `domain` and `text` only, and the same arguments give the same rows on every machine.

pub mod starter;
