use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Shape;

/// `text` in lower case without accents; quotes, apostrophes and hyphens in their plain forms.
///
/// # Examples
///
/// ```
/// use cronica::tokens::fold;
/// assert_eq!(fold("José Ángel Núñez’s"), "jose angel nunez's");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded form of `text` to `folded`.
pub fn fold_into(text: &str, folded: &mut String) {
    for c in text.chars() {
        match c {
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => folded.push(c),
            _ => fold_char(c, folded),
        }
    }
}

/// Appends the form under which a token stands in the vocabulary: folded, and without the full
/// stops of a dotted abbreviation.
pub(super) fn fold_token(token: &str, shape: Shape, folded: &mut String) {
    let start = folded.len();
    fold_into(token, folded);
    if shape.is_word() && folded[start..].contains('.') {
        let plain = folded[start..].replace('.', "");
        folded.truncate(start);
        folded.push_str(&plain);
    }
}

/// Appends the folded form of a character that is not ASCII.
fn fold_char(c: char, folded: &mut String) {
    match c {
        '\u{e0}'..='\u{e5}' | '\u{c0}'..='\u{c5}' => folded.push('a'),
        '\u{e8}'..='\u{eb}' | '\u{c8}'..='\u{cb}' => folded.push('e'),
        '\u{ec}'..='\u{ef}' | '\u{cc}'..='\u{cf}' => folded.push('i'),
        '\u{f2}'..='\u{f6}' | '\u{d2}'..='\u{d6}' => folded.push('o'),
        '\u{f9}'..='\u{fc}' | '\u{d9}'..='\u{dc}' => folded.push('u'),
        'ñ' | 'Ñ' => folded.push('n'),
        'ç' | 'Ç' => folded.push('c'),
        'ø' | 'Ø' => folded.push('o'),
        'ß' => folded.push_str("ss"),
        '‘' | '’' | 'ʼ' | '´' | '′' | '‛' => folded.push('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => folded.push('"'),
        '\u{2010}' | '\u{2011}' | '\u{2212}' => folded.push('-'),
        // Soft hyphens and zero-width characters carry no letter.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => {}
        _ => {
            for d in std::iter::once(c).nfkd().filter(|d| !is_combining_mark(*d)) {
                folded.extend(d.to_lowercase());
            }
        }
    }
}
