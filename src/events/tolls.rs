//! What a sentence counts, and how many of it belong to one happening.

use super::arguments::Caster;
use super::clauses::Link;
use super::figures::Part;
use super::govern::Draft;
use super::{Reader, cue, kinds, victims};
use crate::model::{Argument, EntityKind, EventType, Factuality, Figure, Span};

impl Reader<'_> {
    /// The counted quantities of `draft`.
    pub(super) fn figures(
        &self,
        caster: &Caster<'_, '_>,
        draft: &Draft,
        clause: Span,
        targets: &[Argument],
        factuality: Factuality,
    ) -> Vec<Figure> {
        let (scene, rows) = (caster.scene, caster.drafts.len());
        let violent = kinds::is_violent(draft.kind);
        let span = if rows == 1 || violent { scene.sentence.span } else { clause };
        // Items stand side by side, and a token lies in one of them.
        let item_at = |at: usize, span: Span| {
            scene.items.get(at).filter(|item| item.span.overlaps(span)).map(|_| at)
        };
        let item = |span: Span| {
            item_at(scene.items.partition_point(|item| item.span.end <= span.start), span)
        };
        let mut at = scene.items.partition_point(|item| item.span.end <= span.start);
        let part = |span: Span| {
            while scene.items.get(at).is_some_and(|item| item.span.end <= span.start) {
                at += 1;
            }
            item_at(at, span).map_or_else(Part::default, |at| part(caster, draft, targets, at))
        };
        let counting = self.lexicon.figures.read(scene.text(), self.tokens, span, part);
        let found = counting.figures();
        let person = |t: &&Argument| t.referent.kind() == EntityKind::Person;
        let named = targets.iter().filter(person).count() as f64;
        let killed = matches!(draft.kind, EventType::Killing | EventType::Attack);
        let mut figures: Vec<Figure> = found
            .into_iter()
            .map(|(mut figure, adds)| {
                if adds && killed && &*figure.quantity == "fatalities" {
                    figure.low += named;
                    figure.best += named;
                    figure.high = figure.high.map(|high| high + named);
                }
                figure
            })
            .collect();
        // Beside other happenings, the dead are those of the violent ones, each with its own.
        let of_other = |figure: &Figure| {
            let Some(clause) = item(figure.span).map(|at| caster.clauses.of[at]) else {
                return false;
            };
            let told =
                clause == draft.clause || caster.clauses.list[clause].host == Some(draft.clause);
            let there = |other: &Draft| other.clause == clause && kinds::is_violent(other.kind);
            // “suspended the talks after 80 people died”
            let after = caster.clauses.list[clause].link == Link::Temporal && !violent;
            // “had four sons, among them X, who was killed”
            let of_host = caster.clauses.list[draft.clause].link == Link::Relative
                && caster.clauses.list[draft.clause].host == Some(clause)
                && named > 0.0;
            !told && (of_host || caster.drafts.iter().any(there)) || clause != draft.clause && after
        };
        // “on May 6 28 people died; the next year 23 were killed”
        let own = |figure: &Figure| {
            let clause = item(figure.span).map(|at| caster.clauses.of[at]);
            &*figure.quantity == "fatalities" && clause == Some(draft.clause)
        };
        let counts_itself = rows > 1 && figures.iter().any(own);
        figures.retain(|figure| {
            let told = if counts_itself { own(figure) } else { !of_other(figure) };
            let own = told && !caster.is_of_crime(figure.span, draft);
            &*figure.quantity != "fatalities" || own && (rows == 1 || violent)
        });
        let happened = matches!(factuality, Factuality::Asserted | Factuality::Alleged)
            && !scene.is_attempted(draft.trigger);
        if draft.kind == EventType::Killing && happened {
            let is_toll = |figure: &Figure| &*figure.quantity == "fatalities";
            // “three mayors died: X on 3 May, Y on 4 June”
            let several = caster.drafts.iter().filter(|other| other.trigger == draft.trigger);
            let alone = several.count() == 1;
            let side = Some(victims::side(scene, draft)).filter(|_| alone);
            let listed = side.and_then(|side| counting.listed(side));
            let body = || victims::body(scene, caster.clauses, draft);
            let dead = figures.iter().any(is_toll);
            match listed {
                // Who is counted behind the deed is among those whom a list names.
                Some(listed)
                    if !figures.iter().any(|f| is_toll(f) && !f.span.overlaps(listed.span)) =>
                {
                    figures.retain(|figure| !is_toll(figure));
                    figures.push(listed);
                }
                _ if dead => {}
                _ => {
                    let first = targets.iter().find(person);
                    let first = first.map(|first| Figure::dead(named, first.span));
                    figures.extend(first.or_else(|| body().map(|span| Figure::dead(1.0, span))));
                }
            }
        }
        figures
    }
}

/// Whether the item at `at` stands in the clause that a participle of the deed tells more of: “a banker
/// stabbed to death”.
fn is_described(caster: &Caster<'_, '_>, draft: &Draft, at: usize) -> bool {
    let clause = &caster.clauses.list[draft.clause];
    clause.link == Link::Participle && clause.host == Some(caster.clauses.of[at])
}

/// What the item at `at` is to those who count.
fn part(caster: &Caster<'_, '_>, draft: &Draft, targets: &[Argument], at: usize) -> Part {
    let scene = caster.scene;
    let item = &scene.items[at];
    let someone = cue::SOMEONE | cue::KIN | cue::TITLE | cue::OFFICE;
    let named = scene.mention(at).is_some();
    let person = named && scene.entity_kind(at) == Some(EntityKind::Person);
    // “According to X, Y was killed”: who is named and no victim begins no list of them.
    let spared = person && !targets.iter().any(|target| target.span.overlaps(item.span));
    Part {
        name: item.date.is_some() || named,
        person,
        someone: item.has(someone) && item.trigger.is_none(),
        // “tres policías murieron y X fue herido”
        verb: scene.is_verb(at) && scene.is_finite(at) || item.has(cue::BE) && at > draft.trigger,
        deed: at == draft.trigger,
        own: (caster.clauses.of[at] == draft.clause || is_described(caster, draft, at))
            && !spared
            && !caster.is_subordinate(at),
    }
}
