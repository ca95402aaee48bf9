//! `test`: everything, counted.

use crate::counts::{Counts, count, run_program};
use crate::{Result, at, build, check, run, setup, step};
use bezwaar::core::capture::Capture;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

/// These options still ask for all tests. Any other argument asks for some of the scenarios, and nothing
/// else.
const WHOLE: [&str; 2] = ["--thorough", "--fresh"];

/// Runs all tests, or with arguments only the scenarios they name, and closes with one line of counts.
pub(crate) fn test(args: &[String]) -> Result {
    setup::ensure_browsers(args)?;
    if !args.iter().all(|arg| WHOLE.contains(&arg.as_str())) {
        setup::ensure_tools()?;
        build::build()?;
        return run_in_browsers(&Programs::compile(args)?, args)?.verdict();
    }
    check::prepare()?;
    let programs = Programs::compile(args)?;
    // The browsers wait a part of the time; the compilers do not.
    let (checks, browsers) = thread::scope(|scope| {
        let checks = scope.spawn(check_and_compile_demo);
        let browsers = run_in_browsers(&programs, args);
        (checks.join(), browsers)
    });
    let mut counts = checks.map_err(|_| "the checks ended unexpectedly")??;
    counts += browsers?;
    counts += run_demo();
    counts.verdict()
}

/// Replays a captured page, or all of a folder, in a real browser. A file that is no capture costs no build.
pub(crate) fn replay(file: &str, browser: &str) -> Result {
    let path = std::path::Path::new(file);
    if !path.is_dir() {
        let bytes = std::fs::read(path).map_err(at(path))?;
        Capture::read(&String::from_utf8_lossy(&bytes)).map_err(|error| format!("{file}: {error}"))?;
    }
    setup::ensure_browsers(&[browser.to_owned()])?;
    build::build()?;
    run(Command::new(compile_program("dom")?).args(["--browser", browser, "--replay", file]))
}

/// The programs that drive real browsers, as far as the arguments name something of theirs.
struct Programs {
    /// The content scripts against fixtures.
    fixtures: Option<PathBuf>,
    /// The whole extension.
    scenarios: Option<PathBuf>,
}

impl Programs {
    fn compile(args: &[String]) -> Result<Self> {
        let (fixtures, scenarios) = named_layers(args);
        let program = |name, wanted: bool| wanted.then(|| compile_program(name)).transpose();
        Ok(Self { fixtures: program("dom", fixtures)?, scenarios: program("e2e", scenarios)? })
    }
}

/// Returns whether the arguments name fixtures, which are called `dom: …`, and whether scenarios. Without a
/// name, both run.
fn named_layers(args: &[String]) -> (bool, bool) {
    let names = args.iter().skip_while(|arg| *arg != "--only").nth(1).map_or("", String::as_str);
    let is_fixture = |name: &str| name.starts_with("dom:");
    (names.is_empty() || names.split('|').any(is_fixture), names.is_empty() || !names.split('|').all(is_fixture))
}

/// Runs the tests that need real browsers.
fn run_in_browsers(programs: &Programs, args: &[String]) -> Result<Counts> {
    let mut counts = Counts::default();
    if let Some(program) = &programs.fixtures {
        step("Content scripts in plain pages of real browsers");
        counts += count(Command::new(program).args(fixture_args(args)))?;
    }
    if let Some(program) = &programs.scenarios {
        step("Scenarios in real browsers");
        counts += count(Command::new(program).args(args))?;
    }
    Ok(counts)
}

/// The arguments that mean something to fixtures.
fn fixture_args(args: &[String]) -> impl Iterator<Item = &String> {
    args.iter()
        .scan(false, |wanted, arg| {
            let is_value = std::mem::replace(wanted, arg == "--only" || arg == "--browser");
            Some(Some(arg).filter(|_| is_value || *wanted))
        })
        .flatten()
}

/// Compiles a program. It is started without cargo, which would wait for whatever else it compiles.
fn compile_program(name: &str) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--locked", "--quiet", "--features", "e2e", "--test", name, "--no-run"]);
    let output = cargo.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("cargo does not start: {error}"))?;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let program = |message: serde_json::Value| {
        // The package's own programs are compiled along with it.
        let is_wanted = message.pointer("/target/name")?.as_str() == Some(name);
        message.get("executable")?.as_str().filter(|_| is_wanted).map(PathBuf::from)
    };
    messages.filter_map(program).next_back().ok_or_else(|| format!("{name} does not compile"))
}

/// Checks what needs no browser, and compiles the demo, which comes last: nothing else would run beside the compiler then.
fn check_and_compile_demo() -> Result<Counts> {
    let counts = check::run_checks();
    // A demo that does not compile fails where it is to run.
    let mut cargo = Command::new("cargo");
    run(cargo.args(["build", "--locked", "--quiet", "--features", "e2e", "--bin", "tools"])).ok();
    counts
}

/// The README's first command, as one test: it must never break unseen.
fn run_demo() -> Counts {
    run_program("The demo, without a display", &mut tools(&["demo", "--headless"].map(str::to_owned)))
}

/// The program that shows and measures the extension in real browsers.
pub(crate) fn tools(args: &[String]) -> Command {
    let mut command = Command::new("cargo");
    command.args(["run", "--locked", "--quiet", "--features", "e2e", "--bin", "tools", "--"]).args(args);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fixtures_begin_with_their_layer() {
        for (args, fixtures, scenarios) in [
            (&[][..], Some(&[][..]), true),
            (&["--thorough"], Some(&[]), true),
            (&["--repeat", "3", "--browser", "chrome"], Some(&["--browser", "chrome"]), true),
            (&["--only", "dom: forged"], Some(&["--only", "dom: forged"]), false),
            (&["--only", "form:|switch"], None, true),
            (&["--only", "dom: forms|form:"], Some(&["--only", "dom: forms|form:"]), true),
        ] {
            let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
            let named = named_layers(&args);
            assert_eq!(named, (fixtures.is_some(), scenarios), "{args:?}");
            let left: Vec<&str> = fixture_args(&args).map(String::as_str).collect();
            assert!(fixtures.is_none_or(|fixtures| left == fixtures), "{args:?}: {left:?}");
        }
    }
}
