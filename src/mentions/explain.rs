//! Why a mention names whom it names, in words.

use std::fmt::Write as _;
use std::sync::Arc;

use super::dictionary::{Form, flag};
use super::evidence::Cues;
use super::link::Linker;
use super::people::{Bearer, Found};
use super::scan::Candidate;
use crate::model::{Entity, EntityKind};

/// How many readings that were not chosen are told.
const MOST_OTHERS: usize = 3;

impl<'a> Linker<'a> {
    /// Keeps the words of `why` for the mention that is taken next, where explanations are wanted.
    pub fn because(&mut self, why: impl FnOnce(&Self) -> String) {
        if self.gazetteer.explains {
            self.reason = Some(why(self).into());
        }
    }

    /// The readings of a candidate, best first: the form, and each piece of evidence with its
    /// weight.
    pub fn weighed(
        &self,
        candidate: &Candidate<'a>,
        next: Option<&Candidate>,
        cues: Cues<'a>,
    ) -> String {
        let mut readings: Vec<(f32, &Form, String)> = Vec::new();
        for form in candidate.fitting() {
            let mut pieces = String::new();
            let mut score = 0.0;
            self.weigh(candidate, form, next, cues, &mut |name, weight| {
                score += weight;
                let separator = if pieces.is_empty() { "" } else { ", " };
                let written = write!(pieces, "{separator}{name} {weight:+.2}");
                written.expect("writing to a string");
            });
            match readings.iter_mut().find(|(_, other, _)| other.entity == form.entity) {
                Some(known) if known.0 < score => *known = (score, form, pieces),
                Some(_) => {}
                None => readings.push((score, form, pieces)),
            }
        }
        readings.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.entity.cmp(&b.1.entity)));
        let told = readings.iter().take(1 + MOST_OTHERS).map(|(score, form, pieces)| {
            let id = &self.gazetteer.dictionary.entity(form.entity).id;
            format!("{id}, by {}: {pieces}; in all {score:.2}", described(form))
        });
        let mut text: Vec<String> = told.collect();
        let rest = readings.len().saturating_sub(text.len());
        if rest > 0 {
            text.push(format!("{rest} more"));
        }
        format!("{} ({:.2} is needed)", text.join(" | then "), self.gazetteer.weights.accept)
    }
}

impl Linker<'_> {
    /// What the form of an unlisted name says.
    pub fn by_form(&self, candidate: &Candidate, kind: EntityKind) -> String {
        let known = candidate.fitting().count();
        let passed = if known > 0 { "; the readings in the tables fall short" } else { "" };
        format!("its form says {kind}{passed}")
    }

    /// Which fuller name a short form stands for.
    pub fn short_form(&self, found: &Found, rivals: &[Arc<Entity>]) -> String {
        let name = match &found.bearer {
            Bearer::Known(entity) => &self.gazetteer.dictionary.entity(*entity).name,
            Bearer::Unlisted(name) => name,
        };
        let part = if found.rare { "a given name or second surname" } else { "the surname" };
        let mut text = format!("{part} of {name}, whom the document names in full");
        if let [rival, ..] = rivals {
            write!(text, "; or of {}", rival.name).expect("writing to a string");
        }
        text
    }
}

/// What a form is: how its row has it, or how it was made.
fn described(form: &Form) -> String {
    let mut text = String::from(if form.has(flag::GENERATED) {
        "a form made from the full name"
    } else if form.has(flag::NICKNAME) {
        "a nickname"
    } else if form.has(flag::ACRONYM) {
        "an abbreviation"
    } else if form.has(flag::CANONICAL) {
        "the canonical name"
    } else {
        "an alias"
    });
    if form.has(flag::BARE) {
        text.push_str(" without its article");
    }
    if form.has(flag::WEAK) {
        text.push_str(" that needs evidence");
    }
    if form.has(flag::STRONG) {
        text.push_str(" that can mean nobody else");
    }
    text
}
