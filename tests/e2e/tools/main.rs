//! Shows what people see of the extension, and what it costs: these are the tools behind `./build.sh demo`, `run`,
//! `gallery`, `store` and `bench`. They share the driver, the stand-ins and the vocabulary with the scenarios
//! (`tests/e2e/main.rs`).

// A JSON value answers a key that it lacks with null; clippy takes that for an index that may panic.
#![allow(clippy::indexing_slicing)]
#![allow(dead_code, reason = "what the driver has for the scenarios alone")]

#[path = "../answers.rs"]
mod answers;
#[path = "../appearance.rs"]
mod appearance;
mod args;
#[path = "../badge.rs"]
mod badge;
mod bench;
#[path = "../bidi.rs"]
mod bidi;
#[path = "../browser.rs"]
mod browser;
#[path = "../chromium.rs"]
mod chromium;
#[path = "../chromium_args.rs"]
mod chromium_args;
#[path = "../containers.rs"]
mod containers;
#[path = "../counts.rs"]
mod counts;
mod demo;
#[path = "../devtools.rs"]
mod devtools;
#[path = "../driver.rs"]
mod driver;
#[path = "../faults.rs"]
mod faults;
#[path = "../firefox.rs"]
mod firefox;
mod gallery;
#[path = "../hostile.rs"]
mod hostile;
#[path = "../logs.rs"]
mod logs;
#[path = "../own_tabs.rs"]
mod own_tabs;
#[path = "../pace.rs"]
mod pace;
#[path = "../page.rs"]
mod page;
#[path = "../panel.rs"]
mod panel;
#[path = "../pool.rs"]
mod pool;
#[path = "../popup.rs"]
mod popup;
#[path = "../preferences.rs"]
mod preferences;
#[path = "../process.rs"]
mod process;
#[path = "../profile.rs"]
mod profile;
#[path = "../../../src/bin/xtask/programs.rs"]
mod programs;
#[path = "../record_steps.rs"]
mod record_steps;
#[path = "../requests.rs"]
mod requests;
mod run;
#[path = "../sites/mod.rs"]
mod sites;
#[path = "../stand_ins.rs"]
mod stand_ins;
#[path = "../states.rs"]
mod states;
mod store;
#[path = "../texts.rs"]
mod texts;
#[path = "../traffic.rs"]
mod traffic;
#[path = "../wait.rs"]
mod wait;
#[path = "../world.rs"]
mod world;
#[path = "../zip.rs"]
mod zip;

use args::{Args, Mode};
use std::process::ExitCode;
use wait::Outcome;

fn main() -> ExitCode {
    match begin() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn begin() -> Outcome<bool> {
    let args = Args::parse(std::env::args().skip(1))?;
    match args.mode {
        Mode::Demo => demo::demo(&args),
        Mode::Gallery => gallery::gallery(&args),
        Mode::Languages => gallery::languages(&args),
        Mode::WebStores => store::store(&args),
        Mode::Run => run::run(&args).map(|()| true),
        Mode::Bench => {
            driver::require(&args.kinds(), &args.dist)?;
            bench::run(&args)
        }
    }
}
