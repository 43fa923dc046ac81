//! Date rules → [`Timex`]es.
//!
//! Enters: a document, its tokens, sentences and mentions. Leaves: date and time expressions in
//! text order, without overlap, resolved to calendar intervals. Reads `rules/dates` and the terms
//! of office. Which event a date belongs to is left to `events`.
//!
//! Rows of `rules/dates` give words their classes and state patterns over classes; every pattern
//! names one of a closed set of operations. One walk through the tokens finds the longest pattern
//! at each place; a second one, in reading order, completes what is not written from the
//! publication date, the dates before and the tense.

mod beginnings;
mod context;
mod expression;
mod figures;
mod frame;
mod grammar;
mod holiday;
mod lexicon;
mod matcher;
mod moment;
mod operations;
mod reckon;
mod resolve;
mod resolved;
mod search;
mod terms;
mod year;

use std::sync::Arc;

use context::{Context, Tense};
use expression::{Expression, What, Year};
use grammar::Grammar;
use lexicon::{Class, Lexicon};
use matcher::Matcher;
use operations::{Builder, Operation};
use resolve::Resolver;
use resolved::{remembered, span, timex};
use terms::Terms;

pub(crate) mod header;

use crate::error::Result;
use crate::model::{Document, EdtfDate, Language, Mention, Sentence, Timex, TimexType};
use crate::tables::Tables;
use crate::tokens::{Gap, Shape, Tokens, Vocabulary};

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
    names: Vec<Arc<str>>,
    endings: Vec<(Box<str>, Tense)>,
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

    /// The expressions of `document`, in text order and without overlap.
    pub fn resolve(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &[Mention],
    ) -> Vec<Timex> {
        let rules = &self.languages[document.language() as usize];
        let text = document.text();
        let (lexicon, grammar) = (&rules.lexicon, &rules.grammar);
        let builder = Builder { grammar, order: self.order.unwrap_or(rules.order) };
        let matcher = Matcher { text, tokens, lexicon, grammar };
        let expressions: Vec<Expression> = matcher.find(|found| builder.build(found));
        let expressions = split_pairs(grammar, expressions);
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
            published,
            narrative: is_narrative(published, &expressions),
            history: Vec::new(),
            sentence: 0,
            paragraph: 0,
        };
        let expressions = &expressions[..];
        let mut resolver = Resolver { context, terms: &self.terms, mentions, expressions };
        let mut found = Vec::with_capacity(expressions.len());
        for (i, expression) in expressions.iter().enumerate() {
            let span = span(tokens, expression);
            resolver.context.advance(span.start);
            let resolved = resolver.resolve(i);
            let heading = is_heading(tokens, sentences, &resolver.context, expression);
            let foreground = !is_aside(text, tokens, expression);
            let opening = resolver.context.opens_sentence(expression.first);
            let foreground = foreground && (opening || !looks_ahead(&resolver.context, expression));
            if let Some((start, end, flags)) =
                remembered(expression, &resolved, foreground, heading)
            {
                let flags = context::Flags { opening, ..flags };
                resolver.context.remember(start, end, span, flags);
            }
            let is_term = matches!(expression.what, What::Term { years: None, .. });
            if is_term && resolved.moment.is_none() {
                // “the government of Sonora”: no term of office that the tables know.
                continue;
            }
            found.push(timex(tokens, &rules.names, expression, &resolved));
        }
        found
    }
}

impl Rules {
    fn new(tables: &Tables, language: Language, vocabulary: &mut Vocabulary) -> Result<Rules> {
        let mut lexicon = Lexicon::new(vocabulary);
        let mut grammar = Grammar::default();
        let mut endings = Vec::new();
        let mut order = DateOrder::DayMonth;
        for record in tables.rules("dates", language)? {
            match record.get("kind") {
                "word" => lexicon.add_words(&record, vocabulary)?,
                "pattern" | "piece" => grammar.add(&record, &mut lexicon, vocabulary)?,
                "ending" => {
                    let tense = match record.get("class") {
                        "past" => Tense::Past,
                        "future" => Tense::Future,
                        _ => Tense::Unknown,
                    };
                    endings.extend(record.list("text").map(|ending| (ending.into(), tense)));
                }
                "order" if record.get("text") == "month day" => order = DateOrder::MonthDay,
                "order" => {}
                other => {
                    let message = format!(
                        "the kind `{other}` is not known; use word, ending, order, piece or pattern"
                    );
                    return Err(record.error(message));
                }
            }
        }
        lexicon.finish();
        grammar.finish(lexicon.symbols());
        lexicon.mark_beginnings(|symbol| grammar.beginnings.next(symbol).is_some());
        let names = grammar.patterns.iter().map(|pattern| pattern.name.clone()).collect();
        Ok(Rules { lexicon, grammar, names, endings, order })
    }
}

