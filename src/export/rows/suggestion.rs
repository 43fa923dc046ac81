use serde::Serialize;

use super::{joined, one_line};
use crate::export::Cells;

/// A row of `cronica gazetteer suggest`: a name that documents use and the dictionary lacks, with
/// the columns of a gazetteer first, to be completed.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SuggestionRow {
    /// A proposed identifier.
    pub id: String,
    /// The longest form.
    pub name: String,
    /// The other forms.
    pub aliases: Vec<String>,
    /// The guessed kind.
    pub kind: &'static str,
    /// How often it is named.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
    /// Some sentences that name it.
    pub contexts: Vec<String>,
}

impl Cells for SuggestionRow {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "aliases",
        "kind",
        "country",
        "parent",
        "from",
        "to",
        "note",
        "source",
        "count",
        "documents",
        "contexts",
    ];
    const BRIEF: &'static [&'static str] = &["name", "kind", "count", "documents", "contexts"];

    fn cells(&self) -> Vec<String> {
        let empty = String::new;
        vec![
            self.id.clone(),
            self.name.clone(),
            // As gazetteers join names, so that the row can be added as it is.
            self.aliases.join("|"),
            self.kind.into(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            self.count.to_string(),
            self.documents.to_string(),
            joined(self.contexts.iter().map(|context| one_line(context))),
        ]
    }
}
