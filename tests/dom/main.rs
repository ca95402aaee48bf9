//! Tests the content scripts against pages of all kinds, in plain tabs of both real browsers.
//!
//! No extension is installed. A stub plays `chrome.runtime` and asks this program, which answers as the background does:
//! with plans and verdicts of the real core. So dozens of forms, switches and forgeries are seen in a minute, and what
//! cookies, workers and storage make of it is left to the scenarios in `tests/e2e`.
//!
//! | Module | What it is |
//! |---|---|
//! | `fixture` | a page to be judged, from a file in `fixtures/` |
//! | `judge` | the background of this layer: what the script in a page is told, and what its reports come to |
//! | `replay`, `stand_in` | a page that was captured, built again from its file |
//! | `secrets` | what a page holds of a person, and none of which a capture may hold |
//! | `server` | serves the pages, and takes what they and the scripts send |
//! | `tab` | a browser with one tab, in which the scripts are put and a person acts |
//!
//! The rest is the driver of `tests/e2e`. README.md says how to add a fixture.

// A JSON value answers a key that it lacks with null; clippy takes that for an index that may panic.
#![allow(clippy::indexing_slicing)]
#![allow(dead_code, reason = "the driver can do more than this layer needs")]

#[path = "../e2e/bidi.rs"]
mod bidi;
#[path = "../e2e/chromium.rs"]
mod chromium;
#[path = "../e2e/chromium_args.rs"]
mod chromium_args;
#[path = "../e2e/driver.rs"]
mod driver;
#[path = "../e2e/firefox.rs"]
mod firefox;
mod fixture;
#[path = "../e2e/hostile.rs"]
mod hostile;
mod judge;
#[path = "../e2e/page.rs"]
mod page;
#[path = "../e2e/preferences.rs"]
mod preferences;
#[path = "../e2e/process.rs"]
mod process;
#[path = "../e2e/profile.rs"]
mod profile;
#[path = "../../src/bin/xtask/programs.rs"]
mod programs;
mod replay;
mod secrets;
mod server;
#[path = "../e2e/sites/mod.rs"]
mod sites;
mod stand_in;
mod tab;
#[path = "../e2e/wait.rs"]
mod wait;
#[path = "../e2e/zip.rs"]
mod zip;

use driver::Kind;
use libtest_mimic::{Arguments, Failed, Trial};
use server::Server;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tab::Tab;
use wait::Outcome;

const USAGE: &str =
    "usage: dom [--browser chrome|firefox] [--only WORDS|WORDS] [--replay FILE] [what every Rust test takes]";

/// The number of browsers of each family that run side by side. One leaves three quarters of two cores idle; with three, and a
/// compiler beside them, time runs away from pages in which it goes ten times as fast.
const BROWSERS_EACH: usize = 2;

fn main() -> ExitCode {
    match Options::parse(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// Judges something in a tab.
type Judge = Arc<dyn Fn(&Tab) -> Outcome + Send + Sync>;

/// Returns all that is judged, each with its name.
fn judges() -> Outcome<Vec<(String, Judge)>> {
    let mut all: Vec<(String, Judge)> = Vec::new();
    for fixture in fixture::all()? {
        all.push((fixture.name.clone(), Arc::new(move |tab| tab.judge(&fixture))));
    }
    for replay in replay::all()? {
        all.push((format!("pages/{}", replay.name), Arc::new(move |tab| replay.judge(tab))));
    }
    all.push(("capture of a page full of secrets".into(), Arc::new(secrets::judge)));
    all.push(("capture of 50,000 nodes".into(), Arc::new(secrets::judge_size)));
    Ok(all)
}

/// Judges every fixture in every browser. Returns whether all came out as they say.
fn run(options: &Options) -> Outcome<bool> {
    let server = Arc::new(Server::start()?);
    if let Some(file) = &options.replay {
        return tell(options, &server, file);
    }
    let browsers: Vec<Arc<Browsers>> =
        options.kinds.iter().map(|kind| Arc::new(Browsers::new(*kind, &server))).collect();
    let mut trials = Vec::new();
    for (name, judge) in judges()? {
        let name = format!("dom: {name}");
        for browser in browsers.iter().filter(|_| options.wants(&name)) {
            let (judge, browser, kind) = (Arc::clone(&judge), Arc::clone(browser), browser.kind.name());
            trials.push(Trial::test(&name, move || browser.with_tab(&*judge)).with_kind(kind));
        }
    }
    if trials.is_empty() {
        return Err(format!("no fixture here has {:?} in its name", options.only));
    }
    let conclusion = libtest_mimic::run(&options.harness(), trials);
    browsers.iter().for_each(|browser| browser.close());
    Ok(!conclusion.has_failed())
}

/// Replays a file, or all files in a folder, and tells what came of each.
fn tell(options: &Options, server: &Arc<Server>, path: &Path) -> Outcome<bool> {
    let is_capture = |file: &PathBuf| file.extension().is_some_and(|end| end == "json");
    let files = if path.is_dir() { profile::files_in(path)? } else { vec![path.to_owned()] };
    let replays = files.into_iter().filter(|file| !path.is_dir() || is_capture(file));
    let replays = replays.map(|file| replay::read(&file)).collect::<Outcome<Vec<_>>>()?;
    for kind in &options.kinds {
        let tab = Tab::open(*kind, server)?;
        for replay in &replays {
            let told = replay.play(&tab).and_then(|replayed| replay.told(&replayed));
            println!("[{}] {}", kind.name(), told?);
        }
    }
    Ok(true)
}

/// The browsers of one family: as many as are needed at once, each of which shows one page at a time. The scripts wait
/// most of the time, so several browsers wait side by side; a tab behind another one would do nothing at all.
struct Browsers {
    kind: Kind,
    server: Arc<Server>,
    idle: Mutex<Vec<Tab>>,
}

impl Browsers {
    fn new(kind: Kind, server: &Arc<Server>) -> Self {
        Self { kind, server: Arc::clone(server), idle: Mutex::default() }
    }

    fn with_tab(&self, act: impl FnOnce(&Tab) -> Outcome) -> Result<(), Failed> {
        let waiting = self.idle().pop();
        let tab = waiting.map_or_else(|| Tab::open(self.kind, &self.server), Ok)?;
        let outcome = act(&tab);
        self.idle().push(tab);
        outcome.map_err(Failed::from)
    }

    fn close(&self) {
        self.idle().clear();
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Tab>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The parsed command line.
struct Options {
    kinds: Vec<Kind>,
    /// The words that the names of the fixtures must contain; `|` stands between words of which one will do.
    only: String,
    /// A capture that is replayed, or a folder with some, in place of all tests.
    replay: Option<PathBuf>,
    /// The words for the test harness.
    rest: Vec<String>,
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut options =
            Self { kinds: Kind::ALL.to_vec(), only: String::new(), replay: None, rest: vec!["dom".to_owned()] };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--browser" => options.kinds = vec![Kind::parse(&words.next().ok_or(USAGE)?)?],
                "--replay" => options.replay = Some(words.next().ok_or(USAGE)?.into()),
                "--only" => options.only = words.next().ok_or(USAGE)?,
                _ => options.rest.push(word),
            }
        }
        Ok(options)
    }

    fn wants(&self, name: &str) -> bool {
        self.only.split('|').any(|words| name.contains(words))
    }

    /// Returns the arguments of the harness, with a thread for each browser.
    fn harness(&self) -> Arguments {
        let mut arguments = Arguments::from_iter(&self.rest);
        arguments.test_threads = arguments.test_threads.or(Some(self.kinds.len() * BROWSERS_EACH));
        arguments
    }
}
