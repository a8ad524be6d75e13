//! A trial: something hostile is read or made once in a child process, before this process does
//! the same. What takes too much memory or time, or ends the process, ends only the child.
//!
//! The child is told its job in one line, says in lines what it is busy with, and ends with zero
//! when it came through, whatever it thinks of the file: that is for this process to say.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

const MIB: u64 = 1024 * 1024;

/// The hidden subcommand of the child.
pub const SUBCOMMAND: &str = "__try";

/// What is tried.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum What {
    /// The polygons of an area file.
    Areas(PathBuf),
    /// A register in the form of a database.
    Register(PathBuf),
    /// A campaign's own texts and pictures: its folder.
    Templates(PathBuf),
}

/// A trial with what it may cost.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// What is tried.
    pub what: What,
    /// The most memory, in bytes.
    pub memory_bytes: u64,
    /// The most time.
    pub seconds: u64,
}

impl Job {
    /// A trial of a file of so many bytes: a gibibyte or twenty-four times its size, at most eight
    /// gibibytes; half a minute, and a second more for each mebibyte.
    pub fn of_file(what: What, bytes: u64) -> Self {
        Self {
            what,
            memory_bytes: bytes.saturating_mul(24).clamp(1_024 * MIB, 8_192 * MIB),
            seconds: 30 + bytes / MIB,
        }
    }

    /// A trial of a campaign's own texts and pictures.
    pub fn of_templates(campaign: &Path) -> Self {
        Self {
            what: What::Templates(campaign.to_owned()),
            memory_bytes: 1_024 * MIB,
            seconds: 30,
        }
    }
}

/// How a trial came to nothing, and what the child was busy with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fell {
    /// The last that it said.
    pub at: String,
    /// Its time, when that ran out; else it took too much memory, or ended by itself.
    pub seconds: Option<u64>,
}

/// Tries something in a child process of `program`.
///
/// # Errors
/// When the child did not come through.
pub fn try_out(program: &Path, job: &Job) -> Result<(), Fell> {
    let fell = |at: &str, seconds| Fell {
        at: at.to_owned(),
        seconds,
    };
    let child = Command::new(program)
        .arg(SUBCOMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        return Err(fell("", None));
    };
    let line = serde_json::to_string(job).unwrap_or_default();
    let told = child
        .stdin
        .take()
        .is_some_and(|mut stdin| writeln!(stdin, "{line}").is_ok());
    let (sender, lines) = channel();
    let reading = child.stdout.take().map(|stdout| {
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        })
    });
    let until = Instant::now() + Duration::from_secs(job.seconds);
    let mut at = String::new();
    let in_time = told
        && loop {
            match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => at = line,
                Err(RecvTimeoutError::Disconnected) => break true,
                Err(RecvTimeoutError::Timeout) => break false,
            }
        };
    if told && !in_time {
        let _ = child.kill();
    }
    let status = child.wait();
    drop(reading);
    match status {
        Ok(status) if in_time && status.success() => Ok(()),
        _ => Err(fell(&at, (told && !in_time).then_some(job.seconds))),
    }
}
