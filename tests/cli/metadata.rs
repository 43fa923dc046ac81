//! Front matter, sidecars, sources.csv and `--as-of`.

use super::support::{Folder, NOTE};

/// The publication date that each document got, as `dates` tells it.
fn published(folder: &Folder, args: &[&str]) -> Vec<String> {
    let run = folder.run(&[&["dates", "--format", "timeml"], args].concat());
    let parts = run.out.split("<DOCID>").skip(1);
    let date = |part: &str| {
        let dct = part.split("<DCT>").nth(1)?.split("value=\"").nth(1)?;
        dct.split('"').next().map(str::to_owned)
    };
    parts.map(|part| date(part).unwrap_or_default()).collect()
}

#[test]
fn the_nearer_metadata_overrides_the_farther() {
    let matter = "---\ntitle: Note\npublished: 2020-03\n---\nThe harbour was quiet.\n";
    let folder = Folder::with(&[
        ("a.md", matter),
        ("b.md", matter),
        ("b.meta.yaml", "published: 2022\n"),
        ("c.md", matter),
        ("d.txt", "The harbour was quiet.\n"),
        ("sources.csv", "file,published\nb.md,2021\nc.md,2021\n"),
    ]);
    let all = published(&folder, &["--as-of", "2024-05-01", "."]);
    assert_eq!(all, ["2020-03", "2022", "2021", "2024-05-01"]);
}

#[test]
fn a_document_without_any_date_is_counted() {
    let folder = Folder::with(&[("a.txt", "The harbour was quiet.\n")]);
    let run = folder.run(&["dates", "a.txt"]);
    run.ends(0, &["1 without a publication date (give --as-of or a sources.csv)"]);
    folder.run(&["dates", "--as-of", "yesterday", "a.txt"]).ends(2, &["no EDTF date"]);
}

#[test]
fn faults_of_sources_csv_name_file_and_line() {
    let folder = Folder::with(&[
        ("a.txt", NOTE),
        ("b.txt", NOTE),
        ("c.txt", NOTE),
        (
            "sources.csv",
            "file,title,published,stars\n\
             a.txt,One,2023-13-45,5\n\
             b.txt,Two, with a comma,2023,5\n\
             c.txt,2023\n\
             gone.txt,Four,2023,1\n\
             ,Five,2023,1\n\
             ./a.txt,Six,2021,1\n\
             sub/d.txt,Seven,2021,1\n",
        ),
        ("sub/d.txt", NOTE),
    ]);
    let run = folder.run(&["dates", "."]);
    run.ends(
        3,
        &[
            "./sources.csv:2: column `published`: `2023-13-45` is no EDTF date",
            "./sources.csv:3: 5 cells where the header has 4",
            "./sources.csv:4: 2 of the header's 4 cells",
            "./sources.csv:5: there is no file `gone.txt` in the folder",
            "./sources.csv:6: the column `file` is empty",
            "./sources.csv:7: the file `a.txt` is listed twice",
            "./sources.csv:8: `sub/d.txt` lies in another folder",
        ],
    );
    assert!(!run.err.contains("stars"), "{}", run.err);
    assert_eq!(published(&folder, &["a.txt"]), ["2021"]);
}

#[test]
fn a_sources_csv_without_the_column_file_is_told() {
    let folder = Folder::with(&[("a.txt", NOTE), ("sources.csv", "name,title\na.txt,One\n")]);
    folder.run(&["dates", "."]).ends(3, &["./sources.csv:1: no column `file`"]);
}

#[test]
fn faults_of_front_matter_and_sidecars_are_told() {
    let folder = Folder::with(&[
        ("a.md", "---\ntitle: A\npublished: last spring\n---\nText.\n"),
        ("b.txt", "Text.\n"),
        ("b.meta.toml", "title = \n"),
        ("c.txt", "Text.\n"),
        ("c.meta.json", "{\"language\": \"tlh\"}\n"),
    ]);
    folder.run(&["dates", "."]).ends(
        3,
        &[
            "./a.md:3: `last spring` is no EDTF date",
            "./b.meta.toml:1: metadata cannot be read",
            "./c.meta.json:1: ",
        ],
    );
}

