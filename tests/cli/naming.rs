//! Why a mention names whom it names.

use super::support::run;

#[test]
fn explain_weighs_the_evidence_for_each_reading() {
    let text = "Joaquín Guzmán fled from Culiacán, Sinaloa. Guzmán hid with Iskar Andrice.";
    let run = run(&["mentions", "--explain", "--text", text, "-f", "jsonl"]);
    let rows = run.ends(0, &[]).rows();
    let why = |n: usize| rows[n]["explanation"].as_str().expect("an explanation").to_owned();
    let person = why(0);
    for words in ["then joaquin-guzman-lopez, by a form made", "plain +1.00", "needed"] {
        assert!(person.contains(words), "`{words}` is not in: {person}");
    }
    assert!(why(1).contains("adjacent +1.50"), "{}", why(1));
    assert!(why(3).contains("the surname of Joaquín Guzmán Loera"), "{}", why(3));
    assert_eq!(why(4), "its form says person");
}

#[test]
fn the_column_is_there_only_when_asked_for() {
    let text = ["mentions", "--text", "Los Zetas left.", "-f", "csv"];
    assert!(!run(&text).ends(0, &[]).out.contains("explanation"));
    assert!(
        run(&[&text[..], &["--explain"]].concat()).ends(0, &[]).out.contains("rivals,explanation")
    );
}
