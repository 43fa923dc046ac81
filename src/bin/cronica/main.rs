//! The command line.

use std::path::PathBuf;
use std::sync::Arc;

use cronica::export::{DateRow, EntityListRow, EventRow, MentionRow};
use cronica::{Pipeline, Tables};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let pipeline = Pipeline::new(&Tables::embedded())?;
    let folder = PathBuf::from(args.last().cloned().unwrap_or_default());
    match args[0].as_str() {
        "gazetteer" => {
            for entity in pipeline.gazetteer().entities() {
                println!("{}", serde_json::to_string(&EntityListRow::new(entity))?);
            }
        }
        "mentions" => {
            for document in cronica::input::read_folder(&folder)? {
                for mention in pipeline.annotate(&document).mentions {
                    println!("{}", serde_json::to_string(&MentionRow::new(&document, &mention))?);
                }
            }
        }
        "dates" => {
            for document in cronica::input::read_folder(&folder)? {
                for timex in pipeline.annotate(&document).dates {
                    let rows = if args.iter().any(|arg| arg == "split") && !timex.ends.is_empty() {
                        timex.ends.clone()
                    } else {
                        vec![timex]
                    };
                    for timex in rows {
                        println!("{}", serde_json::to_string(&DateRow::new(&document, &timex))?);
                    }
                }
            }
        }
        _ => {
            let mut sources = Vec::new();
            for document in cronica::input::read_folder(&folder)? {
                sources.extend(pipeline.sources(&Arc::new(document)));
            }
            for entry in cronica::timeline::merge(sources).entries {
                println!("{}", serde_json::to_string(&EventRow::new(&entry))?);
            }
        }
    }
    Ok(())
}
