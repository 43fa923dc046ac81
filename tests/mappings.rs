//! The codes of other event data: each row of `rules/mappings` has an example that gets its codes, and
//! the codes are those of the codebooks.

use std::sync::Arc;

use cronica::input::from_text;
use cronica::timeline::{Scheme, merge};
use cronica::{Pipeline, Tables};

/// Types, and what each of them is divided into.
type Codebook = &'static [(&'static str, &'static [&'static str])];

/// The types of PLOVER as POLECAT has them, and the modes of each.
const PLOVER: Codebook = &[
    ("AGREE", &[]),
    ("CONSULT", &["visit", "third-party", "multilateral", "phone"]),
    ("SUPPORT", &[]),
    ("CONCEDE", &[]),
    ("COOPERATE", &[]),
    ("AID", &[]),
    ("RETREAT", &["withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"]),
    ("REQUEST", &["assist", "change", "yield", "meet"]),
    ("ACCUSE", &["disapprove", "investigate", "allege"]),
    ("REJECT", &["assist", "change", "yield", "meet"]),
    ("THREATEN", &["restrict", "ban", "arrest", "relations", "expel", "territory", "violence"]),
    ("PROTEST", &["demo", "riot", "general", "strike", "hunger", "boycott", "obstruct"]),
    ("SANCTION", &["convict", "expel", "withdraw", "discontinue"]),
    ("MOBILIZE", &["troops", "weapons", "police", "militia"]),
    (
        "COERCE",
        &[
            "confiscate",
            "restrict",
            "ban",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
        ],
    ),
    (
        "ASSAULT",
        &[
            "abduct",
            "beat",
            "torture",
            "execute",
            "sexual",
            "assassinate",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "heavy-weapons",
            "cleansing",
            "massacre",
            "unconventional",
            "sideAB",
        ],
    ),
];

/// The event types of ACLED, and the sub-event types of each.
const ACLED: Codebook = &[
    (
        "Battles",
        &["Armed clash", "Government regains territory", "Non-state actor overtakes territory"],
    ),
    (
        "Explosions/Remote violence",
        &[
            "Chemical weapon",
            "Air/drone strike",
            "Suicide bomb",
            "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED",
            "Grenade",
        ],
    ),
    (
        "Violence against civilians",
        &["Sexual violence", "Attack", "Abduction/forced disappearance"],
    ),
    (
        "Protests",
        &["Peaceful protest", "Protest with intervention", "Excessive force against protesters"],
    ),
    ("Riots", &["Violent demonstration", "Mob violence"]),
    (
        "Strategic developments",
        &[
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
            "Looting/property destruction",
            "Non-violent transfer of territory",
            "Other",
        ],
    ),
];

const CODEBOOKS: &[(&str, Codebook)] = &[("plover", PLOVER), ("acled", ACLED)];

#[test]
fn codes_are_those_of_the_codebook() {
    let tables = Tables::without_gazetteers();
    assert_eq!(tables.names("mappings").len(), CODEBOOKS.len());
    for (name, codebook) in CODEBOOKS {
        let scheme = Scheme::new(&tables, name).expect("its rows can be used");
        for row in tables.table("mappings", name).expect("a table") {
            let [kind, sort] = [0, 1].map(|n| row.get(scheme.columns()[n]));
            let found = codebook.iter().find(|(known, _)| *known == kind);
            let is_known = match found {
                Some((_, sorts)) => sort == "-" || sorts.contains(&sort),
                None => (kind, sort) == ("-", "-"),
            };
            assert!(is_known, "{}", row.error(format!("`{kind}`, `{sort}` is not in {name}")));
        }
    }
}

#[test]
fn each_row_gives_its_example_its_codes() {
    let tables = Tables::embedded();
    let pipeline = Pipeline::new(&tables).expect("the rules can be used");
    let mut faults = Vec::new();
    for (name, _) in CODEBOOKS {
        let scheme = Scheme::new(&tables, name).expect("its rows can be used");
        for row in tables.table("mappings", name).expect("a table") {
            let document = Arc::new(from_text("example", row.get("example")));
            let timeline = merge(pipeline.sources(&document));
            let code = |column: &&str| Some(row.get(column)).filter(|code| *code != "-");
            let expected: Vec<_> = scheme.columns().iter().map(code).collect();
            let found: Vec<_> = timeline.entries.iter().map(|entry| scheme.codes(entry)).collect();
            if !found.contains(&expected) {
                let kinds = timeline.entries.iter().map(|entry| entry.event.kind.name());
                let kinds = kinds.collect::<Vec<_>>().join(", ");
                faults.push(row.error(format!("{expected:?} is not in {found:?} ({kinds})")));
            }
        }
    }
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_scheme_that_there_is_not_is_told() {
    let error = Scheme::new(&Tables::without_gazetteers(), "cameo").expect_err("there is none");
    assert!(error.is_argument());
    assert_eq!(error.to_string(), "the columns `cameo` are not known; use one of acled, plover");
}
