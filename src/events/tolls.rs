//! What a sentence counts, and how many of it belong to one happening.

use super::arguments::Caster;
use super::clauses::Link;
use super::figures::Part;
use super::govern::Draft;
use super::{Reader, kinds, victims};
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
            match item_at(at, span) {
                Some(at) if scene.items[at].date.is_some() || scene.mention(at).is_some() => {
                    Part::Name
                }
                Some(at) if scene.is_verb(at) && scene.is_finite(at) => Part::Verb,
                _ => Part::Word,
            }
        };
        let found = self.lexicon.figures.find(scene.text(), self.tokens, span, part);
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
        let dead = figures.iter().any(|figure| &*figure.quantity == "fatalities");
        let toll = |count: f64, span: Span| Figure {
            quantity: "fatalities".into(),
            low: count,
            best: count,
            high: None,
            unit: "persons".into(),
            span,
        };
        let happened = matches!(factuality, Factuality::Asserted | Factuality::Alleged)
            && !scene.is_attempted(draft.trigger);
        if draft.kind == EventType::Killing && !dead && happened {
            let one =
                || victims::one_alone(scene, caster.clauses, draft).map(|span| toll(1.0, span));
            let first = targets.iter().find(person).map(|first| toll(named, first.span));
            figures.extend(first.or_else(one));
        }
        figures
    }
}
