//! Where a happening is.

use super::Cast;
use super::Caster;
use crate::events::clauses::{Clause, Link};
use crate::events::cue;
use crate::events::govern::Draft;
use crate::events::inflect::Tense;
use crate::events::kinds::{is_local, is_of_court, is_placeless, is_violent};
use crate::model::{Argument, Doubt, EntityKind, EventType, Language, PlaceType, Referent};
use crate::tokens::Shape;

/// For how many days violence, and what a court did, is news.
const NEWS: i64 = 400;
const FRESH: i64 = 7;

impl Caster<'_, '_> {
    /// Where it happens: namings of places behind “in”, “at”, “en”, of the clause, else of the
    /// clauses around it, else of one of the sentence that tells no other happening.
    pub(super) fn places(&self, draft: &Draft, cast: &mut Cast) {
        let mut clause = Some(draft.clause);
        let mut steps = 0;
        while let Some(c) = clause {
            self.places_of(c, draft, cast);
            if cast.places.is_empty() {
                cast.places.extend(self.place_explained(c));
            }
            let link = self.clauses.list[c].link;
            steps += 1;
            if !cast.places.is_empty() || steps > 2 || link == Link::Complement {
                break;
            }
            let joined = matches!(link, Link::Participle | Link::Coordinate);
            let own_date =
                self.clauses.items(c).any(|j| self.scene.items[j].date == Some(draft.date));
            let open = joined && (link == Link::Participle || !own_date);
            clause = self.clauses.list[c].host.filter(|host| open && !self.follows(*host, draft));
        }
        // Someone speaks where they are, not where that is of which they speak.
        if cast.places.is_empty() && !is_placeless(draft.kind) {
            self.places_nearby(draft, cast);
        }
        if cast.places.is_empty() {
            cast.places.extend(self.reported_from(draft));
        }
        // “Homicides doubled” in a text about Mexico.
        let uncast = cast.actors.is_empty() && cast.targets.is_empty() && cast.places.is_empty();
        if let Some(home) = self.home.filter(|_| uncast && draft.kind == EventType::Trend) {
            let span = self.span(draft.trigger);
            cast.places.push(Argument { referent: home.clone(), span, inferred: true });
        }
        if cast.places.iter().any(|place| place.inferred) {
            cast.doubts.add(Doubt::InferredPlace);
        }
    }

    /// Whether a clause tells behind a phrase with the happening what came at another time: “Detenido en
    /// 2016, X fue trasladado a Y en 2017”.
    fn follows(&self, clause: usize, draft: &Draft) -> bool {
        let other = |d: &Draft| d.clause == clause && d.date != draft.date;
        let phrase = self.clauses.list[draft.clause].link == Link::Participle;
        let later = |d: &Draft| other(d) && d.trigger > draft.trigger;
        phrase && self.drafts.iter().any(later)
    }

    /// The place that a clause with “where” is about: “Culiacán, where X was held in May”.
    fn place_explained(&self, clause: usize) -> Option<Argument> {
        let scene = self.scene;
        let Clause { link, start, .. } = self.clauses.list[clause];
        let opens = link == Link::Relative && scene.items[start].has(cue::RELATIVE_PLACE);
        // “Guayaquil, ciudad en la que …”
        let within =
            |j: &usize| scene.items[*j].is_closing() || scene.items[*j].has(cue::PLACE_NOUN);
        let before = (start.saturating_sub(4)..start).rev().find(|j| !within(j))?;
        let place = opens && self.kind(before) == Some(EntityKind::Place);
        self.argument(before).filter(|_| place)
    }

    /// The town at the head of the report where what happened may well be where that was written: violence
    /// of the last year in a town whose state stands beside it, which is no capital from which reporters
    /// tell of the whole country, and what a court did in the last days.
    fn reported_from(&self, draft: &Draft) -> Option<Argument> {
        let scene = self.scene;
        let published = scene.document.metadata().published.and_then(|edtf| edtf.days().latest);
        let earliest = scene.dates[draft.date].days.earliest;
        let days = published.zip(earliest).map(|(published, day)| (published - day).num_days());
        let town = (0..scene.head).find(|j| self.kind(*j) == Some(EntityKind::Place))?;
        let beside = town + 2;
        let region =
            beside < scene.head && scene.mark(town + 1, ",") && scene.items[beside].date.is_none();
        let violence = region && is_local(draft.kind) && days.is_none_or(|days| days <= NEWS);
        let court = is_of_court(draft.kind)
            && days.is_some_and(|days| days <= FRESH)
            && !self.is_capital(town);
        (violence || court).then(|| self.argument(town)).flatten()
    }

