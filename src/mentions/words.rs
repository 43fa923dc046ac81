use crate::error::Result;
use crate::model::Language;
use crate::tables::{Record, Tables};
use crate::tokens::{Vocabulary, Word};

/// The classes of `rules/words`, one bit each.
pub(super) mod class {
    /// A given name.
    pub const GIVEN: u32 = 1;
    /// A given name that is an ordinary word or a place as well.
    pub const GIVEN_WEAK: u32 = 1 << 1;
    /// A family name.
    pub const SURNAME: u32 = 1 << 2;
    /// A family name that is an ordinary word or a place as well.
    pub const SURNAME_WEAK: u32 = 1 << 3;
    /// Stands before a person's name: “president”, “abogado”.
    pub const TITLE: u32 = 1 << 4;
    /// Tells that somebody speaks: “said”, “dijo”.
    pub const SPEECH: u32 = 1 << 5;
    /// Stands before a place: “in”, “hacia”.
    pub const LOCATIVE: u32 = 1 << 6;
    /// Joins the words of a person's name: “de la”, “van”.
    pub const PARTICLE: u32 = 1 << 7;
    /// May stand in small letters within a name: “cartel”, “prison”.
    pub const GENERIC: u32 = 1 << 8;
    /// Is no name, however it is written: “The”, “Monday”, “Mexican”.
    pub const COMMON: u32 = 1 << 9;
    /// Announces a nickname: “alias”, “apodado”.
    pub const ALIAS: u32 = 1 << 10;
    /// Names a relative: “son”, “hermano”.
    pub const KIN: u32 = 1 << 11;
    /// Names the parts of a name that may be joined: “of”, “de”, “and”.
    pub const CONNECTOR: u32 = 1 << 12;
    /// Belongs to a name as its end: “Jr”, “III”.
    pub const SUFFIX: u32 = 1 << 13;
    /// An article that a name may begin with or lack: “the”, “El”.
    pub const ARTICLE: u32 = 1 << 14;
    /// Begins a street or another address whose name is no person's: “avenida”, “calle”.
    pub const STREET: u32 = 1 << 15;
    /// Is no name alone but may begin one: “Mexican”, “Northern”, “Three”.
    pub const ADJECTIVE: u32 = 1 << 16;
    /// Is written with a full stop that does not end it: “Gral.”.
    pub const ABBREVIATION: u32 = 1 << 17;
    /// Tells the older of two bearers: “elder”.
    pub const ELDER: u32 = 1 << 18;
    /// Tells the younger of two bearers: “younger”.
    pub const YOUNGER: u32 = 1 << 19;
    /// Joins a body's name to what it is a body of: “of”, “for”, “de”.
    pub const OF: u32 = 1 << 20;
    /// Begins a saint's name, with which `de` often goes on: “San”, “Santa”.
    pub const SAINT: u32 = 1 << 21;
    /// May stand between a name and the word `alias`: “also”, “better”, “as”, “como”.
    pub const INTRODUCING: u32 = 1 << 22;
    /// Is a word that an abbreviation must not be taken for: “ICE”, “PAN”.
    pub const ORDINARY: u32 = 1 << 23;
    /// Stands right before a nickname: “alias”.
    pub const ALIAS_WORD: u32 = 1 << 24;
    /// Begins or announces a name even in small letters; set by the tables of kinds.
    pub const SMALL_HEAD: u32 = 1 << 25;
    /// Stands before a place where something is or happens, and before little else: “in”, “near”.
    pub const WHEREABOUTS: u32 = 1 << 26;
    /// Tells a family by the surname beside it: “brothers”, “familia”.
    pub const FAMILY: u32 = 1 << 27;
    /// Tells a country, as an adjective or for its inhabitants; set by the table of these.
    pub const DEMONYM: u32 = 1 << 28;
    /// Numbers a body before its name or within it: “Segundo Tribunal”, “Juzgado Tercero”.
    pub const ORDINAL: u32 = 1 << 29;
    /// Begins a name of the dictionary that may be written without a capital there.
    pub const SMALL_NAME: u32 = 1 << 30;
    /// Begins a wording of an office or a title that names one without a name; set by the tables of
    /// these.
    pub const OFFICE: u32 = 1 << 31;