/// Two dates joined by “and” are one stretch only where the second follows the first at once.
fn split_pairs(grammar: &Grammar, expressions: Vec<Expression>) -> Vec<Expression> {
    let mut all = Vec::with_capacity(expressions.len());
    for expression in expressions {
        let pattern = &grammar.patterns[expression.pattern as usize];
        match &expression.what {
            What::Range(a, b)
                if pattern.operation == Some(Operation::Pair) && !follows(&a.what, &b.what) =>
            {
                all.extend([(**a).clone(), (**b).clone()]);
            }
            _ => all.push(expression),
        }
    }
    all
}

fn follows(first: &What, second: &What) -> bool {
    let (What::Date(a), What::Date(b)) = (first, second) else { return false };
    let next = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| b == a + 1);
    let same = (a.month, a.day, a.weekday) == (b.month, b.day, b.weekday);
    match (a.year, b.year) {
        (Year::Number(x), Year::Number(y)) if x != y => same && a.month.is_none() && y == x + 1,
        _ if a.unspecified > 0 || b.unspecified > 0 => false,
        _ => match (a.day, b.day) {
            (Some(_), Some(_)) => a.month == b.month && next(a.day, b.day),
            (None, None) if a.weekday.is_some() => next(a.weekday, b.weekday),
            (None, None) => next(a.month, b.month),
            _ => false,
        },
    }
}

/// Whether the text tells of times long before its publication, as histories do.
fn is_narrative(published: Option<EdtfDate>, expressions: &[Expression]) -> bool {
    let Some(published) = published else { return true };
    let (mut near, mut far) = (0, 0);
    for expression in expressions {
        match &expression.what {
            What::Date(fields) => match fields.year {
                Year::Number(year) if year >= published.year_number() => near += 1,
                Year::Number(_) => far += 1,
                Year::Missing if fields.weekday.is_some() && fields.day.is_none() => near += 2,
                _ => {}
            },
            What::Shift { from: expression::From::Published, .. }
            | What::Seek { from: expression::From::Published, .. } => near += 2,
            _ => {}
        }
    }
    2 * far > 3 * near + 8
}

/// Whether the expression is a line of its own, or a year that begins a title (“2005: Elections”).
fn is_heading(
    tokens: &Tokens,
    sentences: &[Sentence],
    context: &Context,
    expression: &Expression,
) -> bool {
    const LONGEST: usize = 12;
    let Some(sentence) = sentences.get(context.sentence) else { return false };
    let range = tokens.within(sentence.span);
    let ends_line = tokens.get(range.end).is_none_or(|token| token.gap >= Gap::Line);
    let is_extra = |at: usize| tokens[at].shape == Shape::Mark;
    let titled = range.len() <= LONGEST && !sentence.span.of(context.text).ends_with('.') && {
        tokens.get(expression.end).is_some_and(|token| token.span().of(context.text) == ":")
    };
    expression.kind == TimexType::Date
        && ends_line
        && tokens.get(range.start).is_some_and(|token| token.gap >= Gap::Line)
        && (range.start..expression.first).all(is_extra)
        && (titled || (expression.end..range.end).all(is_extra))
}

/// Whether the expression is the end of what lasts (“until February 1945”), or a year alone that
/// is only planned for (“an offensive meant for 1976”).
fn looks_ahead(context: &Context, expression: &Expression) -> bool {
    let What::Date(fields) = &expression.what else { return false };
    let before = (expression.first.saturating_sub(8)..expression.first).rev();
    let limited = before
        .map(|at| &context.tokens[at])
        .take_while(|token| token.shape != Shape::Mark)
        .any(|token| context.lexicon.value(token, Class::Limit.symbol()).is_some());
    let is_year = fields.month.is_none() && fields.day.is_none() && fields.weekday.is_none();
    limited && matches!(fields.year, Year::Number(_))
        || is_year && context.tense(expression.first, expression.end) == Tense::Future
}

/// Whether the expression only tells more of another thing: in brackets, or a year before a noun.
fn is_aside(text: &str, tokens: &Tokens, expression: &Expression) -> bool {
    let mark = |at: Option<usize>| {
        let token = at.and_then(|at| tokens.get(at)).filter(|token| token.shape == Shape::Mark);
        token.map_or("", |token| token.span().of(text))
    };
    let before = mark(expression.first.checked_sub(1));
    let bracketed = before == "(" || mark(Some(expression.end)) == ")";
    let What::Date(fields) = &expression.what else { return bracketed };
    let bare = fields.month.is_none() && fields.day.is_none() && fields.weekday.is_none();
    let noun_follows = tokens.get(expression.end).is_some_and(|token| {
        token.gap == Gap::Space && token.shape.is_word() && bare && {
            let before = expression.first.checked_sub(1).map(|at| tokens[at].span().of(text));
            before.is_some_and(|word| matches!(word, "the" | "a" | "its" | "their" | "his"))
        }
    });
    bracketed || noun_follows
}
