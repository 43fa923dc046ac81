//! Gazetteers → [`Mention`]s.
//!
//! Enters: a document, its tokens and sentences; for offices also its dates. Leaves: mentions in
//! text order, without overlap, each linked to an entity or marked as unlisted. Reads
//! `gazetteers/`, `rules/words` and `rules/mentions`. Dates and events are left to their rooms.
//!
//! One pass over the tokens finds candidates, the longest from the left; the document as a whole
//! then decides whom each one names.

mod abbreviations;
mod bodies;
mod builder;
mod datelines;
mod definitions;
mod dictionary;
mod evidence;
mod explain;
mod families;
mod forms;
mod holders;
mod kinds;
mod link;
mod lint;
mod literal;
mod lookup;
mod marks;
mod national;
mod offices;
mod patterns;
mod people;
mod persons;
mod readings;
mod relatives;
mod scan;
mod surroundings;
mod tails;
mod titles;
mod units;
mod weights;
mod words;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub use lint::{lint, orphans};
pub use literal::Literals;
pub use lookup::clashes;

use self::dictionary::{Dictionary, flag};
use self::evidence::{Cues, Evidence};
use self::holders::Context;
use self::kinds::Kinds;
use self::link::Linker;
use self::marks::Marks;
use self::offices::Offices;
use self::people::People;
use self::scan::{Candidate, Scan};
use self::titles::Titles;
use self::weights::Weights;
use self::words::{Words, class};
use crate::error::Result;
use crate::model::{DayRange, Document, Entity, EntityKind, Language, Mention, Sentence};
use crate::tables::Tables;
use crate::threads::beside;
use crate::tokens::{Token, Tokens, Vocabulary, WordTable};

/// The dictionary, ready to find its names in documents.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    dictionary: Dictionary,
    marks: Marks,
    words: Words,
    weights: Weights,
    kinds: Kinds,
    nations: WordTable<Option<u16>>,
    /// The languages of the countries.
    languages: FxHashMap<u16, Language>,
    offices: Offices,
    titles: Titles,
    /// Whether mentions say why they name whom they name.
    explains: bool,
}

