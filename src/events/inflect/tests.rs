use super::*;

fn of(language: Language, lemma: &str, irregular: &str, tense: Tense) -> Vec<String> {
    let mut forms = Forms::default();
    verb(language, lemma, Irregular(irregular), &mut forms);
    forms.iter().filter(|(_, t)| *t == tense).map(|(form, _)| form.to_owned()).collect()
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
        ["capturó", "capturaron", "capturamos", "capturaba", "capturaban"]
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
    let of = |language, lemma: &str| {
        let mut forms = Forms::default();
        noun(language, lemma, Irregular(""), &mut forms);
        forms.iter().nth(1).map(|(form, _)| form.to_owned()).unwrap_or_default()
    };
    assert_eq!(of(Language::English, "withdrawal of troops"), "withdrawals of troops");
    assert_eq!(of(Language::Spanish, "orden ejecutiva"), "ordenes ejecutivas");
    assert_eq!(of(Language::Spanish, "extradición"), "extradiciones");
}
