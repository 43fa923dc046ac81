//! How a date came to its value.

use super::support::run;

/// The explanations of the dates of a text that was published on 14 June 2024, or it is not known.
fn explanations(text: &str, published: bool) -> Vec<String> {
    let as_of: &[&str] = if published { &["--as-of", "2024-06-14"] } else { &[] };
    let run = run(&[&["dates", "--text", text, "--explain", "-f", "jsonl"], as_of].concat());
    let rows = run.ends(0, &[]).rows();
    let words = |row: &serde_json::Value| row["explanation"].as_str().map(str::to_owned);
    rows.iter().filter_map(words).collect()
}

#[test]
fn dates_explain_says_how_each_date_came_to_its_value() {
    let cases: &[(&str, &[&str])] = &[
        ("He fled on May 3.", &["the rule month-day of", "last such date up to", "2024-06-14"]),
        (
            "He will run on May 3.",
            &["the next such date from the publication date", "so 2025-05-03"],
        ),
        ("He fled two weeks ago.", &["reckoned from the publication date 2024-06-14 (as-of)"]),
        ("He fled on 13/4/2020.", &["day first, the only order that is possible"]),
        ("He fled on 3/4/2020.", &["month first, as the language or --date-order has it"]),
        ("He fled in early 2008.", &["its words say it all", "the first third", "2008-04-30"]),
        ("He slept for ten years.", &["a length of time, with no place on the calendar"]),
        (
            "He fled from March 3 to June 2.",
            &["from 2024-03-03: the last such date", "to 2024-06-02"],
        ),
    ];
    for (text, wanted) in cases {
        let all = explanations(text, true);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        wanted.iter().for_each(|words| assert!(all[0].contains(words), "{text}: {}", all[0]));
    }
}

#[test]
fn dates_explain_names_the_words_that_a_date_was_reckoned_from() {
    let all = explanations("The raid was on 3 May 2019. Two days after the raid he ran.", true);
    assert!(all[1].contains("reckoned from “raid”, dated “3 May 2019”"), "{all:?}");
    let all = explanations("He fell in May 2019, and in June they met.", true);
    assert!(all[1].contains("what is not written is that of “May 2019”"), "{all:?}");
}

#[test]
fn dates_explain_says_what_an_open_date_lacks() {
    let all = explanations("He fell on 3 May 2019. Last month they met.", false);
    assert!(all[1].contains("the publication date is not known (give it with --as-of)"), "{all:?}");
}
