use rustc_hash::FxHashMap;

use super::dictionary::Form;
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
    /// Words before “of” and a name: “the town of X”.
    befores: FxHashMap<Word, EntityKind>,
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
/// How many tokens on either side tell whether all words of a heading have capitals.
const HEADING: usize = 60;
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
            "of" => _ = self.befores.insert(word, kind),
            "tail" => _ = self.tails.insert(word, kind),
            other => {
                let message =
                    format!("the place `{other}` is not known; use head, before, of or tail");
                return Err(record.error(message));
            }
        }
        Ok(())
    }

    /// The words with which names begin in small letters too, or which announce them.
    pub fn small(&self) -> impl Iterator<Item = Word> + '_ {
        let heads = self.heads.iter().filter(|(_, head)| head.small).map(|(word, _)| *word);
        heads.chain(self.befores.keys().copied())
    }

    /// Whether `word` tells what a name with it names.
    pub fn has(&self, word: Word) -> bool {
        self.heads.contains_key(&word) || self.tails.contains_key(&word)
    }
}

/// Which small words may join the words of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joins {
    /// “of”, “for”, “de la”.
    Of,
    /// Those and “and”, “the”.
    All,
}

/// A further word of a name.
#[derive(Clone, Copy, Debug)]
struct Further {
    token: usize,
    /// Whether small words join it.
    joined: bool,
    /// Whether one of them is “and”, and stands alone.
    and: bool,
}

