use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;

use cronica::export::WhoRow;
use cronica::mentions::Gazetteer;
use cronica::pipeline::Depth;
use cronica::timeline::Name;
use cronica::{Entity, EntityKind, Mention, Referent};

use crate::args::WhoArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::{Session, counted};

/// Names proposed for one that is unknown.
const PROPOSED: usize = 5;

/// Names among which those are looked for that have the kind asked for.
const ALIKE: usize = 50;

/// `cronica who`
pub fn run(args: WhoArgs) -> Result<ExitCode, Failure> {
    let output = Output::open(&args.input.common.output, &[])?;
    let mut session = Session::new(&args.input, Depth::Mentions)?;
    let entities = session.pipeline().gazetteer().look_up(&args.name);
    let mut found = Vec::new();
    let name = Name::new(&args.name, &entities);
    session.each(
        |reading| {
            let annotations = reading.annotate_to(Depth::Mentions);
            let groups =
                by_referent(annotations.mentions.iter().filter(|m| name.names(&m.referent)));
            let row = |group: &Vec<&Mention>| WhoRow::new(reading.document(), &annotations, group);
            groups.iter().filter_map(row).collect::<Vec<_>>()
        },
        |rows| {
            found.extend(rows);
            Ok(())
        },
    )?;
    if entities.is_empty() && found.is_empty() {
        return Err(Failure::Failed(unknown(&args.name, session.pipeline().gazetteer())));
    }
    tell_who_is_meant(&args.name, &entities, &found, &session);
    let mut rows = output.rows::<WhoRow>()?;
    for row in &found {
        rows.record(row)?;
    }
    rows.finish()?;
    output.finish()?;
    let namings = found.iter().map(|row| row.count).sum();
    let naming: BTreeSet<&str> = found.iter().map(|row| &*row.doc).collect();
    let found = format!("{} in {} of", counted(namings, "naming"), naming.len());
    Ok(session.finish(&found))
}

/// Says whom the name can mean, where that is not one alone, or who is not named.
fn tell_who_is_meant(name: &str, entities: &[Arc<Entity>], found: &[WhoRow], session: &Session) {
    let mut meant: BTreeSet<String> = BTreeSet::new();
    for row in found {
        let id = row.entity.as_deref().unwrap_or("not in the dictionary");
        meant.insert(format!("{} ({id})", row.name));
    }
    if meant.is_empty() {
        let known: Vec<_> = entities.iter().map(described).collect();
        session.note(&format!("the documents do not name {}", known.join(" or ")));
    } else if meant.len() > 1 {
        let meant: Vec<_> = meant.into_iter().collect();
        let meant = meant.join(" or ");
        session.note(&format!("`{name}` can mean {meant}; ask for one by its id"));
    }
}

/// The mentions of each referent, in the order of its first.
fn by_referent<'a>(mentions: impl Iterator<Item = &'a Mention>) -> Vec<Vec<&'a Mention>> {
    let mut groups: Vec<(&Referent, Vec<&Mention>)> = Vec::new();
    for mention in mentions {
        match groups.iter_mut().find(|(referent, _)| referent.same(&mention.referent)) {
            Some((_, group)) => group.push(mention),
            None => groups.push((&mention.referent, vec![mention])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The message for a name that neither the dictionary nor the documents have.
pub fn unknown(name: &str, gazetteer: &Gazetteer) -> String {
    let proposed = nearest(name, gazetteer, None);
    let proposed = proposed.unwrap_or("`cronica gazetteer list` shows the dictionary".into());
    format!("neither the dictionary nor the documents know `{name}`; {proposed}")
}

/// The dictionary's names that are most like one that it lacks, as a part of a message; only those of
/// `kind` where one is given, and `None` where there are none.
pub fn nearest(name: &str, gazetteer: &Gazetteer, kind: Option<EntityKind>) -> Option<String> {
    let alike = gazetteer.nearest(name, ALIKE).into_iter();
    let of_kind = alike.filter(|entity| kind.is_none_or(|kind| entity.kind == kind));
    let proposed: Vec<_> = of_kind.take(PROPOSED).map(|entity| described(&entity)).collect();
    (!proposed.is_empty()).then(|| format!("nearest: {}", proposed.join(", ")))
}

fn described(entity: &Arc<Entity>) -> String {
    format!("{} ({}, {})", entity.name, entity.kind, entity.id)
}
