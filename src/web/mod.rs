//! Browser adapters: IndexedDB, tabs, files, clock, ids, charts.
