use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Cells;
use super::rows::EventRow;
use super::written::Written;

/// A row of `cronica diff`: a row of a timeline that came or went, or a cell that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeRow {
    /// `added`, `removed` or `changed`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["added", "removed", "changed"])))]
    pub change: &'static str,
    /// The row's id; of a removed row, the one that it had.
    pub id: String,
    /// The id that it had before, where that is another.
    pub old_id: Option<String>,
    /// The row's date, as EDTF.
    pub date: String,
    /// The row's type.
    pub r#type: String,
    /// The row's headline.
    pub headline: String,
    /// The column of the cell that changed; `null` for a row that came or went.
    pub column: Option<String>,
    /// What stood in the cell.
    pub old: Option<String>,
    /// What stands in it.
    pub new: Option<String>,
}

/// What differs between two timelines, by date and id: rows that came or went, and of the others
/// each cell that changed, but for the columns `ignored`.
///
/// A row is the same where its id is. Of those left over, two are the same that stand on the same
/// sentence, by document and position or by its words, those most alike first.
pub fn changes(old: &Written, new: &Written, ignored: &[String]) -> Vec<ChangeRow> {
    let pairs = pairs(old, new);
    let columns: Vec<usize> = old
        .shared(new)
        .into_iter()
        .filter(|column| !ignored.iter().any(|name| name == EventRow::COLUMNS[*column]))
        .collect();
    let mut rows = Vec::new();
    for (old_row, new_row) in &pairs {
        let differs = |column: &&usize| old.at(*old_row, **column) != new.at(*new_row, **column);
        let (was, is) = (old.cell(*old_row, "id"), new.cell(*new_row, "id"));
        rows.extend(columns.iter().filter(differs).map(|&column| ChangeRow {
            old_id: (was != is).then(|| was.to_owned()),
            column: Some(EventRow::COLUMNS[column].to_owned()),
            old: Some(old.at(*old_row, column).to_owned()),
            new: Some(new.at(*new_row, column).to_owned()),
            ..ChangeRow::whole("changed", new, *new_row)
        }));
    }
    let kept: BTreeSet<usize> = pairs.iter().map(|(old, _)| *old).collect();
    let gone = (0..old.len()).filter(|row| !kept.contains(row));
    rows.extend(gone.map(|row| ChangeRow::whole("removed", old, row)));
    let known: BTreeSet<usize> = pairs.iter().map(|(_, new)| *new).collect();
    let come = (0..new.len()).filter(|row| !known.contains(row));
    rows.extend(come.map(|row| ChangeRow::whole("added", new, row)));
    // A stable sort, which keeps a row's cells in the order of the columns.
    rows.sort_by(|a, b| (&a.date, &a.id, a.change).cmp(&(&b.date, &b.id, b.change)));
    rows
}

impl ChangeRow {
    fn whole(change: &'static str, timeline: &Written, row: usize) -> ChangeRow {
        let cell = |column| timeline.cell(row, column).to_owned();
        ChangeRow {
            change,
            id: cell("id"),
            old_id: None,
            date: cell("date"),
            r#type: cell("type"),
            headline: cell("headline"),
            column: None,
            old: None,
            new: None,
        }
    }
}

/// The rows that are the same: first those with the same id, then those on the same sentences.
fn pairs(old: &Written, new: &Written) -> Vec<(usize, usize)> {
    let ids: BTreeMap<&str, usize> = (0..old.len()).map(|row| (old.cell(row, "id"), row)).collect();
    let (mut pairs, mut left) = (Vec::new(), Vec::new());
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for row in 0..new.len() {
        match ids.get(new.cell(row, "id")) {
            Some(same) if taken.insert(*same) => pairs.push((*same, row)),
            _ => left.push(row),
        }
    }
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in (0..old.len()).filter(|row| !taken.contains(row)) {
        for place in told_at(old, row) {
            places.entry(place).or_default().push(row);
        }
    }
    let mut alike: Vec<(Reverse<usize>, usize, usize)> = Vec::new();
    for row in left {
        let candidates: BTreeSet<usize> = told_at(new, row)
            .iter()
            .filter_map(|place| places.get(place))
            .flatten()
            .copied()
            .collect();
        let likeness =
            |candidate| (Reverse(likeness((old, candidate), (new, row))), row, candidate);
        alike.extend(candidates.into_iter().map(likeness));
    }
    alike.sort_unstable();
    let mut found: BTreeSet<usize> = BTreeSet::new();
    for (_, row, candidate) in alike {
        if !found.contains(&row) && taken.insert(candidate) {
            found.insert(row);
            pairs.push((candidate, row));
        }
    }
    pairs
}

/// Where a row's sources stand, and the hashes of their quotes.
fn told_at(timeline: &Written, row: usize) -> Vec<String> {
    let list = |column| timeline.cell(row, column).split("; ");
    let positions = list("docs").zip(list("offsets")).map(|(doc, at)| format!("{doc} {at}"));
    let hashes = list("quote_hashes").filter(|hash| !hash.is_empty()).map(str::to_owned);
    positions.chain(hashes).collect()
}

/// How many of the cells are the same that tell one happening of a sentence from another.
fn likeness((old, a): (&Written, usize), (new, b): (&Written, usize)) -> usize {
    let columns = ["trigger", "type", "date", "date_text", "actors", "targets", "places"];
    let same = |column: &&&str| old.cell(a, column) == new.cell(b, column);
    columns.iter().filter(same).count()
}

impl Cells for ChangeRow {
    const COLUMNS: &'static [&'static str] =
        &["change", "id", "old_id", "date", "type", "headline", "column", "old", "new"];
    const BRIEF: &'static [&'static str] =
        &["change", "date", "type", "headline", "column", "old", "new"];

    fn cells(&self) -> Vec<String> {
        let optional = |cell: &Option<String>| cell.clone().unwrap_or_default();
        vec![
            self.change.into(),
            self.id.clone(),
            optional(&self.old_id),
            self.date.clone(),
            self.r#type.clone(),
            self.headline.clone(),
            optional(&self.column),
            optional(&self.old),
            optional(&self.new),
        ]
    }
}
