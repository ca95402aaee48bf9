//! Reads the command line of the scenarios.

use crate::driver::Kind;
use crate::wait::Outcome;
use libtest_mimic::Arguments;
use std::path::PathBuf;

const USAGE: &str = "\
usage: e2e [--dist DIR] [--browser chrome|firefox] [--only WORDS|WORDS] [--repeat N] [--jobs N] [--shard K/N]
           [--thorough] [--fresh] [what every Rust test takes: FILTER, --exact, --skip WORDS, --list, …]";

/// The number of scenarios that run at the same time. They wait a part of the time: this many keep two cores busy. With four,
/// as many end in an hour, and each has less of the machine.
const JOBS: usize = 3;

/// The parsed command line.
pub(crate) struct Options {
    /// The folder that holds the packages, `chrome/` and `firefox/`.
    pub(crate) dist: PathBuf,
    /// The browsers to use.
    pub(crate) kinds: Vec<Kind>,
    /// The words that the names of the scenarios must contain; `|` stands between words of which one will do.
    pub(crate) only: String,
    /// The number of times that each scenario runs.
    pub(crate) repeat: usize,
    /// The part of the scenarios that runs here, and the number of parts. The first part is 0.
    pub(crate) shard: (usize, usize),
    /// True if the long rounds are played.
    pub(crate) thorough: bool,
    /// True if each scenario gets a browser that no other one has had.
    pub(crate) fresh: bool,
    jobs: usize,
    /// The words for the test harness.
    rest: Vec<String>,
}

impl Options {
    /// Reads the words after the program's name.
    pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Outcome<Self> {
        let mut options = Self {
            dist: "dist".into(),
            kinds: Kind::ALL.to_vec(),
            only: String::new(),
            repeat: 1,
            shard: (0, 1),
            thorough: false,
            fresh: false,
            jobs: JOBS,
            rest: vec!["e2e".to_owned()],
        };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            options.take(&word, || words.next().ok_or_else(|| format!("{word} wants a value\n{USAGE}")))?;
        }
        Ok(options)
    }

    fn take(&mut self, word: &str, value: impl FnOnce() -> Outcome<String>) -> Outcome {
        match word {
            "--dist" => self.dist = value()?.into(),
            "--browser" => self.kinds = vec![Kind::parse(&value()?)?],
            "--only" => self.only = value()?,
            "--repeat" => self.repeat = number(&value()?)?,
            "--jobs" => self.jobs = number(&value()?)?,
            "--shard" => self.shard = shard(&value()?)?,
            // The long rounds also rule out what an earlier scenario left in a browser.
            "--thorough" => (self.thorough, self.fresh) = (true, true),
            "--fresh" => self.fresh = true,
            "--help" | "-h" => return Err(USAGE.into()),
            word => self.rest.push(word.to_owned()),
        }
        Ok(())
    }

    /// Returns the arguments for the harness.
    pub(crate) fn harness(&self) -> Arguments {
        let mut arguments = Arguments::from_iter(&self.rest);
        arguments.test_threads = arguments.test_threads.or(Some(self.jobs));
        arguments
    }
}

fn number(text: &str) -> Outcome<usize> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| format!("{text} is not a number above 0"))
}

/// Reads `K/N`, the K-th of N parts.
fn shard(text: &str) -> Outcome<(usize, usize)> {
    let (part, parts) = text.split_once('/').ok_or_else(|| format!("{text} is not K/N\n{USAGE}"))?;
    let (part, parts) = (number(part)?, number(parts)?);
    if part <= parts { Ok((part - 1, parts)) } else { Err(format!("there is no part {part} of {parts}")) }
}
