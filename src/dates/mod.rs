//! Date rules → [`Timex`]es.
//!
//! Enters: a document, its tokens, sentences and mentions. Leaves: date and time expressions in
//! text order, without overlap, resolved to calendar intervals. Reads `rules/dates` and the terms
//! of office. Which event a date belongs to is left to `events`.
//!
//! Rows of `rules/dates` give words their classes and state patterns over classes; every pattern
//! names one of a closed set of operations. One walk through the tokens finds the longest pattern
//! at each place, or recalls what was found where the tokens looked the same; a second one, in reading order, completes what is not written from the
//! publication date, the dates before and the tense.

mod again;
mod anchor;
mod apposition;
mod beginnings;
mod builder;
mod class;
mod clock;
mod context;
mod distance;
mod endings;
mod expression;
mod figures;
mod fiscal;
mod frame;
mod grammar;
mod holiday;
mod lexicon;
mod list;
mod matcher;
mod memo;
mod moment;
mod now;
mod operations;
mod reckon;
mod resolve;
mod resolved;
mod search;
mod seek;
mod sight;
mod story;
mod terms;
mod tree;
mod weekday;
mod year;

use builder::Builder;
use context::{Context, Flags, Tense};
use endings::Endings;
use expression::{Expression, What};
use grammar::Grammar;
use lexicon::Lexicon;
use matcher::{Candidate, Matcher};
use memo::Memos;
use resolve::Resolver;
use resolved::{span, timex};
use story::{is_narrative, is_news};
use terms::Terms;

pub(crate) mod header;

use std::cell::OnceCell;
use std::ops::Range;

use crate::error::Result;
use crate::model::{DayRange, Document, Language, Mention, Sentence, Timex, TimexType};
use crate::tables::Tables;
use crate::tokens::{Tokens, Vocabulary};

/// Which figure comes first in a date like 3/9/2025, where both are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 September.
    DayMonth,
    /// March 9.
    MonthDay,
}

/// The date rules, ready to resolve the expressions of documents.
///
/// # Examples
///
/// ```
/// use cronica::{Document, Metadata, Pipeline, Tables};
///
/// let pipeline = Pipeline::new(&Tables::embedded())?;
/// let document = Document::new("a.txt", "He was seized on 3 May 2019.", Metadata::default());
/// let dates = pipeline.annotate(&document).dates;
/// assert_eq!(&*dates[0].value, "2019-05-03");
/// # Ok::<(), cronica::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct DateResolver {
    languages: Vec<Rules>,
    terms: Terms,
    order: Option<DateOrder>,
}

/// The rows of one language.
#[derive(Clone, Debug)]
struct Rules {
    lexicon: Lexicon,
    grammar: Grammar,
    memos: Memos,
    endings: Endings,
    participles: Vec<Box<str>>,
    infinitives: Vec<Box<str>>,
    prospects: Vec<Box<str>>,
    order: DateOrder,
}