    fn is_capital(&self, item: usize) -> bool {
        let of = |place: &Referent| place.entity().and_then(|entity| entity.place_type);
        self.scene.meant(item).iter().any(|place| of(place) == Some(PlaceType::Capital))
    }

    /// The places of the nearest clause that tells of no other dated happening and is not what
    /// someone says, or says of it.
    fn places_nearby(&self, draft: &Draft, cast: &mut Cast) {
        let speech = self.clauses.speech_of(draft.clause);
        let distance = |c: &usize| self.clauses.list[*c].start.abs_diff(draft.trigger);
        let mut others: Vec<usize> = (0..self.clauses.list.len())
            .filter(|c| {
                *c != draft.clause
                    && !self.is_of_subject(*c, draft)
                    && !self.is_told_of_later(*c, draft)
                    && !self.is_another_deed(*c, draft)
                    && !self.goes_on_elsewhere(*c, draft)
                    && !self.tells_who_said_it(*c, draft)
                    && self.clauses.speech_of(*c) == speech
                    && !self.drafts.iter().any(|d| d.clause == *c && d.date != draft.date)
            })
            .collect();
        others.sort_by_key(distance);
        for clause in others {
            self.places_of(clause, draft, cast);
            if !cast.places.is_empty() {
                return;
            }
        }
    }

    /// Whether a clause is what a phrase before it leads to: “After leaving office in 2012, he taught in X”.
    fn is_told_of_later(&self, clause: usize, draft: &Draft) -> bool {
        let phrase = &self.clauses.list[draft.clause];
        let gerund = self.scene.tense(draft.trigger) == Some(Tense::Gerund);
        gerund && phrase.link == Link::Temporal && phrase.host == Some(clause)
    }

    /// Whether a clause of time tells of violence that is not the happening itself: “suspended the talks after
    /// 80 people died in X”.
    fn is_another_deed(&self, clause: usize, draft: &Draft) -> bool {
        let timed = self.clauses.list[clause].link == Link::Temporal && !is_violent(draft.kind);
        let verb = self.first_predicate(clause).filter(|_| timed);
        verb.and_then(|verb| self.scene.kind(verb)).is_some_and(is_violent)
    }

    /// Whether a clause tells what somebody else did next: “was signed, and he went on ruling in Y”.
    fn goes_on_elsewhere(&self, clause: usize, draft: &Draft) -> bool {
        let Clause { link, start, .. } = self.clauses.list[clause];
        let behind = matches!(link, Link::Coordinate | Link::Main) && start > draft.trigger;
        let verb = self.first_predicate(clause).filter(|_| behind);
        verb.is_some_and(|verb| {
            let pronoun = cue::PERSON_PRONOUN | cue::PLURAL_PRONOUN;
            let before = &self.scene.items[start.max(verb.saturating_sub(2))..verb];
            self.has_own_subject(verb) || before.iter().any(|item| item.has(pronoun))
        })
    }

    /// Whether a clause behind a quotation tells who said it: “…”, declaró X en Y.
    fn tells_who_said_it(&self, clause: usize, draft: &Draft) -> bool {
        let Clause { link, start, .. } = self.clauses.list[clause];
        let behind = matches!(link, Link::Coordinate | Link::Main) && start > draft.trigger;
        let verb = self.first_predicate(clause).filter(|_| behind);
        let quoted = (draft.trigger..start)
            .any(|j| matches!(self.scene.items[j].sign, Some('”' | '»' | '"')));
        quoted && verb.is_some_and(|verb| self.scene.kind(verb) == Some(EventType::Statement))
    }

    /// Whether the naming stands in a noun phrase that explains the subject between commas: “X, one of the
    /// oldest gangs in Y, was …”.
    fn is_of_apposition(&self, item: usize, draft: &Draft) -> bool {
        let scene = self.scene;
        let comma = |j: &usize| scene.mark(*j, ",");
        let inside = |open: usize| {
            let first = &scene.items[open + 1];
            let article = first.has(cue::DETERMINER) || first.shape == Shape::Number;
            article
                && first.mention.is_none()
                && (0..open).any(|j| scene.items[j].mention.is_some())
        };
        let close = (item..draft.trigger).find(comma);
        let open = (scene.head..item).rev().find(comma);
        let verb = |j: usize| scene.is_finite(j);
        scene.language() == Language::English
            && close.is_some()
            && open
                .is_some_and(|open| inside(open) && !(open..item).any(verb) && !(0..open).any(verb))
    }

