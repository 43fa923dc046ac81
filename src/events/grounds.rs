//! What the cells of an event rest on, read again from its sentence.

use super::EventExtractor;
use super::arguments::{Attachments, Caster};
use super::clauses::Clauses;
use super::context::Context;
use super::factuality;
use super::govern::{Draft, Extent};
use super::scene::Scene;
use super::stretch::Stretch;
use crate::model::{
    Argument, ArgumentGround, ArgumentLink, Document, Doubts, Event, Grounds, Mention, Sentence,
    Timex, TriggerRule,
};
use crate::tokens::Tokens;

impl EventExtractor {
    /// What the cells of `event` rest on: one of the events of [`extract`](Self::extract) for the
    /// same arguments; `None` for any other.
    pub fn grounds(
        &self,
        document: &Document,
        tokens: &Tokens,
        mentions: &[Mention],
        dates: &[Timex],
        event: &Event,
    ) -> Option<Grounds> {
        let language = document.language();
        let lexicon = self.lexicons.iter().find(|lexicon| lexicon.language == language)?;
        let sentence = Sentence { span: event.sentence };
        let stretch = Stretch::all(&[sentence], tokens, mentions, dates).next()?;
        let scene = Scene::new(document, lexicon, tokens, &stretch, mentions, dates);
        let clauses = Clauses::new(&scene);
        let trigger = scene.items.iter().position(|item| item.span == event.trigger)?;
        let date = dates.iter().position(|timex| timex.span == event.date)?;
        let draft = Draft {
            trigger,
            noun: None,
            kind: event.kind,
            clause: clauses.of[trigger],
            date,
            extent: Extent::Whole,
            doubts: Doubts::default(),
        };
        let published = document.metadata().published.and_then(|edtf| edtf.days().latest);
        let (_, factuality) = factuality::factuality(&scene, &clauses, &draft, published);
        let caster = Caster {
            scene: &scene,
            clauses: &clauses,
            attachments: &Attachments::new(&scene, &clauses),
            context: &Context::default(),
            home: None,
            drafts: &[],
        };
        let arguments = event.actors.iter().chain(&event.targets).chain(&event.places);
        Some(Grounds {
            date: dates[date].clone(),
            trigger: scene.rule(trigger),
            kind: scene.kind_elsewhere(trigger, event),
            is_passive: scene.is_verb(trigger) && caster.is_passive(trigger),
            factuality,
            arguments: arguments.map(|a| ground(&caster, a, event, trigger)).collect(),
        })
    }
}

/// Where `argument` of `event` was found.
fn ground(
    caster: &Caster<'_, '_>,
    argument: &Argument,
    event: &Event,
    trigger: usize,
) -> ArgumentGround {
    let (scene, span) = (caster.scene, argument.span);
    let item = scene.items.iter().position(|item| item.span == span);
    let link = match item {
        _ if argument.inferred && span == event.trigger => ArgumentLink::LeftOut,
        None => ArgumentLink::OtherSentence,
        Some(item) => caster.attachments.link(scene, item, trigger),
    };
    let of = |item: usize| caster.clauses.of[item];
    ArgumentGround {
        span,
        link,
        is_elsewhere: item.is_some_and(|item| of(item) != of(trigger)),
        mention: item.and_then(|item| scene.mention(item)).cloned(),
    }
}

impl Scene<'_> {
    fn rule(&self, item: usize) -> Option<TriggerRule> {
        let trigger = self.trigger(item)?;
        let origin = trigger.record.origin();
        Some(TriggerRule {
            file: origin.file,
            line: origin.line,
            frame: trigger.frame.name.clone(),
        })
    }

    /// The item nearest to the trigger that gives the event's type, where the trigger does not.
    fn kind_elsewhere(
        &self,
        trigger: usize,
        event: &Event,
    ) -> Option<(crate::model::Span, TriggerRule)> {
        if self.kind(trigger) == Some(event.kind) {
            return None;
        }
        let giving = (0..self.items.len()).filter(|i| self.kind(*i) == Some(event.kind));
        let nearest = giving.min_by_key(|i| i.abs_diff(trigger))?;
        Some((self.items[nearest].span, self.rule(nearest)?))
    }
}
