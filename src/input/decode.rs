use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A file's text and a remark on its encoding where that is not plain UTF-8.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    pub notice: Option<String>,
}

/// Bytes at the beginning of a file that are looked at to tell what it is.
const HEAD: usize = 1_024;

/// Signatures of files that are no text, whatever they are called.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file; save its text as .txt first, for instance with pdftotext"),
    (b"PK\x03\x04", "a zip archive or office document; save its text as .txt first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save its text as .txt first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"\x89PNG", "a picture; save its text as .txt first"),
    (b"\xff\xd8\xff", "a picture; save its text as .txt first"),
    (b"{\\rtf", "an RTF document; save its text as .txt first"),
];

/// Decodes UTF-8 and UTF-16 with or without a byte order mark, and old one-byte encodings.
///
/// # Errors
///
/// A message where the bytes are no text.
pub(super) fn decode(bytes: Vec<u8>, is_html: bool) -> Result<Decoded, String> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(format!("no text but {what}"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let text = text.into_owned();
        return Ok(noted(text, encoding, encoding != UTF_8 || broken, broken));
    }
    if let Some(encoding) = utf_16(&bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes);
        return Ok(noted(text.into_owned(), encoding, true, broken));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => return Err(binary()),
        Ok(text) => return Ok(Decoded { text, notice: None }),
        Err(error) => error.into_bytes(),
    };
    if bytes.contains(&0) {
        return Err(binary());
    }
    let declared = if is_html { declared(&bytes) } else { None };
    let encoding = match declared {
        Some(encoding) => encoding,
        None if is_mostly_utf_8(&bytes) => UTF_8,
        None => guess(&bytes),
    };
    let (text, broken) = encoding.decode_without_bom_handling(&bytes);
    if controls(&text) * 10 > text.len() {
        return Err(binary());
    }
    Ok(noted(text.into_owned(), encoding, true, broken))
}

fn noted(text: String, encoding: &'static Encoding, unusual: bool, broken: bool) -> Decoded {
    let replaced = text.matches('\u{fffd}').count();
    let notice = match (unusual, broken) {
        (_, true) => {
            let characters = if replaced == 1 { "character" } else { "characters" };
            let name = encoding.name();
            Some(format!("read as {name}; {replaced} broken {characters} replaced by U+FFFD"))
        }
        (true, false) => Some(format!("read as {}", encoding.name())),
        (false, false) => None,
    };
    Decoded { text, notice }
}

fn binary() -> String {
    "no text but binary data; leave it out or save its text as .txt".into()
}

/// UTF-16 without a mark: every second byte of the head is almost always zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (0, odd) if odd * 10 >= pairs * 7 => Some(UTF_16LE),
        (even, 0) if even * 10 >= pairs * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether characters of several bytes that are right are as many as the broken ones; in an encoding of
/// one byte hardly any two bytes in a row look like one.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    right > 0 && right >= broken
}

/// A few letters say little: where the encodings of western and of central Europe read them alike, the
/// languages of the rules speak for the first, as a domain of Mexico does to the detector.
const DOMAIN: &[u8] = b"mx";

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(DOMAIN), Utf8Detection::Deny)
}

/// The encoding that a page's meta tag or XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let at = ["charset=", "encoding="]
        .iter()
        .find_map(|key| memchr::memmem::find(&head, key.as_bytes()).map(|at| at + key.len()))?;
    let label = head[at..].iter().copied().skip_while(|b| b"\"' ".contains(b));
    let label: Vec<u8> =
        label.take_while(|b| b.is_ascii_alphanumeric() || b"-_".contains(b)).collect();
    Encoding::for_label(&label)
}

fn controls(text: &str) -> usize {
    text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_editors_write() {
        let utf_16: Vec<u8> =
            "Culiacán, 5 de enero".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&b"\xff\xfe"[..], &utf_16].concat();
        let latin = b"Culiac\xe1n, 5 de enero de 2023: la captura se anunci\xf3 en la ma\xf1ana";
        let cases: &[(&[u8], &str, Option<&str>)] = &[
            ("Culiacán".as_bytes(), "Culiacán", None),
            (b"\xef\xbb\xbfCuliac\xc3\xa1n", "Culiacán", None),
            (&marked, "Culiacán, 5 de enero", Some("read as UTF-16LE")),
            (&utf_16, "Culiacán, 5 de enero", Some("read as UTF-16LE")),
            (
                latin,
                "Culiacán, 5 de enero de 2023: la captura se anunció en la mañana",
                Some("read as windows-1252"),
            ),
        ];
        for (bytes, text, notice) in cases {
            let decoded = decode(bytes.to_vec(), false).unwrap();
            assert_eq!(decoded.text, *text);
            assert_eq!(decoded.notice.as_deref(), *notice, "{text}");
        }
    }

    #[test]
    fn replaces_a_broken_character_in_utf_8() {
        for text in ["á é í ó ú ñ ü Á É Í Ó Ú", "Ana Ruú"] {
            let decoded = decode([text.as_bytes(), b"\xff"].concat(), false).unwrap();
            assert!(decoded.text.to_lowercase().ends_with("ú\u{fffd}"));
            assert!(decoded.notice.unwrap().contains("1 broken"));
        }
    }

    #[test]
    fn refuses_what_is_no_text() {
        for bytes in [&b"%PDF-1.7\n"[..], b"\x7fELF\x02\x01\x01\x00\x00\x00", b"a\x00b\x01\x02"] {
            assert!(decode(bytes.to_vec(), false).unwrap_err().starts_with("no text but"));
        }
    }

    #[test]
    fn reads_the_encoding_that_a_page_declares() {
        let page = b"<html><head><meta charset=\"iso-8859-1\"></head><p>Ju\xe1rez</p>";
        assert!(decode(page.to_vec(), true).unwrap().text.contains("Juárez"));
    }
}
