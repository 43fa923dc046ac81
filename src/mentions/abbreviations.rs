//! Abbreviations that a text gives behind a name: “Servicio Nacional de Inteligencia (SNI)”.

use super::definitions::Defined;
use super::dictionary::flag;
use super::link::Linker;
use super::scan::{Candidate, Scan};
use crate::model::EntityKind;
use crate::tokens::{Shape, Word, fold};

impl Linker<'_> {
    /// An abbreviation in parentheses behind the name from token `first` to `last`, whose initials
    /// it has.
    pub fn abbreviation_behind(&self, first: usize, last: usize) -> Option<Defined> {
        let scan = &self.scan;
        let open = scan.tokens.get(last + 1)?;
        if open.word != scan.marks.open {
            return None;
        }
        let at = last + 2;
        let token = *scan.tokens.get(at)?;
        let behind = scan.tokens.get(at + 1)?;
        let ends = behind.word == scan.marks.close || behind.word == scan.marks.comma;
        let strange = token.shape == Shape::Capital && token.word == Word::UNKNOWN;
        let short = strange || matches!(token.shape, Shape::Upper | Shape::Mixed);
        let text = self.document.text();
        let letters = token.span().of(text);
        let fits = ends && short && has_initials(letters, scan, text, first, last);
        fits.then_some(Defined { first: at, last: at })
    }

    /// The body or other entity of the dictionary that an unlisted name and the abbreviation behind
    /// it mean together: most of the name's words are in one of its names, and it has the
    /// abbreviation.
    pub fn by_abbreviation(&self, candidate: &Candidate, kind: EntityKind) -> Option<u32> {
        if matches!(kind, EntityKind::Person | EntityKind::Place) {
            return None;
        }
        let short = self.abbreviation_behind(candidate.first, candidate.last)?;
        let text = self.document.text();
        let word = |i: usize| fold(self.scan.tokens[i].span().of(text));
        let words: Vec<String> =
            (candidate.first..=candidate.last).map(word).filter(|word| word.len() > 3).collect();
        let dictionary = &self.gazetteer.dictionary;
        let likeness = |entity: u32| {
            let entity = dictionary.entity(entity);
            let names = std::iter::once(&*entity.name).chain(entity.aliases.split('|'));
            let shared = |name: &str| {
                let name = fold(name);
                let has = |word: &&String| name.split(' ').any(|other| other == **word);
                words.iter().filter(has).count()
            };
            names.map(shared).max().unwrap_or_default()
        };
        let forms = self.scan.forms_of(short.first, short.last).iter();
        let entities = forms.filter(|form| {
            form.has(flag::ACRONYM)
                && form.kind == kind
                && !self.evidence.is_foreign(dictionary, form.entity)
        });
        let mut best: Vec<(usize, u32)> =
            entities.map(|form| (likeness(form.entity), form.entity)).collect();
        let most = best.iter().map(|(shared, _)| *shared).max()?;
        best.retain(|(shared, _)| *shared == most);
        if best.len() > 1 {
            // The prosecutors of many states have one abbreviation.
            best.retain(|(_, entity)| self.evidence.names_region(dictionary, *entity));
        }
        let fits = most >= 2 && most * 5 >= words.len() * 3;
        best.first().filter(|_| fits && best.len() == 1).map(|(_, entity)| *entity)
    }
}

/// Whether most capitals of `short` are initials of the words from `first` to `last`, in order,
/// its first among them.
fn has_initials(short: &str, scan: &Scan, text: &str, first: usize, last: usize) -> bool {
    let initial = |i: usize| {
        let folded = fold(scan.tokens[i].span().of(text));
        folded.chars().next().filter(|c| c.is_alphanumeric())
    };
    let initials: Vec<char> = (first..=last).filter_map(initial).collect();
    let letters: Vec<char> = fold(short).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut rest = initials.iter();
    let hits = letters.iter().filter(|letter| rest.any(|initial| initial == *letter)).count();
    let initialed =
        letters.len() >= 2 && initials.len() >= 2 && hits * 3 >= letters.len() * 2 && hits >= 2;
    initialed || has_letters(&letters, scan, text, first, last)
}

/// Whether `letters` begin as the words from `first` to `last` do and stand in them in order:
/// “Sunacrip” for “Superintendencia de Criptoactivos”.
fn has_letters(letters: &[char], scan: &Scan, text: &str, first: usize, last: usize) -> bool {
    let name = fold(scan.tokens.span(first, last).of(text));
    let mut rest = name.chars();
    letters.len() > 3
        && name.chars().next() == letters.first().copied()
        && letters.iter().all(|letter| rest.any(|other| other == *letter))
}
