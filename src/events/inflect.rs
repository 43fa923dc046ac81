//! The written forms of a trigger's lemma. There are tens of thousands, made at each start: joining
//! parts takes a third of the time of formatting them.

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

/// The irregular forms of a row: `past=slew;participle=slain`, several of one tense with commas.
#[derive(Clone, Copy)]
pub(super) struct Irregular<'a>(pub(super) &'a str);

impl<'a> Irregular<'a> {
    /// The forms listed for `tense`; `None` where the regular ones hold.
    fn get(self, tense: &str) -> Option<Vec<&'a str>> {
        let cell =
            self.0.split(';').find_map(|part| part.strip_prefix(tense)?.strip_prefix('='))?;
        Some(cell.split(',').map(str::trim).filter(|form| !form.is_empty()).collect())
    }

    /// The first tense that no rule knows, if any.
    pub(super) fn unknown(self) -> Option<&'a str> {
        const KNOWN: [&str; 7] =
            ["past", "participle", "gerund", "present", "future", "subjunctive", "plural"];
        let mut names = self.0.split(';').filter(|part| !part.is_empty());
        names.find(|part| !KNOWN.contains(&part.split('=').next().unwrap_or_default()))
    }
}

/// The forms of a verb; of a phrase the first word is inflected.
pub(super) fn verb(
    language: Language,
    lemma: &str,
    irregular: Irregular<'_>,
) -> Vec<(String, Tense)> {
    let (head, rest) = match lemma.split_once(' ') {
        Some((head, rest)) => (head, [" ", rest].concat()),
        None => (lemma, String::new()),
    };
    match language {
        Language::Spanish => spanish_verb(head, &rest, irregular),
        _ => english_verb(head, &rest, irregular),
    }
}

