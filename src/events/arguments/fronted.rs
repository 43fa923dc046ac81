//! Who is meant by a verb that stands apart from its subject: “Arrested in 2009, X was …”, “Since taking
//! office, X has …”, “Also designated were X and Y”.

use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::govern::Draft;
use crate::events::inflect::Tense;
use crate::model::{EntityKind, EventType, Language};

impl Caster<'_, '_> {
    /// The subject of the main clause where `verb` is the gerund or participle of a phrase before it, and
    /// where in English a participle opens the sentence, the names behind “was” or “were”.
    pub(super) fn subject_apart(&self, verb: usize) -> Vec<usize> {
        let form = matches!(
            self.scene.tense(verb),
            Some(Tense::Gerund | Tense::Participle | Tense::PastOrParticiple)
        );
        // “Fueron detenidos X, Y y Z”: their own verb stands before it.
        let main = self.clauses.list[self.clauses.of[verb]].link == Link::Main;
        let told = main
            && self.scene.language() == Language::Spanish
            && (0..verb).any(|j| self.scene.items[j].has(cue::BE));
        if !form || told || !self.opens_sentence(verb) {
            return Vec::new();
        }
        let absolute = self.absolute(verb);
        let inverted = || self.names_behind_copula(verb);
        let found = absolute.map_or_else(inverted, |item| vec![item]);
        if found.is_empty() { self.subject_behind_comma(verb) } else { found }
    }

    /// The naming behind a Spanish participle that has a subject of its own: “Una vez capturado X, …”, “Tras
    /// ser capturado X, …”.
    fn absolute(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let mut behind = (verb + 1..scene.items.len()).filter(|j| scene.items[*j].date.is_none());
        let next = behind.find(|j| !scene.is_plain(*j))?;
        (self.can_be_absolute(verb) && self.acts_freely(next)).then_some(next)
    }

    fn can_be_absolute(&self, verb: usize) -> bool {
        let link = self.clauses.list[self.clauses.of[verb]].link;
        matches!(link, Link::Participle | Link::Temporal | Link::Subordinate)
            && self.scene.tense(verb) == Some(Tense::Participle)
            && self.scene.language() == Language::Spanish
    }

    /// Whether a Spanish participle has its subject behind it and that names nobody: “Muerto su padre, X …”,
    /// “Tras ser detenido el capo, X …”.
    pub(super) fn is_done_to_unnamed(&self, verb: usize) -> bool {
        let scene = self.scene;
        if !self.can_be_absolute(verb) {
            return false;
        }
        let date = |j: &usize| scene.items[*j].date.is_some() || scene.items[*j].has(cue::ADVERB);
        let mut behind = (verb + 1..scene.items.len()).skip_while(date);
        let Some(opener) = behind.next().filter(|j| self.opens_noun_phrase(*j)) else {
            return false;
        };
        let end = behind.find(|j| !scene.is_plain(*j) && !date(j)).unwrap_or(scene.items.len());
        let noun = (opener + 1..end).any(|j| scene.items[j].has(cue::SOURCE | cue::SOMEONE));
        // “Detenido el capo, Juan Pérez, en mayo, …”
        let named = |j: usize| scene.items.get(j).is_some_and(|it| it.mention.is_some());
        let apposed = named(end + 1) && (scene.mark(end + 2, ",") || end + 2 == scene.items.len());
        noun && scene.mark(end, ",") && !apposed
    }

    fn opens_noun_phrase(&self, item: usize) -> bool {
        let word = &self.scene.items[item];
        word.has(cue::DETERMINER | cue::POSSESSIVE) && word.mention.is_none()
    }

    /// Who does what an English infinitive behind another verb tells: the object of the one before it (“asked
    /// Congress to fund”), else its subject (“X had no choice but to suspend”).
    pub(super) fn controller(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        // “is charged with killing Y”
        let of_deed = scene.tense(verb) == Some(Tense::Gerund)
            && verb > 0
            && scene.items[verb - 1].has(cue::PREP_WITH | cue::PREP_OF);
        if scene.language() != Language::English || !(scene.is_infinitive(verb) || of_deed) {
            return Vec::new();
        }
        let clause = self.clauses.of[verb];
        let before = |j: &usize| *j < verb && scene.is_finite(*j);
        let Some(first) = self.clauses.items(clause).find(before) else { return Vec::new() };
        let objects: Vec<usize> = self
            .clauses
            .items(clause)
            .filter(|j| (first + 1..verb).contains(j))
            .filter(|j| self.acts_freely(*j))
            .collect();
        if objects.is_empty() { self.subjects_within(clause, first) } else { objects }
    }

    /// Whose the noun is that a verb of beginning or ending has as its subject: “X's campaign against the gangs
    /// began in May”.
    pub(super) fn owner_of_subject(&self, draft: &Draft, cast: &mut Cast) {
        use EventType::{Deployment, Other, Policy, Raid};
        let scene = self.scene;
        let lasts = matches!(draft.kind, Deployment | Other | Policy | Raid);
        let nobody = cast.actors.is_empty() && cast.targets.is_empty();
        if !lasts || !nobody || !scene.is_verb(draft.trigger) || self.is_passive(draft.trigger) {
            return;
        }
        let owner = self.clauses.items(draft.clause).find(|j| {
            *j < draft.trigger && scene.is_possessive(*j) && self.attachment(*j).preposition == 0
        });
        let owner = owner.filter(|j| self.acts(*j) && scene.mention(*j).is_some());
        if let Some(owner) = owner {
            self.give_once(Some(Role::Actor), owner, draft, cast);
        }
    }

