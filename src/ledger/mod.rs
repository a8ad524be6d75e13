//! The memory of the campaign: what really happened, as append-only events in SQLite.
