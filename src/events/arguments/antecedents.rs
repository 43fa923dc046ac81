//! Whom “who”, “que” or a participle is about.

use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::govern::Draft;
use crate::events::inflect::Tense;
use crate::model::{EntityKind, EventType, Language, Referent};

/// How many items a relative clause can stand behind its name.
const REACH: usize = 24;

impl Caster<'_, '_> {
    /// The namings that are subject of a relative or participle clause without one of its own.
    pub(super) fn antecedent(&self, verb: usize, clause: usize) -> Vec<usize> {
        let start = self.clauses.list[clause].start;
        let opener = &self.scene.items[start];
        if opener.has(cue::RELATIVE_TIME | cue::RELATIVE_OBJECT) {
            return self.subjects_behind(verb);
        }
        let participle = self.clauses.list[clause].link == Link::Participle;
        let gerund = self.scene.tense(verb) == Some(Tense::Gerund);
        let host = self.clauses.list[clause].host;
        let passive = host.is_some_and(|host| self.has_passive(host));
        if participle && (gerund || passive && !self.is_of_name_beside(verb, start)) {
            return self.host_subjects(clause);
        }
        if self.has_noun_subject(clause, verb) && !participle {
            return Vec::new();
        }
        if let Some(cleft) = self.names_of_cleft(start).filter(|_| !participle) {
            return cleft;
        }
        if !participle {
            let behind = self.subjects_behind(verb);
            if !behind.is_empty() {
                return behind;
            }
        }
        let several = self.several_explained(verb, start);
        if participle && !several.is_empty() {
            return several;
        }
        let named = self.named_before(start);
        if let Some(said) = host.filter(|_| named.is_none() && !participle) {
            return self.defined(said, start);
        }
        // “in Guatemala, which handed him to Mexico”: countries act, towns do not.
        let located = |j: &usize| {
            self.kind(*j) == Some(EntityKind::Place) && (participle || self.is_local(*j))
        };
        named.filter(|j| !located(j)).into_iter().collect()
    }

    /// Whether a Spanish participle can only be about the person named right before its comma: “fue acusado
    /// por X, detenida en mayo”.
    fn is_of_name_beside(&self, verb: usize, start: usize) -> bool {
        let beside = start.checked_sub(2).filter(|_| self.naming_at(start - 1));
        let named = beside.and_then(|j| self.argument(j));
        self.scene.language() == Language::Spanish
            && self.is_singular(verb)
            && named.is_some_and(|named| self.agrees(verb, &named))
    }

    /// The subjects of clause `host` where it only says what they are, as the noun before item `start`:
    /// “X was a group of soldiers who …”.
    fn defined(&self, host: usize, start: usize) -> Vec<usize> {
        let scene = self.scene;
        let verb = self.clauses.items(host).find(|j| scene.is_finite(*j));
        let named = |verb: &usize| {
            scene.items[*verb].has(cue::BE)
                && scene.items.get(verb + 1).is_some_and(|next| next.has(cue::DETERMINER))
                && !(verb + 1..start).any(|j| scene.mark(j, ","))
        };
        verb.filter(named).map_or_else(Vec::new, |verb| self.subjects_within(host, verb))
    }

    /// The subjects behind the verb of a Spanish clause that begins with “whose” or “where”: “X, por cuya muerte fue
    /// detenida Y”.
    pub(super) fn subjects_behind_whose(&self, verb: usize) -> Vec<usize> {
        let clause = &self.clauses.list[self.clauses.of[verb]];
        let whose = clause.link == Link::Relative
            && self.scene.items[clause.start].has(cue::RELATIVE_PLACE)
            && self.scene.language() == Language::Spanish;
        if whose { self.subjects_behind(verb) } else { Vec::new() }
    }

    /// The naming that a relative clause makes the object of its active verb: “whom Mexico flew”,
    /// “a quien la Cámara retiró el fuero”.
    pub(super) fn relative_object(
        &self,
        verb: usize,
        passive: bool,
        has_subject: bool,
    ) -> Option<usize> {
        let clause = self.clauses.of[verb];
        if passive || self.clauses.list[clause].link != Link::Relative {
            return None;
        }
        let start = self.clauses.list[clause].start;
        let opener = &self.scene.items[start];
        if opener.has(cue::RELATIVE_TIME) || self.first_predicate(clause) != Some(verb) {
            return None;
        }
        let told = opener.has(cue::RELATIVE_OBJECT)
            || has_subject && !opener.has(cue::RELATIVE_PLACE) && self.subject_within(start, verb);
        let object = || match self.names_of_cleft(start) {
            Some(cleft) => cleft.last().copied(),
            None => self.named_before(start),
        };
        told.then(object).flatten()
    }

