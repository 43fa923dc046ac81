//! Persons, and groups and places of strange words, known by the form of their names alone.

use std::ops::Deref;

use super::dictionary::{Form, flag};
use super::kinds::Group;
use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::EntityKind;
use crate::tokens::{Gap, Shape, Token, Tokens, Word};

/// The most initials that stand for surnames.
const MOST_INITIALS: usize = 3;
/// The most words of a person's name.
const LONGEST_PERSON: usize = 6;

/// The most words between a word such as “banda” and the name of the group.
const MOST_TRAITS: usize = 4;
/// The most words of a group's name.
const LONGEST_GROUP: usize = 5;

/// The words that may make up a person's name, by their tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    tokens: [usize; LONGEST_PERSON],
    count: usize,
}

impl Run {
    fn push(&mut self, token: usize) {
        self.tokens[self.count] = token;
        self.count += 1;
    }
}

impl Deref for Run {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        &self.tokens[..self.count]
    }
}

impl<'a> Scan<'a> {
    /// The criminal group or the operation that a word such as “banda” at token `i` announces: “la
    /// organización criminal denominada “La Fuerza””, “la operación, llamada Fénix 17”.
    pub fn group_behind(&self, i: usize) -> Option<Candidate<'a>> {
        let group = self.kind(i).group?;
        let first = self.past_traits(i, group)?;
        let quoted = first < self.tokens.len() && self.marks.is_quote(self.tokens, first);
        let first = first + usize::from(quoted);
        let article = self.is(first, class::ARTICLE);
        let mut last = None;
        for j in (first..self.tokens.len()).take(LONGEST_GROUP) {
            let token = self.tokens[j];
            let gap = if quoted && j == first { Gap::None } else { Gap::Space };
            let number = j > first && token.shape == Shape::Number;
            let named = (token.shape.is_capitalized() || number)
                && token.gap == gap
                && (!self.is(j, class::COMMON | class::ADJECTIVE) || (article && j == first));
            if !named {
                break;
            }
            last = Some(j);
        }
        let last = last.filter(|last| !article || *last > first)?;
        let closed =
            self.tokens.get(last + 1).is_some_and(|_| self.marks.is_quote(self.tokens, last + 1));
        let person = self.is(first, class::GIVEN) && !quoted;
        (quoted == closed && !person).then(|| self.candidate(first, last, group.kind))
    }

    /// The token behind `group` at token `i` and the words that say what it is or that a name
    /// follows, where they say it.
    fn past_traits(&self, i: usize, group: Group) -> Option<usize> {
        let comma = self.tokens.get(i + 1).is_some_and(|token| token.word == self.marks.comma);
        let mut first = i + 1 + usize::from(comma && group.kind == EntityKind::Program);
        let mut says = group.says;
        while first - i <= MOST_TRAITS {
            let Some(token) = self.tokens.get(first) else { break };
            let criminal = self.kind(first).criminal;
            let fits = token.shape == Shape::Lower && token.gap == Gap::Space;
            if !fits || (criminal.is_none() && !self.is(first, class::DEMONYM)) {
                break;
            }
            says |= criminal.is_some_and(|criminal| criminal || group.kind == EntityKind::Program);
            first += 1;
        }
        says.then_some(first)
    }

    /// A group named like `Los Tigretones`, within a sentence.
    pub fn group_at(&self, i: usize) -> Option<Candidate<'a>> {
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

    /// The person whose name the words of `run` are.
    pub fn person_of(&self, run: &[usize]) -> Option<Candidate<'a>> {
        let (first, rest) = run.split_first()?;
        let i = *first;
        if self.is(i, class::SAINT) {
            return None;
        }
        let titled = self.is_announced(i);
        let last = *run.last()?;
        let double =
            |j: &&usize| **j == *first + 2 && self.tokens[*first + 1].word == self.marks.hyphen;
        let is_given = self.is(*first, class::GIVEN)
            || rest.first().filter(double).is_some_and(|j| self.is(*j, class::GIVEN));
        let weak = self.is(*first, class::GIVEN_WEAK) && !self.is_letter(i);
        if let Some(end) = self.initial_surname(last).or_else(|| self.initials_behind(last))
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
        let strange = self.tokens[i].word == Word::UNKNOWN && surname && !titled;
        // “Yoleiby Cordero, comandante de”, but “Cae Pedro Cordero, jefe de”
        let named = rest.first().is_some_and(|j| self.is(*j, name | class::GIVEN_WEAK));
        let posed = strange && !named && self.has_title_behind(last);
        let believed = believed || aged || initialed || posed;
        let title_alone = !more
            && titled
            && self.is(i - 1, class::TITLE)
            && self.is(*first, class::SURNAME)
            && self.tokens[i - 1].shape.is_capitalized();
        let found = (more && believed) || title_alone;
        found.then(|| self.candidate(i, last, EntityKind::Person))
    }

    /// Whether token `i`, behind “de” and a full name, names where somebody is from.
    fn is_home(&self, i: usize) -> bool {
        let is_place = |form: &Form| form.kind == EntityKind::Place && !form.has(flag::BARE);
        let place = self.known_at(i).filter(|known| known.fitting().any(is_place));
        let named = class::GIVEN | class::SURNAME;
        place.is_some_and(|place| {
            !self.is(place.last, named) || place.last > i && self.is(i, class::SAINT)
        })
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

    /// Whether the words behind token `last` say what somebody is: “, comandante de”, “, the mayor”.
    fn has_title_behind(&self, last: usize) -> bool {
        let comma = self.tokens.get(last + 1).is_some_and(|t| t.word == self.marks.comma);
        let title = last + 2 + usize::from(self.is(last + 2, class::ARTICLE));
        comma && self.is(title, class::TITLE) && !self.is_capital(title)
    }

    /// Whether token `i` is an initial before a given name: “A. Marcus Welby”.
    fn is_leading_initial(&self, i: usize) -> bool {
        let stop = self.tokens.get(i + 1);
        let stop = stop.is_some_and(|t| t.word == self.marks.stop && t.gap == Gap::None);
        self.is_letter(i) && stop && self.is(i + 2, class::GIVEN) && self.is_capital(i + 2)
    }

    /// Whether token `i` is one capital letter.
    fn is_letter(&self, i: usize) -> bool {
        let letter = |t: &Token| t.shape.is_capitalized() && t.end - t.start == 1;
        self.tokens.get(i).is_some_and(letter)
    }

    /// A place with an article in its name behind “in” and the like: “en El Infierno, municipio de …”.
    pub fn place_with_article(&self, i: usize) -> Option<Candidate<'a>> {
        let located = i.checked_sub(1).is_some_and(|before| self.is(before, class::WHEREABOUTS));
        let article = self.is(i, class::ARTICLE) && self.tokens[i].shape == Shape::Capital;
        if !located || !article || self.is_initial(i) {
            return None;
        }
        let run = self.person_run(i + 1)?;
        let last = *run.last()?;
        let plain = run.iter().all(|j| self.tokens[*j].shape == Shape::Capital);
        let joint = class::OF | class::LOCATIVE | class::CONNECTOR;
        let ends = self.tokens.get(last + 1).is_none_or(|next| next.shape != Shape::Lower)
            || self.is(last + 1, joint);
        (plain && ends && run.len() < 3).then(|| self.candidate(i, last, EntityKind::Place))
    }

    /// Words that no table has, written as a name within a sentence: a person, or a place behind
    /// “in” and the like.
    pub fn strange_of(&self, run: &[usize]) -> Option<Candidate<'a>> {
        let (first, rest) = run.split_first()?;
        let i = *first;
        if self.is_initial(i) || self.breaks(i) {
            return None;
        }
        let last = *run.last()?;
        let unknown = |j: usize| self.tokens[j].word == Word::UNKNOWN;
        let name = class::GIVEN | class::GIVEN_WEAK | class::SURNAME | class::SURNAME_WEAK;
        let capital = run.iter().all(|j| self.tokens[*j].shape == Shape::Capital);
        let strange = (unknown(*first) || self.is(*first, name))
            && run.iter().all(|j| unknown(*j) || self.is(*j, name));
        let surnames = rest.len() > 1 && rest.iter().all(|j| self.is(*j, class::SURNAME));
        // “Wendoly Carolina Acevedo Yunis”
        let given = rest.len() > 1
            && rest.first().is_some_and(|j| self.is(*j, class::GIVEN))
            && rest[1..].iter().any(|j| self.is(*j, class::SURNAME))
            && self.classes[i] == 0
            && self.known_at(i).is_none();
        let place = self.is(i - 1, class::WHEREABOUTS);
        let alone = place && unknown(*first) && !self.is_capital(last + 1);
        let believed = if rest.is_empty() { alone } else { strange || surnames || given };
        let is_person = |form: &Form| form.kind == EntityKind::Person;
        // “Expresidenta Sheinbaum”
        let hides = rest.first().and_then(|j| self.known_at(*j)).is_some_and(|known| {
            known.last >= last && (rest.len() > 1 || known.fitting().any(is_person))
        });
        if self.is(i, class::SAINT) {
            let named = !rest.is_empty() && self.is(i - 1, class::LOCATIVE);
            return named.then(|| self.candidate(i, last, EntityKind::Place));
        }
        // “fue detenido en Tijuana Pedro Ruiz Salas”
        if let Some(town) = self.town_before_person(run).filter(|_| place) {
            return (town == i && unknown(i)).then(|| self.candidate(i, i, EntityKind::Place));
        }
        let kind = if place { EntityKind::Place } else { EntityKind::Person };
        (believed && capital && !hides).then(|| self.candidate(i, last, kind))
    }

    /// The last token of the town with which `run` begins, where a person's given name and surname follow.
    fn town_before_person(&self, run: &[usize]) -> Option<usize> {
        let is_place = |form: &Form| form.kind == EntityKind::Place;
        let first = *run.first()?;
        let known = self.known_at(first).filter(|known| known.fitting().any(is_place));
        let town = known.map_or(first, |known| known.last);
        let name: Vec<usize> = run.iter().copied().skip_while(|j| *j <= town).collect();
        let (given, rest) = name.split_first()?;
        let person = self.is(*given, class::GIVEN)
            && self.known_at(*given).is_none_or(|known| known.last > *given)
            && rest.iter().any(|j| self.is(*j, class::SURNAME));
        person.then_some(town)
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

    /// The token before a surname that is only an initial and ends with token `last`.
    pub fn before_initial(&self, last: usize) -> Option<usize> {
        let quoted = usize::from(self.marks.is_quote(self.tokens, last));
        let before = last.checked_sub(1 + 2 * quoted)?;
        (self.initial_surname(before) == Some(last)).then_some(before)
    }

    /// The last of the initials that stand for surnames (“Marco Leonidas O. P.”) behind token
    /// `last`.
    fn initials_behind(&self, last: usize) -> Option<usize> {
        let mut end = last;
        for _ in 0..MOST_INITIALS {
            let (letter, stop) = (self.tokens.get(end + 1)?, self.tokens.get(end + 2));
            let is_initial = self.is_letter(end + 1)
                && letter.gap <= Gap::Space
                && stop.is_some_and(|s| s.word == self.marks.stop && s.gap == Gap::None);
            if !is_initial {
                break;
            }
            end += 2;
        }
        (end > last + 2).then_some(end)
    }

    /// The words from token `i` that may make up a person's name.
    pub fn person_run(&self, i: usize) -> Option<Run> {
        let may_be = |j: usize| {
            self.tokens.get(j).is_some_and(|token| {
                token.shape.is_capitalized()
                    && token.word != self.marks.initial_n
                    && !self.is(j, class::COMMON | class::STREET | class::ADJECTIVE)
                    && (!self.is(j, class::TITLE) || self.is(j, class::GIVEN | class::SURNAME))
                    && !self.kind(j).tells()
            })
        };
        if !may_be(i) && !self.is_leading_initial(i) {
            return None;
        }
        let mut run = Run::default();
        run.push(i);
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
            // “Óscar Leiva de Juticalpa”
            if particles == 1 && run.len() > 1 && self.is_home(next) {
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

/// How many of the words of an unlisted person's name are given names, and whether a hyphen between
/// surnames tells so.
pub(super) fn given_names(scan: &Scan, tokens: &[usize]) -> (usize, bool) {
    let is_given = |(n, i): &(usize, &usize)| {
        // Of four words the second is a given name although some have it for a surname.
        let second = *n == 1 && tokens.len() > 3;
        scan.is(**i, class::GIVEN | class::GIVEN_WEAK | class::PARTICLE)
            && (second || !scan.is(**i, class::SURNAME))
    };
    let lead = tokens.iter().enumerate().skip(1).take_while(is_given).count();
    // Of “Medina-Escobar” both halves are surnames.
    let double = tokens.windows(2).position(|pair| {
        pair[1] == pair[0] + 2 && scan.tokens[pair[0] + 1].word == scan.marks.hyphen
    });
    let double = double.filter(|at| *at > 0);
    (double.unwrap_or((1 + lead).min(tokens.len() - 1)), double.is_some())
}
