//! The background of this layer: answers the script in a page with plans of the core, and keeps its verdicts.

use crate::fixture::{Fixture, Frame};
use bezwaar::core::message::Observation;
use bezwaar::core::page::plan::{Watch, watch};
use bezwaar::core::page::report::Report;
use bezwaar::core::page::verdict::form::{FormVerdict, judge_form};
use bezwaar::core::page::verdict::switch::{SwitchReading, judge_switch};
use bezwaar::platforms::{PlatformId, Selectors};
use serde_json::{Value, json};

/// The number of the form that the pages are about.
pub(crate) const FORM_NUMBER: &str = "6359191084165019";

/// The record of one page so far.
pub(crate) struct Case {
    frame: Frame,
    platform: PlatformId,
    /// The verdicts, each time they changed.
    pub(crate) verdicts: Vec<&'static str>,
    /// The number of times that the script in the page asked for a plan.
    pub(crate) arrivals: usize,
    /// The messages that the core could not read.
    pub(crate) unreadable: Option<String>,
}

impl Case {
    /// The case of a page about which nothing is known yet.
    pub(crate) fn new(fixture: &Fixture) -> Self {
        let (frame, platform) = (fixture.frame, fixture.platform);
        Self { frame, platform, verdicts: Vec::new(), arrivals: 0, unreadable: None }
    }

    /// Answers a message of the script.
    pub(crate) fn answer(&mut self, message: &str) -> Value {
        match Observation::read(message) {
            Some(Observation::Arrived { .. }) => {
                self.arrivals += 1;
                self.plan()
            }
            Some(Observation::Seen { report, .. }) => {
                self.judge(&report);
                self.plan()
            }
            Some(Observation::Shown {} | Observation::Pressed { .. }) => Value::Null,
            None => {
                self.unreadable = Some(message.to_owned());
                json!("refused")
            }
        }
    }

    /// Forms have a panel beside them, as on the real page; a switch has none, and its script could draw none.
    fn plan(&self) -> Value {
        let watch = watch(self.platform, FORM_NUMBER);
        let panel = (self.frame == Frame::Form).then(panel);
        let who = json!({ "platform": self.platform, "store": "0", "hash": null });
        let plan = json!({ "who": who, "pace": Watch::pace(&watch), "watch": watch, "panel": panel, "insert": null });
        json!({ "plan": plan, "ask_on_navigation": false })
    }

    fn judge(&mut self, report: &Report) {
        let verdict = match self.platform.facts().objection.selectors {
            Selectors::Form(_) => name(judge_form(report)),
            Selectors::Switch(selectors) => match judge_switch(report, true, selectors.among_several) {
                Some(SwitchReading::On) => "on",
                Some(SwitchReading::Off) => "off",
                Some(SwitchReading::Locked) => "locked",
                None => "unread",
            },
        };
        if self.verdicts.last() != Some(&verdict) {
            self.verdicts.push(verdict);
        }
    }

    /// The verdicts that are noted. Where nothing is, it may be that there is no form; and what was sent is noted on the way to more.
    pub(crate) fn outcome(&self) -> Vec<&'static str> {
        let mut noted: Vec<&str> = Vec::new();
        for verdict in self.verdicts.iter().copied().filter(|verdict| !["open", "missing", "unread"].contains(verdict))
        {
            if noted.last() == Some(&"sent") {
                noted.pop();
            }
            if noted.last() != Some(&verdict) {
                noted.push(verdict);
            }
        }
        if noted.is_empty() { vec!["nothing"] } else { noted }
    }
}

fn name(verdict: FormVerdict) -> &'static str {
    match verdict {
        FormVerdict::Open => "open",
        FormVerdict::Missing => "missing",
        FormVerdict::Sent => "sent",
        FormVerdict::CodeAsked => "code-asked",
        FormVerdict::AnswerUnclear => "answer-unclear",
        FormVerdict::NoErrorSeen => "no-error-seen",
    }
}

fn panel() -> Value {
    let text = json!({ "tag": "p", "text": "This is the form.", "attrs": [], "nodes": [] });
    let dialog = json!({ "tag": "dialog", "class": "bezwaar corner", "attrs": [["open", ""]], "nodes": [text] });
    let css = include_str!("../../src/background/panel.css");
    let page = json!({ "below": "", "yields": "", "dark": "", "light": "", "dark_below": 0, "folds": "" });
    let mut panel = json!({ "nodes": [dialog], "css": css, "lang": "en", "dir": "ltr" });
    panel.as_object_mut().into_iter().for_each(|panel| panel.extend(page.as_object().cloned().unwrap_or_default()));
    panel
}
