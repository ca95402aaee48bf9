//! Replays captures: the page is built again from the file, the content script and the core judge it, and it must come to
//! the verdict that stands beside the file.

use crate::fixture::Frame;
use crate::judge::Case;
use crate::page::Key;
use crate::profile::files_in;
use crate::stand_in::{Play, form_number, html, plays};
use crate::tab::Tab;
use crate::wait::Outcome;
use bezwaar::core::capture::Capture;
use bezwaar::core::capture::timeline::judge_report;
use bezwaar::core::page::plan::{Watch, watch};
use bezwaar::core::page::report::Report;
use bezwaar::core::page::verdict::form::rule::deciding_rule;
use bezwaar::platforms::Selectors;
use std::path::{Path, PathBuf};

/// The folder of the captures that are replayed with the fixtures.
const FOLDER: &str = "tests/fixtures/pages";

/// A capture that is replayed.
pub(crate) struct Replay {
    /// The name of the file, without its ending.
    pub(crate) name: String,
    /// The capture that is replayed.
    pub(crate) capture: Capture,
    /// The verdicts of which one must be the last; none if nobody has said yet which is right.
    expected: Vec<String>,
}

/// The outcome of a replay.
pub(crate) struct Replayed {
    /// The last report.
    pub(crate) report: Report,
    /// The verdicts, each time they changed.
    pub(crate) verdicts: Vec<&'static str>,
}

/// Reads all captures that stand beside the fixtures.
pub(crate) fn all() -> Outcome<Vec<Replay>> {
    let files = files_in(Path::new(FOLDER))?;
    files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "json")).map(|file| read(&file)).collect()
}

/// Reads a file, and the verdict beside it if there is one.
pub(crate) fn read(file: &Path) -> Outcome<Replay> {
    let say = |error: String| format!("{}: {error}", file.display());
    let bytes = std::fs::read(file).map_err(|error| say(error.to_string()))?;
    let capture = Capture::read(&String::from_utf8_lossy(&bytes)).map_err(|error| say(error.to_string()))?;
    let beside: PathBuf = file.with_extension("expect");
    let expected = std::fs::read_to_string(beside).unwrap_or_default();
    let expected = expected.trim().split(" or ").filter(|one| !one.is_empty()).map(str::to_owned).collect();
    let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Replay { name, capture, expected })
}

impl Replay {
    /// Opens the case of its page.
    pub(crate) fn case(&self) -> Outcome<Case> {
        let platform = self.capture.platform().ok_or("no site")?;
        Ok(Case::of_capture(self.frame()?, platform, &self.capture.address, form_number(&self.capture)))
    }

    fn frame(&self) -> Outcome<Frame> {
        let platform = self.capture.platform().ok_or("no site")?;
        let is_form = matches!(platform.facts().objection.selectors, Selectors::Form(_));
        Ok(if is_form { Frame::Form } else { Frame::Switch })
    }

    /// Returns what the plan says is watched in its page.
    pub(crate) fn watch(&self) -> Outcome<Watch> {
        Ok(watch(self.capture.platform().ok_or("no site")?, form_number(&self.capture)))
    }

    /// Replays it, and compares its last verdict with the expected ones.
    pub(crate) fn judge(&self, tab: &Tab) -> Outcome {
        let replayed = self.play(tab)?;
        let last = replayed.verdicts.last().copied().unwrap_or_default();
        if self.expected.iter().any(|expected| expected == last) {
            Ok(())
        } else {
            Err(format!("Expected {:?}, got {last:?}\n{}", self.expected, self.told(&replayed)?))
        }
    }

