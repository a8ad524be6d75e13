//! EDGE IN: bytes to sheets, `campaign.toml` to [`Campaign`](crate::domain::Campaign).

pub mod campaign;
pub mod templates;
