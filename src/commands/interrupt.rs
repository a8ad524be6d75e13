//! Ctrl-C during work that has to be left in good order.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::exit::Exit;
use crate::terminal::Terminal;
use domain::{Language, Messages};
use papers::write::{files, step};

/// A command that leaves its work in good order itself.
static GRACEFUL: AtomicBool = AtomicBool::new(false);
static SPEAKS: OnceLock<Language> = OnceLock::new();
/// The folder whose lock is held.
static HELD: Mutex<Option<PathBuf>> = Mutex::new(None);

/// The language in which the end is told.
pub fn speak(language: &Language) {
    // The first campaign of a process is its only one.
    let _ = SPEAKS.set(language.clone());
}

/// The outputs folder that this process holds; what it was making there goes when it is stopped.
pub fn holds(outputs: Option<&Path>) {
    *HELD.lock().unwrap_or_else(PoisonError::into_inner) = outputs.map(Path::to_owned);
}

/// From now on Ctrl-C and SIGTERM end the program with a sentence: never between two moves, and
/// without anything half made.
pub fn watch() {
    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        let _ = flag::register(signal, Arc::clone(&asked));
    }
    // A file that may not grow further is a write that fails, not the end of the program.
    #[cfg(target_os = "linux")]
    let _ = flag::register(25, Arc::new(AtomicBool::new(false)));
    let wait = move || {
        while !asked.load(Ordering::Relaxed) || GRACEFUL.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(10));
        }
        let _gate = step::between_moves();
        let _end = files::no_more_writes();
        let held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outputs) = held.as_deref() {
            let _ = step::abandon(outputs);
            let _ = std::fs::remove_file(outputs.join(".lock"));
            let _ = std::fs::remove_dir(outputs);
        }
        let language = SPEAKS.get().cloned().unwrap_or_else(Language::dutch);
        Terminal::new(false).fail(&Messages::of(&language).plain("stopped"));
        #[expect(
            clippy::disallowed_methods,
            reason = "the work itself cannot be asked to come back from where it is"
        )]
        std::process::exit(i32::from(Exit::Interrupted.code()));
    };
    let _ = std::thread::Builder::new().spawn(wait);
}

/// Whether a person, or the system, asked us to stop.
#[derive(Clone, Debug)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// From now on the first Ctrl-C only asks; a second one ends the program at once.
    pub fn listen() -> Self {
        GRACEFUL.store(true, Ordering::Relaxed);
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            // Where the system does not let us listen, Ctrl-C ends the program as it always did.
            let code = i32::from(Exit::Interrupted.code());
            let _ = flag::register_conditional_shutdown(signal, code, Arc::clone(&asked));
            let _ = flag::register(signal, Arc::clone(&asked));
        }
        Self(asked)
    }

    /// Whether we were asked.
    pub fn came(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
