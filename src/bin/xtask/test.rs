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

/// The options that are followed by a value.
const VALUED: [&str; 8] =
    ["--dist", "--only", "--browser", "--shard", "--repeat", "--jobs", "--skip", "--test-threads"];

/// The options that mean the same to fixtures as to scenarios.
const SHARED: [&str; 5] = ["--only", "--browser", "--skip", "--exact", "--list"];

/// Runs all tests, or with arguments only the scenarios they name, and closes with one line of counts.
pub(crate) fn test(args: &[String]) -> Result {
    setup::ensure_browsers(args)?;
    if !args.iter().all(|arg| WHOLE.contains(&arg.as_str())) {
        setup::ensure_tools()?;
        build::build()?;
        let programs = Programs::compile(args)?;
        if args.iter().any(|arg| arg == "--list") {
            return programs.commands(args).try_for_each(|(_, mut command)| run(&mut command));
        }
        return run_in_browsers(&programs, args)?.verdict();
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

    /// Returns the commands that run them, each with what it does.
    fn commands(&self, args: &[String]) -> impl Iterator<Item = (&'static str, Command)> {
        let command = |program: &Option<PathBuf>, what, args: Vec<&String>| {
            program.as_ref().map(|program| {
                let mut command = Command::new(program);
                command.args(args);
                (what, command)
            })
        };
        let fixtures = command(&self.fixtures, "Content scripts in plain pages of real browsers", fixture_args(args));
        let scenarios = command(&self.scenarios, "Scenarios in real browsers", args.iter().collect());
        [fixtures, scenarios].into_iter().flatten()
    }
}

/// Returns whether the arguments name fixtures, which are called `dom: …`, and whether scenarios. Without a
/// name, both run. Fixtures are quick: the first part of several runs all of them.
fn named_layers(args: &[String]) -> (bool, bool) {
    let options = options(args);
    let value = |(option, value): &(&String, Option<&String>)| match option.as_str() {
        "--only" => value.map(|names| (*names).clone()),
        name => (!name.starts_with("--")).then(|| name.to_owned()),
    };
    let names: Vec<String> = options.iter().filter_map(value).collect();
    let names: Vec<&str> = names.iter().flat_map(|names| names.split('|')).collect();
    let later = |(option, part): &(&String, Option<&String>)| {
        *option == "--shard" && part.is_some_and(|part| !part.starts_with("1/"))
    };
    let is_fixture = |name: &&str| name.starts_with("dom:");
    let fixtures = names.is_empty() || names.iter().any(is_fixture);
    (fixtures && !options.iter().any(later), names.is_empty() || !names.iter().all(is_fixture))
}

/// Returns the options with their values, and what stands alone, which is a part of a name.
fn options(args: &[String]) -> Vec<(&String, Option<&String>)> {
    let mut args = args.iter();
    let mut options = Vec::new();
    while let Some(arg) = args.next() {
        options.push((arg, if VALUED.contains(&arg.as_str()) { args.next() } else { None }));
    }
    options
}

/// Runs the tests that need real browsers.
fn run_in_browsers(programs: &Programs, args: &[String]) -> Result<Counts> {
    if programs.fixtures.is_none() && programs.scenarios.is_none() {
        return Err("No test was run: none of this part has such a name".into());
    }
    let mut counts = Counts::default();
    for (what, mut command) in programs.commands(args) {
        step(what);
        counts += count(&mut command)?;
    }
    Ok(counts)
}

/// Returns the arguments that mean something to fixtures.
fn fixture_args(args: &[String]) -> Vec<&String> {
    let is_shared = |option: &str| !option.starts_with("--") || SHARED.contains(&option);
    let shared = options(args).into_iter().filter(|(option, _)| is_shared(option));
    shared.flat_map(|(option, value)| [Some(option), value]).flatten().collect()
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
            (&["--list"], Some(&["--list"]), true),
            (&["--exact", "dom: forms/code"], Some(&["--exact", "dom: forms/code"]), false),
            (&["form: an account", "--jobs", "1"], None, true),
            (&["--browser", "firefox", "--shard", "1/2"], Some(&["--browser", "firefox"]), true),
            (&["--browser", "firefox", "--shard", "2/2"], None, true),
        ] {
            let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
            let named = named_layers(&args);
            assert_eq!(named, (fixtures.is_some(), scenarios), "{args:?}");
            let left: Vec<&str> = fixture_args(&args).into_iter().map(String::as_str).collect();
            assert!(fixtures.is_none_or(|fixtures| left == fixtures), "{args:?}: {left:?}");
        }
    }
}
