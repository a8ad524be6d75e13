//! How far a long reading has come, for whoever wants to show it.

/// Hears how far the work has come, and may ask it to stop.
///
/// Called from several threads at once.
pub trait Progress: Sync {
    /// A piece of work starts: a key for its name (`progress-<step>`) and how many bytes it reads.
    fn begin(&self, step: &'static str, bytes: u64) {
        let _ = (step, bytes);
    }
    /// So many more bytes were read, and so many more objects understood.
    fn advance(&self, bytes: u64, objects: u64) {
        let _ = (bytes, objects);
    }
    /// Whether the person wants it to stop; asked often.
    fn stopped(&self) -> bool {
        false
    }
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {}
