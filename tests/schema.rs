//! The published JSON Schemas are those of the rows, and the program's rows obey them; needs the
//! feature `schema`.
#![cfg(feature = "schema")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use cronica::export::{
    ChangeRow, CheckRow, CoverageRow, DateRow, EntityRow, EventRow, ExplainRow, FaultRow,
    MentionRow, SuggestionRow, WhoRow,
};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Rewrites the published schemas instead of comparing them.
const BLESS: &str = "CRONICA_BLESS";

/// A verb's name, the schema of its rows and a call that writes some.
type Case = (&'static str, fn() -> Value, &'static [&'static str]);

const CASES: &[Case] = &[
    ("timeline", schema::<EventRow>, &["timeline", "seeds"]),
    ("timeline", schema::<EventRow>, &["timeline", "seeds", "--columns", "plover,acled"]),
    ("mentions", schema::<MentionRow>, &["mentions", "seeds"]),
    ("who", schema::<WhoRow>, &["who", "Salvador Cienfuegos", "seeds"]),
    ("check", schema::<CheckRow>, &["check", "gazetteers/cartel.csv", "seeds", "--zeros"]),
    ("dates", schema::<DateRow>, &["dates", "seeds"]),
    // Their arguments come from a timeline; see the last test.
    ("explain", schema::<ExplainRow>, &[]),
    ("diff", schema::<ChangeRow>, &[]),
    ("gazetteer", schema::<EntityRow>, &["gazetteer", "list", "--kind", "program"]),
    ("suggest", schema::<SuggestionRow>, &["gazetteer", "suggest", "seeds"]),
    ("stats", schema::<CoverageRow>, &["gazetteer", "stats", "seeds"]),
    // The built-in files have no faults; tests/cli/gazetteers.rs looks at its rows.
    ("lint", schema::<FaultRow>, &[]),
];

fn schema<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn published_schemas_are_current() {
    for (verb, schema, _) in CASES {
        let path = root().join(format!("docs/schema/{verb}.json"));
        let current = format!("{:#}\n", schema());
        if std::env::var_os(BLESS).is_some() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(&path, current).expect("the file can be written");
            continue;
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == current,
            "docs/schema/{verb}.json is not the schema of the rows; run the tests with {BLESS}=1 \
             and look at what changes for users"
        );
    }
}

#[test]
fn rows_obey_their_schemas() {
    for (verb, schema, call) in CASES.iter().filter(|(.., call)| !call.is_empty()) {
        obey(verb, &schema(), &cronica(call));
    }
}

#[test]
fn explanations_and_differences_obey_their_schemas() {
    let timeline = cronica(&["timeline", "seeds"]);
    let first: Value = serde_json::from_str(timeline.lines().next().expect("a row")).expect("JSON");
    let id = first["id"].as_str().expect("an id");
    obey("explain", &schema::<ExplainRow>(), &cronica(&["explain", id, "seeds"]));
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the file can be written");
        path.display().to_string()
    };
    let (_, rest) = timeline.split_once('\n').expect("rows");
    let old = file("old.jsonl", &timeline);
    let new = file("new.jsonl", &rest.replacen("asserted", "alleged", 1));
    obey("diff", &schema::<ChangeRow>(), &cronica(&["diff", &old, &new]));
}

/// What the program writes as JSON Lines when it runs in the project's root.
fn cronica(call: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cronica"))
        .args(call)
        .args(["--format", "jsonl"])
        .current_dir(root())
        .output()
        .expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Asserts that the rows of `jsonl` obey the schema.
fn obey(verb: &str, schema: &Value, jsonl: &str) {
    assert!(!jsonl.is_empty(), "{verb} writes nothing");
    for line in jsonl.lines() {
        let row: Value = serde_json::from_str(line).expect("a line of JSON");
        let faults = faults(schema, schema, &row, verb);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// Where `value` breaks `schema`; knows the keywords that the rows' schemas use.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        let target = root.pointer(pointer).expect("the reference leads somewhere");
        return faults(root, target, value, at);
    }
    if let Some(options) = schema["anyOf"].as_array() {
        let fits = |option: &&Value| faults(root, option, value, at).is_empty();
        let fit = options.iter().any(|option| fits(&option));
        return if fit { Vec::new() } else { vec![format!("{at}: {value} fits no option")] };
    }
    let mut found = Vec::new();
    if !types(schema).is_empty() && !types(schema).iter().any(|name| is(value, name)) {
        found.push(format!("{at}: {value} is not {}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|names| !names.contains(value)) {
        found.push(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    if let Value::Array(items) = value {
        for item in items {
            found.extend(faults(root, &schema["items"], item, at));
        }
    }
    if let Value::Object(object) = value {
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required.filter_map(Value::as_str).filter(|name| !object.contains_key(*name)) {
            found.push(format!("{at}: `{name}` is missing"));
        }
        for (name, value) in object {
            let field = format!("{at}.{name}");
            match schema["properties"].get(name) {
                Some(schema) => found.extend(faults(root, schema, value, &field)),
                None => match code(schema, name) {
                    Some(schema) => found.extend(faults(root, schema, value, &field)),
                    None => found.push(format!("{field} is not in the schema")),
                },
            }
        }
    }
    found
}

/// The schema of a column of another scheme, by the beginning of its name.
fn code<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    let patterns = schema["patternProperties"].as_object()?;
    let begins = |(pattern, _): &(&String, _)| {
        let schemes = pattern.trim_start_matches("^(").trim_end_matches(")_").split('|');
        schemes.into_iter().any(|scheme| name.starts_with(&format!("{scheme}_")))
    };
    patterns.iter().find(begins).map(|(_, schema)| schema)
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
