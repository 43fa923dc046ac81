//! Those whom a deed killed, as a list of persons beside its word: “a policeman, his wife and two sons”.

use super::{Meaning, WordInFigure};
use crate::model::{Figure, Span};

/// How many words of a sentence before a deed are looked at for those who suffered it.
const REACH: usize = 48;
/// How many words may stand between a list and the deed: “were also, in the same town, shot dead”.
const BETWEEN: usize = 8;
/// How many words an aside between commas can fill.
const ASIDE: usize = 12;
/// How many words behind a noun tell more of the same person: “of the state police”.
const MODIFIERS: usize = 7;
/// How many words may stand between an article and its noun.
const ADJECTIVES: usize = 3;

/// Where those who suffered a deed stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::events) enum Side {
    /// Before it: “were killed”, “died”.
    Before,
    /// Before or behind it: “murió un soldado”.
    Around,
    /// Behind it: “killed”.
    Behind,
    /// Behind a noun and its “of”: “the murder of”.
    OfNoun,
}

/// The persons on the `side` of the deed among `words` and how many they are; none where it cannot be told,
/// as of “his sons”.
pub(super) fn listed(words: &[WordInFigure], side: Side) -> Option<Figure> {
    let deed = words.iter().position(|word| word.part.deed)?;
    let end =
        words[deed..].iter().position(|word| !word.part.deed).map_or(words.len(), |n| deed + n);
    let found = match side {
        Side::Before => before(words, deed),
        Side::Around => before(words, deed).or_else(|| behind(words, end)),
        Side::Behind => behind(words, end),
        Side::OfNoun => {
            let of = words.get(end)?.is(&Meaning::Of);
            of.then(|| list(words, end)).flatten()
        }
    }?;
    let span = Span::new(words[found.start].span.start, words[found.end - 1].span.end);
    let high = (!found.vague).then_some(found.count);
    Some(Figure { high, ..Figure::dead(found.count, span) })
}

/// A list of persons.
#[derive(Clone, Copy, Debug)]
struct List {
    count: f64,
    vague: bool,
    /// Its first word.
    start: usize,
    /// Behind its last word.
    end: usize,
}

/// The longest list that ends shortly before the deed.
fn before(words: &[WordInFigure], deed: usize) -> Option<List> {
    (deed.saturating_sub(REACH)..deed).find_map(|start| {
        let begins = may_begin(words, start, 0);
        let list = begins.then(|| list(&words[..deed], start))??;
        let between = &words[list.end..deed];
        let plain = |word: &WordInFigure| {
            let other = word.part.person || word.part.someone || word.count.is_some();
            !other && (!word.mark || word.part.name) && !word.is(&Meaning::Joint)
        };
        (between.len() <= BETWEEN && between.iter().all(plain)).then_some(list)
    })
}

/// The list that begins behind the deed, behind words for when, where and how.
fn behind(words: &[WordInFigure], end: usize) -> Option<List> {
    let passed = |word: &&WordInFigure| {
        !word.part.person
            && !word.part.verb
            && (!word.mark || word.part.name)
            && !word.is(&Meaning::Joint)
    };
    let room = words[end..].iter().take(BETWEEN).take_while(passed).count();
    (end..=end + room).find_map(|start| {
        let begins = may_begin(words, start, end);
        begins.then(|| list(words, start)).flatten()
    })
}

/// Whether a list may begin at word `start`, where the words from `first` are looked at.
fn may_begin(words: &[WordInFigure], start: usize, first: usize) -> bool {
    // “ligados a X”: who does not belong there does not with the preposition either.
    let named = |word: &WordInFigure| word.part.person && !word.part.own;
    let governs = words.get(start).is_some_and(WordInFigure::is_small);
    let spared = governs && words.get(start + 1).is_some_and(named);
    words.get(start).is_some_and(|word| word.part.own && !word.is(&Meaning::Of))
        && !spared
        && (start == first || !is_inside(&words[start - 1]))
}

