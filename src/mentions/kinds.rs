//! The words that tell what a name names.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::Result;
use crate::model::EntityKind;
use crate::tables::{Record, Tables};
use crate::tokens::{Vocabulary, Word};

/// The words that tell by their place in a name what it names (`rules/mentions/kinds.tsv`).
#[derive(Clone, Debug, Default)]
pub(super) struct Kinds {
    pub heads: FxHashMap<Word, Head>,
    pub tails: FxHashMap<Word, EntityKind>,
    /// Those of the words at a name's end that may stand in small letters: “the Rotela clan”.
    pub small_tails: FxHashMap<Word, EntityKind>,
    /// Words before “of” and a name: “the town of X”.
    pub befores: FxHashMap<Word, EntityKind>,
    /// Words that announce the name of a group or an operation.
    pub groups: FxHashMap<Word, Group>,
    /// Words with which the name of a part of an armed group begins.
    pub units: FxHashMap<Word, EntityKind>,
    /// Words that may stand between those and the name, and whether they say that it is a criminal
    /// one: “criminal”, but not “denominada”.
    pub traits: FxHashMap<Word, bool>,
    /// Words with which the naming of several bodies begins, and which no name before goes on with:
    /// “y Policías de …”.
    plurals: FxHashSet<Word>,
    /// Abbreviations of what sort a company is: “S.A.”, “LLC”.
    pub sorts: FxHashSet<Word>,
    /// The kind of names that a head begins without “of”: “Grupo Salinas”, but “Grupo de …”.
    pub direct: FxHashMap<Word, EntityKind>,
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
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Kinds> {
        let mut kinds = Kinds::default();
        for record in tables.table("mentions", "kinds")? {
            let word = vocabulary.intern(record.get("word"));
            let kind =
                record.get("kind").parse().map_err(|message: String| record.error(message))?;
            kinds.add(&record, word, kind)?;
        }
        Ok(kinds)
    }

    fn add(&mut self, record: &Record, word: Word, kind: EntityKind) -> Result<()> {
        let case = record.get("case");
        let (small, always_small) = (case != "capital", case == "small");
        match record.get("place") {
            "head" => {
                _ = self.heads.insert(word, Head { kind, outside: false, small, always_small })
            }
            "before" => {
                _ = self.heads.insert(word, Head { kind, outside: true, small, always_small })
            }
            "of" => _ = self.befores.insert(word, kind),
            "gang" => _ = self.groups.insert(word, Group { kind, says: true }),
            "group" => _ = self.groups.insert(word, Group { kind, says: false }),
            "unit" => _ = self.units.insert(word, kind),
            "plural" => _ = self.plurals.insert(word),
            "sort" => _ = self.sorts.insert(word),
            "direct" => _ = self.direct.insert(word, kind),
            "called" => _ = self.traits.insert(word, false),
            "trait" => _ = self.traits.insert(word, true),
            "tail" => {
                self.tails.insert(word, kind);
                if small {
                    self.small_tails.insert(word, kind);
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

    /// The words with which names begin in small letters too, or which announce them.
    pub fn small(&self) -> impl Iterator<Item = Word> + '_ {
        let heads = self.heads.iter().filter(|(_, head)| head.small).map(|(word, _)| *word);
        let announcing = self.befores.keys().chain(self.groups.keys()).chain(self.units.keys());
        heads.chain(announcing.copied())
    }

    /// Whether the naming of a further body, or of several, begins with `word`.
    pub fn begins(&self, word: Word) -> bool {
        self.heads.contains_key(&word) || self.plurals.contains(&word)
    }

    /// Whether `word` tells what a name with it names.
    pub fn has(&self, word: Word) -> bool {
        self.heads.contains_key(&word) || self.tails.contains_key(&word)
    }
}