#[test]
fn what_its_reader_may_not_expect_of_metadata_is_told() {
    let folder = Folder::with(&[
        ("a.txt", NOTE),
        ("b.TXT", NOTE),
        ("b.meta.yaml", "published: 2022\n"),
        ("c.meta.yaml", "published: 2022\n"),
    ]);
    folder.write("sources.csv", b"file,title\na.txt,El Se\xf1or\n");
    let run = folder.run(&["dates", "."]);
    run.ends(0, &["./sources.csv: read as windows-1252", "./c.meta.yaml: no document has this"]);
    assert!(!run.err.contains("b.meta"), "{}", run.err);
}

#[test]
fn figures_are_read_in_the_order_of_the_language_or_as_asked() {
    let folder = Folder::with(&[]);
    let day = |args: &[&str]| {
        let text = ["dates", "-q", "-f", "jsonl", "--text", "The raid of 03/04/2021 failed."];
        let rows = folder.run(&[&text[..], args].concat()).rows();
        rows[0]["edtf"].as_str().expect("a date").to_owned()
    };
    assert_eq!(day(&[]), "2021-03-04");
    assert_eq!(day(&["--date-order", "mdy"]), "2021-03-04");
    assert_eq!(day(&["--date-order", "dmy"]), "2021-04-03");
}

#[test]
fn the_head_of_a_text_dates_it_and_a_sentence_does_not() {
    let published = |text: &str| {
        let folder = Folder::with(&[("a.txt", text)]);
        let rows = folder.run(&["dates", "-q", "-f", "jsonl", "a.txt"]).rows();
        rows[0]["published"].as_str().map(str::to_owned)
    };
    let day = Some("2025-09-07".to_owned());
    assert_eq!(
        published(
            "Today : Sep 08, 2025\nWorld news\n07 September 2025\n\nIt rained over the harbour.\n"
        ),
        day
    );
    assert_eq!(
        published(
            "Ciudad de México, 7 de septiembre de 2025. La policía no encontró a nadie en la casa.\n"
        ),
        day
    );
    assert_eq!(published("LAREDO, Texas, Sept. 7, 2025 (Wire) — It rained here.\n"), day);
    assert_eq!(published("On 7 September 2025 soldiers arrested him.\n"), None);
    assert_eq!(published("He died on 7 September 2025.\n"), None);
}

#[test]
fn the_days_of_a_life_or_of_a_chronology_are_not_when_a_text_was_published() {
    let published = |text: &str| {
        let folder = Folder::with(&[("a.txt", text)]);
        let rows = folder.run(&["dates", "-q", "-f", "jsonl", "a.txt"]).rows();
        rows[0]["published"].as_str().map(str::to_owned)
    };
    let texts = [
        "Rubén Salas (Tepic, 3 de marzo de 1961 – Lima, Perú, 9 de mayo de 2004), alias el Tuerto, fue un capo.\n",
        "Ruben Salas\nBorn: March 3, 1961\nDied: May 9, 2004\n\nHe was a drug lord.\n",
        "Rubén Salas\nNacimiento: 3 de marzo de 1961, Tepic\n\nFue un capo.\n",
        "Capturado el 3 de marzo de 2016\n\nRubén Salas cayó en una granja.\n",
        "El 3 de marzo de 1961 nació Rubén Salas\n\nFue un capo.\n",
        "3 de marzo de 1961 – Nace en Tepic.\n9 de mayo de 2004 – Muere en Lima, Perú.\n",
        "Timeline\n\nMarch 3, 1961 — Born in Tepic.\nMay 9, 2004 — Killed in Lima, Peru.\n",
    ];
    for text in texts {
        assert_eq!(published(text), None, "{text}");
    }
    let day = Some("2025-09-07".to_owned());
    assert_eq!(published("LIMA (Sept. 7, 2025) — Soldiers killed him in 2025.\n"), day);
    assert_eq!(published("Reportero detenido\n7 de septiembre de 2025\n\nCayó ayer.\n"), day);
}

#[test]
fn a_sources_csv_of_semicolons_or_with_an_open_quote_is_told() {
    let folder = Folder::with(&[("a.txt", NOTE), ("sources.csv", "file;title\na.txt;One\n")]);
    folder
        .run(&["dates", "."])
        .ends(3, &["./sources.csv:1: the columns are separated by semicolons"]);
    folder.write("sources.csv", b"file,title,published\na.txt,\"One,2023\nb.txt,Two,2023\n");
    folder.run(&["dates", "."]).ends(3, &["./sources.csv:2: a quote opens here"]);
}
