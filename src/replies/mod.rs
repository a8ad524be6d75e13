//! Form exports and bounce mail → Returned.
