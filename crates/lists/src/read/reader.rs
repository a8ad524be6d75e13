//! The door of the reading room: one file in, events out, in a child process or not.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use zip::ZipArchive;

use domain::campaign::ReadingSettings;
use domain::{Finding, Noted, Sheet, SheetOrigin};

use super::child::{Finished, Worker};
use super::event::{Event, Failure, Format, Note};
use super::limits::{Limits, mib};
use super::rows::{Rows, Sink, Stop};
use super::trial::{self, Fell, Job};
use super::{html, ods, sniff, text, xls, xlsb, xlsx, xml2003, zipwalk};

/// Reads sheets, guarded by a child process or directly.
#[derive(Debug)]
pub struct Reader {
    limits: Limits,
    /// Read hidden rows, columns and sheets too, unless a list says otherwise.
    pub hidden: bool,
    program: Option<PathBuf>,
    idle: Mutex<Vec<Worker>>,
}

impl Reader {
    /// Reads in child processes of `program` (this very binary), each with a cap on memory and a
    /// deadline.
    pub fn guarded(program: PathBuf, settings: &ReadingSettings) -> Self {
        Self {
            program: Some(program),
            ..Self::direct(settings)
        }
    }

    /// Reads in this process: for tests, and for files that we made ourselves.
    pub fn direct(settings: &ReadingSettings) -> Self {
        Self {
            limits: Limits::of(settings),
            hidden: settings.hidden,
            program: None,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// The limits that are kept.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads one file; the sink may break off, which is no failure.
    ///
    /// # Errors
    /// The reason why the file could not be read, when some of its rows were given already too.
    pub fn read(
        &self,
        path: &Path,
        sink: &mut dyn FnMut(Event<'_>) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        let Some(program) = &self.program else {
            return read_file(path, &self.limits, sink);
        };
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => Worker::start(program)?,
        };
        match worker.read(path, &self.limits, sink)? {
            Finished::Broken => Ok(()),
            Finished::Whole => {
                self.put_back(worker);
                Ok(())
            }
            Finished::Failed(failure) => {
                self.put_back(worker);
                Err(failure)
            }
        }
    }

    /// Tries something in a child process first; directly there is nothing to try it in.
    ///
    /// # Errors
    /// When the child did not come through.
    pub fn try_out(&self, job: &Job) -> Result<(), Fell> {
        match &self.program {
            Some(program) => trial::try_out(program, job),
            None => Ok(()),
        }
    }

    fn put_back(&self, worker: Worker) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(worker);
    }
}

/// Reads one file in this process, within the limits on size, cells and columns.
pub(super) fn read_file(path: &Path, limits: &Limits, sink: &mut Sink<'_>) -> Result<(), Failure> {
    match catch_unwind(AssertUnwindSafe(|| read_checked(path, limits, sink))) {
        Ok(Ok(()) | Err(Stop::Enough)) => Ok(()),
        Ok(Err(Stop::Failed(failure))) => Err(failure),
        Err(_) => Err(Failure::Crashed),
    }
}

fn read_checked(path: &Path, limits: &Limits, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let unopenable = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            Failure::Missing
        } else {
            Failure::Unopenable {
                detail: error.to_string(),
            }
        }
    };
    let facts = std::fs::metadata(path).map_err(unopenable)?;
    if !facts.is_file() {
        return Err(Failure::NotASheet {
            looks_like: "map".to_owned(),
        }
        .into());
    }
    let bytes = facts.len();
    if bytes > limits.file_bytes {
        return Err(Failure::TooLarge {
            limit_mib: mib(limits.file_bytes),
        }
        .into());
    }
    let mut file = super::file::open(path).map_err(unopenable)?;
    let mut head = Vec::new();
    (&mut file)
        .take(64 * 1024)
        .read_to_end(&mut head)
        .map_err(unopenable)?;
    file.seek(SeekFrom::Start(0)).map_err(unopenable)?;
    let mut file = BufReader::with_capacity(128 * 1024, file);
    let format = if let Some(format) = sniff::sniff(&head)? {
        format
    } else {
        let mut zip = ZipArchive::new(&mut file).map_err(Failure::damaged)?;
        zipwalk::format(&mut zip)?
    };
    file.seek(SeekFrom::Start(0)).map_err(unopenable)?;
    let mut rows = Rows::new(sink, limits);
    if !named_so(path, format) {
        rows.note(Note::NotAsNamed { is: format })?;
    }
    match format {
        Format::Xlsx => xlsx::read(file, bytes, limits, &mut rows),
        Format::Xlsb => xlsb::read(file, bytes, limits, &mut rows),
        Format::Xls => xls::read(file, &mut rows),
        Format::Ods => ods::read(file, bytes, limits, &mut rows),
        Format::FlatOds => ods::read_content(file, &mut rows),
        Format::Xml2003 => xml2003::read(file, &mut rows),
        Format::Html => html::read(file, &mut rows),
        Format::Text => text::read(file, &mut rows),
    }
}

/// Whether the name of a file says what it is.
fn named_so(path: &Path, format: Format) -> bool {
    let ending = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    match format {
        Format::Xlsx => matches!(ending.as_str(), "xlsx" | "xlsm" | "xltx" | "xltm"),
        Format::Xlsb => ending == "xlsb",
        Format::Xls => matches!(ending.as_str(), "xls" | "xlt"),
        Format::Ods => matches!(ending.as_str(), "ods" | "ots"),
        Format::FlatOds => matches!(ending.as_str(), "fods" | "xml"),
        Format::Xml2003 => ending == "xml",
        Format::Html => matches!(ending.as_str(), "html" | "htm"),
        Format::Text => matches!(ending.as_str(), "csv" | "tsv" | "tab" | "txt" | ""),
    }
}

/// The most cells of a workbook that is read whole.
const WHOLE: usize = 3_000_000;

/// Reads a small workbook whole: workbooks that people filled in. When it cannot be read, there
/// are no sheets, and a finding says why.
pub fn read_workbook(reader: &Reader, path: &Path) -> Noted<Vec<Sheet>> {
    let name: Arc<str> = name_below_inputs(path).into();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    let mut cells = 0;
    let nowhere = SheetOrigin {
        file: name.clone(),
        sheet: "".into(),
    };
    let outcome = reader.read(path, &mut |event| {
        match event {
            Event::Sheet(head) => sheets.push(Sheet {
                origin: SheetOrigin {
                    file: name.clone(),
                    sheet: head.name.into(),
                },
                hidden: head.hidden,
                hidden_columns: head.hidden_columns,
                rows: Vec::new(),
            }),
            Event::Row(row) => {
                cells += row.cells.len();
                if let Some(sheet) = sheets.last_mut() {
                    sheet.rows.push(row.clone());
                }
            }
            Event::Note(note) => {
                let origin = sheets.last().map_or(&nowhere, |sheet| &sheet.origin);
                findings.push(note.finding(origin));
            }
        }
        if cells > WHOLE {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    let outcome = if cells > WHOLE {
        Err(Failure::TooManyCells)
    } else {
        outcome
    };
    if let Err(failure) = outcome {
        return Noted::new(Vec::new(), vec![failure.finding(&name)]);
    }
    Noted::new(sheets, findings)
}

/// A file as findings name it: what stands behind the last folder `inputs`, else its own name.
pub fn name_below_inputs(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    let from = parts
        .iter()
        .rposition(|part| part == "inputs")
        .map_or(parts.len().saturating_sub(1), |at| at + 1);
    parts.get(from..).unwrap_or_default().join("/")
}
