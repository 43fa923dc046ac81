use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cronica::export::{EntityRow, FaultRow};
use cronica::input::gazetteers::{self, Import};
use cronica::mentions::{Gazetteer, clashes, lint};
use cronica::tokens::Vocabulary;
use cronica::{Entity, EntityKind, Error, Tables};

use super::coverage;
use super::who::unknown;
use crate::args::{CommonArgs, GazetteerVerb, OutputArgs};
use crate::failure::Failure;
use crate::output::{Output, say, write_file};
use crate::session::{counted, tables};

/// `cronica gazetteer`
pub fn run(verb: GazetteerVerb) -> Result<ExitCode, Failure> {
    match verb {
        GazetteerVerb::List { kind, common } => list(&kind, &common),
        GazetteerVerb::Show { name, common } => show(&name, &common),
        GazetteerVerb::Suggest(input) => coverage::suggest(&input),
        GazetteerVerb::Stats(input) => coverage::stats(&input),
        GazetteerVerb::Import { file, from, kind, output, force } => {
            import(&file, from.as_deref(), kind, &Target { folder: &output, force })
        }
        GazetteerVerb::Lint { dir, output } => check(dir.as_deref(), &output),
    }
}

fn list(kinds: &[EntityKind], common: &CommonArgs) -> Result<ExitCode, Failure> {
    let (gazetteer, code) = load(common)?;
    let wanted =
        |entity: &&std::sync::Arc<Entity>| kinds.is_empty() || kinds.contains(&entity.kind);
    write(common, gazetteer.entities().filter(wanted).map(|entity| &**entity))?;
    Ok(code)
}

fn show(name: &str, common: &CommonArgs) -> Result<ExitCode, Failure> {
    let (gazetteer, code) = load(common)?;
    let found = gazetteer.look_up(name);
    if found.is_empty() {
        return Err(Failure::Failed(unknown(name, &gazetteer)));
    }
    write(common, found.iter().map(|entity| &**entity))?;
    Ok(code)
}

fn load(common: &CommonArgs) -> Result<(Gazetteer, ExitCode), Failure> {
    let (tables, faulty) = tables(common)?;
    let gazetteer = Gazetteer::new(&tables, &mut Vocabulary::default())?;
    Ok((gazetteer, if faulty { ExitCode::from(3) } else { ExitCode::SUCCESS }))
}

fn write<'a>(
    common: &CommonArgs,
    entities: impl Iterator<Item = &'a Entity>,
) -> Result<(), Failure> {
    let output = Output::open(&common.output, &[])?;
    let mut rows = output.rows::<EntityRow>()?;
    for entity in entities {
        rows.record(&EntityRow::new(entity))?;
    }
    rows.finish()?;
    output.finish()
}

/// Checks a user's folder alone, or the built-in files.
fn check(folder: Option<&Path>, args: &OutputArgs) -> Result<ExitCode, Failure> {
    let asks = args.format.is_some() || args.output.is_some() || args.excel;
    let output = asks.then(|| Output::open(args, &[])).transpose()?;
    let mut tables = Tables::checked();
    if let Some(folder) = folder {
        tables.extend(folder)?;
    }
    let (unread, remarks) = (&tables.gazetteers().faults, &tables.gazetteers().remarks);
    let found = lint(&tables)?;
    tell(remarks.iter().chain(unread).chain(&found), output)?;
    let faults = remarks.len() + unread.len() + found.len();
    let entities = &tables.gazetteers().entities;
    let unverified = entities.iter().filter(|row| row.source() == "unverified").count();
    let (faults_told, rows) = (counted(faults, "fault"), counted(entities.len(), "entity"));
    if !args.quiet {
        say(&format!("{faults_told} in {rows}, {unverified} unverified"));
    }
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes the faults as rows where there is an output for them, else each as `FILE:LINE: message`, which
/// editors understand.
fn tell<'a>(
    faults: impl Iterator<Item = &'a Error>,
    output: Option<Output>,
) -> Result<(), Failure> {
    let Some(output) = output else {
        let mut out = std::io::stdout().lock();
        for fault in faults {
            writeln!(out, "{fault}")?;
        }
        return Ok(());
    };
    let mut rows = output.rows::<FaultRow>()?;
    for fault in faults {
        rows.record(&FaultRow::new(fault))?;
    }
    rows.finish()?;
    output.finish()
}

/// Where imported files go.
struct Target<'a> {
    folder: &'a Path,
    /// Whether files that are there may be replaced.
    force: bool,
}

/// Writes the rows of a list as gazetteer files, and says which names the dictionary has already.
fn import(
    file: &Path,
    format: Option<&str>,
    kind: EntityKind,
    target: &Target,
) -> Result<ExitCode, Failure> {
    let (format, import) = gazetteers::import(file, format).map_err(|error| {
        let message = error.to_string();
        if error.is_argument() { Failure::Usage(message) } else { Failure::Failed(message) }
    })?;
    for fault in &import.faults {
        say(&fault.to_string());
    }
    if import.rows.is_empty() {
        let message = "no entity in it; check the file, or name its format with --from";
        return Err(Failure::Failed(format!("{}: read as {format}, {message}", file.display())));
    }
    let files = files(&import, kind, target)?;
    let names = import.rows.iter().map(|row| (&*row.id, &*row.name));
    let mut out = std::io::stdout().lock();
    for clash in clashes(Tables::embedded().gazetteers(), names) {
        writeln!(out, "{clash}")?;
    }
    std::fs::create_dir_all(target.folder).map_err(|e| Error::io(target.folder, e))?;
    for (path, text) in files {
        write_file(&path, &text)?;
    }
    say(&format!(
        "{} read as {format}; {} of other sorts passed over, {} left out",
        counted(import.rows.len(), "entity"),
        import.passed_over,
        counted(import.faults.len(), "line")
    ));
    Ok(if import.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// The files to write with their text; fails, before any is written, where one is there already.
fn files(
    import: &Import,
    kind: EntityKind,
    target: &Target,
) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut files = Vec::new();
    for of_kind in EntityKind::ALL {
        let text = import.gazetteer(of_kind, kind);
        let path = target.folder.join(format!("{of_kind}.csv"));
        if text.is_empty() {
            continue;
        }
        if !target.force && path.symlink_metadata().is_ok() {
            return Err(Failure::Failed(format!(
                "{}: is there already, and nothing was written; give -o a folder of its own \
                 (--gazetteer takes several), or --force to replace the file",
                path.display()
            )));
        }
        files.push((path, text));
    }
    Ok(files)
}