    /// The names of the classes in the tables.
    pub const NAMES: &[(&str, u32)] = &[
        ("given", GIVEN),
        ("given-weak", GIVEN_WEAK),
        ("surname", SURNAME),
        ("surname-weak", SURNAME_WEAK),
        ("title", TITLE),
        ("speech", SPEECH),
        ("locative", LOCATIVE),
        ("particle", PARTICLE),
        ("generic", GENERIC),
        ("common", COMMON),
        ("alias", ALIAS),
        ("kin", KIN),
        ("connector", CONNECTOR),
        ("suffix", SUFFIX),
        ("article", ARTICLE),
        ("street", STREET),
        ("adjective", ADJECTIVE),
        ("abbreviation", ABBREVIATION),
        ("elder", ELDER),
        ("younger", YOUNGER),
        ("of", OF),
        ("saint", SAINT),
        ("introducing", INTRODUCING),
        ("ordinary", ORDINARY),
        ("alias-word", ALIAS_WORD),
        ("whereabouts", WHEREABOUTS),
        ("family", FAMILY),
        ("ordinal", ORDINAL),
    ];
}

/// What `rules/words` says of each word.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    classes: Vec<u32>,
}

impl Words {
    /// The classes of all languages and of `names.tsv`.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Words> {
        let mut words = Words::default();
        words.add(tables.table("words", "names")?, vocabulary)?;
        for language in Language::ALL {
            words.add(tables.rules("words", language)?, vocabulary)?;
        }
        Ok(words)
    }

    fn add(&mut self, records: Vec<Record>, vocabulary: &mut Vocabulary) -> Result<()> {
        // Most rows have the classes of the row before.
        let mut known = ("", 0);
        for record in records {
            let cell = record.get("class");
            if cell != known.0 {
                known = (cell, classes(&record)?);
            }
            self.mark(vocabulary.intern(record.get("word")), known.1);
        }
        Ok(())
    }

    /// Gives `word` the classes `classes` as well.
    pub fn mark(&mut self, word: Word, classes: u32) {
        let word = word.0 as usize;
        if self.classes.len() <= word {
            self.classes.resize(word + 1024, 0);
        }
        self.classes[word] |= classes;
    }

    /// Gives `word` the classes `classes` where it has none.
    pub fn mark_bare(&mut self, word: Word, classes: u32) {
        if self.is_bare(word) {
            self.mark(word, classes);
        }
    }

    /// Whether `word` has no class.
    pub fn is_bare(&self, word: Word) -> bool {
        self.of(word) == 0
    }

    /// The classes of `word`.
    #[inline]
    pub fn of(&self, word: Word) -> u32 {
        self.classes.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The words that have one of the `classes`.
    pub fn all(&self, classes: u32) -> impl Iterator<Item = Word> + '_ {
        let has = move |(_, of): &(u32, &u32)| **of & classes != 0;
        (0..).zip(&self.classes).filter(has).map(|(word, _)| Word(word))
    }

    /// Whether `word` has one of the `classes`.
    pub fn is(&self, word: Word, classes: u32) -> bool {
        self.of(word) & classes != 0
    }
}

/// The classes that a row gives its word.
fn classes(record: &Record) -> Result<u32> {
    let mut classes = 0;
    for name in record.list("class") {
        let known = class::NAMES.iter().find(|(known, _)| *known == name);
        let Some((_, class)) = known else {
            let names: Vec<_> = class::NAMES.iter().map(|(name, _)| *name).collect();
            let names = names.join(", ");
            let message = format!("the class `{name}` is not known; use one of {names}");
            return Err(record.error(message));
        };
        classes |= class;
    }
    Ok(classes)
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn each_class_has_a_bit_of_its_own() {
        let by_code = [class::SMALL_HEAD, class::DEMONYM, class::SMALL_NAME, class::OFFICE];
        let by_table = class::NAMES.iter().map(|(_, class)| *class);
        let mut taken = 0;
        for class in by_table.chain(by_code) {
            assert_eq!(class.count_ones(), 1, "{class:#b}");
            assert_eq!(taken & class, 0, "{class:#b} is taken");
            taken |= class;
        }
    }
}
