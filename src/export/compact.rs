//! Rows → JSON as serde_json writes it, in less time: the names of fields need no escape,
//! hardly any string does, and most numbers with a fraction are hundredths.

use std::fmt::Display;
use std::io::Write;

use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};
use serde_json::{Error, Result};

/// Appends `row`: a struct of texts, numbers, lists and structs.
///
/// # Errors
///
/// Where it holds a map, a tuple or a variant with data, which no row has, and where a value fails
/// to be serialized.
pub(super) fn write(row: &(impl Serialize + ?Sized), out: &mut Vec<u8>) -> Result<()> {
    row.serialize(Compact(out))
}

/// Appends one value.
struct Compact<'a>(&'a mut Vec<u8>);

/// Appends the items of a list or the fields of a struct.
struct Items<'a> {
    out: &'a mut Vec<u8>,
    /// The mark before the next one: what opens the whole, then a comma.
    mark: u8,
    close: u8,
}

impl<'a> Items<'a> {
    fn new(out: &'a mut Vec<u8>, open: u8, close: u8) -> Items<'a> {
        Items { out, mark: open, close }
    }

    /// Begins the next one.
    #[inline]
    fn next(&mut self) -> &mut Vec<u8> {
        self.out.push(std::mem::replace(&mut self.mark, b','));
        self.out
    }

    fn finish(self) {
        if self.mark != b',' {
            self.out.push(self.mark);
        }
        self.out.push(self.close);
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<()> {
        item.serialize(Compact(self.next()))
    }

    fn end(self) -> Result<()> {
        self.finish();
        Ok(())
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<()> {
        let out = self.next();
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        value.serialize(Compact(out))
    }

    fn end(self) -> Result<()> {
        self.finish();
        Ok(())
    }
}

/// Leaves values of these types to serde_json.
macro_rules! by_serde_json {
    ($($method:ident: $type:ty,)*) => {
        $(fn $method(self, value: $type) -> Result<()> {
            serde_json::Serializer::new(self.0).$method(value)
        })*
    };
}

impl<'a> Serializer for Compact<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_str(self, text: &str) -> Result<()> {
        if needs_escape(text.as_bytes()) {
            return serde_json::Serializer::new(self.0).serialize_str(text);
        }
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    by_serde_json! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_char: char,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    }

    fn serialize_f64(self, number: f64) -> Result<()> {
        let hundredths = (number * 100.0 + 0.5) as u8;
        // The number nearest to 0.85 is written so.
        if hundredths < 100 && f64::from(hundredths) / 100.0 == number && number.is_sign_positive()
        {
            self.0.extend_from_slice(b"0.");
            self.0.push(b'0' + hundredths / 10);
            if !hundredths.is_multiple_of(10) {
                self.0.push(b'0' + hundredths % 10);
            }
            return Ok(());
        }
        serde_json::Serializer::new(self.0).serialize_f64(number)
    }

    fn serialize_unit(self) -> Result<()> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>> {
        Ok(Items::new(self.0, b'[', b']'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>> {
        Ok(Items::new(self.0, b'{', b'}'))
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<()> {
        let start = self.0.len();
        write!(self.0, "\"{value}\"").map_err(Error::io)?;
        if needs_escape(&self.0[start + 1..self.0.len() - 1]) {
            self.0.truncate(start);
            return self.serialize_str(&value.to_string());
        }
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<()> {
        Err(strange(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap> {
        Err(strange("a map"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple> {
        Err(strange("a tuple"))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct> {
        Err(strange(name))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant> {
        Err(strange(variant))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant> {
        Err(strange(variant))
    }
}

fn strange(what: &str) -> Error {
    Error::custom(format!("a row cannot hold {what}"))
}

/// Whether JSON writes this text otherwise than it is. Looks at eight bytes at once without leaving
/// early, which compilers turn into few instructions.
fn needs_escape(text: &[u8]) -> bool {
    let special = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    let (chunks, rest) = text.as_chunks::<8>();
    let within = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | special(byte));
    chunks.iter().fold(false, |found, chunk| found | within(chunk)) || rest.iter().any(special)
}

#[cfg(test)]
mod tests {
    use serde::{Serialize, Serializer};

    #[derive(Serialize)]
    struct Row<'a> {
        text: &'a str,
        list: Vec<Option<&'a str>>,
        rows: Vec<Row<'a>>,
        number: f64,
        count: usize,
        sure: bool,
    }

    fn row<'a>(text: &'a str, rows: Vec<Row<'a>>) -> Row<'a> {
        Row {
            text,
            list: vec![None, Some(text)],
            rows,
            number: -0.25,
            count: text.len(),
            sure: true,
        }
    }

    #[test]
    fn writes_what_serde_json_writes() {
        let control: String = ('\0'..='\u{ff}').collect();
        let texts = ["", "“ñ”", "a \"b\"", "a\\b", "123456789\n", "\u{7f}1234567", &control];
        for text in texts {
            let row = row(text, vec![row(text, Vec::new())]);
            let mut written = Vec::new();
            super::write(&row, &mut written).expect("rows are written");
            let expected = serde_json::to_string(&row).expect("rows are written");
            assert_eq!(String::from_utf8(written).as_deref(), Ok(&*expected));
        }
        for byte in (0..128).map(char::from) {
            let text = format!("1234567890{byte}");
            let escaped = serde_json::to_string(&text).expect("texts are written");
            assert_eq!(
                super::needs_escape(text.as_bytes()),
                escaped.len() > text.len() + 2,
                "{byte:?}"
            );
        }
    }

    #[test]
    fn what_is_shown_is_a_text() {
        for text in ["2019-05-03", "", "a \"b\"", "ñ\n"] {
            let mut written = Vec::new();
            let shown = super::Compact(&mut written).collect_str(text);
            assert!(shown.is_ok());
            assert_eq!(written, serde_json::to_vec(text).expect("texts are written"));
        }
    }

    #[test]
    fn numbers_are_those_of_serde_json() {
        let hundredths = (-10..=110).map(|n| f64::from(n) / 100.0);
        let others = [-0.0, 1e-7, 0.005, 0.123, 0.1 + 0.2, 0.999, 2.55, 1e300, f64::NAN];
        for number in hundredths.chain(others) {
            let mut written = Vec::new();
            super::write(&number, &mut written).expect("numbers are written");
            let expected = serde_json::to_string(&number).expect("numbers are written");
            assert_eq!(String::from_utf8(written).as_deref(), Ok(&*expected));
        }
    }

    #[test]
    fn maps_are_no_rows() {
        let map = std::collections::BTreeMap::from([("a", 1)]);
        assert!(super::write(&map, &mut Vec::new()).is_err());
    }
}