    /// Whether a clause only tells who the subject is: “a man who lived in X was held”.
    fn is_of_subject(&self, clause: usize, draft: &Draft) -> bool {
        let inner = &self.clauses.list[clause];
        inner.link == Link::Relative
            && inner.start < draft.trigger
            && inner.host == Some(draft.clause)
    }

    fn places_of(&self, clause: usize, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let mut last: Option<usize> = None;
        for item in self.clauses.items(clause).filter(|j| *j >= scene.head) {
            if self.kind(item) != Some(EntityKind::Place) {
                continue;
            }
            if self.is_taken(item, cast) {
                // “incendió el Casino Royale de Monterrey”
                last = self.is_place_of(item, cast).then_some(item).or(last);
                continue;
            }
            let continues = last.is_some_and(|l| self.goes_on(l, item));
            if continues || self.is_locative(item, draft) {
                cast.places.extend(self.argument(item));
                last = Some(item);
            }
        }
    }

    /// Whether the naming of a place at `item` says where the place at `last` is: “Colón, Querétaro”,
    /// “Lomas Taurinas, a slum of Tijuana”.
    fn goes_on(&self, last: usize, item: usize) -> bool {
        let scene = self.scene;
        // “in Morelia the mayor of Aguililla”
        let officer = |j: usize| scene.items[j].has(cue::OFFICE | cue::PERSON_NOUN);
        item <= last + 8
            && !(last + 1..item).any(|j| officer(j) || scene.is_of_distance(j))
            && (last + 1..item).all(|j| {
                scene.is_plain(j)
                    || scene.items[j].is_closing()
                    || scene.items[j].has(cue::PREP_OF | cue::PREP_IN)
                    || scene.items[j].mention.is_some()
            })
    }

