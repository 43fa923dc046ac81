//! The words that tell what a name names.

use super::words::{Words, class};
use crate::error::Result;
use crate::model::EntityKind;
use crate::tables::{Record, Tables};
use crate::tokens::{Vocabulary, Word, WordTable};

/// The words that tell by their place in a name what it names (`rules/mentions/kinds.tsv`).
#[derive(Clone, Debug, Default)]
pub(super) struct Kinds(WordTable<Role>);

/// What a word tells in the places where it may stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Role {
    /// Where a name begins with it.
    pub head: Option<Head>,
    /// Where a name ends with it.
    pub tail: Option<EntityKind>,
    /// The same in small letters: “the Rotela clan”.
    pub small_tail: Option<EntityKind>,
    /// Before “of” and a name: “the town of X”.
    pub before: Option<EntityKind>,
    /// Where it announces the name of a group or an operation.
    pub group: Option<Group>,
    /// Where the name of a part of an armed group begins with it.
    pub unit: Option<EntityKind>,
    /// Whether it says that a group is a criminal one, between the group's word and its name:
    /// “criminal”, but not “denominada”.
    pub criminal: Option<bool>,
    /// The kind of names that it begins without “of”: “Grupo Salinas”, but “Grupo de …”.
    pub direct: Option<EntityKind>,
    /// Whether the naming of several bodies begins with it, with which no name before goes on:
    /// “y Policías de …”.
    pub plural: bool,
    /// Whether it abbreviates of what sort a company is: “S.A.”, “LLC”.
    pub sort: bool,
}

/// A word with which names begin (“Fiscalía General de …”).
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub kind: EntityKind,
    /// Whether the name stands behind it (“colonia Roma”) rather than begins with it.
    pub outside: bool,
    /// Whether it may stand in small letters (“cártel de Tepito”).
    pub small: bool,
    /// Whether it must (“estado Miranda”, but “Estado Mayor”).
    pub always_small: bool,
}

/// A word that announces a name behind it (“la banda Los Rojos”).
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub kind: EntityKind,
    /// Whether it alone says that the name is of this kind: “banda”, but neither “grupo” nor “operación”.
    pub says: bool,
}

impl Kinds {
    /// The words of the table, of which those that may be written small are marked in `words`.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary, words: &mut Words) -> Result<Kinds> {
        let mut kinds = Kinds::default();
        let records = tables.table("mentions", "kinds")?;
        for record in &records {
            kinds.0.entry(vocabulary.intern(record.get("word"))).add(record)?;
        }
        for record in &records {
            let word = vocabulary.intern(record.get("word"));
            if kinds.of(word).may_be_small() {
                words.mark(word, class::SMALL_HEAD);
            }
        }
        Ok(kinds)
    }

    /// What `word` tells.
    #[inline]
    pub fn of(&self, word: Word) -> Role {
        self.0.get(word)
    }
}

impl Role {
    fn add(&mut self, record: &Record) -> Result<()> {
        let kind = record.get("kind").parse().map_err(|message: String| record.error(message))?;
        let case = record.get("case");
        let (small, always_small) = (case != "capital", case == "small");
        match record.get("place") {
            "head" => self.head = Some(Head { kind, outside: false, small, always_small }),
            "before" => self.head = Some(Head { kind, outside: true, small, always_small }),
            "of" => self.before = Some(kind),
            "gang" => self.group = Some(Group { kind, says: true }),
            "group" => self.group = Some(Group { kind, says: false }),
            "unit" => self.unit = Some(kind),
            "plural" => self.plural = true,
            "sort" => self.sort = true,
            "direct" => self.direct = Some(kind),
            "called" => self.criminal = Some(false),
            "trait" => self.criminal = Some(true),
            "tail" => {
                self.tail = Some(kind);
                if small {
                    self.small_tail = Some(kind);
                }
            }
            other => {
                let message = format!(
                    "the place `{other}` is not known; use head, direct, before, of, gang, group, unit, plural, trait, called, sort or tail"
                );
                return Err(record.error(message));
            }
        }
        Ok(())
    }

    /// Whether names begin with it in small letters too, or it announces them.
    fn may_be_small(self) -> bool {
        self.head.is_some_and(|head| head.small)
            || self.before.is_some()
            || self.group.is_some()
            || self.unit.is_some()
    }

    /// Whether the naming of a further body, or of several, begins with it.
    pub fn begins(self) -> bool {
        self.head.is_some() || self.plural
    }

    /// Whether it tells what a name with it names.
    pub fn tells(self) -> bool {
        self.head.is_some() || self.tail.is_some()
    }
}
