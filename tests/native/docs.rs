//! Every file that the docs link to is there, and so is every command that they name.

use crate::source::tree::rust_files;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Returns every page of the project that people read.
fn pages() -> Vec<(PathBuf, String)> {
    let top = fs::read_dir(".").unwrap().map(|entry| entry.unwrap().path());
    let docs = WalkDir::new("docs").into_iter().map(|entry| entry.unwrap().into_path());
    let pages = top.chain(docs).filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

/// Returns the targets of links and pictures: `](target)`, `href="target"`, `src="target"`.
fn targets(text: &str) -> Vec<&str> {
    let after = |start: &'static str, end: char| {
        text.split(start).skip(1).filter_map(move |rest| rest.split_once(end).map(|(target, _)| target))
    };
    after("](", ')').chain(after("href=\"", '"')).chain(after("src=\"", '"')).collect()
}

#[test]
fn every_relative_link_leads_somewhere() {
    let pages = pages();
    assert!(pages.len() > 30, "{} pages", pages.len());
    let mut count = 0;
    for (path, text) in &pages {
        for target in targets(text).into_iter().filter(|target| !target.contains(':') && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap_or_default();
            let there = path.parent().unwrap_or(Path::new("")).join(file);
            assert!(there.exists(), "{}: {target}", path.display());
            count += 1;
        }
    }
    assert!(count > 30, "{count} links");
}

/// Returns the words that `./build.sh` takes, from its own help.
fn commands() -> BTreeSet<String> {
    let source = fs::read_to_string("src/bin/xtask/main.rs").unwrap();
    let usage = source.split_once("usage: ./build.sh").unwrap().1.split_once("\";").unwrap().0;
    let lines = usage.lines().filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn every_command_exists() {
    let commands = commands();
    assert!(commands.contains("demo") && commands.contains("test"), "{commands:?}");
    let mut count = 0;
    for (path, text) in pages() {
        for rest in text.split("./build.sh ").skip(1) {
            let word: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            // The command may stand alone in a sentence: "./build.sh makes `dist/chrome`".
            let is_command = rest.as_bytes().get(word.len()).is_none_or(|next| b" \n`".contains(next));
            if !word.is_empty() && is_command {
                assert!(commands.contains(&word), "{}: ./build.sh {word}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 20, "{count} commands");
}

/// The address of the project has one place, and the pages on which people look for it say the same, or that there is none.
#[test]
fn the_public_address_is_the_manifests() {
    let address = match env!("CARGO_PKG_REPOSITORY") {
        "" => "There is no public address yet",
        address => address,
    };
    for page in ["README.md", "SECURITY.md"] {
        let text = fs::read_to_string(page).unwrap();
        assert!(text.contains(address), "{page} does not say: {address}");
    }
}

/// Returns the scenarios that a page names, as `banner: not in frames…`, up to their first ellipsis. The fixtures are no scenarios.
fn named_scenarios<'a>(text: &'a str, sources: &str) -> Vec<&'a str> {
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_scenario = |name: &&str| {
        let (prefix, _) = name.split_once(": ").unwrap_or(("dom", ""));
        prefix != "dom" && (name.contains('…') || sources.contains(&format!("\"{prefix}: ")))
    };
    quoted.filter(is_scenario).map(|name| name.split('…').next().unwrap_or_default()).collect()
}

/// A page that names a scenario as the test of something names one that is there.
#[test]
fn every_named_scenario_is_there() {
    let sources = rust_files("tests/e2e/scenarios").into_iter().map(|(_, source)| source).collect::<String>();
    let is_there = |name: &str| sources.contains(&format!("\"{name}"));
    let mut count = 0;
    for (path, text) in pages() {
        for name in named_scenarios(&text, &sources) {
            let of_any_site = name.replace("LinkedIn", "{site}");
            assert!(is_there(name) || is_there(&of_any_site), "{}: no scenario {name}", path.display());
            count += 1;
        }
    }
    assert!(count > 100, "{count} scenarios");
}

/// The kinds of places where a test or a function that a page names may be.
const CODE: [&str; 2] = [".rs", ".js"];

/// A page that says "`name` in `file`" says so of something that is there.
#[test]
fn every_name_is_in_its_file() {
    let mut count = 0;
    for (path, text) in pages() {
        for (before, after) in text.split("` in `").zip(text.split("` in `").skip(1)) {
            let (Some(name), Some(file)) = (before.rsplit('`').next(), after.split('`').next()) else { continue };
            let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if is_name && !file.contains('*') && CODE.iter().any(|end| file.ends_with(end)) {
                let source = fs::read_to_string(file).or_else(|_| fs::read_to_string(Path::new("src").join(file)));
                let source = source.unwrap_or_else(|error| panic!("{}: {file}: {error}", path.display()));
                assert!(source.contains(name), "{}: no {name} in {file}", path.display());
                count += 1;
            }
        }
    }
    assert!(count >= 10, "{count} names");
}