    /// Whether the naming of a place at `item` stands where one says where something happens.
    fn is_locative(&self, item: usize, draft: &Draft) -> bool {
        let scene = self.scene;
        let a = self.attachment(item);
        if a.at > 0 && scene.is_of_distance(a.at - 1) || self.is_of_apposition(item, draft) {
            return false;
        }
        if self.is_of_deed(item, draft) || self.is_of_source(item, draft) {
            return false;
        }
        let near = cue::PREP_IN | cue::PREP_ON;
        let locative =
            a.preposition & near != 0 && !a.modifies && !self.describes(item, a.preposition);
        let other_verb = |j: usize| scene.is_verb(j) && !scene.is_infinitive(j);
        let goal = a.preposition & cue::PREP_TO != 0
            && !(draft.trigger + 1..item).any(other_verb)
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
            Language::Spanish => cue::PREP_FROM | cue::PREP_OF,
            _ => cue::PREP_FROM,
        };
        let away = matches!(draft.kind, EventType::Abduction | EventType::Arrest)
            && a.preposition & from != 0
            && a.at == draft.trigger + 1
            && scene.is_verb(draft.trigger);
        // “Desde Washington, el subsecretario ofreció …”
        let fronted = scene.language() == Language::Spanish
            && a.preposition & cue::PREP_FROM != 0
            && a.at < draft.trigger
            && !a.modifies
            && !a.of_member
            && scene.is_verb(draft.trigger);
        let source = a.preposition & from != 0
            && a.at > draft.trigger
            && !a.modifies
            && matches!(
                draft.kind,
                EventType::Release
                    | EventType::Migration
                    | EventType::Statement
                    | EventType::Reward
                    | EventType::Order
            );
        // “extradited from Mexico”
        let sent = draft.kind == EventType::Extradition
            && a.preposition & cue::PREP_FROM != 0
            && !a.of_member
            && !a.modifies;
        let office = draft.kind == EventType::Office
            && a.preposition & cue::PREP_OF != 0
            && self.is_of_officer(a.at);
        let of_place = draft.kind != EventType::Statement
            && a.preposition & cue::PREP_OF != 0
            && self.is_of_place(a.at);
        locative || goal || away || fronted || source || sent || office || of_place
    }

    /// Whether the place behind “on” only describes a noun that is no place: “on a U.S. warrant”.
    fn describes(&self, item: usize, preposition: cue::Cues) -> bool {
        let scene = self.scene;
        let noun = scene.items.get(item + 1).filter(|next| next.shape == Shape::Lower);
        let thing = noun.is_some_and(|next| !next.has(cue::PLACE_NOUN | cue::PREPOSITION));
        scene.language() == Language::English
            && preposition & cue::PREP_IN == 0
            && thing
            && (scene.is_plain(item + 1) || scene.is_noun(item + 1))
            && !scene.items[item + 1].has(cue::ADVERB)
    }

    /// Whether the place belongs to those who say so: “…, according to police in X”, “According to police in
    /// X, …”.
    fn is_of_source(&self, item: usize, draft: &Draft) -> bool {
        let scene = self.scene;
        let cited = (0..item).rfind(|j| scene.items[*j].has(cue::ATTRIBUTION));
        cited.is_some_and(|cited| {
            let ends = |j: usize| scene.mark(j, if cited < draft.trigger { "," } else { ";" });
            !(cited..item).any(|j| ends(j) || j == draft.trigger)
        })
    }

    /// Whether the place belongs to what someone is held to have done: “was sentenced for smuggling heroin into
    /// X”.
    fn is_of_deed(&self, item: usize, draft: &Draft) -> bool {
        use EventType::{Arrest, Charge, Conviction, Designation, Trial};
        let scene = self.scene;
        let step = matches!(draft.kind, Arrest | Charge | Conviction | Designation | Trial);
        let deed = |j: &usize| {
            let gerund =
                scene.tense(*j) == Some(Tense::Gerund) && scene.items[*j - 1].has(cue::PREPOSITION);
            scene.is_verb(*j) && (gerund || scene.is_infinitive(*j))
        };
        let last = (draft.trigger + 1..item).rfind(deed);
        step && scene.language() == Language::English
            && last.is_some_and(|deed| {
                !(deed..item).any(|j| scene.items[j].date.is_some() || scene.mark(j, ","))
            })
    }

    /// Whether the noun before the “of” at item `of` is a place, or something that is said to be the
    /// place: “the town of”, “en un hotel de”, “at the prison of”.
    fn is_of_place(&self, of: usize) -> bool {
        let scene = self.scene;
        if self.is_of_officer(of) {
            return false;
        }
        // “penal de máxima seguridad del Altiplano”
        let spanish = scene.language() == Language::Spanish;
        let joins = |k: usize| spanish && scene.items[k].has(cue::PREP_OF);
        let named = (of.saturating_sub(if spanish { 6 } else { 4 })..of)
            .rev()
            .take_while(|k| scene.is_plain(*k) || joins(*k))
            .any(|k| scene.items[k].has(cue::PLACE_NOUN));
        let before = (of.saturating_sub(10)..of).rev().find(|k| {
            let it = &scene.items[*k];
            let within = scene.is_plain(*k)
                || it.mention.is_some()
                || it.has(cue::PREP_OF)
                || it.is_closing();
            !within
        });
        // “a man from the town of X”
        let comes = before.is_some_and(|k| scene.items[k].has(cue::PREP_FROM));
        if comes && scene.language() == Language::English {
            return false;
        }
        let located = before.is_some_and(|k| {
            scene.items[k].has(cue::PREP_IN)
                && scene.items[k].mention.is_none()
                && !scene.items[k].has(cue::MEMBER)
        });
        named || located
    }

    /// “the mayor of”, “alcalde del municipio de”: the place tells whose officer one is.
    fn is_of_officer(&self, of: usize) -> bool {
        let scene = self.scene;
        let within = |k: &usize| scene.is_plain(*k) || scene.items[*k].has(cue::PREP_OF);
        let noun = (of.saturating_sub(6)..of).rev().take_while(within);
        noun.into_iter().any(|k| scene.items[k].has(cue::OFFICE | cue::PERSON_NOUN | cue::TITLE))
    }

    fn is_place_of(&self, item: usize, cast: &Cast) -> bool {
        cast.places.iter().any(|place| place.span == self.scene.items[item].span)
    }

    fn is_taken(&self, item: usize, cast: &Cast) -> bool {
        let span = self.scene.items[item].span;
        cast.actors.iter().chain(&cast.targets).chain(&cast.places).any(|a| a.span == span)
    }
}
