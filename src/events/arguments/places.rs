//! Where a happening is.

use super::Cast;
use super::Caster;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::govern::Draft;
use crate::model::EntityKind;
use crate::model::EventType;

impl Caster<'_, '_> {
    /// Where it happens: namings of places behind “in”, “at”, “en”, of the clause, else of the
    /// clauses around it.
    pub(super) fn places(&self, draft: &Draft, cast: &mut Cast) {
        let mut clause = Some(draft.clause);
        let mut steps = 0;
        while let Some(c) = clause {
            let before = cast.places.len();
            self.places_of(c, draft, cast);
            let link = self.clauses.list[c].link;
            steps += 1;
            if cast.places.len() > before || steps > 2 || link == Link::Complement {
                break;
            }
            let joined = matches!(link, Link::Participle | Link::Coordinate);
            let own_date =
                self.clauses.items(c).any(|j| self.scene.items[j].date == Some(draft.date));
            clause = self.clauses.list[c]
                .host
                .filter(|_| joined && (link == Link::Participle || !own_date));
        }
    }

    pub(super) fn places_of(&self, clause: usize, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let mut last: Option<usize> = None;
        for item in self.clauses.items(clause).filter(|j| scene.items[*j].mention.is_some()) {
            if self.kind(item) != Some(EntityKind::Place) || self.is_taken(item, cast) {
                continue;
            }
            let a = self.attachment(item);
            let locative = a.preposition & (cue::PREP_IN | cue::PREP_ON) != 0 && !a.modifies;
            let goal = a.preposition & cue::PREP_TO != 0
                && matches!(
                    draft.kind,
                    EventType::Extradition
                        | EventType::Meeting
                        | EventType::Deployment
                        | EventType::Migration
                        | EventType::Arrest
                        | EventType::Other
                        | EventType::Trend
                );
            // “se fugó del penal”: Spanish has one word for “of” and “from”.
            let from = match scene.language() {
                crate::model::Language::Spanish => cue::PREP_FROM | cue::PREP_OF,
                _ => cue::PREP_FROM,
            };
            let source = a.preposition & from != 0
                && a.at > draft.trigger
                && matches!(
                    draft.kind,
                    EventType::Release
                        | EventType::Migration
                        | EventType::Statement
                        | EventType::Reward
                        | EventType::Order
                );
            let continues = last.is_some_and(|l| {
                item <= l + 2
                    && (item == l + 1
                        || scene.mark(l + 1, ",")
                        || scene.items[l + 1].has(cue::PREP_OF))
            });
            let of_place = a.preposition & cue::PREP_OF != 0
                && (a.at.saturating_sub(4)..a.at)
                    .rev()
                    .take_while(|k| scene.is_plain(*k))
                    .any(|k| scene.items[k].has(cue::PLACE_NOUN));
            if locative || goal || source || continues || of_place {
                cast.places.extend(self.argument(item));
                last = Some(item);
            }
        }
    }

    pub(super) fn is_taken(&self, item: usize, cast: &Cast) -> bool {
        let span = self.scene.items[item].span;
        cast.actors.iter().chain(&cast.targets).chain(&cast.places).any(|a| a.span == span)
    }
}
