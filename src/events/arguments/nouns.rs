//! Whom a noun that tells a happening names: “the arrest of X by Y”, “an indictment against X”.

use super::{Cast, Caster, touches_persons};
use crate::events::cue;
use crate::events::frames::{Frame, Role};
use crate::events::govern::Draft;
use crate::model::{Argument, Doubt, EntityKind, EventType, Language};

impl Caster<'_, '_> {
    /// The participants that a noun trigger names by itself.
    pub(super) fn noun(&self, noun: usize, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let Some(trigger) = scene.trigger(noun) else { return };
        let frame = &trigger.frame;
        let clause = self.clauses.of[noun];
        let meets = trigger.kind == Some(EventType::Meeting);
        // Before it: “Zambada's arrest”, “an ICE operation”.
        let mut j = noun;
        while j > 0 && j + 4 > noun {
            j -= 1;
            if scene.items[j].mention.is_some() {
                // Spanish has nobody right before the noun: “X evitó el secuestro de Y”.
                if scene.language() == Language::Spanish && !scene.is_possessive(j) {
                    break;
                }
                let role = if scene.is_possessive(j) { frame.possessive } else { frame.modifier };
                // “the navy's capture of X”
                let acts = self.acts(j) || scene.is_possessive(j) && !self.is_local(j);
                let done = role == Some(Role::Target) && acts && self.is_done_to_other(noun);
                self.give_once(if done { Some(Role::Actor) } else { role }, j, draft, cast);
                break;
            }
            if scene.items[j].has(cue::POSSESSIVE) {
                self.infer_possessor(frame.possessive, j, cast);
                break;
            }
            let text = scene.items[j].span.of(scene.text());
            // “his Tuesday arrest”
            let dated = scene.items[j].date.is_some();
            if !scene.is_plain(j) && !dated && !matches!(text, "’s" | "'s" | "’") {
                break;
            }
        }
        let after = self
            .clauses
            .items(clause)
            .filter(|j| *j > noun)
            .take_while(|j| !(self.is_copula(*j) || scene.is_verb(*j) && scene.is_finite(*j)));
        for item in after.filter(|j| scene.items[*j].mention.is_some()) {
            let a = self.attachment(item);
            let place = self.kind(item) == Some(EntityKind::Place);
            if a.modifies
                || a.preposition == 0
                || a.at < noun
                || (place
                    && a.preposition
                        & (cue::PREP_IN | cue::PREP_ON | cue::PREP_TO | cue::PREP_FROM)
                        != 0)
            {
                continue;
            }
            if self.is_of_another_noun(item, noun) {
                continue;
            }
            let direct = a.at == noun + 1
                || a.preposition & (cue::PREP_BY | cue::PREP_AGAINST | cue::PREP_BETWEEN) != 0
                || meets && a.preposition & cue::PREP_WITH != 0
                || self.only_plain(noun + 1, a.at)
                || self.only_agent(noun + 1, a.at);
            if direct {
                let role = frame.preposition(a.preposition);
                self.give_once(
                    role.map(|role| self.role_of_body(role, item, a)),
                    item,
                    draft,
                    cast,
                );
            } else if a.of_member && !self.explains_person(a.at) {
                self.give_once(frame.preposition(cue::PREP_OF), item, draft, cast);
            }
        }
        if cast.targets.is_empty() {
            self.titled_behind(noun, frame, cast);
        }
    }

    /// Whether a Spanish naming only tells whose man or thing it is that undergoes what `noun` tells: “la
    /// detención del asesino de X”, “el robo del avión de X”.
    fn is_of_another_noun(&self, item: usize, noun: usize) -> bool {
        let scene = self.scene;
        let a = self.attachment(item);
        let mut phrase = noun + 1..a.at;
        let of = scene.items[noun + 1].has(cue::PREP_OF) && a.at > noun + 2;
        // “la captura del líder”, but “la orden de captura”
        let article = scene.items[noun + 1].has(cue::DEFINITE)
            || scene.items[noun + 2].has(cue::DETERMINER | cue::POSSESSIVE);
        let plain = |j: usize| scene.items[j].has(cue::PREP_OF) || scene.is_plain(j);
        scene.language() == Language::Spanish
            && self.kind(item) == Some(EntityKind::Person)
            && a.preposition & cue::PREP_OF != 0
            && scene.kind(noun).is_some_and(touches_persons)
            && of
            && article
            && phrase.all(|j| plain(j) && !scene.is_strong_noun(j))
    }

