//! Root, pages and journal behind a trait; an in-memory twin; one contract suite for both.