    /// Whether nothing that could be its subject stands before the verb.
    fn opens_sentence(&self, verb: usize) -> bool {
        let scene = self.scene;
        let opener = cue::PREPOSITION
            | cue::SUBORDINATOR
            | cue::ADVERB
            | cue::HAVE
            | cue::BE
            | cue::NEGATION
            | cue::COORDINATOR
            // “Among those arrested was X”
            | cue::PLURAL_PRONOUN;
        (scene.head..verb).all(|j| {
            let item = &scene.items[j];
            item.mention.is_none() && (item.has(opener) || item.date.is_some())
        })
    }

    /// The names that a later comma sets before the first predicate.
    fn subject_behind_comma(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let predicate = |j: &usize| scene.is_finite(*j) && *j > verb;
        let Some(comma) = (verb + 1..scene.items.len())
            .take_while(|j| !predicate(j))
            .filter(|j| scene.mark(*j, ","))
            .find(|comma| self.begins_with_actor(*comma + 1))
        else {
            return Vec::new();
        };
        let end = (comma + 1..scene.items.len()).find(predicate).unwrap_or(scene.items.len());
        let named = (comma + 1..end).filter(|j| self.acts_freely(*j));
        self.without_appositions(named.collect())
    }

    /// Whether the noun phrase at `start` is, or ends in, the naming of someone who can act.
    fn begins_with_actor(&self, start: usize) -> bool {
        let scene = self.scene;
        let mut phrase = (start..scene.items.len())
            .take_while(|j| scene.is_plain(*j) || scene.items[*j].mention.is_some());
        phrase.any(|j| self.acts(j) && !self.attachment(j).modifies)
    }

    /// Whether someone is named who can act, and neither hangs on a preposition nor qualifies a noun.
    pub(super) fn acts_freely(&self, item: usize) -> bool {
        let a = self.attachment(item);
        self.acts(item) && a.preposition == 0 && !a.modifies
    }

    /// Whether someone is named who can act.
    pub(super) fn acts(&self, item: usize) -> bool {
        self.kind(item).is_some_and(|kind| kind != EntityKind::Place && kind != EntityKind::Program)
    }

    /// “Also designated on Tuesday were X and Y”.
    fn names_behind_copula(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let main = self.clauses.list[clause].link == Link::Main;
        if scene.language() != Language::English || !main {
            return Vec::new();
        }
        let within = |j: &usize| {
            let item = &scene.items[*j];
            item.date.is_some() || item.has(cue::PREPOSITION) || scene.is_plain(*j)
        };
        let end = (verb + 1..scene.items.len()).find(|j| !within(j));
        let Some(copula) = end.filter(|j| scene.items[*j].has(cue::BE)) else { return Vec::new() };
        let behind = self.clauses.items(clause).filter(|j| *j > copula);
        behind.take_while(|j| !scene.is_finite(*j)).filter(|j| self.acts_freely(*j)).collect()
    }

    /// Whom papers accuse that a fronted phrase cites: “According to the indictment unsealed on May 3, X sold …”.
    pub(super) fn accused_behind(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let cites = scene.items.get(scene.head).is_some_and(|it| it.has(cue::ATTRIBUTION));
        let charge = draft.kind == EventType::Charge && cast.targets.is_empty();
        if !(cites && charge) {
            return;
        }
        let comma = (draft.trigger + 1..scene.items.len()).find(|j| scene.mark(*j, ","));
        let Some(comma) = comma else { return };
        let told = |j: &usize| scene.is_finite(*j) || scene.items[*j].looks_like_verb;
        for item in (comma + 1..scene.items.len()).take_while(|j| !told(j)) {
            if self.kind(item) == Some(EntityKind::Person) && self.acts_freely(item) {
                self.give_once(Some(Role::Target), item, draft, cast);
            }
        }
    }

    /// Who says or does what a fronted phrase names: “In a statement on Monday, X said …”, “at the trial in
    /// May, X testified”, “in a video posted on Monday, X said”.
    pub(super) fn speaker_behind(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let says = matches!(draft.kind, EventType::Statement | EventType::Trial);
        let participle = self.clauses.list[draft.clause].link == Link::Participle;
        if !cast.actors.is_empty() || !says || !(scene.is_noun(draft.trigger) || participle) {
            return;
        }
        let predicate = |j: &usize| scene.is_finite(*j) && *j != draft.trigger;
        let first = (0..scene.items.len()).find(predicate);
        let fronted =
            scene.items[0].has(cue::PREPOSITION) && first.is_some_and(|j| j > draft.trigger);
        let speech = |j: &usize| scene.is_verb(*j) && scene.kind(*j) == Some(draft.kind);
        let verb = (draft.trigger + 1..scene.items.len()).find(|j| predicate(j) && speech(j));
        if let Some(verb) = verb.filter(|_| fronted) {
            for item in self.subjects(verb) {
                self.give_once(Some(Role::Actor), item, draft, cast);
            }
        }
    }
}
