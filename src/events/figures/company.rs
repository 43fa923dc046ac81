//! Those who are counted beside someone named: “X, su esposa y dos hijos”, “X and his driver”.

use super::{Meaning, WordInFigure};
use crate::model::{Figure, Span};

/// How far from the list the word may stand that tells of their death.
const REACH: usize = 6;

/// How many die beside the one whose name the word at `name` ends, where those are told without names.
pub(super) fn companions(words: &[WordInFigure], name: usize) -> Option<Figure> {
    let ends = words[name].part.name && words.get(name + 1).is_some_and(|next| !next.part.name);
    let (mut at, mut count, mut joined) = (name + 1, 0.0, false);
    while ends && !joined {
        let link = words.get(at)?;
        joined = link.is(&Meaning::Joint);
        if !joined && !link.comma {
            return None;
        }
        let (number, next) = companion(words, at + 1)?;
        count += number;
        at = next;
    }
    let told = joined && (is_dead_behind(&words[at..]) || is_killed_before(words, name, at));
    let end = words[at - 1].span.end;
    let span = Span::new(words[name].span.start, end);
    told.then(|| Figure { high: Some(count), ..Figure::dead(count, span) })
}

/// The number of those whom the words from `first` tell of, and the word behind them: “a su hijo”, “three of
/// his bodyguards”.
fn companion(words: &[WordInFigure], first: usize) -> Option<(f64, usize)> {
    let is = |at: usize, meaning: &Meaning| words.get(at).is_some_and(|word| word.is(meaning));
    let small = |at: usize| words.get(at).is_some_and(|word| word.span.len() <= 2 && !word.mark);
    let mut at = first;
    let counted = |at: usize| words.get(at).and_then(|word| word.count);
    // “a su hijo”
    if small(at)
        && counted(at).is_none()
        && (is(at + 1, &Meaning::Own) || counted(at + 1).is_some())
        && !is(at, &Meaning::Own)
    {
        at += 1;
    }
    let number = counted(at);
    at += usize::from(number.is_some());
    // “of his bodyguards”
    if number.is_some() && small(at) && is(at + 1, &Meaning::Own) {
        at += 1;
    }
    let owned = is(at, &Meaning::Own);
    at += usize::from(owned);
    let vague = number.is_some_and(|number| number.vague);
    let several = number.is_none() && words.get(at).is_some_and(|word| word.plural);
    let counted = number.is_some() || owned && !several;
    let person = is(at, &Meaning::Person) && !vague && counted;
    person.then(|| (number.map_or(1.0, |number| number.value), at + 1))
}

/// Whether the words behind a list say at once that those of it died: “fueron asesinados”.
fn is_dead_behind(behind: &[WordInFigure]) -> bool {
    let near = behind.iter().take(REACH).take_while(|word| !word.mark);
    near.into_iter().any(|word| dies(word))
}

/// Whether a word before the name says that those of the list were killed, and nobody of it does anything.
fn is_killed_before(words: &[WordInFigure], name: usize, end: usize) -> bool {
    let acts = words.get(end).is_some_and(|word| word.part.verb);
    let mut before = words[..name].iter().rev().skip_while(|word| word.part.name).take(REACH);
    !acts && before.any(|word| word.is(&Meaning::Kills))
}

fn dies(word: &WordInFigure) -> bool {
    word.is(&Meaning::DiesAlone) || word.quantity().is_some_and(|(name, _)| name == "fatalities")
}

/// Whether those counted at word `at` come on top of persons who are named: “X and three others”,
/// “X y dos policías”.
pub(super) fn adds_to_names(words: &[WordInFigure], at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map(|i| &words[i]);
    let behind = words[at + 1..].iter().take(2).take_while(|word| !word.mark);
    let others = before(1).is_some_and(|w| w.is(&Meaning::Others))
        || behind.into_iter().any(|w| w.is(&Meaning::Others));
    let joint = before(1).is_some_and(|w| w.is(&Meaning::Joint));
    // “was killed with two bodyguards”
    let dies = |w: &WordInFigure| w.is(&Meaning::DiesAlone);
    others || joint && before(2).is_some_and(|w| w.part.name || dies(w))
}

/// One more where a single person stands before those counted at word `at`: “un alcalde y 19 personas
/// más”.
pub(super) fn one_before(words: &[WordInFigure], at: usize) -> f64 {
    let before = |n: usize| at.checked_sub(n).map(|i| &words[i]);
    let others = words[at + 1..].iter().take(2).any(|w| w.is(&Meaning::Others))
        || before(1).is_some_and(|w| w.is(&Meaning::Others));
    let joint = (1..=2).find(|n| before(*n).is_some_and(|w| w.is(&Meaning::Joint)));
    let Some(joint) = joint.filter(|_| others) else { return 0.0 };
    let one = (2..=3).any(|n| {
        before(joint + n).is_some_and(|w| w.count.is_some_and(|count| count.value == 1.0))
    });
    if one { 1.0 } else { 0.0 }
}

/// How many more a second count adds: “the bodies of 58 men and 14 women”.
pub(super) fn joined_behind(words: &[WordInFigure], at: usize) -> f64 {
    let is = |n: usize, meaning: &Meaning| words.get(at + n).is_some_and(|w| w.is(meaning));
    let joined = is(1, &Meaning::Person) && is(2, &Meaning::Joint) && is(4, &Meaning::Person);
    let second = words.get(at + 3).filter(|w| joined && w.quantity().is_none());
    let ends = words.get(at + 5).is_none_or(|w| w.quantity().is_none());
    second.and_then(|w| w.count).filter(|_| ends).map_or(0.0, |count| count.value)
}
