//! A user's own gazetteers, and the verbs that show the dictionary.

use super::support::{Folder, NOTE, run};

/// A folder of gazetteers with a fault of each kind.
fn faulty() -> Folder {
    let folder = Folder::with(&[
        (
            "person.csv",
            "id,name,aliases,from\n\
             ana,Ana Prado,Anita|Anita,\n\
             bea,Bea Prado,,\n\
             bea,Beatriz Prado,,\n\
             ,No Id,,\n\
             cleo,Cleo Prado,,20x\n\
             dora,Dora Prado,,,\n",
        ),
        ("wizard.csv", "id,name\nmerlin,Merlin\n"),
    ]);
    folder.write("media.csv", b"id,name\nalba,El Alba\nmar,Mar\xeda\n");
    folder
}

const FAULTS: &[&str] = &[
    "media.csv:3: not UTF-8",
    "person.csv:2: the alias `Anita` stands twice in this row",
    "person.csv:4: the id `bea` is taken already",
    "person.csv:5: the column `id` is empty or missing",
    "person.csv:6: column `from`: `20x` is no EDTF date",
    "person.csv:7: 5 cells where the header has 4",
    "wizard.csv:2: the kind `wizard` is not known; use one of person, cartel",
];

#[test]
fn faulty_rows_are_left_out_and_told() {
    let folder = faulty();
    let list = ["gazetteer", "list", "--gazetteer", ".", "--no-builtin", "--format", "jsonl"];
    let run = folder.run(&list);
    run.ends(3, FAULTS);
    let ids: Vec<_> = run.rows().iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["bea"]);
    folder.run(&["mentions", "--text", "Bea Prado spoke.", "--gazetteer", "."]).ends(3, FAULTS);
}

#[test]
fn lint_lists_faults_on_standard_output_and_fails() {
    let run = faulty().run(&["gazetteer", "lint", "."]);
    run.ends(1, &["7 faults in"]);
    for fault in FAULTS {
        assert!(run.out.contains(fault), "`{fault}` is not in:\n{}", run.out);
    }
}

#[test]
fn the_built_in_dictionary_has_no_faults() {
    let run = run(&["gazetteer", "lint"]);
    run.ends(0, &["0 faults in"]);
    assert_eq!(run.out, "");
}

#[test]
fn ids_have_small_letters_and_terms_have_a_person_and_an_office() {
    let folder = Folder::with(&[
        ("a.txt", NOTE),
        ("g/person.csv", "id,name\nZed Topp,Zed Topp\n"),
        ("g/roles.csv", "person,office,from\nnobody,nothing,2019\n"),
    ]);
    let lint = folder.run(&["gazetteer", "lint", "g"]);
    lint.ends(1, &["3 faults"]);
    for fault in ["2: the id `Zed Topp`", "2: the office `nothing`", "2: the person `nobody`"] {
        assert!(lint.out.contains(fault), "{}", lint.out);
    }
    let rows = folder.run(&["gazetteer", "lint", "g", "-f", "jsonl"]).rows();
    assert_eq!((&rows[0]["file"], &rows[0]["line"]), (&"g/person.csv".into(), &2.into()));
    let table = folder.run(&["gazetteer", "lint", "g", "-o", "faults.csv", "-q"]);
    assert_eq!(table.ends(1, &[]).err, "");
    assert!(folder.read("faults.csv").starts_with("file,line,message\r\ng/person.csv,2,"));
    let left_out = "g/roles.csv:2: the person `nobody` is no row's id; correct it; left out";
    folder.run(&["mentions", "a.txt", "--gazetteer", "g"]).ends(3, &[left_out]);
}

#[test]
fn a_folder_must_hold_gazetteers() {
    let folder = Folder::with(&[("empty/readme.txt", "nothing here\n")]);
    let text = ["dates", "--text", "x", "--gazetteer"];
    folder.run(&[&text[..], &["gone"]].concat()).ends(1, &["gone: no such file or folder"]);
    folder.run(&[&text[..], &["empty"]].concat()).ends(1, &["empty: no .csv file in it"]);
    folder.run(&["dates", "--text", "x", "--no-builtin"]).ends(2, &["--gazetteer"]);
}

#[test]
fn rows_add_and_override_by_id() {
    let folder = Folder::with(&[(
        "more/person.csv",
        "id,name,surname,aliases,note\n\
         ada-prado,Ada Prado Solís,Prado Solís,La Notaria,notary\n\
         joaquin-guzman-loera,Joaquín Guzmán (changed),,,\n",
    )]);
    let show =
        |name| folder.run(&["gazetteer", "show", name, "--gazetteer", "more", "-f", "jsonl"]);
    let run = show("la notaría");
    assert_eq!(run.ends(0, &[]).rows()[0]["id"], "ada-prado");
    let run = show("joaquin-guzman-loera");
    assert_eq!(run.ends(0, &[]).rows()[0]["name"], "Joaquín Guzmán (changed)");
    let text = "Ada Prado Solís spoke.";
    let run = folder.run(&["mentions", "--text", text, "--gazetteer", "more", "-f", "jsonl"]);
    assert_eq!(run.ends(0, &[]).rows()[0]["entity"], "ada-prado");
}

