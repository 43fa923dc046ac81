//! Which noun of a phrase within a phrase tells the happening: “the trial for the murder of X”.

use super::cue;
use super::govern::Governor;
use super::kinds::touches_persons;
use crate::model::{EventType, Language};

/// How far the noun of a phrase stands before a preposition within it.
const HEAD: usize = 8;

impl Governor<'_, '_> {
    /// Whether the noun before a Spanish verb only tells since or until when that is so.
    pub(super) fn is_since(&self, noun: usize, verb: usize) -> bool {
        let scene = self.scene;
        let governor = (0..noun).rev().find(|j| !scene.items[*j].has(cue::DETERMINER));
        noun < verb
            && scene.language() == Language::Spanish
            && governor.is_some_and(|j| scene.items[j].has(cue::PREP_FROM | cue::UNTIL))
    }

    /// The noun on which one for what befell someone hangs, where that tells something else: “the trial for the
    /// murder of X began”, “la marcha por la muerte de X”.
    pub(super) fn head_of(&self, noun: usize) -> usize {
        use EventType::{Charge, Office, Other, Protest, Report, Statement, Trial};
        let scene = self.scene;
        let befalls =
            |j: usize| scene.kind(j).is_some_and(|kind| touches_persons(kind) && kind != Charge);
        let governor = (0..noun).rev().find(|j| !scene.items[*j].has(cue::DETERMINER));
        let about = cue::PREP_OF | cue::PREP_BY | cue::PREP_FOR | cue::PREP_ON;
        let Some(governor) = governor.filter(|j| scene.items[*j].has(about) && befalls(noun))
        else {
            return noun;
        };
        let within = |j: &usize| {
            let item = &scene.items[*j];
            item.mention.is_some() || scene.is_plain(*j) || item.has(cue::PREP_OF)
        };
        let mut phrase = (governor.saturating_sub(HEAD)..governor).rev().take_while(within);
        let head = phrase.find(|j| scene.is_strong_noun(*j));
        let tells = |j: &usize| {
            let kind = scene.kind(*j);
            kind.is_some_and(|kind| {
                matches!(kind, Charge | Office | Other | Protest | Report | Statement | Trial)
            })
        };
        head.filter(tells).unwrap_or(noun)
    }

    /// Whether commas part the date at item `i` from a Spanish clause that begins with a noun for a happening.
    pub(super) fn is_inserted(&self, comma: usize, i: usize, clause: usize) -> bool {
        let scene = self.scene;
        let mut items = self.clauses.items(clause).filter(|j| *j >= scene.head);
        let first = items.find(|j| !scene.items[*j].has(cue::DETERMINER));
        scene.language() == Language::Spanish
            && scene.mark(comma, ",")
            && scene.mark(i + 1, ",")
            && first.is_some_and(|first| scene.is_strong_noun(first))
    }
}
