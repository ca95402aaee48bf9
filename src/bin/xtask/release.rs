//! `release VERSION`: the one place where a version becomes another, everywhere at once.

use crate::{Result, at, clock, files, step};
use bezwaar::core::time::Date;
use std::fs;
use std::path::Path;

/// The heading below which the changelog gathers what is new.
const UNRELEASED: &str = "## Unreleased\n";

const CHANGELOG: &str = "CHANGELOG.md";

/// Writes the version into `Cargo.toml`, both lock files, `manifest.json` and the changelog, and says how to go on.
pub(crate) fn release(version: &str) -> Result {
    let current = env!("CARGO_PKG_VERSION");
    let (Some(new), Some(old)) = (numbers(version), numbers(current)) else {
        return Err(format!("{version} is no version: three numbers with dots, such as 0.2.0"));
    };
    if new <= old && current != version {
        return Err(format!("{version} is not newer than {current}"));
    }
    let changelog = released(&read(CHANGELOG)?, version, &Date::of(clock::now()).to_string())?;
    let changes = [
        ("Cargo.toml", format!("version = \"{current}\""), format!("version = \"{version}\"")),
        ("Cargo.lock", locked(current), locked(version)),
        ("tests/fuzz/Cargo.lock", locked(current), locked(version)),
        ("manifest.json", format!("\"version\": \"{current}\""), format!("\"version\": \"{version}\"")),
    ];
    for (file, from, to) in changes {
        let text = read(file)?;
        let (before, after) = text.split_once(&from).ok_or_else(|| format!("{file} has no {from}"))?;
        files::write(Path::new(file), [before, &to, after].concat().as_bytes())?;
    }
    files::write(Path::new(CHANGELOG), changelog.as_bytes())?;
    step(&format!("This is {version} now. Look at it, commit it, and tag the commit: git tag v{version}"));
    Ok(())
}

/// Returns how a lock file names a version.
fn locked(version: &str) -> String {
    format!("name = \"bezwaar\"\nversion = \"{version}\"")
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(file).map_err(at(Path::new(file)))
}

/// The three numbers of a version.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let numbers: Vec<u32> = version.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// The changelog with what is new below the version and its day.
///
/// # Errors
///
/// Nothing stands below the heading for what is new: then there is nothing to release, or somebody forgot to say it.
fn released(changelog: &str, version: &str, day: &str) -> Result<String> {
    let (before, after) = changelog.split_once(UNRELEASED).ok_or("CHANGELOG.md has no \"## Unreleased\"")?;
    let entry = after.split("\n## ").next().unwrap_or_default();
    if !entry.contains("\n- ") {
        return Err("CHANGELOG.md says nothing under \"## Unreleased\": what is new for the people who use it?".into());
    }
    Ok(format!("{before}{UNRELEASED}\n## {version} ({day})\n{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_says_what_is_new() {
        let log = "# Changelog\n\n## Unreleased\n\n- more\n\n## 0.1.0 (2026-11-01)\n\n- first\n";
        let expected =
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- more\n\n## 0.1.0 (2026-11-01)\n\n- first\n";
        assert_eq!(released(log, "0.2.0", "2026-12-01").as_deref(), Ok(expected));
        assert!(released("# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- first\n", "0.2.0", "").is_err());
        assert!(released("# Changelog\n", "0.2.0", "").is_err());
    }

    #[test]
    fn a_version_is_three_numbers() {
        assert_eq!(numbers("0.10.2"), Some([0, 10, 2]));
        for text in ["0.1", "v0.1.0", "0.1.0-rc", "", "1.2.3.4"] {
            assert_eq!(numbers(text), None, "{text}");
        }
        assert!(numbers("0.10.0") > numbers("0.9.9"));
    }
}
