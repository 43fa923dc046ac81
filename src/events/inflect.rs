//! The written forms of a trigger's lemma. There are tens of thousands, made at each start, hence
//! all in one piece of memory.

use std::ops::Range;

use crate::model::Language;

/// What a form says of time and voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Infinitive,
    Present,
    /// Also the Spanish imperfect.
    Past,
    /// An English form that is past tense and participle at once (“arrested”).
    PastOrParticiple,
    Participle,
    Gerund,
    Future,
    Conditional,
    Subjunctive,
    Noun,
}

impl Tense {
    /// Whether the form can be the verb of a clause without an auxiliary.
    pub(super) fn is_finite(self) -> bool {
        !matches!(self, Tense::Infinitive | Tense::Participle | Tense::Gerund | Tense::Noun)
    }
}

/// About how many forms the rows of a language have at most, and how many words in those that no
/// other row has.
pub(super) fn most(language: Language) -> (usize, usize) {
    match language {
        Language::Spanish => (40, 7),
        _ => (6, 2),
    }
}

/// Written forms, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Forms {
    text: String,
    places: Vec<(Range<usize>, Tense)>,
}

impl Forms {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.places.clear();
    }

    /// Adds the form that `parts` make together.
    pub(super) fn add(&mut self, parts: &[&str], tense: Tense) {
        let start = self.text.len();
        parts.iter().for_each(|part| self.text.push_str(part));
        self.places.push((start..self.text.len(), tense));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Tense)> {
        self.places.iter().map(|(place, tense)| (&self.text[place.clone()], *tense))
    }
}

/// The irregular forms of a row: `past=slew;participle=slain`, several of one tense with commas.
#[derive(Clone, Copy)]
pub(super) struct Irregular<'a>(pub(super) &'a str);

impl<'a> Irregular<'a> {
    /// The forms listed for `tense`; `None` where the regular ones hold.
    fn get(self, tense: &str) -> Option<impl Iterator<Item = &'a str> + Clone> {
        let cell =
            self.0.split(';').find_map(|part| part.strip_prefix(tense)?.strip_prefix('='))?;
        Some(cell.split(',').map(str::trim).filter(|form| !form.is_empty()))
    }

    /// The first tense that no rule knows, if any.
    pub(super) fn unknown(self) -> Option<&'a str> {
        const KNOWN: [&str; 7] =
            ["past", "participle", "gerund", "present", "future", "subjunctive", "plural"];
        let mut names = self.0.split(';').filter(|part| !part.is_empty());
        names.find(|part| !KNOWN.contains(&part.split('=').next().unwrap_or_default()))
    }
}

/// Adds the forms of a verb; of a phrase the first word is inflected.
pub(super) fn verb(language: Language, lemma: &str, irregular: Irregular<'_>, forms: &mut Forms) {
    // The words behind the first keep the space before them.
    let (head, rest) = lemma.split_at(lemma.find(' ').unwrap_or(lemma.len()));
    match language {
        Language::Spanish => spanish_verb(head, rest, irregular, forms),
        _ => english_verb(head, rest, irregular, forms),
    }
}

/// Adds the singular and plural of a noun; of a phrase the last word is inflected in English, the
/// first in Spanish.
pub(super) fn noun(language: Language, lemma: &str, irregular: Irregular<'_>, forms: &mut Forms) {
    forms.add(&[lemma], Tense::Noun);
    match irregular.get("plural") {
        Some(mut listed) => listed.next().iter().for_each(|form| forms.add(&[form], Tense::Noun)),
        None if language == Language::Spanish => forms.add(&[&spanish_plural(lemma)], Tense::Noun),
        None => forms.add(&[&english_plural(lemma)], Tense::Noun),
    }
}

fn english_plural(lemma: &str) -> String {
    // “withdrawal of troops”, “house of cards”: the word before the preposition.
    match lemma.split_once(" of ") {
        Some((head, rest)) => format!("{} of {rest}", with_s(head)),
        None => with_s(lemma),
    }
}

fn spanish_plural(lemma: &str) -> String {
    let (head, rest) = lemma.split_once(' ').unwrap_or((lemma, ""));
    let mut rest_words: Vec<String> = rest.split(' ').map(str::to_owned).collect();
    // An adjective right behind the noun agrees with it.
    if let Some(adjective) = rest_words.first_mut()
        && adjective.len() > 3
    {
        *adjective = spanish_word_plural(adjective);
    }
    let rest = rest_words.join(" ");
    format!("{} {rest}", spanish_word_plural(head)).trim_end().to_owned()
}

