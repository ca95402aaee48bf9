//! A report about a link that no longer works: plain text, and nothing in it that says who wrote it.

use crate::core::join::join;
use crate::platforms::PlatformId;

/// The report. Its words are names for developers, the same in every language. `states`: how the accounts of that
/// platform stand.
#[must_use]
pub fn broken_link(platform: PlatformId, version: &str, user_agent: &str, states: &[&str]) -> String {
    let link = &platform.facts().objection.main;
    let states = states.join(" ");
    let lines = [
        ["bezwaar: ", version],
        ["browser: ", &browser(user_agent)],
        ["site: ", platform.slug()],
        ["link: ", link.url],
        ["checked: ", link.checked],
        ["state: ", &states],
    ];
    join(&lines.map(|line| line.concat()), "\n")
}

/// The browser's family and its main version: a whole user agent would tell more than a link needs.
fn browser(user_agent: &str) -> String {
    // Edge and Opera call themselves Chrome too, so theirs come first.
    let families = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome")];
    let found = families
        .into_iter()
        .find_map(|(mark, name)| Some((name, words(user_agent).find_map(|word| word.strip_prefix(mark))?)));
    let Some((name, version)) = found else { return "other".into() };
    let version: String = version.chars().take_while(char::is_ascii_digit).take(4).collect();
    let android = if is_android(user_agent) { " Android" } else { "" };
    [name, " ", &version, android].concat()
}

/// Returns whether the browser with this user agent runs on Android.
#[must_use]
pub fn is_android(user_agent: &str) -> bool {
    words(user_agent).any(|word| word == "Android")
}

/// Words, and not a search for any text at all, which is 5 kB of wasm.
fn words(user_agent: &str) -> impl Iterator<Item = &str> {
    user_agent.split([' ', '(', ')', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_is_told_and_no_more() {
        for (user_agent, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140"),
            ("Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0", "Firefox 142 Android"),
            ("Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36", "Chrome 156"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.1.2", "Edge 156"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0.0.0 Safari/537.36 OPR/120.1", "Opera 120"),
            ("Firefox/99999999999", "Firefox 9999"),
            ("", "other"),
        ] {
            assert_eq!(browser(user_agent), expected);
        }
    }

    #[test]
    fn the_report_names_link_and_state() {
        assert_eq!(
            broken_link(PlatformId::Linkedin, "0.1.0", "Firefox/140.0", &["not-recorded", "recorded"]),
            "bezwaar: 0.1.0\nbrowser: Firefox 140\nsite: linkedin\n\
             link: https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement\n\
             checked: 2026-11-26\nstate: not-recorded recorded"
        );
    }
}