    /// Replays it, and returns what came of it.
    pub(crate) fn play(&self, tab: &Tab) -> Outcome<Replayed> {
        let case = self.case()?;
        let number = tab.server.add_page(html(&self.capture), case);
        let frame = self.frame()?;
        tab.page().navigate(&format!("http://127.0.0.1:{}/page/{number}{}", tab.server.port, frame.path()))?;
        tab.page().activate()?;
        let watch = self.watch()?;
        let mut plays = plays(&self.capture, &watch).into_iter().peekable();
        // The script finds the page as it was when it first reported.
        if let Some(Play::Show(first)) = plays.peek() {
            tab.page().eval(&format!("void ({first})"))?;
        }
        tab.enter(frame, None, number)?;
        for play in plays {
            take(tab, &play, &watch, frame)?;
        }
        tab.server.case(number, |case| Replayed { report: case.report.clone(), verdicts: case.verdicts.clone() })
    }

    /// Tells the outcome in words, for people.
    pub(crate) fn told(&self, replayed: &Replayed) -> Outcome<String> {
        let Capture { site, address, extension, browser, nodes, seen, .. } = &self.capture;
        let mut lines = vec![format!(
            "{}: {site}, {address}\n  captured by {extension} in {browser}: {} nodes, {} reports",
            self.name,
            nodes.len(),
            seen.len()
        )];
        let mut then: Vec<&str> = seen.iter().map(|judged| judged.verdict.as_str()).collect();
        then.dedup();
        let again: Vec<&str> = seen.iter().filter_map(|judged| judge_report(address, &judged.report)).collect();
        let again = again.last().copied().unwrap_or("nothing");
        lines.push(format!("  told then: {}; by the same reports now: {again}", then.join(", ")));
        lines.push("  then  now  selector".into());
        let before = seen.last().map(|judged| &judged.report);
        for (number, probe) in self.watch()?.probes.iter().enumerate() {
            let found = |report: &Report| {
                report.counts.get(number).map_or("-".to_owned(), |found| match found.checked.or(found.aria_checked) {
                    Some(on) if found.count > 0 => format!("{}{}", found.count, if on { "+" } else { "" }),
                    _ => found.count.to_string(),
                })
            };
            let known = if probe.sentences.is_none() { "" } else { " with a known sentence" };
            lines.push(format!(
                "  {:>4} {:>4}  {}{known}",
                before.map_or("-".to_owned(), found),
                found(&replayed.report),
                probe.selector
            ));
        }
        let rule = match self.capture.platform().map(|id| &id.facts().objection.selectors) {
            Some(Selectors::Form(_)) => deciding_rule(&replayed.report),
            _ => switch_rule(&replayed.report),
        };
        lines.push(format!("  rule: {rule}"));
        lines.push(format!("  verdict now: {}", replayed.verdicts.join(", ")));
        Ok(lines.join("\n"))
    }
}

/// Takes one step.
fn take(tab: &Tab, play: &Play, watch: &Watch, frame: Frame) -> Outcome {
    match play {
        Play::Show(expression) => tab.page().eval(&format!("void ({expression})")).map(drop),
        Play::Look => tab.wait_looks(1),
        Play::Judge => tab.wait_judged(frame),
        Play::Send(sent) => tab.page().eval(&format!("void send({sent})")).map(drop),
        Play::Press { causes, with_enter, leaves } => {
            tab.page().eval(&format!("void (next = {causes})"))?;
            if *with_enter {
                tab.page().eval("void document.querySelector('input').focus()")?;
                return tab.page().press(Key::Enter);
            }
            let control = tab.page().eval("document.querySelector('#press') && '#press'")?;
            tab.click(control.as_str().unwrap_or(watch.press))?;
            if *leaves { tab.page().wait_for("title").map(drop) } else { Ok(()) }
        }
    }
}

fn switch_rule(report: &Report) -> String {
    let counts: Vec<u16> = report.counts.iter().map(|found| found.count).collect();
    let by = match counts.as_slice() {
        [1, ..] => "the switch by its name",
        [0, _, 1, _] => "the only switch, if the address is that of the setting",
        [0, _, any, _] if *any > 1 => "the first of several, if the site allows that",
        _ => "none, or several of one name",
    };
    let presses = report.presses.len();
    format!("{by}; unchanged for {} ms after {presses} presses", report.unchanged_ms)
}
