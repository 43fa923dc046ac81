use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

use super::Content;
use super::metadata::date;
use crate::model::{Edtf, Metadata, PublishedFrom};

/// Where pages that name no standard property put their publication date: selector, attribute.
const DATES: &[(&str, &str)] = &[
    ("meta[property='article:published_time']", "content"),
    ("meta[name='article:published_time']", "content"),
    ("meta[property='og:published_time']", "content"),
    ("meta[property='og:article:published_time']", "content"),
    ("meta[itemprop='datePublished']", "content"),
    ("meta[property='datePublished']", "content"),
    ("meta[name='datePublished']", "content"),
    ("meta[name='date']", "content"),
    ("meta[name='pubdate']", "content"),
    ("meta[name='publish-date']", "content"),
    ("meta[name='publishdate']", "content"),
    ("meta[name='publish_date']", "content"),
    ("meta[name='publication_date']", "content"),
    ("meta[name='parsely-pub-date']", "content"),
    ("meta[name='sailthru.date']", "content"),
    ("meta[name='DC.date.issued']", "content"),
    ("meta[name='DC.date']", "content"),
    ("meta[name='dc.date']", "content"),
    ("meta[name='dcterms.date']", "content"),
    ("meta[name='dcterms.issued']", "content"),
    ("meta[name='dcterms.created']", "content"),
    ("time[itemprop='datePublished']", "datetime"),
    ("time.published[datetime]", "datetime"),
    ("time.entry-date[datetime]", "datetime"),
    ("time[pubdate]", "datetime"),
    ("article time[datetime]", "datetime"),
];

/// Where pages name their own address: selector, attribute.
const ADDRESSES: &[(&str, &str)] =
    &[("link[rel='canonical']", "href"), ("meta[property='og:url']", "content")];

/// A web page: the main text, as readers of a browser's reading view see it, and what the page
/// says of itself. Positions count in that text.
pub(super) fn read(page: String) -> Result<Content, String> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability =
        Readability::new(page, None, Some(config)).map_err(|error| error.to_string())?;
    let stated = published(&readability);
    let url = cells(&readability, ADDRESSES).find_map(filled);
    let whole = readability.doc.select("body").formatted_text().to_string();
    let title = readability.get_article_title().to_string();
    let Ok(article) = readability.parse() else {
        // Too little text for the heuristics: the whole page.
        let metadata = dated(Metadata { title: filled(title), url, ..Metadata::default() }, stated);
        return Ok(Content { text: whole, metadata, ..Content::default() });
    };
    let metadata = Metadata {
        title: filled(article.title),
        publisher: article.site_name.and_then(filled),
        author: article.byline.and_then(filled),
        language: article.lang.and_then(|language| language.parse().ok()),
        url: url.or(article.url.and_then(filled)),
        ..Metadata::default()
    };
    let metadata = dated(metadata, article.published_time.as_deref().and_then(day).or(stated));
    let text = article.text_content.to_string();
    Ok(Content { text, metadata, ..Content::default() })
}

/// The publication date that a page states in its JSON-LD, or else in one of the places of
/// [`DATES`].
fn published(page: &Readability) -> Option<Edtf> {
    let scripts = page.doc.select("script[type='application/ld+json']");
    let texts = scripts.iter().map(|script| script.text().to_string());
    let blocks: Vec<Value> = texts.filter_map(|text| serde_json::from_str(&text).ok()).collect();
    let of_json = blocks.iter().find_map(|block| published_in(block, is_article));
    of_json
        .or_else(|| cells(page, DATES).find_map(|cell| day(&cell)))
        .or_else(|| blocks.iter().find_map(|block| published_in(block, |_| true)))
}

/// The date of the first thing in a block of JSON-LD that is `wanted` and has one: the block is a
/// thing, a list of things, or holds such a list as its graph.
fn published_in(block: &Value, wanted: impl Fn(&Value) -> bool) -> Option<Edtf> {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    let things = list(block).into_iter().flat_map(|thing| match thing.get("@graph") {
        Some(graph) => list(graph),
        None => vec![thing],
    });
    things.filter(wanted).find_map(|thing| day(thing.get("datePublished")?.as_str()?))
}

/// Whether a thing of JSON-LD is a text of its own, and not the page or site around it.
fn is_article(thing: &Value) -> bool {
    let is_text = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        ["Article", "Posting", "Report"].iter().any(|ending| kind.ends_with(ending))
    };
    match &thing["@type"] {
        Value::Array(kinds) => kinds.iter().any(is_text),
        kind => is_text(kind),
    }
}

/// The cells of a page at these places, in their order.
fn cells(page: &Readability, places: &[(&str, &str)]) -> impl Iterator<Item = String> {
    places.iter().filter_map(|(selector, attribute)| {
        page.doc.try_select(selector)?.attr(attribute).map(|cell| cell.to_string())
    })
}

fn day(cell: &str) -> Option<Edtf> {
    date(cell.trim()).parse().ok()
}

/// The metadata with this publication date.
fn dated(metadata: Metadata, published: Option<Edtf>) -> Metadata {
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
    fn reads_graphs_and_lists_of_json_ld_common_dates_and_the_address() {
        let json = |text: &str| format!("<script type=\"application/ld+json\">{text}</script>");
        for head in [
            json(
                r#"{"@context":"https://schema.org","@graph":[{"@type":"WebPage",
                "datePublished":"2020-01-01"},{"@type":["NewsArticle"],"datePublished":"2023-07-09T08:00:00Z"}]}"#,
            ),
            json(r#"[{"@type":"WebSite"},{"@type":"BlogPosting","datePublished":"2023-07-09"}]"#),
            json(
                r#"{"@context":["https://schema.org",{}],"@type":"WebPage","datePublished":"2023-07-09"}"#,
            ),
            json("{broken") + "<meta name=sailthru.date content='2023-07-09 08:00:00'>",
            "<meta property='article:published_time' content='March 15, 2023'>\
             <meta name=dcterms.issued content=2023-07-09>"
                .into(),
        ] {
            let page = format!(
                "<html><head><title>T</title><link rel=canonical href='https://example.org/port'>\
                 {head}</head><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"
            );
            let metadata = read(page).unwrap().metadata;
            assert_eq!(
                metadata.published.map(|d| d.to_string()).as_deref(),
                Some("2023-07-09"),
                "{head}"
            );
            assert_eq!(metadata.url.as_deref(), Some("https://example.org/port"));
        }
    }

    #[test]
    fn keeps_a_page_of_one_line() {
        assert!(read("<p>Ju&aacute;rez</p>".into()).unwrap().text.contains("Juárez"));
    }
}
