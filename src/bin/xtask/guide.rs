//! The guide as it is packed: its lists and the numbers of its notes come from the facts in `src/platforms`.

use crate::Result;
use bezwaar::platforms::PlatformId;
use bezwaar::platforms::authorities::AUTHORITIES;
use bezwaar::platforms::guide::{Authority, LINKS, Source};
use bezwaar::platforms::services::SERVICES;
use bezwaar::platforms::sources::SOURCES;

/// The start of a note in the text, before the id of its source.
const NOTE: &str = "<a role=\"doc-noteref\" href=\"#source-";

/// Links leave the extension in a tab of their own, and tell nobody where they come from.
const OUT: &str = "rel=\"noreferrer noopener\" target=\"_blank\" translate=\"no\"";

/// Fills the lists into the page, where its comments mark their places, and its addresses, and numbers its notes.
pub(crate) fn fill(page: &str) -> Result<String> {
    let page = fill_list(page, "authorities", AUTHORITIES.iter().map(authority_item))?;
    let page = number_notes(&fill_list(&page, "sources", SOURCES.iter().map(source_item))?)?;
    fill_addresses(&gather_notes(&page))
}

/// Puts an address where the page names it: `{facebook}` is the form's, `{facebook alternate}` another one of the same,
/// `{ChatGPT}` the setting of a service, and `{grok}` a link of the guide alone.
fn fill_addresses(page: &str) -> Result<String> {
    let mut filled = page.to_owned();
    for (name, url) in addresses() {
        filled = filled.replace(&format!("{{{name}}}"), &escape(url));
    }
    match filled.split(['"', '>']).find(|part| part.starts_with('{')) {
        Some(name) => Err(format!("guide.html names an address that nobody has: {name}")),
        None => Ok(filled),
    }
}

/// The addresses that the page may name.
fn addresses() -> impl Iterator<Item = (String, &'static str)> {
    let of_platforms = PlatformId::ALL.map(PlatformId::facts).into_iter().flat_map(|platform| {
        let objection = &platform.objection;
        let named = [
            ("", Some(&objection.main)),
            (" alternate", objection.alternates.first()),
            (" fallback", Some(&objection.fallback)),
            (" other", objection.other_rights.first()),
            (" accounts", platform.accounts_center),
        ];
        named.into_iter().filter_map(|(role, link)| Some(([platform.slug, role].concat(), link?.url)))
    });
    let of_services = SERVICES.iter().map(|service| (service.name, service.setting.url));
    let of_guide = LINKS.iter().map(|(name, link)| (*name, link.url));
    of_platforms.chain(of_services.chain(of_guide).map(|(name, url)| (name.to_owned(), url)))
}

/// Puts the notes of the steps of a list below it: beside each step they would stand between a person and the next one.
fn gather_notes(page: &str) -> String {
    let mut parts = page.split("<ol>");
    let mut gathered = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (list, rest) = part.split_once("</ol>").unwrap_or((part, ""));
        let (steps, notes) = without_notes(list);
        gathered += &format!("<ol>{steps}</ol>");
        if !notes.is_empty() {
            let indent = gathered.rsplit('\n').next().unwrap_or_default().split('<').next().unwrap_or_default();
            let notes = notes.join(" ");
            gathered += &format!("\n{indent}<p class=\"notes\"><span data-text=\"guide_sources\"></span> {notes}</p>");
        }
        gathered += rest;
    }
    gathered
}

/// Returns the steps without their notes, and each note once.
fn without_notes(list: &str) -> (String, Vec<&str>) {
    let mut parts = list.split(" <sup>");
    let (mut steps, mut notes) = (parts.next().unwrap_or_default().to_owned(), Vec::new());
    for part in parts {
        let (marks, rest) = part.split_once("</sup>").unwrap_or((part, ""));
        for mark in marks.split_inclusive("</a>").map(str::trim) {
            if !notes.contains(&mark) {
                notes.push(mark);
            }
        }
        steps += rest;
    }
    (steps, notes)
}

/// Puts the items on lines of their own, as far to the right as the comment that they replace.
fn fill_list(page: &str, list: &str, items: impl Iterator<Item = String>) -> Result<String> {
    let mark = format!("<!-- {list} -->");
    let (before, after) = page.split_once(&mark).ok_or_else(|| format!("guide.html has no {mark}"))?;
    let indent = before.rsplit('\n').next().unwrap_or_default();
    let items: Vec<String> = items.collect();
    Ok([before, &items.join(&format!("\n{indent}")), after].concat())
}

/// The browser knows the country's name in every language, so `src/pages/guide.rs` puts it into the `<b>`.
fn authority_item(Authority { country, name, url, .. }: &Authority) -> String {
    format!("<li data-country=\"{country}\"><b></b> <a href=\"{}\" {OUT}>{}</a></li>", escape(url), escape(name))
}

fn source_item(Source { id, name, said, url, checked }: &Source) -> String {
    let label = escape(&if said.is_empty() { (*name).to_owned() } else { format!("{name} ({said})") });
    let label = match *url {
        "" => format!("<cite translate=\"no\">{label}</cite>"),
        url => format!("<a href=\"{}\" {OUT}>{label}</a>", escape(url)),
    };
    format!("<li id=\"source-{id}\">{label} <time datetime=\"{checked}\"></time></li>")
}

/// The number of a note is its source's place in the list.
fn number_notes(page: &str) -> Result<String> {
    let mut parts = page.split(NOTE);
    let mut numbered = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once("\"></a>").ok_or("guide.html has a note with a text of its own")?;
        let place = SOURCES.iter().position(|source| source.id == id);
        let number = place.ok_or_else(|| format!("guide.html cites {id}, which is no source"))? + 1;
        numbered += &format!("{NOTE}{id}\">{number}</a>{rest}");
    }
    Ok(numbered)
}

/// A text as it stands in markup, between tags or in an attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_get_the_number_of_their_source() {
        let note = |id: &str, number: &str| format!("<p>{NOTE}{id}\">{number}</a></p>");
        let (first, second) = (SOURCES[0].id, SOURCES[1].id);
        let page = note(second, "") + &note(first, "");
        assert_eq!(number_notes(&page), Ok(note(second, "2") + &note(first, "1")));
        assert!(number_notes(&note("nobody", "")).is_err());
        assert!(number_notes(&note(first, "1")).is_err());
    }

    #[test]
    fn a_list_stands_where_its_mark_was() {
        let items = || ["<li>1</li>", "<li>2</li>"].map(str::to_owned).into_iter();
        let filled = fill_list("<ol>\n  <!-- x -->\n</ol>", "x", items());
        assert_eq!(filled.as_deref(), Ok("<ol>\n  <li>1</li>\n  <li>2</li>\n</ol>"));
        assert!(fill_list("<ol></ol>", "x", items()).is_err());
    }

    #[test]
    fn addresses_stand_where_they_are_named() {
        let form = PlatformId::Facebook.facts().objection.main.url;
        let link = |href: &str| format!("<a href=\"{href}\">{href}</a>");
        assert_eq!(fill_addresses(&link("{facebook}")), Ok(link(form)));
        assert_eq!(fill_addresses(&link("{facebook alternative}")).ok(), None);
    }

    #[test]
    fn what_markup_would_read_otherwise_is_escaped() {
        assert_eq!(escape("a&b <c> \"d\""), "a&amp;b &lt;c> &quot;d&quot;");
    }
}
