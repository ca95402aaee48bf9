//! Looks for the programs that a fresh machine lacks. They are installed if we may, and otherwise named in one line.

use crate::{Result, run, step};
use std::path::Path;
use std::process::Command;

/// A program that tests and demo need, the names it goes by, and the Debian package that has it.
struct Program {
    variable: &'static str,
    names: &'static [&'static str],
    package: &'static str,
}

const NPM: Program = Program { variable: "NPM", names: &["npm"], package: "npm" };

const BROWSERS: [Program; 3] = [
    Program {
        variable: "CHROMIUM",
        names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        package: "chromium",
    },
    Program { variable: "CHROMEDRIVER", names: &["chromedriver"], package: "chromium-driver" },
    Program { variable: "FIREFOX", names: &["firefox-esr", "firefox"], package: "firefox-esr" },
];

/// Makes sure that cargo can format and lint.
pub(crate) fn components() -> Result {
    let has =
        |name: &str| Command::new("cargo").args([name, "--version"]).output().is_ok_and(|out| out.status.success());
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    step("Installing rustfmt and clippy");
    run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

/// Makes sure that both browsers are there.
pub(crate) fn browsers() -> Result {
    programs(&BROWSERS)
}

/// Makes sure that the tools of the tests are there, in exactly the versions of their lock file.
pub(crate) fn tools() -> Result {
    programs(&[NPM])?;
    let (wanted, installed) = ("tests/package-lock.json", "tests/node_modules/.package-lock.json");
    let changed = |path: &str| Path::new(path).metadata().and_then(|file| file.modified()).ok();
    if changed(installed) >= changed(wanted) {
        return Ok(());
    }
    step("Installing the tools of the tests");
    run(Command::new("npm").args(["ci", "--prefix", "tests", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

fn programs(programs: &[Program]) -> Result {
    let missing: Vec<&Program> = programs.iter().filter(|program| !is_installed(program)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
    let packages = packages.join(" ");
    if !can_install() {
        return Err(format!("Install these first: {packages} (Debian and Ubuntu: sudo apt-get install {packages})"));
    }
    step(&format!("Installing {packages}"));
    run(Command::new("apt-get").args(["update", "--quiet"]))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "--yes", "--quiet"]).args(packages.split(' '));
    run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_installed(program: &Program) -> bool {
    std::env::var_os(program.variable).is_some() || program.names.iter().any(|name| is_on_path(name))
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
