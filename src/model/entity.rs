use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::{Edtf, Span};

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A named human being.
    Person,
    /// A criminal or armed non-state group or its faction.
    Cartel,
    /// A body of a state or between states.
    Agency,
    /// A country, region, city, water, facility or address.
    Place,
    /// Any other named body.
    Organization,
    /// A named outlet.
    Media,
    /// A named law, treaty, plan, operation or initiative.
    Program,
}

impl EntityKind {
    /// Every kind, in the order of this enumeration.
    pub const ALL: [EntityKind; 7] = [
        EntityKind::Person,
        EntityKind::Cartel,
        EntityKind::Agency,
        EntityKind::Place,
        EntityKind::Organization,
        EntityKind::Media,
        EntityKind::Program,
    ];

    /// The name in tables, options and exports.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Cartel => "cartel",
            EntityKind::Agency => "agency",
            EntityKind::Place => "place",
            EntityKind::Organization => "organization",
            EntityKind::Media => "media",
            EntityKind::Program => "program",
        }
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for EntityKind {
    type Err = String;

    fn from_str(name: &str) -> Result<EntityKind, String> {
        EntityKind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let known: Vec<_> = EntityKind::ALL.iter().map(|kind| kind.name()).collect();
            format!("the kind `{name}` is not known; use one of {}", known.join(", "))
        })
    }
}

/// A point on the Earth in decimal degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeoPoint {
    /// North positive.
    pub latitude: f64,
    /// East positive.
    pub longitude: f64,
}

/// What kind of place texts go on to call by a noun: “the city”, “that state”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceType {
    /// The seat of a country's government.
    Capital,
    /// A city, town or municipality.
    Town,
    /// The first level below a country: a state, province or department.
    State,
    /// A prison.
    Prison,
}

impl PlaceType {
    /// The type of the name in the column `type` of the places, for those that are told apart.
    pub(crate) fn of_row(name: &str) -> Option<PlaceType> {
        match name {
            "capital" => Some(PlaceType::Capital),
            "city" | "town" | "municipality" => Some(PlaceType::Town),
            "state" => Some(PlaceType::State),
            "prison" => Some(PlaceType::Prison),
            _ => None,
        }
    }
}

/// A row of the gazetteers.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its place among the entities of its dictionary, by identifier.
    pub(crate) number: u32,
    /// The identifier, unique in all gazetteers.
    pub id: Arc<str>,
    /// The canonical name.
    pub name: Arc<str>,
    /// The other names, with `|` between.
    pub(crate) aliases: Box<str>,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166 alpha-2 codes of the countries it belongs to.
    pub countries: Vec<Box<str>>,
    /// The containing or commanding entities' identifiers.
    pub parents: Vec<Arc<str>>,
    /// Birth, foundation or beginning.
    pub from: Option<Edtf>,
    /// Death, dissolution or end.
    pub to: Option<Edtf>,
    /// What kind of place it is.
    pub place_type: Option<PlaceType>,
    /// Where a place lies.
    pub point: Option<GeoPoint>,
    /// Inhabitants of a place, as a measure of how likely it is meant.
    pub population: Option<u64>,
    /// One line about it.
    pub note: Box<str>,
    /// Where the row was looked up.
    pub source: Box<str>,
}

impl Entity {
    /// The other names it goes by, nicknames included, as a reader would list them.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
    }

    /// Whether it is a country, which no other place contains.
    pub fn is_country(&self) -> bool {
        self.kind == EntityKind::Place && self.parents.is_empty() && self.countries.len() == 1
    }
}

/// How a mention was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// The canonical name.
    Name,
    /// Another name of the dictionary, or a form generated from the full name.
    Alias,
    /// An abbreviation in capitals.
    Acronym,
    /// A nickname.
    Nickname,
    /// A surname or given name alone, or another short form, after a fuller one.
    Short,
    /// An office (“the Mexican president”) whose holder the date tells.
    Role,
    /// A form that the document itself defines (“Servicio Nacional de Inteligencia (SNI)”).
    Defined,
    /// The form of a name that no dictionary has.
    Pattern,
}

impl Via {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Via::Name => "name",
            Via::Alias => "alias",
            Via::Acronym => "acronym",
            Via::Nickname => "nickname",
            Via::Short => "short",
            Via::Role => "role",
            Via::Defined => "defined",
            Via::Pattern => "pattern",
        }
    }
}

/// Whom a mention or an argument of an event names.
#[derive(Clone, Debug, PartialEq)]
pub enum Referent {
    /// An entity of the gazetteers.
    Known(Arc<Entity>),
    /// A name that no gazetteer has, with the longest form that the document gives it.
    Unlisted {
        /// The longest form in the document; the same for all its mentions there.
        name: Arc<str>,
        /// What its form says it is.
        kind: EntityKind,
    },
}

impl Referent {
    /// The gazetteer's identifier, where there is one.
    pub fn id(&self) -> Option<&Arc<str>> {
        match self {
            Referent::Known(entity) => Some(&entity.id),
            Referent::Unlisted { .. } => None,
        }
    }

    /// The canonical name, or the longest form in the document.
    pub fn name(&self) -> &Arc<str> {
        match self {
            Referent::Known(entity) => &entity.name,
            Referent::Unlisted { name, .. } => name,
        }
    }

    /// What it is.
    pub fn kind(&self) -> EntityKind {
        match self {
            Referent::Known(entity) => entity.kind,
            Referent::Unlisted { kind, .. } => *kind,
        }
    }

    /// The gazetteer's row, where there is one.
    pub fn entity(&self) -> Option<&Arc<Entity>> {
        match self {
            Referent::Known(entity) => Some(entity),
            Referent::Unlisted { .. } => None,
        }
    }

    /// Whether both name the same: the same identifier, or the same unlisted name and kind.
    pub fn same(&self, other: &Referent) -> bool {
        match (self, other) {
            (Referent::Known(a), Referent::Known(b)) => a.id == b.id,
            (Referent::Unlisted { name: a, kind: k }, Referent::Unlisted { name: b, kind: l }) => {
                a == b && k == l
            }
            _ => false,
        }
    }
}

/// A naming of an entity in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Whom it names.
    pub referent: Referent,
    /// How it was recognised.
    pub via: Via,
    /// From 0 to 1: how sure the link is.
    pub confidence: f32,
    /// Other bearers of the name with as much evidence; empty where the link is unambiguous.
    pub rivals: Vec<Arc<Entity>>,
    /// Why it names whom it names, where that was asked for.
    pub explanation: Option<Box<str>>,
}
