//! Measures what Bezwaar costs against nothing: every figure is taken in turn with a control, in the same run.
//!
//! Machines are noisy, so what counts is the ratio, and each table ends with the control against itself: a ratio that
//! is no further from 1 than that one says nothing.

mod family;
mod growth;
mod load;
mod memory;
mod popup;
mod start;
mod storm;
mod subject;
mod table;

use crate::args::Args;
use crate::driver::Kind;
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use std::sync::Arc;
use subject::Bench;

/// The parts of the bench, by the name that `--only` takes.
const PARTS: [(&str, Part); 6] = [
    ("start", start::measure),
    ("popup", popup::measure),
    ("storm", storm::measure),
    ("load", load::measure),
    ("memory", memory::measure),
    ("growth", growth::measure),
];

type Part = fn(&Bench) -> Outcome;

/// Measures what the arguments ask for, in each browser that they ask for.
pub(crate) fn run(args: &Args) -> Outcome<bool> {
    let stand_ins = Arc::new(StandIns::start()?);
    for kind in args.kinds() {
        let bench = Bench::prepare(kind, args, &stand_ins)?;
        for (name, part) in PARTS {
            if name.contains(&args.only) {
                part(&bench).map_err(|error| format!("{name} in {}: {error}", browser(kind)))?;
            }
        }
        bench.show_figures();
    }
    Ok(true)
}

fn browser(kind: Kind) -> &'static str {
    match kind {
        Kind::Chrome => "Chromium",
        Kind::Firefox => "Firefox",
    }
}
