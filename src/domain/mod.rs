//! What a sales team's data is, and which changes are allowed: records, fields, commands → patches.
