//! What the AVG asks, as commands: what is known of a person, the person erased, what is kept too
//! long, on what ground mails go out, and the register of processing (AVG 30).

mod basis;
mod export;
mod forget;
mod person;
mod purge;
mod register;

pub use basis::basis;
pub use export::export;
pub use forget::forget;
pub use purge::{due, purge};
pub use register::report;
