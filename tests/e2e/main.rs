//! The end-to-end bench: the packaged extension in real Firefox and real Chromium, on stand-ins of the three sites.
//!
//! From the vocabulary down to the wire:
//!
//! | Module | What it is |
//! |---|---|
//! | `scenarios` | what the extension must do, as given, when and then |
//! | `world`, `popup` | the words that the scenarios use |
//! | `runner`, `demo`, `run`, `gallery`, `store`, `bench` | the commands |
//! | `sites`, `hostile`, `stand_ins` | the sites as data, how they attack, and the server that plays them |
//! | `traffic` | what left the browser |
//! | `devtools` | what only Chromium's own protocol can measure |
//! | `texts` | the sentences of the package |
//! | `pool` | browsers that serve one scenario after the other |
//! | `browser`, `page` | a browser and a tab, the same for both families |
//! | `driver`, `chromium`, `firefox` | what differs between the families |
//! | `bidi`, `process`, `profile`, `zip`, `wait` | the wire, programs, directories, and the one loop that waits |
//!
//! Every step returns a sentence when it fails, and nothing is retried: a condition is awaited, once, with a deadline.

// A JSON value answers a key that it lacks with null; clippy takes that for an index that may panic.
#![allow(clippy::indexing_slicing)]

mod args;
mod bench;
mod bidi;
mod browser;
mod chromium;
mod counts;
mod demo;
mod devtools;
mod driver;
mod faults;
mod firefox;
mod gallery;
mod hostile;
mod ledger;
mod looks;
mod page;
mod panel;
mod pool;
mod popup;
mod process;
mod profile;
mod requests;
mod run;
mod runner;
mod scenarios;
mod sites;
mod stand_ins;
mod store;
mod texts;
mod traffic;
mod wait;
mod world;
mod zip;

use args::{Args, Mode};
use driver::Kind;
use std::path::Path;
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
        Mode::Scenarios => {
            require(&args.kinds(), &args.dist)?;
            runner::run(&args)
        }
        Mode::Demo => demo::demo(&args),
        Mode::Gallery => gallery::gallery(&args),
        Mode::Store => store::store(&args),
        Mode::Run => run::run(&args).map(|()| true),
        Mode::Bench => {
            require(&args.kinds(), &args.dist)?;
            bench::run(&args)
        }
    }
}

/// Says in one line what is missing, before anything starts.
pub(crate) fn require(kinds: &[Kind], dist: &Path) -> Outcome {
    for kind in kinds {
        kind.require()?;
        let manifest = dist.join(kind.name()).join("manifest.json");
        if !manifest.is_file() {
            return Err(format!(
                "There is no {}: run ./build.sh first, or name the packages with --dist",
                manifest.display()
            ));
        }
    }
    Ok(())
}