impl Gazetteer {
    /// The dictionary of `tables`; its words are added to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/words` or `rules/mentions` cannot be used.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Gazetteer> {
        let mut words = Words::new(tables, vocabulary)?;
        let marks = Marks::new(vocabulary, &words);
        let weights = Weights::new(tables)?;
        let (mut dictionary, forms) =
            Dictionary::new(tables.gazetteers(), vocabulary, &marks, &words);
        dictionary.name_words(|word, classes| words.mark_bare(word, classes));
        let (forms, rest) = beside(
            || forms.build(),
            || -> Result<_> {
                let kinds = Kinds::new(tables, vocabulary, &mut words)?;
                let offices = Offices::new(tables, vocabulary, &dictionary, &words)?;
                let titles = Titles::new(tables, vocabulary)?;
                let nations = nations(tables, vocabulary, &dictionary, &mut words)?;
                let heads = offices.heads().chain(titles.heads());
                heads.for_each(|word| words.mark(word, class::OFFICE));
                Ok((kinds, offices, titles, nations, languages(tables, &dictionary)?))
            },
        );
        let (kinds, offices, titles, nations, languages) = rest?;
        dictionary.forms = forms;
        for (word, form) in dictionary.forms.with_heads() {
            if form.may_begin_small() {
                words.mark(word, class::SMALL_NAME);
            }
        }
        Ok(Gazetteer {
            nations,
            kinds,
            languages,
            offices,
            titles,
            dictionary,
            marks,
            words,
            weights,
            explains: false,
        })
    }

    /// Lets mentions say why they name whom they name.
    pub fn explain(&mut self) {
        self.explains = true;
    }

    /// The mentions of names.
    pub fn find(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
    ) -> Vec<Mention> {
        let classes: Vec<u32> = tokens.iter().map(|token| self.words.of(token.word)).collect();
        let Gazetteer { dictionary, marks, kinds, nations, .. } = self;
        let foreign = flag::of_others(document.language());
        let classes = &classes;
        let scan = Scan { tokens, classes, dictionary, marks, kinds, sentences, nations, foreign };
        let (candidates, loose) = self.candidates(scan);
        let adjectives = scan.adjectives();
        let dateline = scan.dateline(&candidates);
        let evidence = Evidence::new(document, &candidates, dateline, &adjectives, dictionary);
        let people = self.people(document, scan, &candidates, &evidence);
        let mentions = Vec::with_capacity(candidates.len());
        let (defined, reason, readings) = (FxHashMap::default(), None, Vec::new());
        let mut linker = Linker {
            located: self.located(scan, &candidates),
            gazetteer: self,
            document,
            scan,
            evidence,
            people,
            defined,
            mentions,
            reason,
            readings,
        };
        linker.link(&candidates, &loose);
        linker.mentions
    }

    /// The mentions of offices and of titles that the text introduced somebody with, in text order.
    /// `mentions` are those of names; `dates` gives the days of the first date of a sentence, and is
    /// asked only where they tell who held an office.
    pub fn find_offices(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &[Mention],
        dates: &dyn Fn(Sentence) -> Option<DayRange>,
    ) -> Vec<Mention> {
        let begins = |(_, token): &(usize, &Token)| self.words.is(token.word, class::OFFICE);
        let heads: Vec<usize> = tokens.iter().enumerate().filter(begins).map(|(i, _)| i).collect();
        let context = Context {
            dictionary: &self.dictionary,
            words: &self.words,
            document,
            tokens,
            sentences,
            dates,
            nations: &self.nations,
            heads: &heads,
            explains: self.explains,
        };
        let mut roles = self.offices.find(&context, mentions);
        roles.extend(self.titles.find(&self.offices, &context, mentions, &roles));
        roles.sort_by_key(|role| role.span.start);
        roles
    }

    /// Every entity, by identifier.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        self.dictionary.entities()
    }

    /// The candidates of a text, and the capitalised tokens outside of them.
    fn candidates<'a>(&'a self, scan: Scan<'a>) -> (Vec<Candidate<'a>>, Vec<usize>) {
        let (mut candidates, mut loose) = (Vec::new(), Vec::new());
        let mut i = 0;
        while i < scan.tokens.len() {
            if !scan.may_begin(i) {
                i += 1;
                continue;
            }
            if let Some(candidate) = scan.candidate_at(i).filter(|found| !scan.yields(found)) {
                i = candidate.last + 1;
                candidates.push(candidate);
                continue;
            }
            let token = scan.tokens[i];
            let article = scan.is(i, class::ARTICLE) && scan.is_capital(i + 1);
            let may_be_name =
                token.shape.is_capitalized() && (article || !scan.is(i, class::COMMON));
            if may_be_name {
                loose.push(i);
            }
            i += 1;
        }
        (candidates, loose)
    }

    /// The countries and their divisions that the text names behind “in” and the like.
    fn located(&self, scan: Scan, candidates: &[Candidate]) -> FxHashSet<u32> {
        let mut located = FxHashSet::default();
        for candidate in candidates {
            let large = candidate.fitting().find(|form| {
                form.kind == EntityKind::Place && self.dictionary.facts(form.entity).is_large
            });
            if let Some(large) = large {
                let cues = Cues::of(&scan, candidate);
                if cues.locative || cues.locative_article {
                    located.insert(large.entity);
                }
            }
        }
        located
    }

    /// The persons whom the document names in full.
    fn people(
        &self,
        document: &Document,
        scan: Scan,
        candidates: &[Candidate],
        evidence: &Evidence,
    ) -> People {
        let mut people = People::default();
        for candidate in candidates {
            for form in candidate.fitting() {
                let is_person = form.kind == EntityKind::Person;
                if is_person && evidence.is_established(form.entity) {
                    people.add_known(&self.dictionary, form.entity);
                }
            }
        }
        families::add(scan, &mut people);
        people.add_unlisted(scan, document.text(), candidates);
        people
    }
}

/// The languages of `rules/mentions/countries.tsv` by country.
fn languages(tables: &Tables, dictionary: &Dictionary) -> Result<FxHashMap<u16, Language>> {
    let mut languages = FxHashMap::default();
    for record in tables.table("mentions", "countries")? {
        let code = record.get("language");
        let language = Language::ALL.into_iter().find(|language| language.code() == code);
        let Some(language) = language else {
            return Err(record.error(format!("the language `{code}` is not known")));
        };
        if let Some(country) = dictionary.countries.get(record.get("country")) {
            languages.insert(*country, language);
        }
    }
    Ok(languages)
}

/// The countries that words tell, the adjectives of `rules/words/demonyms.tsv`, which are marked in
/// `words`.
fn nations(
    tables: &Tables,
    vocabulary: &mut Vocabulary,
    dictionary: &Dictionary,
    words: &mut Words,
) -> Result<WordTable<Option<u16>>> {
    let mut nations = WordTable::default();
    for record in tables.table("words", "demonyms")? {
        let country = dictionary.countries.get(record.get("country"));
        if let Some(country) = country {
            let word = vocabulary.intern(record.get("word"));
            *nations.entry(word) = Some(*country);
            words.mark(word, class::DEMONYM);
        }
    }
    Ok(nations)
}