impl<'a> Scan<'a> {
    /// The unlisted name that begins at token `i` by its form.
    pub fn unlisted_at(&self, i: usize) -> Option<Candidate<'a>> {
        let token = self.tokens[i];
        let cased = token.shape.is_capitalized();
        if !cased && !self.is(i, class::SMALL_HEAD) {
            return None;
        }
        let found = self
            .body_at(i)
            .or_else(|| if cased { self.person_at(i).or_else(|| self.group_at(i)) } else { None });
        let Some(found) = found else {
            let found = self.strange_at(i).filter(|_| cased)?;
            return (!self.has_only_capitals(&found)).then_some(found);
        };
        (!self.is_title_case(&found)).then_some(found)
    }

    /// The name that `known` is only the first half of: “Carrefour-Feuilles”.
    pub fn compound(&self, known: &Candidate<'a>) -> Option<Candidate<'a>> {
        let (hyphen, half) = (self.tokens.get(known.last + 1)?, self.tokens.get(known.last + 2)?);
        let joined = hyphen.word == self.marks.hyphen
            && hyphen.gap == Gap::None
            && half.gap == Gap::None
            && half.shape == Shape::Capital
            && half.word == Word::UNKNOWN;
        let kind = self.dictionary.kind(known.forms.first()?.entity);
        (joined && kind == EntityKind::Place)
            .then(|| self.candidate(known.first, known.last + 2, kind))
    }

    fn candidate(&self, first: usize, last: usize, kind: EntityKind) -> Candidate<'a> {
        Candidate {
            first,
            last,
            forms: &[],
            case: Case::default(),
            pattern: Some(kind),
            country: None,
        }
    }

    /// Whether `candidate` is no person and stands in a heading whose words all have capitals.
    fn is_title_case(&self, candidate: &Candidate) -> bool {
        candidate.pattern != Some(EntityKind::Person) && self.has_only_capitals(candidate)
    }

    /// Whether `candidate` stands in a heading whose words all have capitals.
    fn has_only_capitals(&self, candidate: &Candidate) -> bool {
        let (mut small, mut capital) = (0, 0);
        let mut count = |i: usize| {
            let token = self.tokens[i];
            if token.shape.is_word() && token.end - token.start > 3 {
                *if token.shape == Shape::Lower { &mut small } else { &mut capital } += 1;
            }
        };
        let around = HEADING;
        let mut before = candidate.first;
        while before > 0 && candidate.first - before < around && !self.breaks(before) {
            before -= 1;
            count(before);
        }
        let mut behind = candidate.last + 1;
        while behind < self.tokens.len() && behind - candidate.last < around && !self.breaks(behind)
        {
            count(behind);
            behind += 1;
        }
        small == 0 && capital >= 2
    }

    /// A body, place or program named with a word that says so.
    fn body_at(&self, i: usize) -> Option<Candidate<'a>> {
        let token = self.tokens[i];
        if let Some(head) = self.kinds.heads.get(&token.word)
            && let Some(found) = self.headed(i, *head)
        {
            return Some(found);
        }
        if !token.shape.is_capitalized() {
            let kind = *self.kinds.befores.get(&token.word)?;
            let of = self.further(i, Joins::Of).filter(|further| further.joined)?;
            let head = Head { kind, outside: true, small: true };
            return self.headed(of.token - 1, head);
        }
        if self.is(i, class::COMMON | class::ARTICLE) {
            return None;
        }
        self.tailed(i)
    }

    /// A name that begins with or stands behind `head` at token `i`.
    fn headed(&self, i: usize, head: Head) -> Option<Candidate<'a>> {
        let joins = if head.outside { Joins::Of } else { Joins::All };
        let small = !self.tokens[i].shape.is_capitalized();
        let mut first = None;
        let mut last = i;
        let mut saint = false;
        for _ in 0..LONGEST {
            let Some(further) = self.further(last, joins) else { break };
            let ends = match first {
                // “the cartel Diego Montoya led”
                None => {
                    further.and
                        || (small
                            && !further.joined
                            && !head.outside
                            && self.is(further.token, class::GIVEN))
                }
                Some(_) if head.outside => further.joined && !saint,
                Some(_) if further.and => self.begins_another(further.token),
                // “Especializada en Delitos”, but “Operación Trueno en Celaya”.
                Some(_) => {
                    let within = self.tokens[further.token - 1].shape == Shape::Lower
                        && self.is(further.token - 1, class::LOCATIVE)
                        && !self.is(further.token - 1, class::OF);
                    within
                        && (head.kind != EntityKind::Agency
                            || self.known_at(further.token).is_some())
                }
            };
            if ends {
                break;
            }
            saint = first.is_none() && self.is(further.token, class::SAINT);
            first.get_or_insert(further.token);
            last = further.token;
        }
        let numbered = head.kind == EntityKind::Program && !head.outside;
        if let Some(number) = numbered.then(|| self.number_behind(last)).flatten() {
            return Some(self.candidate(i, number, head.kind));
        }
        let name = first?;
        if head.outside && self.is(name, class::COMMON | class::ADJECTIVE) {
            return None;
        }
        Some(self.candidate(if head.outside { name } else { i }, last, head.kind))
    }

    /// The number of a law or order behind token `i`.
    fn number_behind(&self, i: usize) -> Option<usize> {
        let next = self.tokens.get(i + 1)?;
        (next.shape == Shape::Number && next.gap == Gap::Space).then_some(i + 1)
    }

    /// Whether another name than the one that goes on begins with token `i`.
    fn begins_another(&self, i: usize) -> bool {
        self.kinds.heads.contains_key(&self.tokens[i].word)
            || self.is(i, class::GIVEN | class::ARTICLE)
            || self.known_at(i).is_some()
    }

    /// A name from token `i` that ends with a word such as `University`, or goes on behind it.
    fn tailed(&self, i: usize) -> Option<Candidate<'a>> {
        let mut last = i;
        for n in 0..LONGEST {
            let further = self.further(last, if n > 0 { Joins::All } else { Joins::Of })?;
            if further.joined && !further.and {
                return None;
            }
            last = further.token;
            if further.and && self.begins_another(last) {
                return None;
            }
            if let Some(tail) = self.kinds.tails.get(&self.tokens[last].word) {
                let only_adjective = last == i + 1 && self.is(i, class::ADJECTIVE);
                let cased = self.tokens[last].shape.is_capitalized();
                if only_adjective || !cased {
                    return None;
                }
                return Some(self.candidate(i, self.tail_end(last, *tail)?, *tail));
            }
        }
        None
    }

    /// The last token of a name whose kind word is `tail`: more kind words may follow, and what
    /// they are of.
    fn tail_end(&self, tail: usize, kind: EntityKind) -> Option<usize> {
        let mut last = tail;
        let mut of = false;
        for _ in 0..LONGEST {
            let Some(further) = self.further(last, Joins::Of) else { break };
            let belongs = of || further.joined || self.kinds.has(self.tokens[further.token].word);
            let another = further.joined && self.names_body(further.token);
            if !belongs || another || kind == EntityKind::Cartel {
                break;
            }
            of |= further.joined;
            last = further.token;
        }
        if kind == EntityKind::Program {
            return self.number_behind(last).or(Some(last));
        }
        Some(last)
    }

    /// Whether the dictionary has a body that begins with token `i`.
    fn names_body(&self, i: usize) -> bool {
        let is_body = |form: &Form| {
            !matches!(self.dictionary.kind(form.entity), EntityKind::Place | EntityKind::Person)
        };
        self.known_at(i).is_some_and(|known| known.fitting().any(is_body))
    }

    /// The next capitalised word of a name behind token `i`.
    fn further(&self, i: usize, joins: Joins) -> Option<Further> {
        let mut at = i;
        let mut and = false;
        for n in 0..4 {
            let next = self.marks.next(self.tokens, at)?;
            let quoted = next > at + 1 && self.marks.is_quote(self.tokens, at + 1);
            let token = self.tokens[next];
            if token.shape == Shape::Mark || quoted || self.breaks(next) {
                return None;
            }
            at = next;
            if token.shape.is_capitalized() {
                let fits = !self.is(at, class::COMMON);
                return fits.then_some(Further { token: at, joined: n > 0, and });
            }
            let is_and = [self.marks.and_en, self.marks.and_es].contains(&token.word);
            let may_join = match joins {
                Joins::Of => self.is(at, class::OF) || (n > 0 && self.is(at, class::ARTICLE)),
                Joins::All => self.is(at, class::CONNECTOR),
            };
            // “and of the” joins another body.
            if !may_join || (and && n > 0) {
                return None;
            }
            and |= is_and;
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

    /// A group named like `Los Tigretones`, within a sentence.
    fn group_at(&self, i: usize) -> Option<Candidate<'a>> {
        let token = self.tokens[i];
        let article = token.word == self.marks.los && token.shape == Shape::Capital;
        if !article || self.is_initial(i) {
            return None;
        }
        let next = self.tokens.get(i + 1)?;
        let named = next.shape == Shape::Capital
            && next.gap == Gap::Space
            && !self.is(i + 1, class::COMMON | class::ADJECTIVE);
        named.then(|| self.candidate(i, i + 1, EntityKind::Cartel))
    }

    /// A person's name from token `i`.
    fn person_at(&self, i: usize) -> Option<Candidate<'a>> {
        let run = self.person_run(i)?;
        let titled = self.is_announced(i);
        let (first, rest) = run.split_first()?;
        let last = *run.last()?;
        let is_given = self.is(*first, class::GIVEN);
        let weak = self.is(*first, class::GIVEN_WEAK);
        if let Some(end) = self.initial_surname(last)
            && (is_given || weak)
        {
            return Some(self.candidate(i, end, EntityKind::Person));
        }
        let surname = rest.iter().any(|j| self.is(*j, class::SURNAME));
        let more = !rest.is_empty();
        let name = class::GIVEN | class::SURNAME_WEAK;
        let speaks = |j: Option<usize>| j.is_some_and(|j| self.is(j, class::SPEECH));
        let spoken = speaks(Some(last + 1)) || speaks(i.checked_sub(1));
        let aged = surname && self.has_age_behind(last);
        let initialed = run.len() > 2 && self.is_letter(*first) && self.is(run[1], class::GIVEN);
        let believed = match (is_given, weak) {
            (true, _) => {
                let starts = !self.is_initial(i)
                    || rest.first().is_some_and(|j| self.known_at(*j).is_none());
                surname || self.is(last, name) || titled || starts
            }
            (_, true) => surname,
            _ => {
                let speaker = spoken && surname && !self.is_initial(i);
                speaker || (titled && (surname || rest.len() < 3))
            }
        };
        let believed = believed || aged || initialed;
        let title_alone = !more
            && titled
            && self.is(i - 1, class::TITLE)
            && self.is(*first, class::SURNAME)
            && self.tokens[i - 1].shape.is_capitalized();
        let found = (more && believed) || title_alone;
        found.then(|| self.candidate(i, last, EntityKind::Person))
    }

    /// Whether a title or a relative announces the person whose name begins with token `i`:
    /// “abogado Ning Ye”, “her nephew, Tonatiuh Itzcóatl”.
    fn is_announced(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|_| !self.breaks(i)) else { return false };
        if self.is(before, class::TITLE) {
            return true;
        }
        let comma = self.tokens[before].word == self.marks.comma;
        let announces = |j: usize| {
            let word = if comma { class::KIN | class::TITLE } else { class::KIN };
            self.is(j, word) && self.tokens[j].shape == Shape::Lower
        };
        before.checked_sub(usize::from(comma)).is_some_and(announces)
    }

    /// Whether an age stands behind token `last`: “, 34,”.
    fn has_age_behind(&self, last: usize) -> bool {
        let is_comma = |i: usize| self.tokens.get(i).is_some_and(|t| t.word == self.marks.comma);
        let age = self.tokens.get(last + 2);
        let is_age = age.is_some_and(|t| t.shape == Shape::Number && t.end - t.start <= 2);
        is_comma(last + 1) && is_age && is_comma(last + 3)
    }

    /// Whether token `i` is one capital letter.
    fn is_letter(&self, i: usize) -> bool {
        let token = self.tokens[i];
        token.shape.is_capitalized() && token.end - token.start == 1
    }

    /// Words that no table has, written as a name within a sentence: a person, or a place behind
    /// “in” and the like.
    fn strange_at(&self, i: usize) -> Option<Candidate<'a>> {
        if self.is_initial(i) || self.breaks(i) {
            return None;
        }
        let run = self.person_run(i)?;
        let (first, rest) = run.split_first()?;
        let last = *run.last()?;
        let unknown = |j: usize| self.tokens[j].word == Word::UNKNOWN;
        let name = class::GIVEN | class::GIVEN_WEAK | class::SURNAME | class::SURNAME_WEAK;
        let capital = run.iter().all(|j| self.tokens[*j].shape == Shape::Capital);
        let strange = (unknown(*first) || self.is(*first, name))
            && run.iter().all(|j| unknown(*j) || self.is(*j, name));
        let surnames = rest.len() > 1 && rest.iter().all(|j| self.is(*j, class::SURNAME));
        let place = self.is(i - 1, class::WHEREABOUTS);
        let alone = place && unknown(*first) && !self.is_capital(last + 1);
        let believed = if rest.is_empty() { alone } else { strange || surnames };
        let is_person = |form: &Form| self.dictionary.kind(form.entity) == EntityKind::Person;
        // “Expresidenta Sheinbaum”
        let hides = rest.first().and_then(|j| self.known_at(*j)).is_some_and(|known| {
            known.last >= last && (rest.len() > 1 || known.fitting().any(is_person))
        });
        let kind = if place { EntityKind::Place } else { EntityKind::Person };
        (believed && capital && !hides).then(|| self.candidate(i, last, kind))
    }

    /// The last token of a surname that is only an initial (“José Antonio “N””) behind token
    /// `last`.
    fn initial_surname(&self, last: usize) -> Option<usize> {
        let is_initial = |i: usize| {
            self.tokens.get(i).is_some_and(|token| token.word == self.marks.initial_n)
                && self.is_capital(i)
        };
        let quote = |i: usize| i < self.tokens.len() && self.marks.is_quote(self.tokens, i);
        if quote(last + 1) && is_initial(last + 2) && quote(last + 3) {
            return Some(last + 3);
        }
        (is_initial(last + 1) && self.tokens[last + 1].gap == Gap::Space).then_some(last + 1)
    }

    /// The words from token `i` that may make up a person's name.
    fn person_run(&self, i: usize) -> Option<Vec<usize>> {
        let may_be = |j: usize| {
            let token = self.tokens[j];
            token.shape.is_capitalized()
                && token.word != self.marks.initial_n
                && !self.is(j, class::COMMON | class::STREET | class::ADJECTIVE)
                && (!self.is(j, class::TITLE) || self.is(j, class::GIVEN | class::SURNAME))
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
