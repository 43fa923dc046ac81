use std::fmt::Write;

use crate::model::{Document, Timex};

/// The document as XML with inline `TIMEX3` elements (TimeML 1.2.1), and its publication date as
/// `t0`, the document creation time.
///
/// # Examples
///
/// ```
/// use cronica::{Document, Metadata, export::timeml};
///
/// let document = Document::new("a.txt", "R&D", Metadata::default());
/// assert!(timeml(&document, &[]).contains("<TEXT>R&amp;D</TEXT>"));
/// ```
pub fn timeml(document: &Document, dates: &[Timex]) -> String {
    let text = document.source();
    let mut xml = String::with_capacity(text.len() * 2);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>");
    escape(document.id(), &mut xml);
    xml.push_str("</DOCID>\n");
    if let Some(published) = document.metadata().published {
        let _ = writeln!(
            xml,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{published}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{published}</TIMEX3></DCT>"
        );
    }
    xml.push_str("<TEXT>");
    let mut at = document.body();
    for (number, timex) in (1..).zip(dates) {
        escape(&text[at..timex.span.start], &mut xml);
        let kind = timex.kind.name();
        let _ = write!(xml, "<TIMEX3 tid=\"t{number}\" type=\"{kind}\" value=\"");
        escape(&timex.value, &mut xml);
        xml.push('"');
        if let Some(modifier) = timex.modifier {
            let _ = write!(xml, " mod=\"{}\"", modifier.name());
        }
        xml.push('>');
        escape(document.slice(timex.span), &mut xml);
        xml.push_str("</TIMEX3>");
        at = timex.span.end;
    }
    escape(&text[at..], &mut xml);
    xml.push_str("</TEXT>\n</TimeML>\n");
    xml
}

/// Appends `text` with XML's marks escaped; control characters that XML forbids become U+FFFD.
fn escape(text: &str, xml: &mut String) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' | '\r' => xml.push(c),
            _ if c.is_control() && (c as u32) < 0x20 => xml.push('\u{fffd}'),
            _ => xml.push(c),
        }
    }
}
