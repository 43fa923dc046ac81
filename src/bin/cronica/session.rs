//! One run: the tables, the documents, and what is said of them on standard error.

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::num::NonZero;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use cronica::dates::DateOrder;
use cronica::input::{InputFile, Loaded, Walk, from_text, read, walk};
use cronica::mentions::orphans;
use cronica::pipeline::{Depth, Reading};
use cronica::{Document, Edtf, Error, Pipeline, PublishedFrom, Tables};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::args::{CommonArgs, InputArgs, Order};
use crate::failure::Failure;
use crate::output::say;

/// Exit code: done, but some input could not be read.
const PARTLY: u8 = 3;

/// Bytes of input from which a progress bar is worth showing, and memory is worth the time that
/// freeing takes.
const SLOW: u64 = 16 << 20;

/// Files that each thread takes at a time; results wait in memory until their turn.
const BATCH: usize = 16;

/// The tables that `common` asks for; their faults are printed.
///
/// They are not freed for a few documents: the process ends soon after, and freeing would take
/// longer than reading those.
pub fn tables(common: &CommonArgs) -> Result<(ManuallyDrop<Tables>, bool), Failure> {
    let mut tables = ManuallyDrop::new(match common.no_builtin {
        true => Tables::without_gazetteers(),
        false => Tables::embedded(),
    });
    for folder in &common.gazetteer {
        tables.extend(folder)?;
    }
    for folder in &common.rules {
        tables.extend_rules(folder)?;
    }
    if common.gazetteer.is_empty() {
        // The built-in tables have no faults, and are read where they are needed.
        return Ok((tables, false));
    }
    let gazetteers = tables.gazetteers();
    if !common.output.quiet {
        gazetteers.remarks.iter().for_each(|remark| say(&remark.to_string()));
    }
    let (faults, orphans) = (&gazetteers.faults, orphans(gazetteers));
    for fault in faults.iter().chain(&orphans) {
        say(&format!("{fault}; left out"));
    }
    let faulty = !faults.is_empty() || !orphans.is_empty();
    Ok((tables, faulty))
}

/// The stages up to `depth`, with the order of day and month that the user asks for.
fn pipeline(tables: &Tables, depth: Depth, order: Option<Order>) -> Result<Pipeline, Error> {
    let pipeline = Pipeline::with_depth(tables, depth)?;
    Ok(match order {
        None => pipeline,
        Some(Order::Dmy) => pipeline.with_date_order(DateOrder::DayMonth),
        Some(Order::Mdy) => pipeline.with_date_order(DateOrder::MonthDay),
    })
}

/// As many threads as are asked for, else as there are processors, but not more than `files`.
fn threads(wanted: Option<usize>, files: usize) -> Result<rayon::ThreadPool, Failure> {
    let processors = || std::thread::available_parallelism().map_or(1, NonZero::get);
    let count = wanted.filter(|count| *count > 0).unwrap_or_else(processors);
    rayon::ThreadPoolBuilder::new()
        .num_threads(count.min(files).max(1))
        .build()
        .map_err(|error| Failure::Failed(format!("no threads: {error}")))
}

/// A run over documents.
pub struct Session {
    /// The stages, until [`free_pipeline`](Session::free_pipeline).
    pipeline: Option<ManuallyDrop<Pipeline>>,
    walk: Walk,
    /// The size of the files.
    bytes: u64,
    text: Option<String>,
    as_of: Option<Edtf>,
    quiet: bool,
    threads: rayon::ThreadPool,
    documents: usize,
    undated: usize,
    unread: usize,
    faulty: bool,
}

impl Session {
    /// Loads the tables, makes the stages up to `depth` and lists the files.
    pub fn new(input: &InputArgs, depth: Depth) -> Result<Session, Failure> {
        let (tables, faulty) = tables(&input.common)?;
        let pipeline = pipeline(&tables, depth, input.date_order)?;
        let walk = walk(&input.paths);
        let threads = threads(input.common.threads, walk.files.len())?;
        let bytes = walk.files.iter().filter_map(InputFile::size).sum();
        if bytes >= SLOW {
            drop(ManuallyDrop::into_inner(tables));
        }
        let mut session = Session {
            pipeline: Some(ManuallyDrop::new(pipeline)),
            walk,
            bytes,
            text: input.text.clone(),
            as_of: input.as_of,
            quiet: input.common.output.quiet,
            threads,
            documents: 0,
            undated: 0,
            unread: 0,
            faulty,
        };
        for fault in std::mem::take(&mut session.walk.faults) {
            session.unread += usize::from(!fault.is_data());
            session.fault(&fault);
        }
        for notice in std::mem::take(&mut session.walk.notices) {
            session.note(&notice);
        }
        if session.walk.files.is_empty() && session.text.is_none() {
            return Err(session.nothing_to_read());
        }
        session.tell_what_waits();
        Ok(session)
    }

    /// Says what is read from where a user may have to write, and that there is nothing in a text.
    fn tell_what_waits(&self) {
        if self.text.as_deref().is_some_and(|text| text.trim().is_empty()) {
            self.note("the text of --text is empty");
        }
        for file in &self.walk.files {
            match file.path() {
                None if std::io::stdin().is_terminal() => {
                    self.note("reading what you write here; end it with an end of file (Ctrl-D)");
                }
                Some(path) if file.size().is_none() && is_named_pipe(path) => {
                    self.note(&format!("{}: a pipe; waiting for who writes to it", file.id()));
                }
                _ => {}
            }
        }
    }

    /// The stages; they are not freed at the end, because the process ends with them.
    pub fn pipeline(&self) -> &Pipeline {
        self.pipeline.as_deref().expect("only a verb that is done with the stages frees them")
    }