fn spanish_word_plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ión") {
        [stem, "iones"].concat()
    } else if let Some(stem) = word.strip_suffix('z') {
        [stem, "ces"].concat()
    } else if word.ends_with('s') {
        word.to_owned()
    } else if word.ends_with(['a', 'e', 'i', 'o', 'u', 'é', 'á']) {
        [word, "s"].concat()
    } else {
        [word, "es"].concat()
    }
}

fn english_verb(head: &str, rest: &str, irregular: Irregular<'_>, forms: &mut Forms) {
    if head == "be" {
        forms.add(&["be", rest], Tense::Infinitive);
        forms.add(&["is", rest], Tense::Present);
        forms.add(&["are", rest], Tense::Present);
        forms.add(&["were", rest], Tense::Past);
    } else {
        // The bare form is the plural present as well; a helper before it tells.
        forms.add(&[head, rest], Tense::Present);
        forms.add(&[&with_s(head), rest], Tense::Present);
    }
    match irregular.get("gerund") {
        Some(listed) => listed.for_each(|form| forms.add(&[form], Tense::Gerund)),
        None => forms.add(&[&english_gerund(head), rest], Tense::Gerund),
    }
    let regular = [&english_past(head), rest].concat();
    let listed = |tense: &str| match irregular.get(tense) {
        Some(listed) => listed.collect(),
        None => vec![regular.as_str()],
    };
    let (past, participle) = (listed("past"), listed("participle"));
    for form in &past {
        let both = participle.contains(form);
        forms.add(&[form], if both { Tense::PastOrParticiple } else { Tense::Past });
    }
    for form in participle.iter().filter(|form| !past.contains(form)) {
        forms.add(&[form], Tense::Participle);
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !is_vowel(c))
}

fn with_s(word: &str) -> String {
    if ends_in_consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end)) {
        [word, "es"].concat()
    } else {
        [word, "s"].concat()
    }
}

/// Whether the last consonant of a word of one syllable is doubled: “stop”, “rob”.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return false };
    let vowels = letters.iter().filter(|c| is_vowel(**c)).count();
    vowels == 1
        && is_vowel(vowel)
        && !is_vowel(before)
        && !is_vowel(last)
        && !matches!(last, 'w' | 'x' | 'y' | 'h')
}

fn english_past(word: &str) -> String {
    if word.ends_with('e') {
        [word, "d"].concat()
    } else if ends_in_consonant_y(word) {
        format!("{}ied", &word[..word.len() - 1])
    } else if doubles(word) {
        format!("{word}{}ed", &word[word.len() - 1..])
    } else {
        [word, "ed"].concat()
    }
}

fn english_gerund(word: &str) -> String {
    if word.ends_with('e') && !word.ends_with("ee") {
        format!("{}ing", &word[..word.len() - 1])
    } else if doubles(word) {
        format!("{word}{}ing", &word[word.len() - 1..])
    } else {
        [word, "ing"].concat()
    }
}

/// The third persons of a Spanish verb, and the first of the preterite plural.
fn spanish_verb(head: &str, rest: &str, irregular: Irregular<'_>, forms: &mut Forms) {
    let (head, reflexive) = match head.strip_suffix("se") {
        Some(bare) if bare.ends_with('r') => (bare, true),
        _ => (head, false),
    };
    let pronoun = if reflexive { "se " } else { "" };
    let Some((at, _)) = head.char_indices().rev().nth(1) else { return };
    let (stem, ending) = head.split_at(at);
    let first = ending == "ar";
    let from = forms.places.len();
    let mut regular =
        |name: &str, tense: Tense, endings: &[&str], base: &str| match irregular.get(name) {
            Some(listed) => listed.for_each(|form| forms.add(&[form], tense)),
            None if reflexive && tense == Tense::Gerund => {}
            None => endings.iter().for_each(|end| forms.add(&[pronoun, base, end, rest], tense)),
        };
    let soft = subjunctive_stem(stem, first);
    let pick = |a: &'static [&'static str], b: &'static [&'static str]| if first { a } else { b };
    let glide = Glide::of(stem, first);
    let past = match glide {
        Glide::None => pick(&["ó", "aron"], &["ió", "ieron"]),
        Glide::BeforeVowels | Glide::Everywhere => &["yó", "yeron"],
    };
    let gerund = if glide == Glide::None { pick(&["ando"], &["iendo"]) } else { &["yendo"] };
    let (present, subjunctive) = match glide {
        Glide::Everywhere => (&["ye", "yen"], &["ya", "yan"]),
        _ if first => (&["a", "an"], &["e", "en"]),
        _ => (&["e", "en"], &["a", "an"]),
    };
    regular("past", Tense::Past, past, stem);
    regular("present", Tense::Present, present, stem);
    regular("future", Tense::Future, &["á", "án"], head);
    regular("gerund", Tense::Gerund, gerund, stem);
    regular("subjunctive", Tense::Subjunctive, subjunctive, &soft);
    match irregular.get("participle") {
        Some(listed) => listed.for_each(|form| agreeing(form, forms)),
        None => {
            let ending = match glide {
                _ if first => "ado",
                Glide::BeforeVowels => "ído",
                _ => "ido",
            };
            agreeing(&[stem, ending, rest].concat(), forms);
        }
    }
    let made = forms.places[from..].iter().filter(|(_, tense)| *tense == Tense::Past);
    let pasts: Vec<String> = made.map(|(place, _)| forms.text[place.clone()].to_owned()).collect();
    pasts.iter().for_each(|form| past_subjunctive(form, forms));
    pasts.iter().for_each(|form| first_plural(form, forms));
    if !reflexive {
        let imperfect = if first { ["aba", "aban"] } else { ["ía", "ían"] };
        imperfect.iter().for_each(|end| forms.add(&[stem, end, rest], Tense::Past));
        let conditional = irregular.get("future").and_then(|mut f| f.next()?.split(' ').next());
        let base = conditional.and_then(|f| f.strip_suffix('á')).unwrap_or(head);
        ["ía", "ían"].iter().for_each(|end| forms.add(&[base, end, rest], Tense::Conditional));
        forms.add(&[head, rest], Tense::Infinitive);
    }
    let clitics = ["se", "lo", "la", "los", "las", "le", "les"];
    let clitics = if reflexive { &clitics[..1] } else { &clitics[..] };
    clitics.iter().for_each(|clitic| forms.add(&[head, clitic, rest], Tense::Infinitive));
}

