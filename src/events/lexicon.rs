//! The rows of `rules/events` and `rules/cues` of one language, ready to be found in tokens.

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cue;
use super::figures::FigureWords;
use super::frames::{Frame, Frames};
use super::inflect::{self, Irregular, Tense};
use super::senses::{self, Senses};
use crate::error::Result;
use crate::model::{EventType, Language};
use crate::tables::{Record, Tables};
use crate::tokens::{Phrases, PhrasesBuilder, Token, Vocabulary, Word, WordTable};

/// How much a trigger says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Takes the type of a noun trigger beside it (“carried out an attack”).
    Light,
    /// Any verb; gives a row only where a date asks for one.
    Weak,
    /// Names a happening.
    Strong,
}

/// A row of `rules/events`.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// `None` where the words name no happening (“in charge of”).
    pub(super) kind: Option<EventType>,
    pub(super) frame: Arc<Frame>,
    pub(super) strength: Strength,
    pub(super) is_noun: bool,
    /// Whether a verb's phrase has its object (“offer a reward”) or needs none.
    pub(super) is_complete: bool,
    pub(super) record: Record,
}

/// A written form of a trigger.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) trigger: u32,
    pub(super) tense: Tense,
    /// Whether it is spelled in small ASCII letters and marks alone.
    is_plain: bool,
    /// Where it stands in [`Lexicon::spellings`].
    place: Range<u32>,
}

/// What the rules say of a word by itself, in one place, because every word is asked for all of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// Bits of [`cue`].
    pub(super) cues: cue::Cues,
    /// Bits of the classes of `rules/companions`.
    pub(super) companions: senses::Classes,
    /// Whether a cue of several words begins with it.
    pub(super) begins_phrase: bool,
    /// Whether a form of a trigger begins with it.
    pub(super) begins_form: bool,
}

/// All that the rules say of one language.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    pub(super) language: Language,
    pub(super) triggers: Vec<Trigger>,
    pub(super) forms: Phrases<Form>,
    /// All forms as the table or the paradigm writes them, with accents.
    spellings: String,
    words: WordTable<Facts>,
    /// The countries of adjectives (“Mexican”), as their identifiers.
    nations: FxHashMap<Word, Box<str>>,
    pub(super) phrases: Phrases<cue::Cues>,
    /// Endings of verbs that no row has.
    pub(super) verb_endings: Vec<Box<str>>,
    /// The endings of participles.
    pub(super) participle_endings: Vec<Box<str>>,
    pub(super) figures: FigureWords,
    pub(super) senses: Senses,
}

/// The triggers of one language with all their written forms: much to make, and made beside other
/// work, hence with a vocabulary of their own.
#[derive(Clone, Debug)]
pub(super) struct Paradigms {
    language: Language,
    records: Vec<Record>,
    triggers: Vec<Trigger>,
    forms: PhrasesBuilder<Form>,
    spellings: String,
    vocabulary: Vocabulary,
}

/// How many bytes a form has, rather more than less.
const LONG: usize = 24;

impl Paradigms {
    pub(super) fn new(language: Language, tables: &Tables) -> Result<Paradigms> {
        let frames = Frames::new(tables)?;
        let records = tables.rules("events", language)?;
        let mut triggers = Vec::with_capacity(records.len());
        let mut vocabulary = Vocabulary::default();
        let (most_forms, new_words) = inflect::most(language);
        vocabulary.reserve(records.len() * new_words);
        let mut forms = PhrasesBuilder::with_room(records.len() * most_forms);
        let (mut words, mut rest_words) = (Vec::new(), Vec::new());
        let mut written = inflect::Forms::default();
        let mut spellings = String::with_capacity(records.len() * most_forms * LONG);
        for (number, record) in (0..).zip(&records) {
            triggers.push(trigger(record, &frames)?);
            written.clear();
            inflected(record, language, &mut written)?;
            let lemma = record.get("lemma");
            // Nearly all forms of a phrase have the same words behind the first.
            let rest = &lemma[lemma.find(' ').unwrap_or(lemma.len())..];
            rest_words.clear();
            vocabulary.intern_phrase_into(rest, &mut rest_words);
            for (spelled, tense) in written.iter() {
                words.clear();
                match spelled.strip_suffix(rest) {
                    Some(head) => {
                        vocabulary.intern_phrase_into(head, &mut words);
                        words.extend_from_slice(&rest_words);
                    }
                    None => vocabulary.intern_phrase_into(spelled, &mut words),
                }
                let start = spellings.len() as u32;
                spellings.push_str(spelled);
                let place = start..spellings.len() as u32;
                let is_plain =
                    spelled.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
                forms.add(&words, Form { trigger: number, tense, is_plain, place });
            }
        }
        Ok(Paradigms { language, records, triggers, forms, spellings, vocabulary })
    }

