use std::sync::Arc;

use super::{Mention, Span, Timex};

/// What an event's cells rest on, found again for those who ask; all positions are those of the
/// event's document.
#[derive(Clone, Debug, PartialEq)]
pub struct Grounds {
    /// The date expression.
    pub date: Timex,
    /// The row of the rules that has the trigger; `None` where no row has it.
    pub trigger: Option<TriggerRule>,
    /// The words that tell the type where the trigger's own row does not (“carried out an attack”),
    /// and their row.
    pub kind: Option<(Span, TriggerRule)>,
    /// Whether the trigger is a verb in the passive voice.
    pub is_passive: bool,
    /// What shows that the event is not plainly asserted.
    pub factuality: Option<FactualityCue>,
    /// For each participant and place, by its words.
    pub arguments: Vec<ArgumentGround>,
}

/// A row of `rules/events`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriggerRule {
    /// The file.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u64,
    /// The row of `rules/events/frames.tsv` that gives the roles.
    pub frame: Arc<str>,
}

/// What shows a factuality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactualityCue {
    /// These words.
    Words(Span),
    /// The form of the trigger itself: a future, a conditional.
    Form(Span),
    /// The date lies after the document's publication.
    AfterPublication,
}

/// Where a participant or place was found.
#[derive(Clone, Debug, PartialEq)]
pub struct ArgumentGround {
    /// Its words, as in the event.
    pub span: Span,
    /// How these words hang together with the trigger.
    pub link: ArgumentLink,
    /// Whether they stand in another clause than the trigger.
    pub is_elsewhere: bool,
    /// The naming; `None` for a pronoun or common noun.
    pub mention: Option<Mention>,
}

/// How a participant's words hang together with the trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentLink {
    /// They stand before it without a preposition.
    Before,
    /// They stand behind it without a preposition.
    Behind,
    /// They follow this preposition.
    Preposition(Span),
    /// They are a possessor (“Zambada's arrest”).
    Possessive,
    /// They are the trigger's own: a subject that Spanish leaves out.
    LeftOut,
    /// They stand in another sentence.
    OtherSentence,
}
