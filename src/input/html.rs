use dom_smoothie::{Config, Readability, TextMode};

use super::Content;
use super::metadata::date;
use crate::model::{Metadata, PublishedFrom};

/// Where pages that name no standard property put their publication date: selector, attribute.
const DATES: &[(&str, &str)] = &[
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='pubdate']", "content"),
    ("meta[name='publish-date']", "content"),
    ("meta[name='parsely-pub-date']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("article time[datetime]", "datetime"),
];

/// A web page: the main text, as readers of a browser's reading view see it, and what the page
/// says of itself. Positions count in that text.
pub(super) fn read(page: String) -> Result<Content, String> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability =
        Readability::new(page, None, Some(config)).map_err(|error| error.to_string())?;
    let stated = DATES.iter().find_map(|(selector, attribute)| {
        readability.doc.try_select(selector)?.attr(attribute).map(|cell| cell.to_string())
    });
    let whole = readability.doc.select("body").formatted_text().to_string();
    let title = readability.get_article_title().to_string();
    let Ok(article) = readability.parse() else {
        // Too little text for the heuristics: the whole page.
        let metadata = dated(Metadata { title: filled(title), ..Metadata::default() }, stated);
        return Ok(Content { text: whole, metadata, ..Content::default() });
    };
    let metadata = Metadata {
        title: filled(article.title),
        publisher: article.site_name.and_then(filled),
        author: article.byline.and_then(filled),
        language: article.lang.and_then(|language| language.parse().ok()),
        url: article.url.and_then(filled),
        ..Metadata::default()
    };
    let metadata = dated(metadata, article.published_time.or(stated));
    let text = article.text_content.to_string();
    Ok(Content { text, metadata, ..Content::default() })
}

/// The metadata with the publication date of `cell`, where that is one.
fn dated(metadata: Metadata, cell: Option<String>) -> Metadata {
    let published = cell.and_then(|cell| date(cell.trim()).parse().ok());
    let published_from = published.map(|_| PublishedFrom::Document);
    Metadata { published, published_from, ..metadata }
}

fn filled(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Marines landed at dawn in the port and searched four warehouses, the \
        navy said, while prosecutors waited at the gate. They left in the evening with eleven \
        crates of papers, and nobody was hurt, according to a statement of the ministry.";

    #[test]
    fn finds_main_text_title_and_date() {
        let page = format!(
            "<html lang=es-MX><head><title>Port searched</title>\
             <meta property='article:published_time' content='2024-03-05T08:00:00-06:00'></head>\
             <body><nav><a href=/>Home</a> <a href=/x>World</a></nav>\
             <article><h1>Port searched</h1><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p></article>\
             <footer>Imprint</footer></body></html>"
        );
        let content = read(page).unwrap();
        assert!(content.text.contains("searched four warehouses"));
        assert!(!content.text.contains("Imprint"));
        assert_eq!(content.metadata.title.as_deref(), Some("Port searched"));
        assert_eq!(content.metadata.published.unwrap().to_string(), "2024-03-05");
        assert_eq!(content.metadata.language, Some(crate::model::Language::Spanish));
    }

    #[test]
    fn reads_the_date_of_json_ld() {
        let page = format!(
            "<html><head><title>T</title><script type='application/ld+json'>\
             {{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
             \"headline\":\"Port searched\",\"datePublished\":\"2023-07-09\"}}</script></head>\
             <body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"
        );
        assert_eq!(read(page).unwrap().metadata.published.unwrap().to_string(), "2023-07-09");
    }

    #[test]
    fn keeps_a_page_of_one_line() {
        assert!(read("<p>Ju&aacute;rez</p>".into()).unwrap().text.contains("Juárez"));
    }
}
