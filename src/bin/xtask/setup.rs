//! Looks for the programs that a fresh machine lacks. They are installed if we may, and otherwise named in one line.

use crate::{Result, programs, run, step};
use std::path::Path;
use std::process::Command;

/// A program that tests and demo need, the names it goes by, and the Debian package that has it.
struct Program {
    variable: &'static str,
    names: &'static [&'static str],
    package: &'static str,
    /// The oldest version that does what the tests ask of it: WebDriver BiDi with `webExtension.install`, and in Firefox the
    /// browser's own scope. 0 where any will do.
    oldest: u32,
}

const NPM: Program = Program { variable: "NPM", names: &["npm"], package: "npm", oldest: 0 };

const BROWSERS: [Program; 3] = [
    Program { variable: "CHROMIUM", names: programs::CHROMIUM, package: "chromium", oldest: 148 },
    Program { variable: "CHROMEDRIVER", names: programs::CHROMEDRIVER, package: "chromium-driver", oldest: 148 },
    Program { variable: "FIREFOX", names: programs::FIREFOX, package: "firefox-esr", oldest: 153 },
];

/// Makes sure that cargo can format and lint.
pub(crate) fn ensure_components() -> Result {
    let has =
        |name: &str| Command::new("cargo").args([name, "--version"]).output().is_ok_and(|out| out.status.success());
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    step("Installing rustfmt and clippy");
    run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

/// The browsers by their names on the command line, with the programs that each takes.
const FAMILIES: [(&str, &[&Program]); 2] = {
    let [chromium, driver, firefox] = &BROWSERS;
    [("chrome", &[chromium, driver]), ("firefox", &[firefox])]
};

/// Makes sure that the browser is there that the arguments name, or both where they name none.
pub(crate) fn ensure_browsers(args: &[String]) -> Result {
    let named = |(family, _): &(&str, _)| args.iter().any(|arg| arg == family);
    let is_any_named = FAMILIES.iter().any(named);
    let wanted = FAMILIES.iter().filter(|family| !is_any_named || named(family));
    ensure_programs(&wanted.flat_map(|(_, programs)| programs.iter().copied()).collect::<Vec<_>>())
}

/// Makes sure that there is a browser to show something in, and returns the arguments with its name: the one that they name
/// already, else the first that is there and new enough, else Firefox, which takes one program only.
pub(crate) fn ensure_one_browser(args: &[String]) -> Result<Vec<String>> {
    let mut args = args.to_vec();
    if !FAMILIES.iter().any(|(family, _)| args.iter().any(|arg| arg == family)) {
        let usable = FAMILIES.iter().find(|(_, programs)| find_wanted(programs).is_empty());
        args.push(usable.map_or("firefox", |(family, _)| family).to_owned());
    }
    ensure_browsers(&args)?;
    Ok(args)
}

/// Makes sure that the tools of the tests are there, in exactly the versions of their lock file.
pub(crate) fn ensure_tools() -> Result {
    ensure_programs(&[&NPM])?;
    let (wanted, installed) = ("tests/package-lock.json", "tests/node_modules/.package-lock.json");
    let changed = |path: &str| Path::new(path).metadata().and_then(|file| file.modified()).ok();
    if changed(installed) >= changed(wanted) {
        return Ok(());
    }
    step("Installing the tools of the tests");
    run(Command::new("npm").args(["ci", "--prefix", "tests", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

fn ensure_programs(programs: &[&Program]) -> Result {
    let wanted = find_wanted(programs);
    if wanted.is_empty() {
        return Ok(());
    }
    let packages = wanted.iter().map(|(program, _)| program.package).collect::<Vec<_>>().join(" ");
    let what = wanted.iter().map(|(program, has)| describe(program, *has)).collect::<Vec<_>>().join(", ");
    if !can_install() {
        return Err(format!("Install first: {what} (Debian: sudo apt-get install {packages})"));
    }
    step(&format!("Installing {packages}"));
    run(Command::new("apt-get").args(["update", "--quiet"]))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "--yes", "--quiet"]).args(packages.split(' '));
    run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    match self::find_wanted(programs).as_slice() {
        [] => Ok(()),
        [(program, has), ..] => Err(format!("Debian's packages are not enough: {}", describe(program, *has))),
    }
}

/// The programs that are missing, and those that are too old, with the version that is there.
fn find_wanted<'a>(programs: &[&'a Program]) -> Vec<(&'a Program, Option<u32>)> {
    let installed = |program: &Program| -> Option<String> {
        let named = std::env::var(program.variable).ok();
        named.or_else(|| program.names.iter().find(|name| is_on_path(name)).map(|name| (*name).to_owned()))
    };
    let check = |program: &&'a Program| match installed(program) {
        None => Some((*program, None)),
        Some(name) => {
            version(&name).filter(|version| *version < program.oldest).map(|version| (*program, Some(version)))
        }
    };
    programs.iter().filter_map(check).collect()
}

fn describe(program: &Program, has: Option<u32>) -> String {
    let Program { package, oldest, .. } = program;
    has.map_or_else(|| (*package).to_owned(), |has| format!("{package} {oldest} or newer, instead of {has}"))
}

/// The first part of the version that a program tells; `None` if it tells none, as a wrapper may.
fn version(program: &str) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    major(&String::from_utf8_lossy(&output.stdout))
}

fn major(told: &str) -> Option<u32> {
    told.split_whitespace().find_map(|word| word.split('.').next()?.parse().ok())
}

fn is_on_path(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(name).is_file())
}

/// Returns whether this is Debian or the like and we are root, as in CI: then installing asks and surprises nobody.
fn can_install() -> bool {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    root && Path::new("/usr/bin/apt-get").exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_tell_their_version() {
        assert_eq!(major("Mozilla Firefox 140.10.2esr\n"), Some(140));
        assert_eq!(major("Chromium 156.0.8078.108 built on Debian GNU/Linux 12 (bookworm)\n"), Some(156));
        assert_eq!(major("ChromeDriver 156.0.8078.108 (abc)\n"), Some(156));
        assert_eq!(major("no display\n"), None);
    }
}