    /// The forms, with the numbers that their words have in `vocabulary`, to which they are added.
    pub(super) fn numbered(&mut self, vocabulary: &mut Vocabulary) -> PhrasesBuilder<Form> {
        let numbers = vocabulary.adopt(&self.vocabulary);
        let mut forms = std::mem::take(&mut self.forms);
        forms.renumber(|word| numbers[word.0 as usize]);
        forms
    }
}

impl Lexicon {
    /// The rules of one language, but for its [forms](Lexicon::set_forms).
    pub(super) fn new(
        paradigms: Paradigms,
        tables: &Tables,
        vocabulary: &mut Vocabulary,
    ) -> Result<Lexicon> {
        let Paradigms { language, records, mut triggers, spellings, .. } = paradigms;
        let mut words = WordTable::with_room(2 * vocabulary.len());
        let senses =
            Senses::new(language, tables, vocabulary, &mut words, &records, &mut triggers)?;
        let mut lexicon = Lexicon {
            language,
            senses,
            triggers,
            forms: PhrasesBuilder::default().build(),
            spellings,
            words,
            nations: FxHashMap::default(),
            phrases: PhrasesBuilder::default().build(),
            verb_endings: Vec::new(),
            participle_endings: Vec::new(),
            figures: FigureWords::new(language, tables, vocabulary)?,
        };
        lexicon.add_cues(tables, vocabulary)?;
        lexicon.add_nations(tables, vocabulary)?;
        lexicon.mark_complete(&records, vocabulary);
        Ok(lexicon)
    }

    /// Gives the lexicon the forms of its triggers.
    pub(super) fn set_forms(&mut self, forms: Phrases<Form>) {
        forms.heads().for_each(|head| self.words.entry(head).begins_form = true);
        self.forms = forms;
    }

    /// A form as it is written, with accents.
    pub(super) fn spelled(&self, form: &Form) -> &str {
        &self.spellings[form.place.start as usize..form.place.end as usize]
    }

    /// Whether `text`, of as many words the same as those of `form`, is spelled as it is, but for
    /// capitals.
    pub(super) fn is_spelled(&self, form: &Form, text: &str, words: usize) -> bool {
        let length = (form.place.end - form.place.start) as usize;
        if words == 1 && form.is_plain && text.is_ascii() {
            // Only full stops could tell them apart: “U.S.” is the same word as “us”.
            return text.len() == length;
        }
        is_lower_of(self.spelled(form), text)
    }

    fn add_cues(&mut self, tables: &Tables, vocabulary: &mut Vocabulary) -> Result<()> {
        let mut phrases = PhrasesBuilder::default();
        for record in tables.rules("cues", self.language)? {
            let (phrase, name) = (record.get("phrase"), record.get("cue"));
            let endings = match name {
                "verb-suffix" => Some(&mut self.verb_endings),
                "participle-suffix" => Some(&mut self.participle_endings),
                _ => None,
            };
            if let Some(endings) = endings {
                endings.push(phrase.trim_start_matches('-').into());
                continue;
            }
            let bit = cue::named(name)
                .ok_or_else(|| record.error(format!("the cue `{name}` is not known")))?;
            let words = vocabulary.intern_phrase(phrase);
            match words[..] {
                [word] => self.words.entry(word).cues |= bit,
                _ => {
                    if let Some(head) = words.first() {
                        self.words.entry(*head).begins_phrase = true;
                    }
                    phrases.add(words, bit);
                }
            }
        }
        self.phrases = phrases.build();
        Ok(())
    }

