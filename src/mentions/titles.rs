//! Titles that go on naming one whom the text introduced with them: “Juan Pérez, mayor of Iguala …
//! the mayor”.

use rustc_hash::FxHashMap;

use super::holders::Context;
use super::offices::Offices;
use super::surroundings::cue;
use super::words::class;
use crate::error::Result;
use crate::model::{Mention, Referent, Via};
use crate::tables::Tables;
use crate::tokens::{Gap, Phrases, PhrasesBuilder, Vocabulary, Word};

/// The titles of `rules/mentions/titles.tsv`.
#[derive(Clone, Debug)]
pub(super) struct Titles {
    wordings: Phrases<Title>,
}

#[derive(Clone, Copy, Debug)]
struct Title {
    /// Titles of one office stand for one another.
    office: u16,
    /// Whether it says that the office is held no more.
    former: bool,
    /// Whether it is written without accents: “secretaria” is no “Secretaría”.
    plain: bool,
}

/// A title in a text.
#[derive(Clone, Copy, Debug)]
struct Held<'a> {
    /// The article or “former” ahead of it, where there is one.
    from: usize,
    first: usize,
    last: usize,
    titles: &'a [Title],
    /// Whether a word ahead says that the office is held no more.
    former: bool,
    /// The first word of what the title is of: “Iguala” in “mayor of Iguala”.
    of: Option<Word>,
}

/// A person whom the text gives a title.
struct Introduction<'a> {
    held: Held<'a>,
    person: &'a Referent,
}

/// How many tokens behind its introduction a title goes on naming the last of several who bear it.
const REACH: usize = 150;
/// How many introductions, latest first, a title is looked for among.
const MEMORY: usize = 64;
/// How sure it is whom a title names that one alone bears, and that several do.
const ALONE: f32 = 0.6;
const LATEST: f32 = 0.5;

impl Titles {
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Titles> {
        let mut offices: FxHashMap<String, u16> = FxHashMap::default();
        let mut wordings = PhrasesBuilder::default();
        for record in tables.table("mentions", "titles")? {
            let count = offices.len() as u16;
            let office = *offices.entry(record.get("office").to_owned()).or_insert(count);
            let former = match record.get("former") {
                "" => false,
                "yes" => true,
                other => {
                    let message = format!("former is `yes` or empty, and not `{other}`");
                    return Err(record.error(message));
                }
            };
            let words = vocabulary.intern_phrase(record.get("wording"));
            let plain = record.get("wording").is_ascii();
            wordings.add(words, Title { office, former, plain });
        }
        Ok(Titles { wordings: wordings.build() })
    }

    /// The words with which wordings begin.
    pub fn heads(&self) -> impl Iterator<Item = Word> + '_ {
        self.wordings.with_heads().map(|(head, _)| head)
    }

    /// The titles that name a person without a name. `mentions` are those of names and `roles`
    /// those of offices, both in text order.
    pub fn find(
        &self,
        offices: &Offices,
        context: &Context,
        mentions: &[Mention],
        roles: &[Mention],
    ) -> Vec<Mention> {
        let mut introductions: Vec<Introduction> = Vec::new();
        let mut found: Vec<Mention> = Vec::new();
        let mut i = 0;
        while let Some(start) = context.office_from(i) {
            i = start + 1;
            let Some(held) = self.held_at(context, start) else { continue };
            i = held.last + 1;
            let span = context.tokens.span(held.first, held.last);
            let before = mentions.partition_point(|m| m.span.start < span.start);
            let role = roles.get(roles.partition_point(|role| role.span.end <= span.start));
            let holder = match role.filter(|role| role.span.overlaps(span)) {
                Some(role) => Some(role),
                None => offices.holder(context, (held.first, held.last), mentions, before),
            };
            if let Some(holder) = holder {
                let before = held.first.checked_sub(1);
                let former = offices.cue(context, before, cue::FORMER);
                let held = Held { former, ..held };
                introductions.push(Introduction { held, person: &holder.referent });
                continue;
            }
            let mut near = mentions[before.saturating_sub(1)..].iter().take(2);
            if near.any(|mention| mention.span.overlaps(span)) {
                continue;
            }
            let Some(held) = held.alone(offices, context) else { continue };
            found.extend(held.name(&introductions, context));
        }
        found
    }

    /// The longest title that begins at token `i`.
    fn held_at<'a>(&'a self, context: &Context, i: usize) -> Option<Held<'a>> {
        let mut best = None;
        let next = |i: usize| {
            context.tokens.get(i + 1).is_some_and(|t| t.gap < Gap::Paragraph).then_some(i + 1)
        };
        self.wordings.find_at(context.tokens, i, next, |last, titles| {
            let accented = !context.document.slice(context.tokens.span(i, last)).is_ascii();
            if !(accented && titles.iter().all(|title| title.plain)) {
                best = Some((last, titles));
            }
        });
        let (last, titles) = best?;
        let of = complement(context, last);
        Some(Held { from: i, first: i, last, titles, former: false, of })
    }
}

