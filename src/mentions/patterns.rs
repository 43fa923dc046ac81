use rustc_hash::FxHashMap;

use super::scan::{Candidate, Case, Scan};
use super::words::class;
use crate::error::Result;
use crate::model::EntityKind;
use crate::tables::{Record, Tables};
use crate::tokens::{Gap, Shape, Tokens, Vocabulary, Word};

/// The words that tell by their place in a name what it names (`rules/mentions/kinds.tsv`).
#[derive(Clone, Debug, Default)]
pub(super) struct Kinds {
    heads: FxHashMap<Word, Head>,
    tails: FxHashMap<Word, EntityKind>,
}

/// A word with which names begin (“Fiscalía General de …”).
#[derive(Clone, Copy, Debug)]
struct Head {
    kind: EntityKind,
    /// Whether the name stands behind it (“colonia Roma”) rather than begins with it.
    outside: bool,
    /// Whether it may stand in small letters (“cártel de Tepito”).
    small: bool,
}

/// The most words of a name.
const LONGEST: usize = 14;
/// The most words of a person's name.
const LONGEST_PERSON: usize = 6;

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
        let small = record.get("case") == "any";
        match record.get("place") {
            "head" => _ = self.heads.insert(word, Head { kind, outside: false, small }),
            "before" => _ = self.heads.insert(word, Head { kind, outside: true, small }),
            "tail" => _ = self.tails.insert(word, kind),
            other => {
                let message = format!("the place `{other}` is not known; use head, before or tail");
                return Err(record.error(message));
            }
        }
        Ok(())
    }

    /// Whether `word` tells what a name with it names.
    pub fn has(&self, word: Word) -> bool {
        self.heads.contains_key(&word) || self.tails.contains_key(&word)
    }
}

