use serde::Serialize;

#[cfg(feature = "schema")]
use super::all;
use super::{joined, optional};
use crate::export::Cells;
use crate::model::Entity;
#[cfg(feature = "schema")]
use crate::model::EntityKind;

/// A row of `cronica gazetteer list` and `show`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntityRow {
    /// The identifier.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// The kind.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(&EntityKind::ALL, EntityKind::name))))]
    pub kind: &'static str,
    /// Other names.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 codes.
    pub countries: Vec<String>,
    /// Identifiers of containing or commanding entities.
    pub parents: Vec<String>,
    /// Birth, foundation or beginning, as EDTF.
    pub from: Option<String>,
    /// Death, dissolution or end, as EDTF.
    pub to: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// One line about it.
    pub note: String,
    /// Where the row was looked up.
    pub source: String,
}

impl EntityRow {
    /// The row of an entity.
    pub fn new(entity: &Entity) -> EntityRow {
        EntityRow {
            id: entity.id.to_string(),
            name: entity.name.to_string(),
            kind: entity.kind.name(),
            aliases: entity.aliases().map(str::to_owned).collect(),
            countries: entity.countries.iter().map(|code| code.to_string()).collect(),
            parents: entity.parents.iter().map(|id| id.to_string()).collect(),
            from: entity.from.map(|edtf| edtf.to_string()),
            to: entity.to.map(|edtf| edtf.to_string()),
            latitude: entity.point.map(|point| point.latitude),
            longitude: entity.point.map(|point| point.longitude),
            note: entity.note.to_string(),
            source: entity.source.to_string(),
        }
    }
}

impl Cells for EntityRow {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "aliases",
        "countries",
        "parents",
        "from",
        "to",
        "latitude",
        "longitude",
        "note",
        "source",
    ];
    const BRIEF: &'static [&'static str] = &["id", "name", "kind", "aliases", "note"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            self.name.clone(),
            self.kind.into(),
            joined(&self.aliases),
            joined(&self.countries),
            joined(&self.parents),
            optional(self.from.as_ref()),
            optional(self.to.as_ref()),
            optional(self.latitude),
            optional(self.longitude),
            self.note.clone(),
            self.source.clone(),
        ]
    }
}