/// Whether a word belongs to the phrase of what follows it, so that no list begins behind it.
fn is_inside(word: &WordInFigure) -> bool {
    word.part.person || word.is_determiner() || word.is_small() && !word.is(&Meaning::To)
}

/// The list whose first member begins at word `start`.
fn list(words: &[WordInFigure], start: usize) -> Option<List> {
    let first = member(words, start)?;
    let mut list = List { count: first.count, vague: first.vague, start, end: first.end };
    let mut last = first;
    loop {
        let comma = words.get(list.end).is_some_and(|word| word.comma);
        let at = list.end + usize::from(comma);
        let joint = words.get(at).is_some_and(|word| word.is(&Meaning::Joint));
        if !comma && !joint {
            return Some(list);
        }
        if let Some(end) = explained(words, &last, list.end).filter(|_| comma && !joint) {
            list.end = end;
            continue;
        }
        let next = at + usize::from(joint);
        // “killed three men, and X announced it”
        let acts = |next: &Member| words.get(next.end).is_some_and(|word| word.part.verb);
        let Some(next) = known(words, next)?.filter(|next| !acts(next)) else {
            // “, of Oklahoma, and”: the list goes on behind it.
            let aside = comma.then(|| aside(words, at)).flatten();
            let Some(end) = aside else { return Some(list) };
            list.end = end;
            continue;
        };
        list.count += next.count;
        list.vague |= next.vague;
        list.end = next.end;
        last = next;
    }
}

/// One or several who are named together in a list.
#[derive(Clone, Copy, Debug)]
struct Member {
    count: f64,
    vague: bool,
    named: bool,
    /// Behind its last word.
    end: usize,
}

/// The member that begins at word `at`, none where no person is told of there; fails where it is one whose
/// number nobody knows.
fn known(words: &[WordInFigure], at: usize) -> Option<Option<Member>> {
    let own = |at: usize| words.get(at).is_some_and(|word| word.is(&Meaning::Own));
    let found = member(words, at);
    let several = found.is_none() && (own(at) || own(at + 1));
    (!several).then_some(found)
}

fn member(words: &[WordInFigure], start: usize) -> Option<Member> {
    let is = |at: usize, meaning: &Meaning| words.get(at).is_some_and(|word| word.is(meaning));
    let lead = words.get(start).filter(|word| word.is_small());
    let to = lead.is_some_and(|word| word.is(&Meaning::To) || word.is(&Meaning::Of));
    let at = start + usize::from(to);
    if words.get(at)?.part.person {
        let end = behind_name(words, at);
        return Some(Member { count: 1.0, vague: false, named: true, end: modified(words, end) });
    }
    let whose = |at: usize| is(at, &Meaning::Own) || is(at, &Meaning::The);
    let other = is(at, &Meaning::Others);
    // “sus dos hijos”, “otros dos”
    let at = at + usize::from((whose(at) || other) && words.get(at + 1)?.count.is_some());
    let counted = words[at].count.filter(|_| !words[at].mark);
    if counted.is_none() && !whose(at) && !other {
        return None;
    }
    let (value, vague) = counted.map_or((1.0, false), |count| (count.value, count.vague));
    // “una pareja”
    if counted.is_some() && is(at, &Meaning::Pair) {
        return Some(Member { count: value, vague, named: false, end: modified(words, at + 1) });
    }
    // “three of his men”, “otro de los heridos”
    if (counted.is_some() || other) && is(at + 1, &Meaning::Of) && whose(at + 2) {
        let noun = words.get(at + 3).filter(|word| !word.mark && !word.part.deed);
        return noun.map(|_| Member {
            count: value,
            vague,
            named: false,
            end: modified(words, at + 4),
        });
    }
    let noun = noun_behind(words, at + 1, counted.is_some() && value == 1.0)?;
    let (count, end) = persons(words, noun, counted.is_none() && words[noun].plural, value)?;
    // “el alcalde Juan Pérez”
    let named = count == 1.0 && words.get(end).is_some_and(|word| word.part.person);
    Some(Member { count, vague, named, end: modified(words, end) })
}