/// The singular and plural of a noun; of a phrase the last word is inflected in English, the first
/// in Spanish.
pub(super) fn noun(
    language: Language,
    lemma: &str,
    irregular: Irregular<'_>,
) -> Vec<(String, Tense)> {
    let mut forms = vec![(lemma.to_owned(), Tense::Noun)];
    let plural = match irregular.get("plural") {
        Some(listed) => listed.first().map(|form| (*form).to_owned()),
        None => match language {
            Language::Spanish => Some(spanish_plural(lemma)),
            _ => Some(english_plural(lemma)),
        },
    };
    forms.extend(plural.map(|form| (form, Tense::Noun)));
    forms
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

fn english_verb(head: &str, rest: &str, irregular: Irregular<'_>) -> Vec<(String, Tense)> {
    let mut forms = Vec::new();
    let mut add = |form: String, tense: Tense| forms.push((form, tense));
    if head == "be" {
        add(["be", rest].concat(), Tense::Infinitive);
        add(["is", rest].concat(), Tense::Present);
        add(["are", rest].concat(), Tense::Present);
        add(["were", rest].concat(), Tense::Past);
    } else {
        // The bare form is the plural present as well; a helper before it tells.
        add([head, rest].concat(), Tense::Present);
        add([&with_s(head), rest].concat(), Tense::Present);
    }
    match irregular.get("gerund") {
        Some(listed) => listed.iter().for_each(|f| add((*f).to_owned(), Tense::Gerund)),
        None => add([&english_gerund(head), rest].concat(), Tense::Gerund),
    }
    let (past, participle) = (irregular.get("past"), irregular.get("participle"));
    let regular = || vec![[&english_past(head), rest].concat()];
    let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let past = past.map_or_else(regular, owned);
    let participle = participle.map_or_else(regular, owned);
    for form in &past {
        let both = participle.contains(form);
        add(form.clone(), if both { Tense::PastOrParticiple } else { Tense::Past });
    }
    for form in participle.into_iter().filter(|form| !past.contains(form)) {
        add(form, Tense::Participle);
    }
    forms
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
fn spanish_verb(head: &str, rest: &str, irregular: Irregular<'_>) -> Vec<(String, Tense)> {
    let (head, reflexive) = match head.strip_suffix("se") {
        Some(bare) if bare.ends_with('r') => (bare, true),
        _ => (head, false),
    };
    let pronoun = if reflexive { "se " } else { "" };
    let Some((at, _)) = head.char_indices().rev().nth(1) else { return Vec::new() };
    let (stem, ending) = head.split_at(at);
    let first = ending == "ar";
    let mut forms = Vec::new();
    let mut regular =
        |name: &str, tense: Tense, endings: &[&str], base: &str| match irregular.get(name) {
            Some(listed) => forms.extend(listed.iter().map(|form| ((*form).to_owned(), tense))),
            None if reflexive && tense == Tense::Gerund => {}
            None => {
                forms.extend(endings.iter().map(|end| ([pronoun, base, end, rest].concat(), tense)))
            }
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
    let participle = irregular.get("participle").map(|l| l.iter().map(|f| (*f).into()).collect());
    let participle: Vec<String> = participle.unwrap_or_else(|| {
        let ending = match glide {
            _ if first => "ado",
            Glide::BeforeVowels => "ído",
            _ => "ido",
        };
        vec![[stem, ending, rest].concat()]
    });
    forms.extend(participle.iter().flat_map(|form| agreeing(form)));
    let pasts: Vec<String> =
        forms.iter().filter(|(_, t)| *t == Tense::Past).map(|(f, _)| f.clone()).collect();
    forms.extend(pasts.iter().flat_map(|form| past_subjunctive(form)));
    if !reflexive {
        let imperfect = if first { ["aba", "aban"] } else { ["ía", "ían"] };
        forms.extend(imperfect.map(|end| ([stem, end, rest].concat(), Tense::Past)));
        let conditional = irregular.get("future").and_then(|f| f.first()?.split(' ').next());
        let base = conditional.and_then(|f| f.strip_suffix('á')).unwrap_or(head);
        forms.extend(["ía", "ían"].map(|e| ([base, e, rest].concat(), Tense::Conditional)));
        forms.push(([head, rest].concat(), Tense::Infinitive));
    }
    let clitics = ["se", "lo", "la", "los", "las", "le", "les"];
    let clitics = if reflexive { &clitics[..1] } else { &clitics[..] };
    forms.extend(clitics.iter().map(|c| ([head, c, rest].concat(), Tense::Infinitive)));
    forms
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
fn agreeing(form: &str) -> Vec<(String, Tense)> {
    let (word, rest) = form.split_once(' ').unwrap_or((form, ""));
    let Some(stem) = word.strip_suffix('o') else {
        return vec![(form.to_owned(), Tense::Participle)];
    };
    let full = |end: &str| [stem, end, " ", rest].concat().trim_end().to_owned();
    ["o", "a", "os", "as"].map(|end| (full(end), Tense::Participle)).to_vec()
}

/// “capturaron” gives “capturara”, “capturaran” and “capturase”.
fn past_subjunctive(past: &str) -> Vec<(String, Tense)> {
    let (before, word, rest) = match past.strip_prefix("se ") {
        Some(tail) => ("se ", tail.split(' ').next().unwrap_or(tail), tail.split_once(' ')),
        None => ("", past.split(' ').next().unwrap_or(past), past.split_once(' ')),
    };
    let Some(stem) = word.strip_suffix("ron") else { return Vec::new() };
    let rest = rest.map_or(String::new(), |(_, rest)| [" ", rest].concat());
    let full = |end: &str| ([before, stem, end, &rest].concat(), Tense::Subjunctive);
    ["ra", "ran", "se"].map(full).to_vec()
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
mod tests {
    use super::*;

    fn of(language: Language, lemma: &str, irregular: &str, tense: Tense) -> Vec<String> {
        let forms = verb(language, lemma, Irregular(irregular));
        forms.into_iter().filter(|(_, t)| *t == tense).map(|(form, _)| form).collect()
    }

    #[test]
    fn inflects_english_verbs() {
        let both = Tense::PastOrParticiple;
        assert_eq!(of(Language::English, "arrest", "", both), ["arrested"]);
        assert_eq!(of(Language::English, "rob", "", both), ["robbed"]);
        assert_eq!(of(Language::English, "hand over", "", Tense::Gerund), ["handing over"]);
        assert_eq!(of(Language::English, "catch", "", Tense::Present), ["catch", "catches"]);
        let take = "past=took;participle=taken";
        assert_eq!(of(Language::English, "take", take, Tense::Participle), ["taken"]);
        assert!(of(Language::English, "take", take, both).is_empty());
    }

    #[test]
    fn inflects_spanish_verbs() {
        let of = |lemma: &str, irregular: &str, t| of(Language::Spanish, lemma, irregular, t);
        assert_eq!(
            of("capturar", "", Tense::Past),
            ["capturó", "capturaron", "capturaba", "capturaban"]
        );
        assert_eq!(of("entregar", "", Tense::Subjunctive)[..2], ["entregue", "entreguen"]);
        assert_eq!(of("excluir", "", Tense::Past)[..2], ["excluyó", "excluyeron"]);
        assert_eq!(of("excluir", "", Tense::Present), ["excluye", "excluyen"]);
        assert_eq!(of("poseer", "", Tense::Past)[..2], ["poseyó", "poseyeron"]);
        assert_eq!(of("poseer", "", Tense::Present), ["posee", "poseen"]);
        assert_eq!(of("fugarse", "", Tense::Future), ["se fugará", "se fugarán"]);
        assert!(of("poseer", "", Tense::Participle).contains(&"poseída".to_owned()));
        assert_eq!(of("extinguir", "", Tense::Present), ["extingue", "extinguen"]);
        let hold = "past=detuvo,detuvieron;future=detendrá,detendrán";
        assert_eq!(of("detener", hold, Tense::Past)[..2], ["detuvo", "detuvieron"]);
        assert_eq!(of("detener", hold, Tense::Conditional), ["detendría", "detendrían"]);
        assert!(of("detener", hold, Tense::Participle).contains(&"detenidas".to_owned()));
    }

    #[test]
    fn inflects_nouns() {
        let of = |language, lemma: &str| noun(language, lemma, Irregular(""))[1].0.clone();
        assert_eq!(of(Language::English, "withdrawal of troops"), "withdrawals of troops");
        assert_eq!(of(Language::Spanish, "orden ejecutiva"), "ordenes ejecutivas");
        assert_eq!(of(Language::Spanish, "extradición"), "extradiciones");
    }
}