impl<'a> Held<'a> {
    /// The title with what stands around it, where that is neither a name nor another office.
    fn alone(mut self, offices: &Offices, context: &Context) -> Option<Held<'a>> {
        let mut before = self.first.checked_sub(1)?;
        if offices.cue(context, Some(before), cue::FORMER) {
            self.former = true;
            self.from = before;
            before = before.checked_sub(1)?;
        }
        let behind = context.tokens.get(self.last + 1).filter(|token| token.gap == Gap::Space);
        let goes_on = behind.is_some_and(|token| {
            token.shape.is_capitalized() || context.nations.get(token.word).is_some()
        });
        let of_another = offices.is_barred(context, (self.first, self.last), self.of.is_none());
        let is_predicate = offices.cue(context, before.checked_sub(1), cue::BARRED_BEFORE);
        let definite = offices.cue(context, Some(before), cue::DEFINITE);
        if context.words.is(context.tokens[before].word, class::ARTICLE) {
            self.from = before;
        }
        (definite && !goes_on && !of_another && !is_predicate).then_some(self)
    }

    fn is_former(self) -> bool {
        self.former || self.titles.iter().any(|title| title.former)
    }

    fn is_of_office(self, other: Held) -> bool {
        let is_other = |office| other.titles.iter().any(|title| title.office == office);
        self.titles.iter().any(|title| is_other(title.office))
    }

    /// The mention of the person introduced with the title, where it is clear who that is.
    fn name(self, introductions: &[Introduction], context: &Context) -> Option<Mention> {
        let fits = |introduction: &&Introduction| {
            introduction.held.is_of_office(self)
                && (self.is_former() || !introduction.held.is_former())
                && (self.of.is_none() || self.of == introduction.held.of)
        };
        // Those of a long list are not all gone through for each title.
        let mut fitting = introductions.iter().rev().take(MEMORY).filter(fits);
        let first = fitting.clone().find(|introduction| introduction.held.is_former());
        let latest = first.filter(|_| self.is_former()).or_else(|| fitting.clone().next())?;
        let alone = fitting.all(|other| other.person.name() == latest.person.name());
        if !alone && self.first - latest.held.last > REACH {
            return None;
        }
        let explanation = context.explains.then(|| {
            let at = context.tokens[latest.held.first].start;
            format!("a title that the text gave {} at byte {at}", latest.person.name()).into()
        });
        Some(Mention {
            span: context.tokens.span(self.from, self.last),
            referent: latest.person.clone(),
            via: Via::Role,
            confidence: if alone { ALONE } else { LATEST },
            rivals: Vec::new(),
            explanation,
        })
    }
}

/// The first name behind “of” behind token `last`: “Iguala” in “mayor of the city of Iguala”.
fn complement(context: &Context, last: usize) -> Option<Word> {
    let mut i = last + 1;
    context.tokens.get(i).filter(|token| context.words.is(token.word, class::CONNECTOR))?;
    while let Some(token) = context.tokens.get(i).filter(|token| token.gap == Gap::Space) {
        if token.shape.is_capitalized() {
            return Some(token.word);
        }
        context.words.is(token.word, class::CONNECTOR).then_some(())?;
        i += 1;
    }
    None
}