impl<'a> Scan<'a> {
    /// The unlisted name that begins at token `i` by its form.
    pub fn unlisted_at(&self, i: usize) -> Option<Candidate<'a>> {
        self.body_at(i).or_else(|| self.person_at(i))
    }

    fn candidate(&self, first: usize, last: usize, kind: EntityKind) -> Candidate<'a> {
        Candidate { first, last, forms: &[], case: Case::default(), pattern: Some(kind) }
    }

    /// A body, place or program named with a word that says so.
    fn body_at(&self, i: usize) -> Option<Candidate<'a>> {
        let token = self.tokens[i];
        if let Some(head) = self.kinds.heads.get(&token.word) {
            let cased = token.shape.is_capitalized() || head.small;
            if cased && let Some(found) = self.headed(i, *head) {
                return Some(found);
            }
        }
        if !token.shape.is_capitalized() || self.is(i, class::COMMON | class::ARTICLE) {
            return None;
        }
        self.tailed(i)
    }

    /// A name that begins with or stands behind `head` at token `i`.
    fn headed(&self, i: usize, head: Head) -> Option<Candidate<'a>> {
        let mut last = i;
        let mut count = 1;
        let mut first = None;
        while let Some((next, joined)) = self.further(last, true) {
            let stop = count == LONGEST
                || (self.kinds.heads.contains_key(&self.tokens[next].word)
                    && joined
                    && count > 1
                    && self.is_and(next - 1));
            if stop || (head.outside && joined && first.is_some()) {
                break;
            }
            first.get_or_insert(next);
            (last, count) = (next, count + 1);
        }
        let name = first?;
        let begin = if head.outside { name } else { i };
        Some(self.candidate(begin, last, head.kind))
    }

    fn is_and(&self, i: usize) -> bool {
        self.tokens[i].word == self.marks.and_en || self.tokens[i].word == self.marks.and_es
    }

    /// A name from token `i` that ends with a word such as `University`, or goes on behind it.
    fn tailed(&self, i: usize) -> Option<Candidate<'a>> {
        let mut last = i;
        let mut found = None;
        for _ in 0..LONGEST {
            let Some((next, joined)) = self.further(last, found.is_some()) else { break };
            if joined && found.is_none() {
                break;
            }
            last = next;
            if let Some(kind) = self.kinds.tails.get(&self.tokens[last].word) {
                found = Some((last, *kind));
            }
        }
        let (end, kind) = found?;
        // What is joined behind the kind word belongs to it: “School of Global Affairs”.
        let last = if self.goes_on(end, last) { last } else { end };
        Some(self.candidate(i, last, kind))
    }

    /// Whether the words behind the kind word `end` up to `last` are joined to it.
    fn goes_on(&self, end: usize, last: usize) -> bool {
        last > end && matches!(self.further(end, true), Some((_, true)))
    }

    /// The next capitalised word of a name behind token `i`, and whether small words join it.
    fn further(&self, i: usize, joins: bool) -> Option<(usize, bool)> {
        let mut at = i;
        for n in 0..4 {
            at = self.marks.next(self.tokens, at)?;
            let token = self.tokens[at];
            if token.shape == Shape::Mark || self.breaks(at) {
                return None;
            }
            if token.shape.is_capitalized() {
                return (!self.is(at, class::COMMON) || n > 0 || joins).then_some((at, n > 0));
            }
            if !joins || !self.is(at, class::CONNECTOR) {
                return None;
            }
        }
        None
    }

    /// Whether a sentence or heading begins with token `i`.
    pub fn breaks(&self, i: usize) -> bool {
        let token = self.tokens[i];
        token.gap >= Gap::Line && {
            let start = token.start as usize;
            let at = self.sentences.partition_point(|s| s.span.start < start);
            self.sentences.get(at).is_some_and(|s| s.span.start == start)
        }
    }

    /// A person's name from token `i`.
    fn person_at(&self, i: usize) -> Option<Candidate<'a>> {
        let run = self.person_run(i)?;
        let titled = i > 0 && self.is(i - 1, class::TITLE) && !self.breaks(i);
        let (first, rest) = run.split_first()?;
        let last = *run.last()?;
        let is_given = self.is(*first, class::GIVEN);
        let weak = self.is(*first, class::GIVEN_WEAK);
        let surname = rest.iter().any(|j| self.is(*j, class::SURNAME));
        let more = !rest.is_empty();
        let believed = match (is_given, weak) {
            (true, _) => {
                more && (surname
                    || self.is(last, class::GIVEN | class::SURNAME_WEAK)
                    || titled
                    || !self.is_initial(i))
            }
            (_, true) => more && surname,
            _ => more && titled && (surname || rest.len() < 3),
        };
        let title_alone = !more
            && titled
            && self.is(*first, class::SURNAME)
            && self.tokens[i - 1].shape.is_capitalized();
        (believed || title_alone).then(|| self.candidate(i, last, EntityKind::Person))
    }

    /// The words from token `i` that may make up a person's name.
    fn person_run(&self, i: usize) -> Option<Vec<usize>> {
        let may_be = |j: usize| {
            let token = self.tokens[j];
            token.shape.is_capitalized()
                && !self.is(j, class::COMMON | class::STREET)
                && !self.kinds.has(token.word)
        };
        if !may_be(i) {
            return None;
        }
        let mut run = vec![i];
        let mut at = i;
        while run.len() < LONGEST_PERSON {
            let Some(mut next) = self.marks.next(self.tokens, at) else { break };
            let mut particles = 0;
            while particles < 3
                && self.is(next, class::PARTICLE)
                && !self.tokens[next].shape.is_capitalized()
            {
                let Some(behind) = self.marks.next(self.tokens, next) else { break };
                (next, particles) = (behind, particles + 1);
            }
            if !may_be(next) || self.breaks(next) || self.tokens[next].shape == Shape::Mark {
                break;
            }
            run.push(next);
            at = next;
        }
        Some(run)
    }
}

/// The tokens of a name without marks and particles, as they are compared within a document.
pub(super) fn keys(scan: &Scan, candidate: &Candidate) -> Vec<usize> {
    let tokens: &Tokens = scan.tokens;
    let mut keys = vec![candidate.first];
    let mut at = candidate.first;
    while let Some(next) = scan.marks.next(tokens, at).filter(|next| *next <= candidate.last) {
        keys.push(next);
        at = next;
    }
    keys
}