    /// Whether a preposition hangs the noun on another one: “suspects in the murder of X were killed”.
    fn qualifies_noun(&self, noun: usize) -> bool {
        let scene = self.scene;
        let governor = (0..noun).rev().find(|j| !scene.is_plain(*j));
        governor.is_some_and(|j| {
            let named = j > 0 && (scene.is_plain(j - 1) || scene.items[j - 1].mention.is_some());
            scene.items[j].has(cue::PREPOSITION)
                && named
                && !scene.items[j - 1].has(cue::DETERMINER)
        })
    }

    /// Whether an “of” behind the noun tells to whom it was done.
    fn is_done_to_other(&self, noun: usize) -> bool {
        let item = |i: usize| self.scene.items.get(i);
        self.scene.language() == Language::English
            && item(noun + 1).is_some_and(|of| of.has(cue::PREP_OF))
            && item(noun + 2).is_some_and(|next| next.date.is_none())
    }

    /// Whether nothing but by whom it was done stands between: “the capture by marines of X”.
    fn only_agent(&self, start: usize, end: usize) -> bool {
        let scene = self.scene;
        let by = scene.items.get(start).is_some_and(|it| it.has(cue::PREP_BY));
        let agent = |j: usize| {
            // “la marcha por la muerte de X”
            !scene.is_strong_noun(j) && (scene.is_plain(j) || scene.items[j].mention.is_some())
        };
        by && (start + 1..end).all(agent)
    }

    /// Whether “is” or “was” at item `j` says what something is: “is a result of”.
    fn is_copula(&self, j: usize) -> bool {
        let scene = self.scene;
        scene.items[j].has(cue::BE)
            && scene.items.get(j + 1).is_some_and(|next| next.has(cue::DETERMINER))
    }

    /// The person whom a title behind “of” means: “la captura del sospechoso”.
    fn titled_behind(&self, noun: usize, frame: &Frame, cast: &mut Cast) {
        let scene = self.scene;
        let item = |i: usize| scene.items.get(i);
        let of = item(noun + 1).is_some_and(|it| it.has(cue::PREP_OF));
        let article = item(noun + 2).is_some_and(|it| it.has(cue::DEFINITE));
        let title = noun + 2 + usize::from(article);
        let alone = item(title).is_some_and(|it| it.has(cue::TITLE) && it.mention.is_none())
            && item(title + 1).is_none_or(|it| it.mention.is_none() && !it.has(cue::PREP_OF))
            && !item(title + 1).is_some_and(|_| scene.is_plain(title + 1));
        if !of || !alone || frame.preposition(cue::PREP_OF) != Some(Role::Target) {
            return;
        }
        let span = scene.items[title].span;
        let found = self.subject_of_sentence(noun, span).or_else(|| self.context.hero(span));
        if let Some(found) = found {
            cast.doubts.add(Doubt::InferredParticipant);
            cast.targets.push(found);
        }
    }

    /// Who undergoes what the verb's object names: “announced a reward for X”, “ordered his release”.
    pub(super) fn object_noun(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let nouns = self
            .clauses
            .items(draft.clause)
            .filter(|j| *j > draft.trigger && *j <= draft.trigger + 9)
            .take_while(|j| !scene.is_finite(*j))
            .filter(|j| scene.is_strong_noun(*j) && scene.items[*j].mention.is_none());
        // “solicitó la detención con fines de extradición de X”
        for noun in nouns.take(2) {
            let mut of_noun = Cast::default();
            self.noun(noun, draft, &mut of_noun);
            let acts = |t: &Argument| cast.actors.iter().any(|a| a.referent.same(&t.referent));
            of_noun.targets.retain(|target| !acts(target));
            if !of_noun.targets.is_empty() {
                cast.targets = of_noun.targets;
                cast.doubts.add_all(of_noun.doubts);
                return;
            }
        }
    }

    /// Whose the happening is that the verb's subject names: “a truce between X and Y took effect”.
    pub(super) fn subject_noun(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let nobody = |cast: &Cast| cast.actors.is_empty() && cast.targets.is_empty();
        // “clashes between X and Y left 12 dead”
        let deadly =
            |j: usize| draft.kind == EventType::Killing && scene.kind(j) == Some(EventType::Attack);
        let names = |j: &usize| {
            *j < draft.trigger
                && scene.is_noun(*j)
                && scene.items[*j].mention.is_none()
                && (scene.kind(*j) == Some(draft.kind) || deadly(*j))
                && !self.qualifies_noun(*j)
        };
        let noun = self.clauses.items(draft.clause).find(names).filter(|_| nobody(cast));
        if let Some(noun) = noun {
            self.noun(noun, draft, cast);
        }
    }
}