#[test]
fn show_proposes_the_nearest_names() {
    let run = run(&["gazetteer", "show", "Joaquin Gusman Loera"]);
    run.ends(1, &["`Joaquin Gusman Loera`", "nearest: Joaquín Guzmán Loera"]);
}

#[test]
fn an_import_replaces_no_file_unless_forced() {
    let own = "id,name\nmy-person,Zoraida Quintal Mex\n";
    let folder = Folder::with(&[("own/person.csv", own), ("names.txt", "Ramiro Salcedo Duarte\n")]);
    let import = ["gazetteer", "import", "names.txt", "-o", "own"];
    folder.run(&import).ends(1, &["own/person.csv: is there already", "a folder of its own"]);
    assert_eq!(folder.read("own/person.csv"), own);
    folder.run(&["gazetteer", "import", "names.txt", "-o", "list"]).ends(0, &["1 entity read"]);
    folder.run(&["gazetteer", "import", "names.txt", "-o", "list"]).ends(1, &["list/person.csv"]);
    folder.run(&[&import[..], &["--force"]].concat()).ends(0, &[]);
    assert!(folder.read("own/person.csv").contains("Ramiro Salcedo Duarte"));
}

#[test]
fn a_forgotten_quote_is_told_where_it_opens() {
    let person = "id,name,note\nana,Ana Prado,\nzed-topp,\"Zed Topp,\nbob,Bob Bobson,\n";
    let noted = "id,name,note\nana,Ana Prado,\"a note\nof two lines\"\nbea,Bea Prado,\"open\n";
    let folder = Folder::with(&[("person.csv", person), ("media.csv", noted)]);
    let faults = ["person.csv:3: a quote opens here that nothing closes", "media.csv:4: a quote"];
    folder.run(&["mentions", "--text", "x", "--gazetteer", "."]).ends(3, &faults);
    let lint = folder.run(&["gazetteer", "lint", "."]);
    assert!(faults.iter().all(|fault| lint.ends(1, &[]).out.contains(fault)), "{}", lint.out);
}

#[test]
fn headers_that_are_not_understood_are_told_once_at_their_line() {
    let folder = Folder::with(&[
        ("person.csv", "id,name,alias\nana,Ana Prado,Anita\nbea,Bea Prado,\n"),
        ("media.csv", "id;name\nalba;El Alba\nsol;El Sol\n"),
        ("agency.csv", "name,ident\nDEA,dea\nFBI,fbi\n"),
        ("roles.csv", "who,office\nana,mayor\n"),
    ]);
    let told = [
        "./person.csv:1: passed over `alias`: the columns of this file are id, name, kind",
        "./media.csv:1: the columns are separated by semicolons; save the file as CSV with commas",
        "./agency.csv:1: no column `id`; the header begins with id,name",
        "./roles.csv:1: no column `person`; the header begins with person,office",
    ];
    let run = folder.run(&["mentions", "--text", "x", "--gazetteer", "."]);
    assert_eq!(run.ends(3, &told).err.lines().filter(|line| line.contains(".csv:")).count(), 4);
    let lint = folder.run(&["gazetteer", "lint", "."]);
    assert!(told.iter().all(|fault| lint.out.contains(fault)), "{}", lint.out);
    assert_eq!(lint.ends(1, &["4 faults"]).out.lines().count(), 4);
}

#[test]
fn a_list_to_check_without_the_column_is_told() {
    let folder = Folder::with(&[("a.txt", "Ana Prado spoke.\n")]);
    for (list, message) in [
        ("name;id\nAna Prado;ana\n", "names.csv:1: the columns are separated by semicolons"),
        ("foo,bar\n1,2\n", "names.csv:1: no column `id` or `name`"),
        ("name,id\n\"Ana Prado,\nBea Prado,\n", "names.csv:2: a quote opens here"),
    ] {
        folder.write("names.csv", list.as_bytes());
        folder.run(&["check", "names.csv", "a.txt"]).ends(1, &[message]);
    }
}

#[test]
fn an_import_of_nothing_fails() {
    let folder = Folder::with(&[("empty.txt", ""), ("names.txt", "Ramiro Salcedo Duarte\n")]);
    let import =
        |args: &[&str]| folder.run(&[&["gazetteer", "import", "-o", "new"], args].concat());
    import(&["empty.txt"]).ends(1, &["empty.txt: read as ", "no entity in it"]);
    import(&["names.txt", "--from", "ofac"]).ends(1, &["no entity in it"]);
    import(&["names.txt", "--from", "nonsense"]).ends(2, &["use one of opensanctions"]);
    assert!(!folder.path("new").exists());
}