/// Where a Spanish verb has a y that its infinitive lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glide {
    /// “abrir”.
    None,
    /// Between vowels, for an i: “caer, cayó, cayendo”.
    BeforeVowels,
    /// Before every ending but those in i too: “destruir, destruyó, destruye, destruya”.
    Everywhere,
}

impl Glide {
    fn of(stem: &str, first: bool) -> Glide {
        let sounds_u = stem.ends_with('u') && !stem.ends_with("gu") && !stem.ends_with("qu");
        match first {
            false if sounds_u => Glide::Everywhere,
            false if stem.ends_with(['a', 'e', 'o']) => Glide::BeforeVowels,
            _ => Glide::None,
        }
    }
}

/// The four genders and numbers of a participle.
fn agreeing(form: &str, forms: &mut Forms) {
    let (word, rest) = form.split_at(form.find(' ').unwrap_or(form.len()));
    match word.strip_suffix('o') {
        Some(stem) => ["o", "a", "os", "as"]
            .iter()
            .for_each(|end| forms.add(&[stem, end, rest], Tense::Participle)),
        None => forms.add(&[form], Tense::Participle),
    }
}

/// “capturaron” gives “capturara”, “capturaran” and “capturase”.
fn past_subjunctive(past: &str, forms: &mut Forms) {
    let (before, tail) = match past.strip_prefix("se ") {
        Some(tail) => ("se ", tail),
        None => ("", past),
    };
    let (word, rest) = tail.split_at(tail.find(' ').unwrap_or(tail.len()));
    if let Some(stem) = word.strip_suffix("ron") {
        let add = |end: &&str| forms.add(&[before, stem, end, rest], Tense::Subjunctive);
        ["ra", "ran", "se"].iter().for_each(add);
    }
}

/// “capturaron” gives “capturamos”, “detuvieron” gives “detuvimos”.
fn first_plural(past: &str, forms: &mut Forms) {
    let (word, rest) = past.split_at(past.find(' ').unwrap_or(past.len()));
    let Some(stem) = word.strip_suffix("ron") else { return };
    match stem.strip_suffix('e') {
        Some(bare) => {
            let bare = bare.strip_suffix(['i', 'y']).unwrap_or(bare);
            forms.add(&[bare, "imos", rest], Tense::Past);
        }
        None => forms.add(&[stem, "mos", rest], Tense::Past),
    }
}

/// The stem before e or a with the sound of the infinitive: “entregu-”, “ataqu-”, “dirij-”.
fn subjunctive_stem(stem: &str, first: bool) -> String {
    let replace =
        |tail: &str, with: &str| stem.strip_suffix(tail).map(|bare| [bare, with].concat());
    let changed = if first {
        replace("g", "gu").or_else(|| replace("c", "qu")).or_else(|| replace("z", "c"))
    } else {
        replace("g", "j").or_else(|| replace("c", "zc"))
    };
    changed.unwrap_or_else(|| stem.to_owned())
}

#[cfg(test)]
mod tests;