    /// Lets mentions say why they name whom they name.
    pub fn explain_mentions(&mut self) {
        if let Some(pipeline) = &mut self.pipeline {
            pipeline.explain_mentions();
        }
    }

    /// Frees the stages where there is much to keep in memory.
    pub fn free_pipeline(&mut self) {
        if self.bytes >= SLOW
            && let Some(pipeline) = self.pipeline.take()
        {
            drop(ManuallyDrop::into_inner(pipeline));
        }
    }

    /// On how many threads the run works.
    pub fn threads(&self) -> usize {
        self.threads.current_num_threads()
    }

    /// What `work` gives for each of `items`, in their order, on all threads.
    pub fn in_parallel<I: Sync, T: Send>(
        &self,
        items: &[I],
        work: impl Fn(&I) -> T + Sync,
    ) -> Vec<T> {
        if self.threads() == 1 {
            // Handing them over to the one thread and waiting for it would gain nothing.
            return items.iter().map(work).collect();
        }
        self.threads.install(|| items.par_iter().map(&work).collect())
    }

    /// Works on every document in parallel and takes the results in the order of the documents.
    pub fn each<T: Send>(
        &mut self,
        work: impl Fn(&Reading) -> T + Sync,
        mut take: impl FnMut(T) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if let Some(text) = self.text.take() {
            let reading = self.reading(from_text("text", text));
            let result = work(&reading);
            let document = reading.document().clone();
            self.count(&document);
            return take(result);
        }
        let files = std::mem::take(&mut self.walk.files);
        let progress = self.progress();
        for files in files.chunks(BATCH * self.threads()) {
            let results = self.in_parallel(files, |file| self.work_on(file, &work));
            for (file, result) in files.iter().zip(results) {
                match result {
                    Ok((read, document, result)) => {
                        self.say(&read, &document);
                        take(result)?;
                    }
                    Err(error) => {
                        self.unread += 1;
                        self.fault(&error);
                    }
                }
                progress.inc(file.size().unwrap_or_default());
            }
        }
        progress.finish_and_clear();
        Ok(())
    }

    fn work_on<T>(
        &self,
        file: &InputFile,
        work: &(impl Fn(&Reading) -> T + Sync),
    ) -> Result<(Remarks, Arc<Document>, T), Error> {
        let Loaded { document, notices, faults } = read(file)?;
        let reading = self.reading(document);
        Ok((Remarks { notices, faults }, reading.document().clone(), work(&reading)))
    }

    /// The document, with a publication date from its head or from `--as-of` where it has none.
    fn reading(&self, document: Document) -> Reading<'_> {
        let reading = self.pipeline().read(document);
        match (reading.document().metadata().published, self.as_of) {
            (None, Some(as_of)) => reading.published(as_of, PublishedFrom::AsOf),
            _ => reading,
        }
    }

    fn say(&mut self, remarks: &Remarks, document: &Document) {
        for notice in &remarks.notices {
            self.note(notice);
        }
        for fault in &remarks.faults {
            self.fault(fault);
        }
        self.count(document);
    }

    fn count(&mut self, document: &Document) {
        self.documents += 1;
        self.undated += usize::from(document.metadata().published.is_none());
    }

    /// A remark on standard error.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            say(text);
        }
    }

    /// A fault on standard error, which the exit code tells as well.
    pub fn fault(&mut self, error: &Error) {
        self.faulty = true;
        say(&error.to_string());
    }

    fn nothing_to_read(&self) -> Failure {
        let skipped = self.walk.skipped;
        Failure::Failed(match (self.unread, skipped) {
            (0, 0) => "nothing to read: the folder holds no document; \
                       put .txt, .md or .html files there"
                .into(),
            (0, _) => format!(
                "nothing to read: {} with other extensions than .txt, .md and .html",
                counted(skipped, "file")
            ),
            _ => "nothing could be read".into(),
        })
    }

    /// The closing summary, which begins with what was found (`3 dates`, `5 namings in 2 of`), and
    /// the exit code.
    pub fn finish(self, found: &str) -> ExitCode {
        let documents = counted(self.documents, "document");
        let mut summary = match found.ends_with(" of") {
            true => format!("{found} {documents}"),
            false => format!("{found} in {documents}"),
        };
        if self.undated > 0 {
            summary += &format!(
                "; {} without a publication date (give --as-of or a sources.csv)",
                self.undated
            );
        }
        if self.walk.skipped > 0 {
            summary += &format!("; {} of other formats passed over", self.walk.skipped);
        }
        if self.unread > 0 {
            summary += &format!("; {} not read", self.unread);
        }
        self.note(&summary);
        if self.faulty { ExitCode::from(PARTLY) } else { ExitCode::SUCCESS }
    }

    fn progress(&self) -> ProgressBar {
        if self.quiet || self.bytes < SLOW || !std::io::stderr().is_terminal() {
            return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}");
        ProgressBar::new(self.bytes).with_style(style.expect("the template is right"))
    }
}

struct Remarks {
    notices: Vec<String>,
    faults: Vec<Error>,
}

/// Whether `path` is a pipe with a name of its own, which nobody may write to; not one that a shell
/// made for `<(…)`.
#[cfg(unix)]
fn is_named_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let is_pipe = std::fs::metadata(path).is_ok_and(|file| file.file_type().is_fifo());
    is_pipe && !["/dev", "/proc"].iter().any(|folder| path.starts_with(folder))
}

#[cfg(not(unix))]
fn is_named_pipe(_: &Path) -> bool {
    false
}

/// `1 event`, `2 events`.
pub fn counted(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        _ => format!("{number} {noun}s"),
    }
}