/// How many the noun at word `noun` means behind a count of `value`, and the word behind it; none for a
/// noun of `several` whom nobody counts.
fn persons(words: &[WordInFigure], noun: usize, several: bool, value: f64) -> Option<(f64, usize)> {
    let word = &words[noun];
    if word.is(&Meaning::Pair) {
        return Some((2.0 * value, noun + 1));
    }
    if word.is(&Meaning::Group) {
        // “a family of five”
        let of = words.get(noun + 1).is_some_and(|word| word.is(&Meaning::Of));
        let count = words.get(noun + 2).filter(|_| of)?.count?;
        return Some((count.value, noun + 3));
    }
    (!several).then_some((value, noun + 1))
}

/// The noun of a person within a few words from `at`; behind “a”, the first word where none is known.
fn noun_behind(words: &[WordInFigure], at: usize, any: bool) -> Option<usize> {
    let mut next = at;
    for _ in 0..=ADJECTIVES {
        let word = words.get(next)?;
        if word.is_someone() {
            // “police officer”
            let longer = words.get(next + 1).is_some_and(|word| word.is_someone());
            return Some(next + usize::from(longer));
        }
        let place_or_age = word.part.name && !word.part.person;
        let within = word.is_plain() || place_or_age || any && word.count.is_some();
        if !within {
            break;
        }
        // “19-year-old”
        while words.get(next + 1).is_some_and(|after| after.span.start == words[next].span.end) {
            next += 1;
        }
        next += 1;
    }
    let word = words.get(at)?;
    (any && word.is_plain() && !word.plural && !word.part.deed).then_some(at)
}

/// Behind what tells more of the person before word `at`: “of the state police”, “identified as X”.
fn modified(words: &[WordInFigure], at: usize) -> usize {
    let more = |word: &&WordInFigure| {
        let stops = word.mark && !word.part.name
            || word.part.deed
            || word.part.verb
            || word.is(&Meaning::Joint);
        !stops && !word.is(&Meaning::Kills) && !word.is(&Meaning::To)
    };
    let at = at.min(words.len());
    at + words[at..].iter().take(MODIFIERS).take_while(more).count()
}

fn behind_name(words: &[WordInFigure], at: usize) -> usize {
    words[at..].iter().position(|word| !word.part.person).map_or(words.len(), |n| at + n)
}

/// Behind the comma that ends an aside on the member before word `at`: who has a name that was told of
/// without (“a policeman, Juan Robles,”), or the other way round (“Juan Robles, a policeman,”).
fn explained(words: &[WordInFigure], last: &Member, at: usize) -> Option<usize> {
    let named = member(words, at + 1)?;
    let ends = |end: usize| words.get(end).is_none_or(|word| word.mark && !word.part.name);
    if last.named {
        let apposed = !named.named && named.count == 1.0 && ends(named.end);
        return apposed.then_some(words.len().min(named.end + 1));
    }
    let (mut names, mut end) = (0.0, at);
    while words.get(end).is_some_and(|word| word.comma || word.is(&Meaning::Joint)) {
        let Some(next) = member(words, end + 1).filter(|next| next.named) else { break };
        names += 1.0;
        end = next.end;
    }
    (names == last.count && ends(end)).then_some(words.len().min(end + 1))
}

/// Behind the comma that ends the aside which begins at word `at`.
fn aside(words: &[WordInFigure], at: usize) -> Option<usize> {
    let length = words.get(at..)?.iter().take(ASIDE).position(|word| word.comma)?;
    let within = &words[at..at + length];
    let quiet = !within.iter().any(|word| word.part.verb || word.part.deed || word.part.person);
    quiet.then_some(at + length + 1)
}
