//! The packed guide has a source for every claim, and where it leads is a fact with a date.
//!
//! These tests read `dist/`, so `./build.sh` comes first; `./build.sh test` sees to that.

use bezwaar::core::time::Date;
use bezwaar::platforms::authorities::AUTHORITIES;
use bezwaar::platforms::guide::{Authority, EXPLAINED, Explained, LINKS, Source};
use bezwaar::platforms::services::SERVICES;
use bezwaar::platforms::sources::SOURCES;
use bezwaar::platforms::{Link, Platform, PlatformId};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The places in the guide to which other pages may lead people.
const PROMISED: [&str; 19] = [
    "facebook",
    "instagram",
    "both",
    "linkedin",
    "linkedin-form",
    "form",
    "after",
    "covers",
    "pages",
    "others",
    "locked-out",
    "chain-letters",
    "rights",
    "authority",
    "follow-up",
    "refused",
    "friends",
    "x",
    "sources",
];

fn guide() -> String {
    let [chrome, firefox] = ["dist/chrome/guide.html", "dist/firefox/guide.html"]
        .map(|path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}; run ./build.sh first")));
    assert_eq!(chrome, firefox);
    chrome
}

/// Returns each text between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split_once(end).unwrap().0).collect()
}

fn platforms() -> impl Iterator<Item = &'static Platform> {
    PlatformId::ALL.into_iter().map(PlatformId::facts)
}

/// Returns the links that the guide may show beside its sources and authorities.
fn links() -> impl Iterator<Item = &'static Link> {
    platforms()
        .flat_map(|platform| platform.objection.links().chain(platform.accounts_center))
        .chain(LINKS.iter().map(|(_, link)| link))
        .chain(SERVICES.iter().map(|service| &service.setting))
}

#[test]
fn every_address_is_a_fact() {
    let known: BTreeSet<&str> = links()
        .map(|link| link.url)
        .chain(SOURCES.iter().map(|source| source.url))
        .chain(AUTHORITIES.iter().map(|authority| authority.url))
        .collect();
    let guide = guide();
    let used: BTreeSet<&str> = between(&guide, "href=\"", "\"").into_iter().filter(|href| href.contains(':')).collect();
    assert!(used.is_subset(&known), "{:?}", used.difference(&known).collect::<Vec<_>>());
    for (_, link) in LINKS {
        assert!(used.contains(link.url), "{}: nobody leads there", link.url);
    }
}

/// The page itself holds none, so that who corrects a link finds it in one place.
#[test]
fn the_page_names_its_addresses() {
    let page = fs::read_to_string("extension/guide.html").unwrap();
    assert!(!page.contains("href=\"https:"), "an address in extension/guide.html");
}

#[test]
fn facts_are_dated() {
    let links = links().map(|link| (link.url, link.checked));
    let sources = SOURCES.iter().map(|source| (source.id, source.checked));
    let authorities = AUTHORITIES.iter().map(|authority| (authority.country, authority.checked));
    for (what, checked) in links.chain(sources).chain(authorities) {
        assert!(Date::parse(checked).is_some(), "{what}: {checked}");
    }
    assert!(LINKS.iter().all(|(_, link)| link.source.text().len() > 20 && link.url.starts_with("https://")));
    assert!(SOURCES.iter().all(|source| source.url.is_empty() || source.url.starts_with("https://")));
}

/// Links leave the extension in a tab of their own, and tell nobody where they come from.
#[test]
fn links_out_open_a_new_tab_and_tell_nothing() {
    let guide = guide();
    for tag in between(&guide, "<a ", ">").into_iter().filter(|tag| tag.contains("https:")) {
        assert!(tag.contains("rel=\"noreferrer noopener\" target=\"_blank\""), "{tag}");
    }
}

#[test]
fn every_fragment_leads_somewhere() {
    let guide = guide();
    let ids = between(&guide, " id=\"", "\"");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "an id twice");
    let fragments = between(&guide, "href=\"#", "\"").into_iter().chain(PROMISED);
    let copied = between(&guide, "data-copy=\"", "\"");
    for id in fragments.chain(copied) {
        assert!(distinct.contains(id), "#{id}");
    }
    for section in between(&guide, "<section id=\"", "\"") {
        assert!(guide.contains(&format!("<li><a href=\"#{section}\"")), "{section} is not in the contents");
    }
}

/// A site that is not watched is at least explained, where people look for it.
#[test]
fn explained_sites_have_their_section() {
    let guide = guide();
    for site in EXPLAINED {
        let Explained { name, section } = site;
        let entry = format!("<li><a href=\"#{section}\" translate=\"no\">{name}</a></li>");
        assert!(guide.contains(&entry), "{name} is not in the contents");
        let heading = format!("<section id=\"{section}\">\n        <h2 translate=\"no\">{name}</h2>");
        assert!(guide.contains(&heading), "{name} has no section");
        assert!(platforms().all(|platform| platform.name != *name), "{name} is watched");
    }
    assert_eq!(EXPLAINED.len(), 3);
}

