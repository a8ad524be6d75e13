//! The child process that reads hostile files, and the parent's side of it.
//!
//! One child serves many files, one after the other; when it dies, a new one is started. The child
//! caps its own memory (an allocation beyond the cap ends it), the parent keeps the deadline.

use std::io::{self, BufRead, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::event::{Event, Failure};
use super::limits::Limits;
use super::reader::read_file;
use super::rows::Sink;
use super::wire::{Decoder, Encoder, Frame};

/// The hidden subcommand that [`serve`] belongs to.
pub const SUBCOMMAND: &str = "__read";

/// What the parent asks, one line of JSON.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    path: PathBuf,
    limits: Limits,
}

/// Serves requests until the input ends; what the hidden subcommand does.
///
/// `cap_memory` sets the most bytes that this process may allocate.
///
/// # Errors
/// When the parent is gone.
pub fn serve(input: impl BufRead, output: impl Write, cap_memory: &dyn Fn(u64)) -> io::Result<()> {
    let mut encoder = Encoder::new(BufWriter::with_capacity(128 * 1024, output));
    for line in input.lines() {
        let request: Request = serde_json::from_str(&line?).map_err(io::Error::other)?;
        cap_memory(request.limits.memory_bytes);
        let mut broken = None;
        let outcome = read_file(&request.path, &request.limits, &mut |event| match encoder
            .event(&event)
        {
            Ok(()) => std::ops::ControlFlow::Continue(()),
            Err(error) => {
                broken = Some(error);
                std::ops::ControlFlow::Break(())
            }
        });
        if let Some(error) = broken {
            return Err(error);
        }
        match outcome {
            Ok(()) => encoder.done()?,
            Err(failure) => encoder.failed(&failure)?,
        }
    }
    Ok(())
}

/// A running child.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    requests: ChildStdin,
    chunks: Receiver<Vec<u8>>,
}

impl Worker {
    pub(super) fn start(program: &Path) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::NoChild {
            detail: error.to_string(),
        };
        let mut child = Command::new(program)
            .arg(SUBCOMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let (Some(requests), Some(mut answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(io::Error::other("no pipe")));
        };
        let (sender, chunks) = sync_channel(16);
        std::thread::Builder::new()
            .name("read".to_owned())
            .spawn(move || {
                loop {
                    let mut chunk = vec![0; 64 * 1024];
                    match answers.read(&mut chunk) {
                        Ok(0) | Err(_) => break,
                        Ok(read) => {
                            chunk.truncate(read);
                            if sender.send(chunk).is_err() {
                                break;
                            }
                        }
                    }
                }
            })
            .map_err(failed)?;
        Ok(Self {
            child,
            requests,
            chunks,
        })
    }

    /// Reads one file. After an error, or when `sink` broke off, the worker must be dropped.
    pub(super) fn read(
        &mut self,
        path: &Path,
        limits: &Limits,
        sink: &mut Sink<'_>,
    ) -> Result<Finished, Failure> {
        let seconds = limits.seconds_for(std::fs::metadata(path).map_or(0, |m| m.len()));
        let request = Request {
            path: path.to_owned(),
            limits: *limits,
        };
        let line = serde_json::to_string(&request).map_err(|_| Failure::Unopenable {
            detail: "path".to_owned(),
        })?;
        if writeln!(self.requests, "{line}")
            .and_then(|()| self.requests.flush())
            .is_err()
        {
            return Err(Failure::Crashed);
        }
        let answers = Answers {
            chunks: &self.chunks,
            chunk: Vec::new(),
            at: 0,
            patience: Duration::from_secs(seconds),
        };
        let mut decoder = Decoder::new(answers);
        loop {
            let frame = decoder.next().map_err(|error| {
                if error.kind() == io::ErrorKind::TimedOut {
                    Failure::Deadline { seconds }
                } else {
                    Failure::Crashed
                }
            })?;
            let event = match frame {
                Frame::Sheet(head) => Event::Sheet(head),
                Frame::Note(note) => Event::Note(note),
                Frame::Row => Event::Row(&decoder.row),
                Frame::Done => return Ok(Finished::Whole),
                Frame::Failed(failure @ Failure::Crashed) => return Err(failure),
                Frame::Failed(failure) => return Ok(Finished::Failed(failure)),
            };
            if sink(event).is_break() {
                return Ok(Finished::Broken);
            }
        }
    }
}

/// How reading one file ended, with the worker still in order or not.
#[derive(Debug)]
pub(super) enum Finished {
    /// Everything was read.
    Whole,
    /// The file cannot be read; the worker can go on.
    Failed(Failure),
    /// The sink broke off; the worker still has things to say, and must go.
    Broken,
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The child's answers as a stream. Only the time that we wait for the child counts, not the time
/// that we need ourselves.
struct Answers<'w> {
    chunks: &'w Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    at: usize,
    patience: Duration,
}

impl Read for Answers<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.chunk.len() {
            let started = Instant::now();
            match self.chunks.recv_timeout(self.patience) {
                Ok(chunk) => (self.chunk, self.at) = (chunk, 0),
                Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
            self.patience = self.patience.saturating_sub(started.elapsed());
        }
        let rest = self.chunk.get(self.at..).unwrap_or_default();
        let taken = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..taken), rest.get(..taken)) {
            to.copy_from_slice(from);
        }
        self.at += taken;
        Ok(taken)
    }
}
