//! Tests the packaged extension end to end, in real Firefox and real Chromium, on stand-ins of the three sites.
//!
//! From the vocabulary down to the wire:
//!
//! | Module | What it is |
//! |---|---|
//! | `scenarios` | what the extension must do, as given, when and then |
//! | `world`, `badge`, `panel`, `popup`, `record_steps`, `requests`, `states` | the words that the scenarios use |
//! | `containers`, `faults`, `hostile`, `pace` | what is made otherwise for a scenario: the browser, the package, the sites, the time |
//! | `counts`, `devtools`, `logs`, `sent`, `traffic` | what is counted and heard: calls, costs, the browsers' own words, what they sent |
//! | `runner`, `options`, `durations`, `failures`, `pool` | which scenarios run, in which order, in which browser, and what is kept of those that fail |
//! | `sites`, `answers`, `stand_ins` | the sites as data, and the server that plays them |
//! | `appearance`, `texts` | how a page looks, and the sentences of the package |
//! | `browser`, `own_tabs`, `page` | a browser, the tests' own tabs in it, and a tab, the same for both families |
//! | `driver`, `chromium`, `chromium_args`, `firefox`, `preferences` | what differs between the families |
//! | `bidi`, `process`, `programs`, `profile`, `zip`, `wait` | the wire, programs, directories, and the one loop that waits |
//!
//! `tools/` uses the same for what people look at and measure: `demo`, `run`, `gallery`, `store`, `bench`.
//!
//! Every step returns a sentence when it fails, and nothing is retried: a condition is awaited, once, with a deadline.

// A JSON value answers a key that it lacks with null; clippy takes that for an index that may panic.
#![allow(clippy::indexing_slicing)]
#![allow(dead_code, reason = "what the driver has for the tools alone")]

mod answers;
mod appearance;
mod badge;
mod bidi;
mod browser;
mod chromium;
mod chromium_args;
mod containers;
mod counts;
mod devtools;
mod driver;
mod durations;
mod failures;
mod faults;
mod firefox;
mod hostile;
mod logs;
mod options;
mod own_tabs;
mod pace;
mod page;
mod panel;
mod pool;
mod popup;
mod preferences;
mod process;
mod profile;
#[path = "../../src/bin/xtask/programs.rs"]
mod programs;
mod record_steps;
mod requests;
mod runner;
mod scenarios;
mod sent;
mod sites;
mod stand_ins;
mod states;
mod texts;
mod traffic;
mod wait;
mod world;
mod zip;

use std::process::ExitCode;

fn main() -> ExitCode {
    match options::Options::parse(std::env::args().skip(1)).and_then(|options| runner::run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}