/// The record page lists, among the sites that can be added, the ones that the guide only explains, and no others.
#[test]
fn explained_sites_are_where_people_look_for_them() {
    for page in ["record.html"] {
        let text = fs::read_to_string(Path::new("extension").join(page)).unwrap();
        let links: Vec<&str> = between(&text, "<a href=\"guide.html#", "</a>")
            .into_iter()
            .filter(|link| link.contains("translate"))
            .collect();
        assert_eq!(links.len(), EXPLAINED.len(), "{page}");
        for Explained { name, section } in EXPLAINED {
            let expected =
                |link: &&str| link.starts_with(&format!("{section}\"")) && link.ends_with(&format!(">{name}"));
            assert!(links.iter().any(expected), "{page}: {name}");
        }
    }
}

/// The number of a note in the text is the place of its source in the list.
#[test]
fn sources_stand_in_order_and_each_is_used() {
    let guide = guide();
    let (text, list) = guide.split_once("<section id=\"sources\">").unwrap();
    let items = between(list, "<li id=\"source-", "</li>");
    assert_eq!(items.len(), SOURCES.len());
    for (index, (source, item)) in SOURCES.iter().zip(items).enumerate() {
        let Source { id, name, said, url, checked } = source;
        assert!(item.starts_with(&format!("{id}\">")), "{item}");
        assert!([name, said, url].iter().all(|fact| item.contains(*fact)), "{item}");
        assert!(item.ends_with(&format!("<time datetime=\"{checked}\"></time>")), "{item}");
        assert_eq!(item.contains("<a "), !url.is_empty(), "{item}");
        let notes = between(text, &format!("<a role=\"doc-noteref\" href=\"#source-{id}\">"), "</a>");
        assert!(!notes.is_empty(), "{id}: nobody cites it");
        assert!(notes.iter().all(|number| *number == (index + 1).to_string()), "{id}: {notes:?}");
    }
}

/// Every claim has a source, but for our own words and those that only point the way.
#[test]
fn every_claim_names_its_source() {
    const OURS: [&str; 10] = [
        "guide_open_with_button",
        "guide_after_tick",
        "guide_after_see",
        "guide_covers_threads",
        "guide_follow_first",
        "guide_x_sure",
        "guide_x_watch",
        "guide_youtube_not_ours",
        "guide_threads_form",
        "guide_messenger_form",
    ];
    let guide = fs::read_to_string("extension/guide.html").unwrap();
    for claim in guide.lines().filter(|line| line.contains("<span data-text=\"guide_")) {
        let key = between(claim, "<span data-text=\"", "\"")[0];
        assert!(claim.contains("doc-noteref") != OURS.contains(&key), "{key}");
    }
}

/// No note stands between a step and the next one: those of a list are below it, each once.
#[test]
fn steps_are_followed_by_their_sources() {
    let guide = guide();
    let (text, _) = guide.split_once("<section id=\"sources\">").unwrap();
    let lists = between(text, "<ol>", "</p>");
    assert!(lists.len() > 6);
    for list in lists {
        let (steps, below) = list.split_once("</ol>").unwrap();
        assert!(!steps.contains("<sup>") && steps.contains("data-text"), "{steps}");
        let notes = between(below, "href=\"#source-", "\"");
        assert!(below.contains("<p class=\"notes\">") && !notes.is_empty(), "{below}");
        assert_eq!(notes.iter().collect::<BTreeSet<_>>().len(), notes.len(), "{below}");
    }
}

#[test]
fn the_authorities_are_the_listed_ones() {
    let guide = guide();
    let list = between(&guide, "<ul id=\"authorities\">", "</ul>")[0];
    let items = between(list, "<li data-country=\"", "</li>");
    assert_eq!(items.len(), AUTHORITIES.len());
    for (Authority { country, name, url, .. }, item) in AUTHORITIES.iter().zip(items) {
        // The name of the country goes into the empty element.
        assert!(item.starts_with(&format!("{country}\"><b></b> <a href=\"{url}\"")), "{item}");
        assert!(item.ends_with(&format!(">{name}</a>")), "{item}");
    }
    assert_eq!(AUTHORITIES.len(), 27 + 3 + 2, "EU, EEA, UK and Switzerland");
    assert!(AUTHORITIES.is_sorted_by_key(|authority| authority.country));
}

/// Each service stands in the guide once, with its own link.
#[test]
fn services_lead_to_their_settings() {
    let guide = guide();
    let section = between(&guide, "<section id=\"services\">", "</section>")[0];
    let found = between(section, "<li><a href=\"", "</a>");
    let expected = SERVICES.iter().map(|service| {
        let url = service.setting.url;
        format!("{url}\" rel=\"noreferrer noopener\" target=\"_blank\" translate=\"no\">{}", service.name)
    });
    assert_eq!(found, expected.collect::<Vec<_>>());
}

/// Every text that is not translated is a name that the facts know, or an address.
#[test]
fn only_names_stand_in_the_markup() {
    let mut names: BTreeSet<String> = platforms().map(|platform| platform.name.to_owned()).collect();
    names.extend(EXPLAINED.iter().map(|site| site.name.to_owned()));
    names.extend(SERVICES.iter().map(|service| service.name.to_owned()));
    names.extend(AUTHORITIES.iter().map(|authority| authority.name.to_owned()));
    names.extend(SOURCES.iter().map(|source| format!("{} ({})", source.name, source.said).replace(" ()", "")));
    names.extend(links().map(|link| link.url.to_owned()));
    for name in between(&guide(), "translate=\"no\">", "<") {
        assert!(names.contains(name), "{name}");
    }
}
