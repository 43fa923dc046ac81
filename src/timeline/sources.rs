//! The events of a document → sources of a timeline.

use std::sync::Arc;

use super::stable::{Fnv, words_of};
use crate::model::{Document, Event, Mention, Quote, Referent, Source, Span};

/// Words of more bytes count when sentences are compared; shorter ones say little.
const SHORT: usize = 3;

/// The `events` of `document` as sources; `mentions` are the document's, in text order.
pub fn sources(document: &Arc<Document>, mentions: &[Mention], events: Vec<Event>) -> Vec<Source> {
    let mut last: Option<(Span, Arc<Quote>)> = None;
    let source = |mut event: Event| {
        // There are many events, and most have one participant or none.
        event.actors.shrink_to_fit();
        event.targets.shrink_to_fit();
        event.places.shrink_to_fit();
        event.figures.shrink_to_fit();
        let quote = match &last {
            Some((sentence, quote)) if *sentence == event.sentence => quote.clone(),
            _ => Arc::new(quote(document, mentions, event.sentence)),
        };
        last = Some((event.sentence, quote.clone()));
        let trigger = words_of(document.slice(event.trigger), |_, _| {});
        let hash = Fnv::default().add(quote.hash.to_le_bytes()).add(trigger.to_le_bytes()).finish();
        Source { document: document.clone(), event: Arc::new(event), quote, hash }
    };
    told_once(events).into_iter().map(source).collect()
}

/// The events without those that another one of the same words tells as sharply and more surely: two
/// dates of one happening, such as “on Thursday, 25 July”, come to one.
fn told_once(events: Vec<Event>) -> Vec<Event> {
    let mut once: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        // The events of a sentence stand together.
        let mut known = once.iter_mut().rev().take_while(|known| known.sentence == event.sentence);
        match known.find(|known| is_told_by(known, &event)) {
            Some(known) if known.confidence < event.confidence => *known = event,
            Some(_) => {}
            None => once.push(event),
        }
    }
    once
}

fn is_told_by(known: &Event, event: &Event) -> bool {
    known.trigger == event.trigger && known.kind == event.kind && known.days == event.days
}

fn quote(document: &Document, mentions: &[Mention], sentence: Span) -> Quote {
    let mut words = Vec::new();
    let hash = words_of(document.slice(sentence), |length, word| {
        if length > SHORT {
            words.push(word as u32);
        }
    });
    words.sort_unstable();
    words.dedup();
    Quote { named: named(mentions, sentence), words: words.into(), hash }
}

/// Whom the mentions within `sentence` name, each once, in text order.
fn named(mentions: &[Mention], sentence: Span) -> Box<[Referent]> {
    let first = mentions.partition_point(|mention| mention.span.start < sentence.start);
    let mut named: Vec<Referent> = Vec::new();
    for mention in mentions[first..].iter().take_while(|m| sentence.contains(m.span)) {
        if !named.iter().any(|known| known.same(&mention.referent)) {
            named.push(mention.referent.clone());
        }
    }
    named.into()
}