    /// Whose body a relative clause tells of: “X, cuyo cuerpo fue hallado en Y”.
    pub(super) fn body_told_of(&self, draft: &Draft, cast: &mut Cast) {
        let clause = &self.clauses.list[draft.clause];
        let items = &self.scene.items;
        let body = items.get(clause.start + 1).is_some_and(|it| it.has(cue::BODY_NOUN));
        let whose = body && clause.link == Link::Relative;
        if !whose || draft.kind != EventType::Killing || !cast.targets.is_empty() {
            return;
        }
        let named = self.name_explained(clause.start);
        if let Some(item) = named.filter(|j| self.kind(*j) == Some(EntityKind::Person)) {
            self.give_once(Some(Role::Target), item, draft, cast);
        }
    }

    /// The naming that the clause behind the relative pronoun or participle at `start` explains.
    fn named_before(&self, start: usize) -> Option<usize> {
        let opener = &self.scene.items[start];
        let is_person = |j: &usize| self.kind(*j) == Some(EntityKind::Person);
        if self.is_behind_kin(start) || self.is_about_last_noun(start) {
            return None;
        }
        if opener.has(cue::RELATIVE_PERSON) {
            // “la jueza X, del Juzgado de Y, quien …”
            let far = || {
                let before = (start.saturating_sub(REACH)..start).rev();
                let mut phrase = before.take_while(|j| !self.scene.is_finite(*j));
                phrase.find(|j| is_person(j) && !self.attachment(*j).modifies)
            };
            return self.name_explained(start).filter(is_person).or_else(far);
        }
        let thing = opener.has(cue::RELATIVE_THING);
        self.name_explained(start).filter(|j| !thing || !is_person(j))
    }

    /// Whether the clause that begins at `start` explains a relative or helper of someone, who has no name:
    /// “lost her son, who was killed”, but not “X, his brother, who was killed”.
    pub(super) fn is_behind_kin(&self, start: usize) -> bool {
        let scene = self.scene;
        let Some(noun) = (0..start).rev().find(|j| !scene.items[*j].is_closing()) else {
            return false;
        };
        let phrase = (0..noun).rev().find(|j| !scene.is_plain(*j) && !self.is_owner(*j));
        let apposed = phrase.is_some_and(|j| scene.mark(j, ",") && self.naming_at(j));
        scene.is_plain(noun) && scene.items[noun].has(cue::KIN) && !apposed
    }

    /// Whether the Spanish clause that begins at `start` tells of the last noun of what explains someone: “X,
    /// survivor of the attack that killed Y”, but not “X, one of the men who killed Y”.
    fn is_about_last_noun(&self, start: usize) -> bool {
        let scene = self.scene;
        let clause = self.clauses.of[start];
        let that = scene.items[start].has(cue::COMPLEMENT)
            && self.clauses.list[clause].link == Link::Relative;
        let of = (0..start).rev().find(|j| !scene.is_plain(*j));
        let of = of.filter(|j| scene.items[*j].has(cue::PREP_OF) && *j + 1 < start);
        let Some(of) = of.filter(|_| that && scene.language() == Language::Spanish) else {
            return false;
        };
        let one = scene.items[of - 1].has(cue::DETERMINER);
        // “jefe de la plaza que fue detenido”
        let told = self.first_predicate(clause).filter(|verb| self.is_passive(*verb));
        let feminine = (of..start).any(|j| scene.items[j].has(cue::FEMININE));
        let other = told.is_some_and(|verb| {
            let form = scene.items[verb].span.of(scene.text()).trim_end_matches('s');
            form.ends_with(if feminine { 'o' } else { 'a' })
        });
        !one && !other
    }

    /// Whether the sentence names someone before `verb` only to tell whose brother another is.
    pub(super) fn is_only_of_kin(&self, referent: &Referent, verb: usize) -> bool {
        let names = |j: &usize| self.scene.meant(*j).iter().any(|other| other.same(referent));
        let mut named = (0..verb).filter(names).peekable();
        named.peek().is_some() && named.all(|j| self.scene.is_of_kin(j))
    }

