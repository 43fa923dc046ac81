//! Events of several documents → [`Timeline`].
//!
//! Enters: documents with their events. Leaves: entries by date, each with all its sources,
//! independent of the order of the documents. Reads no tables.
//!
//! Events meet in blocks: the same type in the same month or year with a participant, place or
//! sentence in common. Within a block an event joins the one entry that it is compatible with and
//! has [`ENOUGH`] evidence for; with two such entries (two arrests of one man, and a source that
//! only gives the year) it stays alone.

mod blocks;
mod entry;
mod evidence;
mod filter;
mod stable;

use std::sync::Arc;

use self::blocks::Blocks;
pub use self::evidence::ENOUGH;
use self::evidence::{Evidence, Profile};
pub use self::filter::{Filter, Name};
use crate::model::{Join, Mention, Referent, Source, Span, Timeline};

/// Joins the sources that tell of the same happening.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use cronica::{Document, Metadata, Pipeline, Tables, timeline};
///
/// let pipeline = Pipeline::new(&Tables::embedded())?;
/// let text = "Ismael Zambada was arrested on 25 July 2024.";
/// let sources: Vec<_> = ["a.txt", "b.txt"]
///     .into_iter()
///     .map(|id| Arc::new(Document::new(id, text, Metadata::default())))
///     .flat_map(|document| pipeline.sources(&document))
///     .collect();
/// let timeline = timeline::merge(sources);
/// assert!(timeline.entries.iter().all(|entry| entry.independent == 1));
/// # Ok::<(), cronica::Error>(())
/// ```
pub fn merge(mut sources: Vec<Source>) -> Timeline {
    // The order of the documents must not matter, so the best told come first, whoever tells them.
    sources.sort_by_cached_key(evidence::rank);
    let mut groups: Vec<Group> = Vec::new();
    let mut blocks = Blocks::default();
    for source in sources {
        let profile = Profile::new(&source);
        match joined(&groups, &blocks, &profile) {
            Some((group, evidence)) => {
                let group = &mut groups[group];
                group.joins.push(evidence.into_join());
                group.profiles.push(profile);
                group.sources.push(source);
            }
            None => {
                blocks.add(&profile, groups.len() as u32);
                groups.push(Group {
                    sources: vec![source],
                    profiles: vec![profile],
                    joins: Vec::new(),
                });
            }
        }
    }
    let mut entries: Vec<_> =
        groups.into_iter().map(|group| entry::entry(group.sources, group.joins)).collect();
    entries.sort_by(|a, b| {
        let key =
            |entry: &crate::model::Entry| (entry.event.days.earliest, entry.event.days.latest);
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    stable::tell_apart(&mut entries);
    Timeline { entries }
}

/// Sources of one happening.
struct Group {
    sources: Vec<Source>,
    profiles: Vec<Profile>,
    joins: Vec<Join>,
}

/// The one group that `profile` belongs to, with what speaks for it; `None` where there is none, or
/// more than one that is as good.
fn joined(groups: &[Group], blocks: &Blocks, profile: &Profile) -> Option<(usize, Evidence)> {
    let mut best: Option<(usize, Evidence)> = None;
    let mut tied = false;
    for number in blocks.near(profile) {
        let group = &groups[number as usize];
        let Some(evidence) = evidence::between(&group.profiles, profile) else { continue };
        match &best {
            Some((_, known)) if evidence.weight < known.weight => {}
            Some((_, known)) if evidence.weight == known.weight => tied = true,
            _ => {
                best = Some((number as usize, evidence));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied)
}

impl Evidence {
    fn into_join(self) -> Join {
        Join { evidence: self.reasons, weight: self.weight, copy: self.copy }
    }
}

/// Whom the mentions within `sentence` name, each once, in text order.
pub fn named(mentions: &[Mention], sentence: Span) -> Arc<[Referent]> {
    let first = mentions.partition_point(|mention| mention.span.start < sentence.start);
    let mut named: Vec<Referent> = Vec::new();
    for mention in mentions[first..].iter().take_while(|m| sentence.contains(m.span)) {
        if !named.iter().any(|known| known.same(&mention.referent)) {
            named.push(mention.referent.clone());
        }
    }
    named.into()
}
