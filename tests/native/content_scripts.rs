//! The scripts that run in the sites' pages hold no facts and no decisions.

use bezwaar::platforms::PlatformId;
use std::fs;
use std::path::PathBuf;

fn scripts() -> Vec<(PathBuf, String)> {
    let paths = fs::read_dir("src/content").unwrap().map(|entry| entry.unwrap().path());
    let scripts = paths.filter(|path| path.extension().is_some_and(|extension| extension == "js"));
    let scripts: Vec<_> = scripts.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    assert_eq!(scripts.len(), 6);
    scripts
}

#[test]
fn content_scripts_know_no_site() {
    for (path, text) in scripts() {
        for platform in PlatformId::ALL.map(PlatformId::facts) {
            assert!(!text.contains(platform.domain), "{} knows {}", path.display(), platform.domain);
        }
    }
}

/// A content script holds no rule: an index says what stands where, a number in a comparison when something holds. Both
/// come with the plan, or stand in the core.
#[test]
fn content_scripts_hold_no_index_and_no_decision() {
    for (path, text) in scripts() {
        for (number, line) in code_lines(&text) {
            assert_eq!(find_rule(&line), None, "{}:{number}: {line}", path.display());
        }
    }
}

/// Returns the lines of a script without its comments, with their numbers.
fn code_lines(text: &str) -> Vec<(usize, String)> {
    let (mut lines, mut in_comment) = (Vec::new(), false);
    for (line, number) in text.lines().zip(1..) {
        let mut code = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once(if in_comment { "*/" } else { "/*" }) {
            code.push_str(if in_comment { "" } else { before });
            (rest, in_comment) = (after, !in_comment);
        }
        code.push_str(if in_comment { "" } else { rest });
        lines.push((number, code.split("//").next().unwrap_or_default().to_owned()));
    }
    lines
}

/// Finds an index (`found[1]`, `all[i]`, `at(2)`), or a comparison with a number (`> 4`, `=== 0`, `< now + 500`).
fn find_rule(line: &str) -> Option<&'static str> {
    let follows_a_value = |at: usize| line[..at].ends_with(|c: char| c.is_alphanumeric() || "_)]?.".contains(c));
    let follows_a_value = |at: usize| follows_a_value(at) && !line[..at].ends_with("...");
    let index = line.match_indices('[').any(|(at, _)| follows_a_value(at));
    let at = line.match_indices(".at(").any(|(at, _)| !line[at..].starts_with(".at(-1)"));
    let line: String = line.chars().filter(|c| *c != ' ').collect();
    let is_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let compared = |sign: &str| {
        line.match_indices(sign).any(|(at, _)| {
            let operand = line[at + sign.len()..].trim_start_matches('=');
            let end = operand.find(['&', '|', '?', ')', ';', ',', '{']).unwrap_or(operand.len());
            let is_arrow = line[..at].ends_with('=');
            !is_arrow && operand[..end].split(['+', '-', '*', '/', '%']).any(is_digit)
        })
    };
    match (index || at, ["<", ">", "=="].into_iter().any(compared)) {
        (true, _) => Some("an index"),
        (_, true) => Some("a decision"),
        _ => None,
    }
}

#[test]
fn rules_in_content_scripts_are_found() {
    for (line, expected) in [
        ("if (found[1]?.n) return;", Some("an index")),
        ("const it = found?.[n];", Some("an index")),
        ("const max = all.at(2);", Some("an index")),
        ("if (press && now < at + 10000) return;", Some("a decision")),
        ("if (++turns % 4 === 0) look();", Some("a decision")),
        ("const isGood = status >= 200;", Some("a decision")),
        ("const f = (a) => 5 * a;", None),
        ("const [first] = all;", None),
        ("const last = presses.at(-1);", None),
        ("for (const [name, value] of [...all, [1, 2]]) see(name);", None),
        ("const top = [SIDE_PX, innerWidth / 2].filter((edge) => edge < innerHeight * MAX_HEADER_SHARE);", None),
        ("if (failures > MAX_FAILURES) return;", None),
    ] {
        assert_eq!(find_rule(line), expected, "{line}");
    }
}