    /// Whether the item is “his”, “su”.
    fn is_owner(&self, item: usize) -> bool {
        self.scene.items[item].has(cue::POSSESSIVE | cue::DETERMINER)
    }

    /// Whether a person is named right before the comma at item `comma`.
    fn naming_at(&self, comma: usize) -> bool {
        comma.checked_sub(1).is_some_and(|j| {
            self.kind(j) == Some(EntityKind::Person) && self.scene.mention(j).is_some()
        })
    }

    /// The names between a Spanish “fue” that opens the sentence and the relative pronoun at `start`: “fueron
    /// Los Zetas quienes”, “no fue la DEA, sino el FBI, el que”. “No fue X quien” leaves nobody.
    pub(super) fn names_of_cleft(&self, start: usize) -> Option<Vec<usize>> {
        let scene = self.scene;
        let opener = &scene.items[start];
        let who = opener.has(cue::RELATIVE_PERSON)
            || opener.has(cue::COMPLEMENT)
                && start > 0
                && scene.items[start - 1].has(cue::DEFINITE);
        let negated = scene.items.get(scene.head).is_some_and(|it| it.has(cue::NEGATION));
        let be = scene.head + usize::from(negated);
        let opens = scene.items.get(be).is_some_and(|it| it.has(cue::BE));
        let before = be + 1..start;
        let joins = cue::COORDINATOR | cue::DETERMINER | cue::ADVERB | cue::PREP_TO;
        let names = |j: usize| {
            scene.items[j].mention.is_some()
                || scene.items[j].has(joins)
                || scene.items[j].is_closing()
                || scene.is_plain(j)
        };
        if scene.language() != Language::Spanish || !(who && opens && before.clone().all(names)) {
            return None;
        }
        let named = before.filter(|j| self.acts(*j) && !self.attachment(*j).modifies);
        let named: Vec<usize> = named.collect();
        let but =
            (be + 1..start).find(|j| scene.mark(*j, ",") || scene.items[*j].has(cue::COORDINATOR));
        let kept = |j: &usize| !negated || but.is_some_and(|but| but < *j);
        let kept: Vec<usize> = named.iter().copied().filter(kept).collect();
        (!named.is_empty()).then_some(kept)
    }

    /// The names behind the copula of a Spanish sentence that begins with “quien” or “el que”, “Quien lo
    /// detuvo fue la Marina”, and of one that begins with “among those”: “Among those arrested was X”.
    pub(super) fn names_behind_headless(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let Some(first) = scene.items.get(scene.head) else { return Vec::new() };
        let next = scene.items.get(scene.head + 1);
        let headless = first.has(cue::RELATIVE_PERSON) && first.mention.is_none()
            || first.has(cue::DEFINITE) && next.is_some_and(|it| it.has(cue::COMPLEMENT));
        let predicate = |j: &usize| scene.is_verb(*j) && scene.is_finite(*j);
        let only = headless && (scene.head..scene.items.len()).find(predicate) == Some(verb);
        // “Entre los detenidos está X”
        let article = next.is_some_and(|it| it.has(cue::DEFINITE));
        let among = first.has(cue::PREP_BETWEEN) && article && verb == scene.head + 2;
        let only = only && scene.language() == Language::Spanish || among;
        let copula = (verb + 1..scene.items.len()).find(|j| scene.items[*j].has(cue::BE));
        let Some(copula) = copula.filter(|_| only) else {
            return Vec::new();
        };
        let named = (copula + 1..scene.items.len()).take_while(|j| !scene.is_finite(*j));
        named.filter(|j| self.acts_freely(*j)).collect()
    }

    /// Whether the subject of a relative clause stands in it, and not before.
    fn subject_within(&self, start: usize, verb: usize) -> bool {
        let clause = self.clauses.of[verb];
        let names =
            |j: usize| self.scene.items[j].mention.is_some() && self.attachment(j).preposition == 0;
        (start + 1..verb).any(|j| self.clauses.of[j] == clause && names(j))
            || !self.subjects_behind(verb).is_empty()
    }

