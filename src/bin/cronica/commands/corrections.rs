use std::path::Path;
use std::sync::Arc;

use cronica::input::{CorrectionRow, read_corrections};
use cronica::mentions::Gazetteer;
use cronica::timeline::{Correction, correct};
use cronica::{EntityKind, Error, Referent, Timeline};

use crate::failure::Failure;
use crate::session::Session;

/// The corrections of a file, each with its line, and the file's name.
pub struct Corrections {
    file: String,
    lines: Vec<u64>,
    corrections: Vec<Correction>,
}

/// Reads the corrections of `path`; rows that cannot be used are told and left out.
pub fn read(session: &mut Session, path: &Path) -> Result<Corrections, Failure> {
    let file = path.display().to_string();
    let mut found = Corrections { file, lines: Vec::new(), corrections: Vec::new() };
    for row in read_corrections(path)? {
        let CorrectionRow { line, row, column, value } = match row {
            Ok(row) => row,
            Err(fault) => {
                session.fault(&fault);
                continue;
            }
        };
        let gazetteer = session.pipeline().gazetteer();
        let referent = |name: &str, kind| referent(gazetteer, name, kind);
        match Correction::new(&row, &column, &value, &referent) {
            Ok(correction) => {
                found.lines.push(line);
                found.corrections.push(correction);
            }
            Err(message) => {
                let message = format!("{message}; the row is left out");
                session.fault(&Error::data(found.file.clone(), line, message));
            }
        }
    }
    Ok(found)
}

/// Corrects `timeline`, and tells which corrections match no row.
pub fn apply(session: &mut Session, corrections: &Corrections, timeline: &mut Timeline) {
    for unmatched in correct(timeline, &corrections.corrections) {
        let row = corrections.corrections[unmatched].row();
        let message = format!(
            "no row has the id or quote hash `{row}` any more; look the row up in the timeline, or \
             remove this line"
        );
        let line = corrections.lines[unmatched];
        session.fault(&Error::data(corrections.file.clone(), line, message));
    }
}

/// Whom `name` means: the one entity that goes by it, or else the very name.
fn referent(gazetteer: &Gazetteer, name: &str, kind: EntityKind) -> Result<Referent, String> {
    let mut found = gazetteer.look_up(name);
    match found.len() {
        0 => Ok(Referent::Unlisted { name: Arc::from(name), kind }),
        1 => Ok(Referent::Known(found.remove(0))),
        _ => {
            let ids: Vec<&str> = found.iter().map(|entity| &*entity.id).collect();
            Err(format!("`{name}` can mean {}; give the id", ids.join(" or ")))
        }
    }
}
