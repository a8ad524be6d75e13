//! The child process that looks at pictures, and the parent's side of it.
//!
//! Pictures come from strangers: a child caps its own memory, and the parent keeps the time. A page
//! over which a child falls is named; the next one goes on behind it. Several children share the
//! pages of a file.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::source::{Kind, Wrong, kind_of};
use super::{Layouts, Pages, Seen, What, read};

/// The hidden subcommand that [`serve`] belongs to.
pub const SUBCOMMAND: &str = "__scan";

const MIB: u64 = 1 << 20;
/// The most memory of a child.
const MEMORY: u64 = 768 * MIB;
/// The most seconds for a page.
const SECONDS: u64 = 60;
/// So many pages over which children fell are enough of a file.
const FALLS: usize = 25;

/// What the parent asks, one line of JSON.
#[derive(Debug, Serialize, Deserialize)]
struct Job {
    path: PathBuf,
    pages: Pages,
    layouts: Layouts,
    memory: u64,
}

/// What the child says, a line of JSON each.
#[derive(Debug, Serialize, Deserialize)]
enum Said {
    /// This page is next.
    Turn(u32),
    /// Something was seen.
    Seen(Seen),
    /// That was all; or why nothing could be read.
    End(Option<Wrong>),
}

/// Does the job that stands in the first line; what the hidden subcommand does.
///
/// # Errors
/// When the parent is gone.
pub fn serve(input: impl BufRead, output: impl Write, cap_memory: &dyn Fn(u64)) -> io::Result<()> {
    let line = input.lines().next().unwrap_or_else(|| Ok(String::new()))?;
    let job: Job = serde_json::from_str(&line).map_err(io::Error::other)?;
    cap_memory(job.memory);
    let output = std::cell::RefCell::new(output);
    let mut gone = None;
    let say = |said: &Said| {
        let mut out = output.borrow_mut();
        let line = serde_json::to_string(said).unwrap_or_default();
        writeln!(out, "{line}").and_then(|()| out.flush())
    };
    let done = read(
        &job.path,
        &job.layouts,
        job.pages,
        &mut |page| drop(say(&Said::Turn(page))),
        &mut |seen| {
            if let Err(error) = say(&Said::Seen(seen)) {
                gone.get_or_insert(error);
            }
        },
    );
    say(&Said::End(done.err()))?;
    gone.map_or(Ok(()), Err)
}

/// Looks at files in child processes.
#[derive(Clone, Debug)]
pub struct Scanner {
    /// The program that knows the hidden subcommand.
    pub program: PathBuf,
    /// How many children share the pages of a file.
    pub children: u32,
}

impl Scanner {
    /// Everything that is seen in a file, page by page.
    ///
    /// # Errors
    /// When nothing of the file can be read.
    pub fn read(&self, path: &Path, layouts: &Layouts) -> Result<Vec<Seen>, Wrong> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let children = match kind(&path)? {
            Kind::Pdf | Kind::Tiff => self.children.max(1),
            Kind::Png | Kind::Jpeg => 1,
        };
        let mut all = Vec::new();
        let mut wrong = None;
        std::thread::scope(|scope| {
            let parts: Vec<_> = (0..children)
                .map(|from| {
                    let pages = Pages {
                        from,
                        every: children,
                    };
                    let path = path.clone();
                    scope.spawn(move || self.part(path, pages, layouts))
                })
                .collect();
            for part in parts {
                match part.join() {
                    Ok(Ok(seen)) => all.extend(seen),
                    Ok(Err(why)) => wrong = Some(why),
                    Err(_) => wrong = Some(Wrong::Fell),
                }
            }
        });
        // Pages of the other children do not make up for a file that is no file.
        if let (Some(wrong), true) = (wrong, all.is_empty()) {
            return Err(wrong);
        }
        all.sort_by_key(|seen| seen.page);
        Ok(all)
    }

    /// The pages of one child, and of those that come after it when it falls.
    fn part(&self, path: PathBuf, mut pages: Pages, layouts: &Layouts) -> Result<Vec<Seen>, Wrong> {
        let patience = {
            let bytes = std::fs::metadata(&path).map_or(0, |facts| facts.len());
            Duration::from_secs(SECONDS + bytes / (4 * MIB))
        };
        let mut all = Vec::new();
        let mut falls = 0;
        loop {
            let job = Job {
                path: path.clone(),
                pages,
                layouts: layouts.clone(),
                memory: MEMORY,
            };
            let mut at = None;
            let end = self.ask(&job, patience, &mut |said| match said {
                Said::Turn(page) => at = Some(page),
                Said::Seen(seen) => all.push(seen),
                Said::End(_) => {}
            });
            match (end, at) {
                (Ok(()), _) => return Ok(all),
                (Err(wrong), None) => return Err(wrong.unwrap_or(Wrong::Fell)),
                (Err(_), Some(page)) => {
                    all.push(Seen {
                        page,
                        what: What::Wrong(Wrong::Fell),
                    });
                    falls += 1;
                    if falls >= FALLS {
                        return Ok(all);
                    }
                    pages.from = page + pages.every;
                }
            }
        }
    }

    /// Asks one child, to its end. An error without a reason: it fell, or its time was up.
    fn ask(
        &self,
        job: &Job,
        patience: Duration,
        take: &mut dyn FnMut(Said),
    ) -> Result<(), Option<Wrong>> {
        let fell = || None;
        let child = Command::new(&self.program)
            .arg(SUBCOMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = Reaped(child.map_err(|_| fell())?);
        let line = serde_json::to_string(job).map_err(|_| fell())?;
        let mut input = child.0.stdin.take().ok_or_else(fell)?;
        writeln!(input, "{line}").map_err(|_| fell())?;
        drop(input);
        let lines = lines_of(&mut child.0).ok_or_else(fell)?;
        while let Ok(line) = lines.recv_timeout(patience) {
            match serde_json::from_str(&line).map_err(|_| fell())? {
                Said::End(None) => return Ok(()),
                Said::End(wrong) => return Err(wrong),
                said @ (Said::Turn(_) | Said::Seen(_)) => take(said),
            }
        }
        Err(None)
    }
}

/// A child that does not outlive its job.
struct Reaped(Child);

impl Drop for Reaped {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn lines_of(child: &mut Child) -> Option<Receiver<String>> {
    let output = child.stdout.take()?;
    let (sender, lines) = channel();
    let reading = std::thread::Builder::new().name("scan".to_owned());
    let started = reading.spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    started.is_ok().then_some(lines)
}

fn kind(path: &Path) -> Result<Kind, Wrong> {
    use std::io::Read as _;
    let file = std::fs::File::open(path).map_err(|_| Wrong::Damaged)?;
    let mut head = Vec::with_capacity(1024);
    file.take(1024)
        .read_to_end(&mut head)
        .map_err(|_| Wrong::Damaged)?;
    kind_of(&head).ok_or(Wrong::Kind)
}
