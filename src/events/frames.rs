//! Which participant a trigger's subject, object and prepositions name.

use std::sync::Arc;

use super::cue;
use crate::error::Result;
use crate::tables::{Record, Tables};

/// What a participant is to a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Actor,
    Target,
}

/// The roles of one row of `rules/events/frames.tsv`.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Its name in the table; empty for the frame of a verb that no row has.
    pub(super) name: Arc<str>,
    pub(super) subject: Option<Role>,
    pub(super) object: Option<Role>,
    /// Of a noun: whose it is (“Zambada's arrest”).
    pub(super) possessive: Option<Role>,
    /// Of a noun: a name right before it (“a DEA operation”).
    pub(super) modifier: Option<Role>,
    /// By the preposition's cue.
    prepositions: Vec<(cue::Cues, Role)>,
}

impl Frame {
    /// Of a verb that no row has: the subject does it, and its object is not known to undergo it.
    pub(super) fn of_any_verb() -> Frame {
        Frame {
            name: Arc::default(),
            subject: Some(Role::Actor),
            object: Some(Role::Target),
            possessive: None,
            modifier: None,
            prepositions: Vec::new(),
        }
    }

    /// The role of what stands behind a preposition.
    pub(super) fn preposition(&self, cues: cue::Cues) -> Option<Role> {
        self.prepositions.iter().find(|(bit, _)| cues & bit != 0).map(|(_, role)| *role)
    }
}

/// All frames by name.
pub(super) struct Frames(Vec<Arc<Frame>>);

impl Frames {
    pub(super) fn new(tables: &Tables) -> Result<Frames> {
        let records = tables.table("events", "frames")?;
        Ok(Frames(records.iter().map(|row| frame(row).map(Arc::new)).collect::<Result<_>>()?))
    }

    pub(super) fn get(&self, name: &str) -> Option<Arc<Frame>> {
        self.0.iter().find(|known| *known.name == *name).cloned()
    }
}

fn frame(record: &Record) -> Result<Frame> {
    let mut prepositions = Vec::new();
    for part in record.list("prepositions").filter(|part| *part != "-") {
        let (name, role) = part
            .split_once('=')
            .ok_or_else(|| record.error(format!("`{part}` is not written like of=target")))?;
        let bit = cue::named(&format!("prep-{name}"))
            .ok_or_else(|| record.error(format!("the preposition `{name}` is not known")))?;
        prepositions.extend(role_named(record, role)?.map(|role| (bit, role)));
    }
    Ok(Frame {
        name: record.get("frame").into(),
        subject: role_named(record, record.get("subject"))?,
        object: role_named(record, record.get("object"))?,
        possessive: role_named(record, record.get("possessive"))?,
        modifier: role_named(record, record.get("modifier"))?,
        prepositions,
    })
}

fn role_named(record: &Record, name: &str) -> Result<Option<Role>> {
    match name {
        "-" | "" => Ok(None),
        "actor" => Ok(Some(Role::Actor)),
        "target" => Ok(Some(Role::Target)),
        other => Err(record.error(format!("`{other}` is no role; use actor, target or -"))),
    }
}
