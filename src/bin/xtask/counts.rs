//! Counts tests, whoever runs them.

use crate::{Result, run, step};
use std::io::{BufRead, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

/// The numbers of tests that passed and that did not.
#[derive(Default)]
pub(crate) struct Counts {
    passed: u64,
    failed: u64,
}

impl Counts {
    /// One test, by how it ended.
    pub(crate) fn one(outcome: &Result) -> Self {
        Self { passed: u64::from(outcome.is_ok()), failed: u64::from(outcome.is_err()) }
    }

    /// Says how many there were; an error if one failed.
    pub(crate) fn verdict(&self) -> Result {
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 { Ok(()) } else { Err("Some tests failed, see above".into()) }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Runs tests, shows what they print, and adds up the counts in it. No count at all is a failure, too: it means that
/// nothing was tested.
pub(crate) fn count(command: &mut Command) -> Result<Counts> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| format!("the tests do not start: {error}"))?;
    let mut counts = Counts::default();
    for line in BufReader::new(child.stdout.take().ok_or("no output")?).lines().map_while(std::result::Result::ok) {
        println!("{line}");
        counts += parse_line(&line);
    }
    let status = child.wait().map_err(|error| format!("the tests vanished: {error}"))?;
    if counts.passed + counts.failed == 0 && status.success() {
        return Err("No test was run: none has such a name. Those of the content scripts are called \"dom: …\"".into());
    }
    if counts.passed + counts.failed == 0 || (!status.success() && counts.failed == 0) {
        return Err(format!("The tests did not run to their end: {status}"));
    }
    Ok(counts)
}

/// Reads `test result: ok. 3 passed; 0 failed; …`.
fn parse_line(line: &str) -> Counts {
    let summary = line.strip_prefix("test result: ");
    let words: Vec<&str> = summary.unwrap_or_default().split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    let before = |what: &str| {
        let number = words.windows(2).find(|pair| pair.last() == Some(&what))?.first()?;
        number.parse().ok()
    };
    Counts { passed: before("passed").unwrap_or(0), failed: before("failed").unwrap_or(0) }
}

/// A whole program as one test.
pub(crate) fn run_program(name: &str, command: &mut Command) -> Counts {
    run_test(name, || run(command))
}

/// One test of any kind.
pub(crate) fn run_test(name: &str, test: impl FnOnce() -> Result) -> Counts {
    step(name);
    Counts::one(&test().inspect_err(|message| eprintln!("{name}: {message}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_closing_lines_only() {
        for (line, passed, failed) in [
            ("test result: ok. 17 passed; 0 failed; 0 ignored; 0 measured", 17, 0),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2),
            (
                "test result: FAILED. 52 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 9.03s",
                52,
                1,
            ),
            ("test core::x ... 5 passed", 0, 0),
            ("", 0, 0),
        ] {
            let counts = parse_line(line);
            assert_eq!((counts.passed, counts.failed), (passed, failed), "{line}");
        }
    }
}