    fn add_nations(&mut self, tables: &Tables, vocabulary: &mut Vocabulary) -> Result<()> {
        for record in tables.table("words", "demonyms")? {
            if let [word] = vocabulary.intern_phrase(record.get("word"))[..] {
                self.nations.insert(word, record.get("country").to_lowercase().into());
            }
        }
        Ok(())
    }

    /// Marks the verbs of several words that do not end in a preposition or particle.
    fn mark_complete(&mut self, records: &[Record], vocabulary: &mut Vocabulary) {
        for (number, record) in records.iter().enumerate() {
            let words = vocabulary.intern_phrase(record.get("lemma"));
            let open = words.last().is_none_or(|word| {
                self.cues(*word) & (cue::PREPOSITION | cue::PARTICLE | cue::COMPLEMENT) != 0
            });
            self.triggers[number].is_complete = words.len() > 1 && !open;
        }
    }

    /// The identifier of the country whose adjective a word is.
    pub(super) fn nation(&self, word: Word) -> Option<&str> {
        self.nations.get(&word).map(|id| &**id)
    }

    /// What is known of a word by itself.
    #[inline]
    pub(super) fn facts(&self, word: Word) -> Facts {
        self.words.get(word)
    }

    /// The cues of a word by itself.
    pub(super) fn cues(&self, word: Word) -> cue::Cues {
        self.facts(word).cues
    }

    /// The classes of the words of `tokens`.
    pub(super) fn companions(&self, tokens: &[Token]) -> senses::Classes {
        tokens.iter().fold(0, |all, token| all | self.facts(token.word).companions)
    }
}

/// Whether `lower` is `text` in lower case.
fn is_lower_of(lower: &str, text: &str) -> bool {
    if text.is_ascii() {
        let folded = text.bytes().map(|byte| byte.to_ascii_lowercase());
        return lower.len() == text.len() && lower.bytes().eq(folded);
    }
    lower.chars().eq(text.chars().flat_map(char::to_lowercase))
}

fn trigger(record: &Record, frames: &Frames) -> Result<Trigger> {
    let strength = match record.get("strength") {
        "strong" => Strength::Strong,
        "weak" => Strength::Weak,
        "light" => Strength::Light,
        other => {
            let message = format!("`{other}` is no strength; use strong, weak or light");
            return Err(record.error(message));
        }
    };
    let is_noun = record.get("class") != "verb";
    Ok(Trigger { strength, is_noun, ..strong_verb(record, frames)? })
}

/// The trigger of a row with a type and a frame, taken for a verb that names a happening.
pub(super) fn strong_verb(record: &Record, frames: &Frames) -> Result<Trigger> {
    let kind = match record.get("type") {
        "none" => None,
        name => Some(EventType::from_str(name).map_err(|e| record.error(e))?),
    };
    let frame = record.get("frame");
    let frame = frames
        .get(frame)
        .ok_or_else(|| record.error(format!("the frame `{frame}` is not in frames.tsv")))?;
    Ok(Trigger {
        kind,
        frame,
        strength: Strength::Strong,
        is_noun: false,
        is_complete: false,
        record: record.clone(),
    })
}

/// Adds the written forms of a row.
fn inflected(record: &Record, language: Language, forms: &mut inflect::Forms) -> Result<()> {
    let lemma = record.get("lemma");
    let irregular = Irregular(record.get("forms"));
    if let Some(name) = irregular.unknown() {
        return Err(record.error(format!("the forms of `{name}` are not known")));
    }
    match record.get("class") {
        "verb" => inflect::verb(language, lemma, irregular, forms),
        "noun" => inflect::noun(language, lemma, irregular, forms),
        "phrase" => forms.add(&[lemma], Tense::Noun),
        other => {
            return Err(record.error(format!("`{other}` is no class; use verb, noun or phrase")));
        }
    }
    Ok(())
}