    /// The person whom a noun before `verb` is said to be: “a woman identified as X was held”.
    pub(super) fn named_as(&self, verb: usize) -> Option<usize> {
        let clauses = &self.clauses;
        let told = |j: &usize| {
            let a = self.attachment(*j);
            let inner = &clauses.list[clauses.of[*j]];
            self.kind(*j) == Some(EntityKind::Person)
                && a.at + 1 == *j
                && self.scene.items[a.at].has(cue::SUBORDINATOR)
                && inner.link == Link::Participle
                && inner.host == Some(clauses.of[verb])
        };
        (self.scene.head..verb).find(told)
    }

    /// Whether the participle at `item` is a noun: “un jurado”.
    pub(super) fn is_noun_by_article(&self, item: usize) -> bool {
        let before = item.checked_sub(1).map(|j| &self.scene.items[j]);
        self.scene.tense(item) == Some(Tense::Participle)
            && before.is_some_and(|it| it.has(cue::DETERMINER) && !it.has(cue::CLITIC))
    }

    /// The first verb of a clause that is no helper.
    pub(super) fn first_predicate(&self, clause: usize) -> Option<usize> {
        let scene = self.scene;
        let noun = |j: usize| scene.language() == Language::Spanish && self.is_noun_by_article(j);
        let mut items = self.clauses.items(clause);
        items.find(|j| scene.is_verb(*j) && !scene.items[*j].has(cue::HELPER) && !noun(*j))
    }

    /// The list of names that a Spanish participle in the plural is about: “X y Y, jefes del cártel,
    /// extraditados en mayo”.
    fn several_explained(&self, verb: usize, start: usize) -> Vec<usize> {
        let scene = self.scene;
        if scene.language() != Language::Spanish || self.is_singular(verb) {
            return Vec::new();
        }
        let joined = scene.joined(scene.head..start);
        let near = joined.last().is_some_and(|last| {
            start <= last + REACH && !(*last..start).any(|j| scene.is_finite(j))
        });
        if near { joined } else { Vec::new() }
    }

    /// Where the first of the relative clauses begins that “and” joins to the one at item `start`: “a
    /// quien detuvieron y contra quien un juez libró …”.
    fn first_of_relatives(&self, start: usize) -> usize {
        let mut first = start;
        while first > 0 && self.scene.items[first - 1].has(cue::COORDINATOR) {
            let host = self.clauses.list[self.clauses.of[first]].host;
            let before = host.map(|host| &self.clauses.list[host]);
            match before.filter(|host| host.link == Link::Relative && host.start < first) {
                Some(host) => first = host.start,
                None => break,
            }
        }
        first
    }

    /// The naming that the clause behind item `start` explains. A noun phrase between them, set off
    /// by a comma, explains it too (“X, a baker in Y, who paid”), and so does an office.
    pub(super) fn name_explained(&self, start: usize) -> Option<usize> {
        let scene = self.scene;
        let start = self.first_of_relatives(start);
        let (mut fallback, mut nouns, mut comma) = (None, false, false);
        let mut j = start;
        while j > start.saturating_sub(REACH) {
            j -= 1;
            let item = &scene.items[j];
            let inner = self.clauses.of[j];
            let nested = inner != self.clauses.of[start]
                && matches!(
                    self.clauses.list[inner].link,
                    Link::Relative | Link::Aside | Link::Participle
                )
                && self.clauses.list[inner].start < start
                && self.clauses.list[self.clauses.of[start]].host != Some(inner);
            if nested && j >= self.clauses.list[inner].start && item.mention.is_none() {
                continue;
            }
            if item.mention.is_some() {
                let a = self.attachment(j);
                let place = self.kind(j) == Some(EntityKind::Place);
                if a.modifies || nested {
                    continue;
                }
                if place && a.preposition != 0 {
                    nouns = true;
                    continue;
                }
                if nouns && !comma {
                    return fallback;
                }
                if a.preposition == 0 || place {
                    return Some(j);
                }
                if fallback.is_none() {
                    fallback = Some(j);
                }
                if a.preposition & cue::PREP_OF == 0 {
                    return fallback;
                }
                (nouns, comma) = (true, false);
            } else if scene.mark(j, ",") {
                comma = nouns || fallback.is_some();
            } else if item.is_closing()
                || item.has(cue::PREPOSITION | cue::DETERMINER)
                || item.date.is_some()
            {
                continue;
            } else if scene.is_plain(j) {
                nouns = true;
            } else {
                return fallback;
            }
        }
        fallback
    }
}
