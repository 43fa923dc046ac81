//! A line for a spreadsheet cell out of the sentence that tells of an event.

use std::borrow::Cow;

use super::one_line;
use crate::model::{Argument, Document, Event, EventType, Span};

/// The longest headline, in code points.
const LONGEST: usize = 160;

/// Marks that a headline neither begins nor ends with.
const EDGES: &str = ",;:–—-•*·#|";

/// What stands for words that were left out.
const ELLIPSIS: char = '…';

/// The event in the words of its sentence, on one line: its clause, with the subject that stands
/// before it or the whole sentence where the clause alone begins in the middle, and up to the end of
/// the sentence where the point is what someone said. `…` stands where words are left out of a long
/// one; the dateline is not kept.
pub fn headline<'a>(document: &'a Document, event: &Event) -> Cow<'a, str> {
    let (sentence, mut clause) = (event.sentence, event.clause);
    if matches!(event.kind, EventType::Statement | EventType::Report) {
        clause = Span::new(clause.start, clause.end.max(sentence.end));
    }
    let text = line(document, clause);
    let (trigger, subject) = (document.slice(event.trigger), subject(document, event));
    if !begins_in_the_middle(document, event) {
        return cut(text, trigger, subject.as_deref());
    }
    let whole = line(document, sentence);
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    cut(resumed(subject.as_deref(), &text).into(), trigger, None)
}

/// `text` with a mark for what was left out before it, and the subject where that is known.
fn resumed(subject: Option<&str>, text: &str) -> String {
    match subject {
        Some(subject) if !text.contains(subject) => format!("{subject} {ELLIPSIS} {text}"),
        _ => format!("{ELLIPSIS} {text}"),
    }
}

/// Whether the clause lacks its subject: something stands before it in the sentence, and none of
/// those who take part between its beginning and the trigger.
fn begins_in_the_middle(document: &Document, event: &Event) -> bool {
    let before = Span::new(event.sentence.start, event.clause.start.max(event.sentence.start));
    if !document.slice(before).contains(char::is_alphanumeric) {
        return false;
    }
    let subject = Span::new(event.clause.start, event.trigger.start.max(event.clause.start));
    let first = document.slice(event.clause).chars().find(|c| c.is_alphanumeric());
    let is_capital = first.is_some_and(char::is_uppercase);
    let mut cast = event.actors.iter().chain(&event.targets);
    !is_capital && !cast.any(|argument| subject.contains(argument.span))
}

/// The words of the participant that stands before the trigger, where one does.
fn subject<'a>(document: &'a Document, event: &Event) -> Option<Cow<'a, str>> {
    let before = Span::new(event.sentence.start, event.trigger.start.max(event.sentence.start));
    let mut cast = event.actors.iter().chain(&event.targets);
    let named = |argument: &&Argument| {
        !argument.inferred && !argument.span.is_empty() && before.contains(argument.span)
    };
    let subject = cast.find(named)?;
    Some(one_line(subject.span.of(document.text())))
}

/// The words of `span` on one line, without a dateline and marks at the edges.
fn line(document: &Document, span: Span) -> Cow<'_, str> {
    let text = without_dateline(span.of(document.text()));
    let text = one_line(text.trim_matches(|c: char| c.is_whitespace() || EDGES.contains(c)));
    if std::ptr::eq(document.text(), document.source()) {
        return text;
    }
    // Where a mark stood behind a word there is a blank now.
    let close = |text: String, mark: &str| text.replace(&format!(" {mark}"), mark);
    [".", ",", ";", ":", "’"].into_iter().fold(text.into_owned(), close).into()
}

/// The most bytes of a dateline.
const DATELINE: usize = 64;

/// What follows the place and day with which wires open, as `MEXICO CITY, Jan. 16 — ` or
/// `Zapopan, Jal.- `.
fn without_dateline(text: &str) -> &str {
    let head = &text[..text.floor_char_boundary(DATELINE)];
    let first = head.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_capitals = first.chars().count() > 2 && first.chars().all(char::is_uppercase);
    let wire = [" — ", " – ", " -- ", " - "].into_iter().filter(|_| is_capitals);
    let found = wire
        .chain([".- ", ".— ", ".– "])
        .find_map(|mark| head.find(mark).map(|at| at + mark.len()));
    found.map_or(text, |end| &text[end..])
}

/// `text`, cut behind a word where it is long, and before its clause where the trigger would be lost.
fn cut<'a>(text: Cow<'a, str>, trigger: &str, subject: Option<&str>) -> Cow<'a, str> {
    let Some(end) = text.char_indices().nth(LONGEST).map(|(at, _)| at) else { return text };
    let trigger = text.find(trigger).unwrap_or_default();
    let begin = match trigger < end.saturating_sub(LONGEST / 4) {
        true => 0,
        false => {
            let mut marks = text[..trigger].rmatch_indices([',', ';', ':', '—']);
            marks.next().map_or(0, |(at, mark)| at + mark.len())
        }
    };
    let is_mark = |c: char| c.is_whitespace() || EDGES.contains(c);
    let text = match begin {
        0 => text,
        _ => resumed(subject, text[begin..].trim_start_matches(is_mark)).into(),
    };
    let Some(end) = text.char_indices().nth(LONGEST - 1).map(|(at, _)| at) else { return text };
    let end = text[..end].rfind(' ').unwrap_or(end);
    let kept = text[..end].trim_end_matches([',', ';', ':', ' ']);
    format!("{kept}{ELLIPSIS}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_behind_a_dash_of_several_bytes() {
        let text = format!("{} —jury convicted him there.", "word ".repeat(60));
        assert_eq!(cut(text.into(), "convicted", None), "… jury convicted him there.");
    }

    #[test]
    fn datelines_are_left_out() {
        for (text, expected) in [
            ("MEXICO CITY, Jan. 16, 2021 — Mexico published it.", "Mexico published it."),
            ("Zapopan, Jal.- Soldados detuvieron a dos.", "Soldados detuvieron a dos."),
            ("Zambada — who fled — was seized.", "Zambada — who fled — was seized."),
            ("The DEA - an agency - acted.", "The DEA - an agency - acted."),
        ] {
            assert_eq!(without_dateline(text), expected);
        }
    }

    #[test]
    fn long_lines_keep_the_trigger() {
        let long = "word ".repeat(40);
        let text = format!("{long}, and he was arrested in Colima.");
        let line = cut(text.into(), "arrested", Some("Zambada"));
        assert_eq!(line, "Zambada … and he was arrested in Colima.");
        let text = format!("He was arrested, {long}");
        let line = cut(text.into(), "arrested", None);
        assert!(line.starts_with("He was arrested, word") && line.ends_with("word…"), "{line}");
        assert!(line.chars().count() <= LONGEST);
    }
}
