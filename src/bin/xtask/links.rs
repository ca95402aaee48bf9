//! `links` prints every address that people are led to, as a checklist for somebody with an account.

use crate::{Result, clock};
use bezwaar::core::time::{DAY_MS, Date, Timestamp};
use bezwaar::platforms::authorities::AUTHORITIES;
use bezwaar::platforms::guide::LINKS;
use bezwaar::platforms::services::SERVICES;
use bezwaar::platforms::{Link, Platform, PlatformId, Route};
use std::io::Write;

/// The age of a check, in milliseconds, after which somebody has to look again.
const STALE_AFTER_MS: i64 = 365 * DAY_MS;

/// Prints the checklist.
pub(crate) fn links() -> Result {
    std::io::stdout().write_all(checklist().as_bytes()).map_err(|error| error.to_string())
}

fn checklist() -> String {
    let mut text = String::from(INTRODUCTION);
    for platform in PlatformId::ALL.map(PlatformId::facts) {
        text += &format!("\n## {}\n\n", platform.name);
        for (what, look, link) in of(platform) {
            text += &item(what, look, link);
        }
    }
    text += "\n## The guide\n\n";
    for (_, link) in LINKS {
        text += &item("A link of the guide", "It shows what the guide says about it.", link);
    }
    text += "\n## Other services\n\n";
    for service in SERVICES {
        text += &item(
            service.name,
            "The setting is on this page, under the label that the guide quotes.",
            &service.setting,
        );
    }
    text += "\n## Authorities\n\n";
    for authority in AUTHORITIES {
        text += &format!(
            "- [ ] {}: {} <{}>\n      Checked {}.\n",
            authority.country, authority.name, authority.url, authority.checked
        );
    }
    text
}

fn item(what: &str, look: &str, Link { url, source, checked }: &Link) -> String {
    let source = source.text();
    format!("- [ ] {what}: <{url}>\n      {look}\n      Checked {checked}; says who: {source}.\n")
}

const INTRODUCTION: &str = "\
# Links, to be looked at by a person who is logged in

Open each one, in two languages of the site. When something is not as it says, correct src/platforms/, with the source and
today's date, and the stand-in in tests/e2e/sites/ if the page behaves differently. The extension's own \"A link does not work?\"
text names the same addresses.

The sites' pages themselves can be captured, so that what you see becomes a test: ten minutes, step by step, logged in and out, in
docs/CAPTURE.md. It says what such a file contains, and how to look through it first.
";

/// Every link of a platform, with its purpose and what somebody has to look at.
fn of(platform: &'static Platform) -> Vec<(&'static str, &'static str, &'static Link)> {
    let objection = &platform.objection;
    let (main, look) = match objection.route {
        Route::Form => (
            "The form that the buttons open",
            "A form that asks for country, e-mail and reason; nobody sends it. Does the companion stand beside it?",
        ),
        Route::Switch => (
            "The switch that the buttons open",
            "The switch is there and moves; does the badge follow within some seconds, also back?",
        ),
    };
    let others = [
        ("Another address of the same", "It still shows the same, or leads there.", objection.alternates),
        (
            "Where people go when that fails",
            "It exists, and the way to the objection can be found from there.",
            std::slice::from_ref(&objection.fallback),
        ),
        ("A form for another right", "It is still another right. Does the companion say so?", objection.other_rights),
        (
            "The accounts centre",
            "It lists the accounts that belong together.",
            platform.accounts_center.map_or(&[], std::slice::from_ref),
        ),
    ];
    let others = others.into_iter().flat_map(|(what, look, links)| links.iter().map(move |link| (what, look, link)));
    std::iter::once((main, look, &objection.main)).chain(others).collect()
}

/// Flags the links that nobody has looked at for a year. No failure: nothing has changed but the day.
pub(crate) fn flag_stale() {
    let now = clock::now();
    for (what, url, checked) in dated() {
        if is_stale(checked, now) {
            eprintln!("Look again (./build.sh links): {what}, {url}, last checked {checked}");
        }
    }
}

/// Every address that people are led to, with its purpose and the day somebody last looked.
fn dated() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let platforms = PlatformId::ALL.map(PlatformId::facts).into_iter().flat_map(of);
    let links = platforms.map(|(what, _, link)| (what, link));
    let guide = LINKS.iter().map(|(_, link)| ("A link of the guide", link));
    let services = SERVICES.iter().map(|service| (service.name, &service.setting));
    let dated = links.chain(guide).chain(services).map(|(what, link)| (what, link.url, link.checked));
    dated.chain(AUTHORITIES.iter().map(|authority| (authority.country, authority.url, authority.checked)))
}

/// A day that cannot be read counts as long ago.
fn is_stale(checked: &str, now: Timestamp) -> bool {
    now.0 - Date::parse(checked).map_or(0, |day| day.midnight().0) > STALE_AFTER_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checklist_names_every_address_with_its_day() {
        let text = checklist();
        for (what, url, checked) in dated() {
            assert!(text.contains(&format!("<{url}>")), "{what}: {url}");
            assert!(Date::parse(checked).is_some(), "{what}: {checked}");
        }
    }

    #[test]
    fn a_check_is_old_after_a_year() {
        let day = |text: &str| Date::parse(text).unwrap().midnight();
        assert!(!is_stale("2026-11-26", day("2027-11-26")));
        assert!(is_stale("2026-11-26", day("2027-11-27")));
        assert!(is_stale("some day", day("2026-11-26")));
    }
}
