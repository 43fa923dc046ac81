//! Where the rows go: standard output, or a file that appears only when it is whole.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use cronica::Error;
use cronica::export::{Cells, EXPORTERS, Exporter, Sink, Style};
use tempfile::NamedTempFile;

use crate::args::OutputArgs;
use crate::failure::{AtPath, Failure};

/// The unfinished file, which an interrupt removes.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Removes an unfinished file when the user interrupts.
pub fn clean_up_on_interrupt() {
    let handler = || {
        if let Ok(mut path) = UNFINISHED.lock()
            && let Some(path) = path.take()
        {
            // It may have been renamed a moment ago; there is nobody left to tell.
            let _ = std::fs::remove_file(path);
        }
        std::process::exit(130);
    };
    // Fails only where a handler is set already, which this program does once.
    let _ = ctrlc::set_handler(handler);
}

/// Prints a message to standard error, whose reader may have gone.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "cronica: {message}");
}

/// A destination of rows or text.
pub struct Output {
    writer: Shared,
    /// The unfinished file and the place where it belongs.
    file: Option<(NamedTempFile, PathBuf)>,
    style: Style,
    format: Option<&'static Exporter>,
}

/// A writer that an exporter owns while the output keeps hold of it.
#[derive(Clone)]
struct Shared {
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    /// What it writes to, for messages.
    name: Arc<Path>,
}

impl Shared {
    fn with<T>(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
        let mut writer = self.writer.lock().map_err(|_| io::Error::other("a writer failed"))?;
        write(&mut *writer).map_err(|error| AtPath::wrap(&*self.name, error))
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(|writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.with(|writer| writer.flush())
    }
}

impl Output {
    /// Opens what `args` ask for; `extra` are formats that the verb adds to the exporters.
    pub fn open(args: &OutputArgs, extra: &[&str]) -> Result<Output, Failure> {
        let format = format(args, extra)?;
        let is_terminal = args.output.is_none() && io::stdout().is_terminal();
        let width = if is_terminal { terminal_width() } else { None };
        let style = Style { width, excel: args.excel };
        if args.excel && format.is_none_or(|format| format.name != "csv") {
            return Err(Failure::Usage("--excel goes with the format csv".into()));
        }
        let (writer, file): (Box<dyn Write + Send>, _) = match &args.output {
            None => (Box::new(io::stdout()), None),
            Some(path) => destination(path).map_err(|error| unwritable(path, error))?,
        };
        let writer: Box<dyn Write + Send> = Box::new(BufWriter::with_capacity(1 << 16, writer));
        let name = args.output.as_deref().unwrap_or(Path::new("standard output")).into();
        let writer = Shared { writer: Arc::new(Mutex::new(writer)), name };
        Ok(Output { writer, file, style, format })
    }

    /// The format of the rows.
    pub fn exporter(&self) -> &'static Exporter {
        self.format.expect("a verb asks for rows only in an exporter's format")
    }

    /// Begins rows of type `R`.
    pub fn rows<R: Cells>(&self) -> Result<Box<dyn Sink>, Failure> {
        self.rows_with::<R>(&[])
    }

    /// Begins rows of type `R` that have `further` columns behind their own.
    pub fn rows_with<R: Cells>(&self, further: &[&'static str]) -> Result<Box<dyn Sink>, Failure> {
        Ok(self.exporter().begin_with::<R>(further, Box::new(self.writer.clone()), self.style)?)
    }

    /// Whether the format is none of the exporters but one of the verb's own.
    pub fn is_extra(&self) -> bool {
        self.format.is_none()
    }

    /// Writes text as it is.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }

    /// Flushes, and puts the file in its place.
    pub fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush()?;
        put_in_place(self.file)
    }
}

/// Writes a whole file beside its place and renames it.
pub fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    let (mut writer, file) = destination(path).map_err(|error| unwritable(path, error))?;
    writer.write_all(text.as_bytes()).map_err(|error| Error::io(path, error))?;
    put_in_place(file)
}

/// Gives a finished file its place.
fn put_in_place(file: Option<(NamedTempFile, PathBuf)>) -> Result<(), Failure> {
    if let Some((file, path)) = file {
        file.persist(&path).map_err(|error| Error::io(&path, error.error))?;
        if let Ok(mut unfinished) = UNFINISHED.lock() {
            *unfinished = None;
        }
    }
    Ok(())
}

/// What is written to now, and for a file the unfinished one and its place.
type Destination = (Box<dyn Write + Send>, Option<(NamedTempFile, PathBuf)>);

/// Opens `path`: a device or pipe as it is; for a file a new one beside it, which is to take its
/// place when it is whole. A link is followed.
fn destination(path: &Path) -> io::Result<Destination> {
    let place = match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(metadata) if !metadata.is_file() => {
            let device = std::fs::OpenOptions::new().write(true).open(path)?;
            return Ok((Box::new(device), None));
        }
        Ok(_) => path.canonicalize()?,
        Err(_) => path.to_owned(),
    };
    let file = temporary(&place)?;
    let handle = file.reopen()?;
    Ok((Box::new(handle), Some((file, place))))
}

/// Why `path` cannot be opened for writing: most often its folder is missing.
fn unwritable(path: &Path, error: io::Error) -> Failure {
    let folder = folder(path);
    if error.kind() == io::ErrorKind::NotFound && !folder.is_dir() {
        let (path, folder) = (path.display(), folder.display());
        let message = format!("{path}: there is no folder {folder}; make it, or correct the path");
        return Failure::Failed(message);
    }
    Error::io(path, error).into()
}

/// The folder of a file.
fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// A new file beside `path`, with the rights that a new file has.
fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cronica-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    // An interrupt waits for the lock, so that it knows of the file as soon as there is one.
    let mut unfinished = UNFINISHED.lock().map_err(|_| io::Error::other("a writer failed"))?;
    let file = builder.tempfile_in(folder(path))?;
    *unfinished = Some(file.path().to_owned());
    Ok(file)
}

/// The exporter; `None` for one of the `extra` formats.
fn format(args: &OutputArgs, extra: &[&str]) -> Result<Option<&'static Exporter>, Failure> {
    let named = |name: &str| EXPORTERS.iter().find(|exporter| exporter.name == name);
    if let Some(name) = &args.format {
        if extra.contains(&name.as_str()) {
            return Ok(None);
        }
        return named(name).map(Some).ok_or_else(|| {
            let known = EXPORTERS.iter().map(|e| e.name).chain(extra.iter().copied());
            let known = known.collect::<Vec<_>>().join(", ");
            Failure::Usage(format!("the format `{name}` is not known; use one of {known}"))
        });
    }
    let extension = args.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str());
    if let Some(extension) = extension.map(str::to_ascii_lowercase) {
        let known = EXPORTERS.iter().find(|e| e.extensions.contains(&extension.as_str()));
        return known.map(Some).ok_or_else(|| {
            let message = format!("the extension .{extension} names no format; add --format");
            Failure::Usage(message)
        });
    }
    let to_terminal = args.output.is_none() && io::stdout().is_terminal();
    Ok(named(if to_terminal && !args.excel { "table" } else { "csv" }))
}

fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}
