//! Bodies, places and programs known by the form of their names alone.

use super::dictionary::Form;
use super::kinds::Head;
use super::scan::{Candidate, Case, Scan};
use super::words::class;
use crate::model::EntityKind;
use crate::tokens::{Gap, Shape, Word};

/// The most words of a name.
pub(super) const LONGEST: usize = 14;
/// How many tokens on either side tell whether all words of a heading have capitals.
const HEADING: usize = 60;
/// The most words of a name in quotation marks.
const LONGEST_QUOTED: usize = 5;
/// Which small words may join the words of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joins {
    /// “of”, “for”, “de la”.
    Of,
    /// Those and “and”, “the”.
    All,
}

/// A further word of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Further {
    pub token: usize,
    /// Whether small words join it.
    pub joined: bool,
    /// Whether one of them is “and”, and stands alone.
    pub and: bool,
}

impl<'a> Scan<'a> {
    /// The unlisted name that begins at token `i` by its form.
    pub fn unlisted_at(&self, i: usize) -> Option<Candidate<'a>> {
        let token = self.tokens[i];
        let cased = token.shape.is_capitalized();
        if !cased && !self.is(i, class::SMALL_HEAD) {
            return None;
        }
        if let Some(body) = self.body_at(i) {
            return (!self.is_title_case(&body)).then_some(body);
        }
        if !cased {
            return None;
        }
        if let Some(family) = self.family_at(i) {
            return Some(family);
        }
        let run = self.person_run(i);
        let person = run.as_deref().and_then(|run| self.person_of(run));
        let other = || self.place_with_article(i).or_else(|| self.group_at(i));
        if let Some(found) = person.or_else(other) {
            return (!self.is_title_case(&found)).then_some(found);
        }
        let found = self.strange_of(&run?)?;
        (!self.has_only_capitals(&found)).then_some(found)
    }

    /// The name that `known` is only the first half of: “Carrefour-Feuilles”.
    pub fn compound(&self, known: &Candidate<'a>) -> Option<Candidate<'a>> {
        let (hyphen, half) = (self.tokens.get(known.last + 1)?, self.tokens.get(known.last + 2)?);
        let joined = hyphen.word == self.marks.hyphen
            && hyphen.gap == Gap::None
            && half.gap == Gap::None
            && half.shape == Shape::Capital
            && half.word == Word::UNKNOWN;
        let kind = known.forms.first()?.kind;
        (joined && kind == EntityKind::Place)
            .then(|| self.candidate(known.first, known.last + 2, kind))
    }

    /// What the dictionary has for `unlisted`, where words from token `i` on only announce it:
    /// “the town of Allende”.
    pub fn announced(&self, i: usize, unlisted: Candidate<'a>) -> Candidate<'a> {
        if unlisted.first == i {
            return unlisted;
        }
        match self.known_at(unlisted.first) {
            Some(known) if known.last >= unlisted.last => {
                Candidate { pattern: unlisted.pattern, announced: true, ..known }
            }
            _ => unlisted,
        }
    }

    pub fn candidate(&self, first: usize, last: usize, kind: EntityKind) -> Candidate<'a> {
        Candidate {
            first,
            last,
            forms: &[],
            case: Case::default(),
            pattern: Some(kind),
            country: None,
            announced: false,
        }
    }

    /// Whether `candidate` is no person and stands in a heading whose words all have capitals.
    fn is_title_case(&self, candidate: &Candidate) -> bool {
        candidate.pattern != Some(EntityKind::Person) && self.has_only_capitals(candidate)
    }

    /// Whether `candidate` stands in a heading whose words all have capitals.
    fn has_only_capitals(&self, candidate: &Candidate) -> bool {
        let before = (0..candidate.first).rev().take(HEADING).take_while(|i| !self.breaks(i + 1));
        let behind = (candidate.last + 1..self.tokens.len()).take(HEADING - 1);
        let behind = behind.take_while(|i| !self.breaks(*i));
        let mut capitals = 0;
        for token in before.chain(behind).map(|i| self.tokens[i]) {
            if token.shape.is_word() && token.end - token.start > 3 {
                if token.shape == Shape::Lower {
                    return false;
                }
                capitals += 1;
            }
        }
        capitals >= 2
    }

    /// A body, place or program named with a word that says so.
    fn body_at(&self, i: usize) -> Option<Candidate<'a>> {
        let token = self.tokens[i];
        if token.shape.is_capitalized()
            && let Some(found) = self.company_at(i).or_else(|| self.clan_at(i))
        {
            return Some(found);
        }
        if let Some(head) = self.kind(i).head
            && if token.shape.is_capitalized() { !head.always_small } else { head.small }
            && let Some(found) = self.headed(i, head)
        {
            return Some(found);
        }
        if !token.shape.is_capitalized() {
            if let Some(unit) = self.unit_at(i) {
                return Some(unit);
            }
            if self.kind(i).group.is_some() {
                return self.group_behind(i);
            }
            let kind = self.kind(i).before?;
            let at = self.past_adjective(i);
            let name = self.article_behind(at).or_else(|| self.further(at, Joins::Of));
            let name = name.filter(|name| name.joined)?;
            let head = Head { kind, outside: true, small: true, always_small: true };
            return self.headed(name.token - 1, head);
        }
        if let Some(found) = self.numbered_body(i) {
            return Some(found);
        }
        // “Los Angeles Daily News”
        let article = self.is(i, class::ARTICLE) && self.is(i, class::PARTICLE);
        let begins = article && !self.is_initial(i);
        if self.is(i, class::COMMON | class::ARTICLE) && !begins {
            return None;
        }
        self.tailed(i)
    }

    /// A name that begins with or stands behind `head` at token `i`.
    pub fn headed(&self, i: usize, head: Head) -> Option<Candidate<'a>> {
        let joins = if head.outside { Joins::Of } else { Joins::All };
        let small = !self.tokens[i].shape.is_capitalized();
        let mut first = None;
        let mut last = i;
        let mut saint = false;
        if head.outside {
            last = self.past_adjective(i);
        }
        for _ in 0..LONGEST {
            let begun = first.is_none() && head.outside;
            let article = if begun { self.article_behind(last) } else { None };
            let further = article.or_else(|| self.further(last, joins));
            let Some(further) = further else { break };
            let ends = match first {
                // “the cartel Diego Montoya led”, “Ejército en Culiacán”
                None => {
                    further.and
                        || self.is_located(further.token, head.kind)
                        || (small && !head.outside && self.leads_to(further.token, head.kind))
                        // “el operativo de la Marina”
                        || (small && further.joined && head.kind == EntityKind::Program)
                        || (small
                            && !further.joined
                            && head.kind != EntityKind::Place
                            && self.is(further.token, class::GIVEN))
                }
                Some(_) if head.outside => {
                    further.joined && !saint && self.begins_another(further.token)
                }
                Some(_) if further.and => self.begins_another(further.token),
                // “Especializada en Delitos”, but “Operación Trueno en Celaya”.
                Some(_) => {
                    self.is_located(further.token, head.kind)
                        || (!further.joined && self.is_past_country(further.token, last))
                        // “Rio Grande Valley of South Texas”
                        || (further.joined
                            && head.kind == EntityKind::Place
                            && self.is_known(i, last))
                }
            };
            if ends {
                break;
            }
            saint = first.is_none() && self.is(further.token, class::SAINT);
            first.get_or_insert(further.token);
            last = further.token;
        }
        if first.is_none()
            && head.kind == EntityKind::Program
            && let Some(quoted) = self.quoted_behind(i)
        {
            return Some(self.candidate(i, quoted, head.kind));
        }
        let numbered = head.kind == EntityKind::Program && !head.outside;
        if let Some(number) = numbered.then(|| self.number_behind(last)).flatten() {
            return Some(self.candidate(i, number, head.kind));
        }
        let name = first?;
        let common =
            self.is(name, class::COMMON | class::ADJECTIVE) && !self.is(name, class::ARTICLE);
        if head.outside && (common || name == last && self.is(name, class::ARTICLE)) {
            return None;
        }
        let direct = self.kind(i).direct.filter(|_| name == i + 1);
        let kind = direct.unwrap_or(head.kind);
        Some(self.candidate(if head.outside { name } else { i }, last, kind))
    }

    /// The last word of a name quoted right behind token `i`: “Operation “Busted Manatee””.
    fn quoted_behind(&self, i: usize) -> Option<usize> {
        let is_quote = |j: usize| j < self.tokens.len() && self.marks.is_quote(self.tokens, j);
        let opens = is_quote(i + 1) && self.tokens[i + 1].gap == Gap::Space;
        let inside = (i + 2..self.tokens.len()).take(LONGEST_QUOTED);
        let last = inside.take_while(|j| self.may_be_quoted(*j, i + 2)).last();
        let mark = |j: usize| self.tokens.get(j).is_some_and(|t| t.shape == Shape::Mark);
        // The full stop stands within the quotation marks in English.
        last.filter(|last| opens && (is_quote(last + 1) || mark(last + 1) && is_quote(last + 2)))
    }

    /// Whether token `j` may belong to a quoted name that begins with token `first`: “Gran Impacto 5”.
    fn may_be_quoted(&self, j: usize, first: usize) -> bool {
        let number = j > first && self.tokens[j].shape == Shape::Number;
        self.is_capital(j) || number || self.is(j, class::CONNECTOR)
    }

    /// The token `i`, or an adjective behind it: “municipio hondureño de”, “ciudad portuaria de”.
    fn past_adjective(&self, i: usize) -> usize {
        let plain = self.is(i + 1, class::ADJECTIVE) && self.is(i + 2, class::OF);
        let adjective = (plain || self.is(i + 1, class::DEMONYM)) && !self.is_capital(i + 1);
        i + usize::from(adjective)
    }

    /// The article with a capital behind token `i`, perhaps with “of” between, with which a
    /// place's name begins: “municipio de El Copey”.
    fn article_behind(&self, i: usize) -> Option<Further> {
        let of = self.is(i + 1, class::OF) && !self.is_capital(i + 1);
        let at = i + 1 + usize::from(of);
        let article = self.is(at, class::ARTICLE) && self.tokens[at].shape == Shape::Capital;
        let next = self.tokens.get(at + 1).filter(|_| article)?;
        let named = next.shape == Shape::Capital && next.gap == Gap::Space;
        named.then_some(Further { token: at, joined: of, and: false })
    }

    /// Whether token `i` names where a road leads to rather than the road: “carretera Culiacán–El
    /// Dorado”.
    fn leads_to(&self, i: usize, kind: EntityKind) -> bool {
        let is_place = |form: &Form| form.kind == EntityKind::Place;
        kind == EntityKind::Place
            && self.known_at(i).is_some_and(|known| known.fitting().any(is_place))
            && !self.is(i, class::GIVEN | class::SURNAME)
    }

    /// Whether the dictionary has the words from token `first` to `last`, and no more of the text.
    pub fn is_known(&self, first: usize, last: usize) -> bool {
        self.known_at(first).is_some_and(|known| known.last == last)
    }

    /// Whether a person's name begins at token `i`, right behind a country at token `last`: “la
    /// Policía de Honduras Juan López”.
    fn is_past_country(&self, i: usize, last: usize) -> bool {
        self.is(i, class::GIVEN | class::SURNAME) && self.country_at(last).is_some()
    }

    /// Whether token `i` names where a body or the like is or acts.
    fn is_located(&self, i: usize, kind: EntityKind) -> bool {
        let before = i - 1;
        self.tokens[before].shape == Shape::Lower
            && self.is(before, class::LOCATIVE)
            && !self.is(before, class::OF)
            && (kind != EntityKind::Agency || self.known_at(i).is_some())
    }

    /// The number of a law or order behind token `i`.
    pub fn number_behind(&self, i: usize) -> Option<usize> {
        let is = |i: usize, mark: Word| self.tokens.get(i).is_some_and(|t| t.word == mark);
        // “Executive Order (E.O.) 14059”
        let short = is(i + 1, self.marks.open) && is(i + 3, self.marks.close);
        let at = if short { i + 4 } else { i + 1 };
        let number = self.tokens.get(at)?;
        (number.shape == Shape::Number && number.gap == Gap::Space).then_some(at)
    }

    /// Whether another name than the one that goes on begins with token `i`.
    pub fn begins_another(&self, i: usize) -> bool {
        self.kind(i).begins()
            || self.is(i, class::GIVEN | class::ARTICLE)
            || self.known_at(i).is_some()
    }

    /// The next capitalised word of a name behind token `i`.
    pub fn further(&self, i: usize, joins: Joins) -> Option<Further> {
        let mut at = i;
        let (mut and, mut joined) = (false, false);
        for n in 0..4 {
            let next = self.marks.next(self.tokens, at)?;
            let quoted = next > at + 1 && self.marks.is_quote(self.tokens, at + 1);
            let token = self.tokens[next];
            if n == 0 && token.word == self.marks.ampersand {
                at = next;
                continue;
            }
            if token.shape == Shape::Mark || quoted || self.breaks(next) {
                return None;
            }
            at = next;
            if token.shape.is_capitalized() {
                let fits = !self.is(at, class::COMMON);
                return fits.then_some(Further { token: at, joined, and });
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
            joined = true;
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
}
