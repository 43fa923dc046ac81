//! What single characters are to the splitting of a text.

use super::Gap;

/// What kind of gap a blank character makes; `None` for any other character.
pub(super) fn blank(c: char) -> Option<Gap> {
    match c {
        ' ' | '\t' => Some(Gap::Space),
        '\n' | '\u{2028}' | '\u{b}' => Some(Gap::Line),
        '\r' => Some(Gap::Space),
        '\u{2029}' | '\u{c}' => Some(Gap::Paragraph),
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => Some(Gap::None),
        _ if c.is_ascii() => None,
        _ => c.is_whitespace().then_some(Gap::Space),
    }
}

pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        // Quotation marks and dashes: there is no letter among them.
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphabetic() || is_mark(c),
    }
}

/// A combining mark, as decomposed texts have them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '´')
}

pub(super) fn ends_url(c: char) -> bool {
    !c.is_ascii() && (c.is_whitespace() || "“”‘’«»…—–".contains(c))
}