impl DateResolver {
    /// The rules of `tables`; their words are added to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/dates` cannot be used.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<DateResolver> {
        let mut languages = Vec::new();
        for language in Language::ALL {
            languages.push(Rules::new(tables, language, vocabulary)?);
        }
        Ok(DateResolver { languages, terms: Terms::new(tables)?, order: None })
    }

    /// The same rules with another order of day and month in dates of figures than the
    /// language's own.
    pub fn with_order(self, order: DateOrder) -> DateResolver {
        DateResolver { order: Some(order), ..self }
    }

    /// The days of the first date or time in `sentence` of `document` that has a first and a last
    /// one. `whole` gives the expressions of the document, and is not called for a date that is
    /// stated whole, nor where there is none: what stands around the sentence tells nothing then.
    pub fn first_days<'t>(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentence: Sentence,
        whole: &dyn Fn() -> &'t [Timex],
    ) -> Option<DayRange> {
        let stretch = tokens.within(sentence.span);
        let mut expressions = self.expressions(&[stretch], document, tokens);
        expressions.retain(|expression| !matches!(expression.what, What::Vague(_)));
        expressions.truncate(1);
        let dated = |timex: &&Timex| {
            matches!(timex.kind, TimexType::Date | TimexType::Time)
                && timex.days.earliest.is_some()
                && timex.days.latest.is_some()
        };
        if expressions.first()?.what.is_stated_whole() {
            let alone =
                self.resolve_expressions(&expressions, document, tokens, &[sentence], &|| &[]);
            if let Some(timex) = alone.first().filter(dated) {
                return Some(timex.days);
            }
        }
        let dates = whole();
        let first = dates.partition_point(|timex| timex.span.end <= sentence.span.start);
        let mut within =
            dates[first..].iter().take_while(|timex| sentence.span.contains(timex.span));
        within.find(dated).map(|timex| timex.days)
    }

    /// The expressions of `document`, in text order and without overlap.
    ///
    /// `mentions` gives the document's mentions; few documents have an expression that needs them,
    /// such as a term of office, and it is not called for the others.
    pub fn resolve<'m>(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &dyn Fn() -> &'m [Mention],
    ) -> Vec<Timex> {
        let whole = 0..tokens.len();
        let stretches = std::slice::from_ref(&whole);
        self.resolve_within(stretches, document, tokens, sentences, mentions)
    }

    /// The expressions that begin within `stretches` of the tokens, as if there were no others.
    fn resolve_within<'m>(
        &self,
        stretches: &[Range<usize>],
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &dyn Fn() -> &'m [Mention],
    ) -> Vec<Timex> {
        let expressions = self.expressions(stretches, document, tokens);
        self.resolve_expressions(&expressions, document, tokens, sentences, mentions)
    }

    /// What is written within `stretches` of the tokens, before it is known what it stands for.
    fn expressions(
        &self,
        stretches: &[Range<usize>],
        document: &Document,
        tokens: &Tokens,
    ) -> Vec<Expression> {
        let Rules { lexicon, grammar, memos, order, .. } =
            &self.languages[document.language() as usize];
        let order = self.order.unwrap_or(*order);
        let builder = Builder { grammar, order, lexicon, tokens };
        let matcher = Matcher { text: document.text(), tokens, lexicon, grammar };
        let build = |found: &Candidate| builder.build(found);
        let found = memos.lend(|memo| matcher.find(stretches, memo, build));
        list::split(grammar, found)
    }

    fn resolve_expressions<'m>(
        &self,
        expressions: &[Expression],
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &dyn Fn() -> &'m [Mention],
    ) -> Vec<Timex> {
        let rules = &self.languages[document.language() as usize];
        let text = document.text();
        let (lexicon, grammar) = (&rules.lexicon, &rules.grammar);
        let published = document.metadata().published.and_then(|edtf| match edtf {
            crate::model::Edtf::Date(date) => Some(date),
            crate::model::Edtf::Interval(start, _) => start.date(),
        });
        let context = Context {
            text,
            tokens,
            sentences,
            lexicon,
            endings: &rules.endings,
            participles: &rules.participles,
            infinitives: &rules.infinitives,
            prospects: &rules.prospects,
            published,
            written: None,
            narrative: is_narrative(published, expressions),
            news: is_news(published, expressions),
            history: Vec::new(),
            sentence: 0,
            within: sentences.first().map_or(0..0, |first| tokens.within(first.span)),
            paragraph: 0,
            background: false,
            here: 0..0,
            tense: OnceCell::new(),
            ahead: OnceCell::new(),
            since: false,
        };
        let narrative = context.narrative || context.is_chronicle(expressions);
        let written = context.year_of_writing(expressions);
        let context = Context { narrative, written, ..context };
        let mut resolver = Resolver { context, terms: &self.terms, mentions, expressions };
        let mut found = Vec::with_capacity(expressions.len());
        for (i, expression) in expressions.iter().enumerate() {
            let span = span(tokens, expression);
            resolver.context.advance(span.start);
            if resolver.is_in_name(expression) {
                continue;
            }
            resolver.context.turn_to(expression);
            let resolved = resolver.resolve(i);
            if let Some((date, event)) = resolver.apposed_event(&resolved, i) {
                resolver.context.remember(date, date, event, Flags::aside());
            }
            let flags = resolver.context.part_in_story(expression);
            if resolved.is_reversed() {
                for (end, resolved) in resolved.ends {
                    resolver.context.keep(&end, &resolved, flags);
                    found.push(timex(tokens, &grammar.patterns, &end, resolved));
                }
                continue;
            }
            resolver.context.keep(expression, &resolved, flags);
            if let Some(date) = resolver.anniversary(expression) {
                let flags = Flags { foreground: true, ..Flags::default() };
                resolver.context.remember(date, date, span, flags);
            }
            if expression.what.hangs() && resolved.edtf.is_none() {
                continue;
            }
            found.push(timex(tokens, &grammar.patterns, expression, resolved));
        }
        found
    }
}

impl Rules {
    fn new(tables: &Tables, language: Language, vocabulary: &mut Vocabulary) -> Result<Rules> {
        let mut lexicon = Lexicon::new(vocabulary);
        let mut grammar = Grammar::default();
        let mut endings = Endings::default();
        let mut participles = Vec::new();
        let mut infinitives = Vec::new();
        let mut prospects = Vec::new();
        let mut order = DateOrder::DayMonth;
        for record in tables.rules("dates", language)? {
            match record.get("kind") {
                "word" => lexicon.add_words(&record, vocabulary)?,
                "pattern" | "timeml" | "piece" => grammar.add(&record, &mut lexicon, vocabulary)?,
                "ending" if record.get("class") == "participle" => {
                    participles.extend(record.list("text").map(Box::from));
                }
                "ending" if record.get("class") == "infinitive" => {
                    infinitives.extend(record.list("text").map(Box::from));
                }
                "ending" if record.get("class") == "prospect" => {
                    prospects.extend(record.list("text").map(Box::from));
                }
                "ending" => {
                    let tense = match record.get("class") {
                        "past" => Tense::Past,
                        "future" => Tense::Future,
                        _ => Tense::Unknown,
                    };
                    record.list("text").for_each(|ending| endings.add(ending, tense));
                }
                "order" if record.get("text") == "month day" => order = DateOrder::MonthDay,
                "order" => {}
                other => {
                    let message = format!(
                        "the kind `{other}` is not known; use word, ending, order, piece, pattern or timeml"
                    );
                    return Err(record.error(message));
                }
            }
        }
        lexicon.finish();
        grammar.finish(lexicon.symbols());
        lexicon.mark_beginnings(&grammar.beginnings);
        let memos = Memos::default();
        Ok(Rules { lexicon, grammar, memos, endings, participles, infinitives, prospects, order })
    }
}
