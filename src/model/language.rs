use std::fmt;
use std::str::FromStr;

/// A language that the rules know, by its ISO 639-1 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English (`en`).
    #[default]
    English,
    /// Spanish (`es`).
    Spanish,
    /// Portuguese (`pt`).
    Portuguese,
}

impl Language {
    /// Every language, in the order of the codes.
    pub const ALL: [Language; 3] = [Language::English, Language::Spanish, Language::Portuguese];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
            Language::Portuguese => "pt",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = String;

    /// Reads a code with or without a region: `en`, `es-MX`, `pt_BR`.
    fn from_str(code: &str) -> Result<Language, String> {
        let primary = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Language::ALL.into_iter().find(|language| language.code() == primary).ok_or_else(|| {
            format!("the language `{code}` is not known; use one of en, es, pt or leave it empty")
        })
    }
}
