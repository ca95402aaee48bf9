//! `links` prints every address that people are led to, as a checklist for somebody with an account.

use crate::Result;
use bezwaar::core::time::{DAY_MS, Date};
use bezwaar::platforms::{Link, Platform, PlatformId, Route};
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

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
            let Link { url, source, checked } = link;
            text += &format!("- [ ] {what}: <{url}>\n      {look}\n      Checked {checked}; says who: {source}.\n");
        }
    }
    text
}

const INTRODUCTION: &str = "\
# Links, to be looked at by a person who is logged in

Open each one, in two languages of the site. When something is not as it says, correct src/platforms/, with the source and
today's date, and the stand-in in tests/e2e/sites/ if the page behaves differently. The extension's own \"A link does not work?\"
text names the same addresses.
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
    let mut links = vec![(main, look, &objection.main)];
    links.extend(
        objection
            .alternates
            .iter()
            .map(|link| ("Another address of the same", "It still shows the same, or leads there.", link)),
    );
    links.push((
        "Where people go when that fails",
        "It exists, and the way to the objection can be found from there.",
        &objection.fallback,
    ));
    links.extend(
        objection
            .other_rights
            .iter()
            .map(|link| ("A form for another right", "It is still another right. Does the companion say so?", link)),
    );
    links.extend(
        platform
            .accounts_center
            .map(|link| ("The accounts centre", "It lists the accounts that belong together.", link)),
    );
    links
}

/// Flags the links that nobody has looked at for a year. No failure: nothing has changed but the day.
pub(crate) fn flag_stale() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis() as i64);
    for (what, _, link) in PlatformId::ALL.map(PlatformId::facts).into_iter().flat_map(of) {
        let checked = Date::parse(link.checked).map_or(0, |day| day.midnight().0);
        if now - checked > STALE_AFTER_MS {
            eprintln!("Look again (./build.sh links): {what}, {}, last checked {}", link.url, link.checked);
        }
    }
}
