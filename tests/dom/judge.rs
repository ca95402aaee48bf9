//! Plays the background in this layer: answers the script in a page with plans of the core, and keeps its verdicts.

use crate::fixture::{Fixture, Frame};
use crate::tab::FASTER;
use bezwaar::core::capture::timeline::judge_report;
use bezwaar::core::json::encode::{Encode, to_json};
use bezwaar::core::message::Observation;
use bezwaar::core::page::plan::watch;
use bezwaar::core::page::report::Report;
use bezwaar::core::page::verdict::form::{attempt_id, judge_ended};
use bezwaar::platforms::PlatformId;
use serde_json::{Value, json};
use std::time::Instant;

/// The number of the form that the pages are about.
pub(crate) const FORM_NUMBER: &str = "6359191084165019";

/// The case of one page: what is known of it so far.
pub(crate) struct Case {
    frame: Frame,
    platform: PlatformId,
    /// The address that the page is judged by; for a fixture, that of the form or the switch itself.
    address: String,
    form_number: &'static str,
    /// The verdicts, each time they changed.
    pub(crate) verdicts: Vec<&'static str>,
    /// The id of the attempt that ended without a sign of an error, and when.
    ended_well: Option<(String, Instant)>,
    /// The id of the attempt whose good end was taken back: it gets no other.
    taken_back: Option<String>,
    /// The last report.
    pub(crate) report: Report,
    /// The number of times that the script in the page asked for a plan.
    pub(crate) arrivals: usize,
    /// The messages that the core could not read.
    pub(crate) unreadable: Option<String>,
}

impl Case {
    /// Opens the case of a fixture, about which nothing is known yet.
    pub(crate) fn new(fixture: &Fixture) -> Self {
        let url = match fixture.frame {
            Frame::Form => format!("https://www.facebook.com/help/contact/{FORM_NUMBER}"),
            Frame::Switch => fixture.platform.facts().objection.main.url.to_owned(),
        };
        Self::of_capture(fixture.frame, fixture.platform, &url, FORM_NUMBER)
    }

    /// Opens the case of the page of a capture.
    pub(crate) fn of_capture(frame: Frame, platform: PlatformId, address: &str, form_number: &'static str) -> Self {
        Self {
            frame,
            platform,
            address: address.to_owned(),
            form_number,
            verdicts: Vec::new(),
            ended_well: None,
            taken_back: None,
            report: Report::default(),
            arrivals: 0,
            unreadable: None,
        }
    }

    /// Answers a message of the script.
    pub(crate) fn answer(&mut self, message: &str) -> Value {
        match Observation::read(message) {
            Some(Observation::Arrived { .. }) => {
                self.arrivals += 1;
                self.plan()
            }
            Some(Observation::Seen { report, .. }) => {
                self.judge(report);
                self.plan()
            }
            Some(Observation::Shown {} | Observation::Pressed { .. }) => Value::Null,
            None => {
                self.unreadable = Some(message.to_owned());
                json!("refused")
            }
        }
    }

    /// Returns the plan for its page. A form has a panel beside it, as on the real page; a switch has none, and its
    /// script could draw none.
    fn plan(&self) -> Value {
        let watch = watch(self.platform, self.form_number);
        let panel = (self.frame == Frame::Form).then(panel);
        let css = include_str!("../../src/background/panel.css");
        let who = json!({ "platform": self.platform.slug(), "store": "0", "hash": null });
        let (pace, watch) = (sent(&watch.pace()), sent(&watch));
        let plan = json!({ "who": who, "pace": pace, "watch": watch, "panel": panel, "style": "1", "css": css, "insert": null });
        json!({ "plan": plan, "ask_on_navigation": false })
    }

    fn judge(&mut self, report: Report) {
        let attempt = attempt_id(&report).map(str::to_owned);
        self.ended_well.take_if(|(ended, _)| attempt.as_ref() != Some(ended));
        let verdict = match &self.ended_well {
            Some((_, at)) => judge_ended(&report, i64::from(FASTER) * at.elapsed().as_millis() as i64).slug(),
            None => judge_report(&self.address, &report).unwrap_or("nothing"),
        };
        self.report = report;
        let is_good = verdict == "no-error-seen";
        if attempt.is_some() && self.taken_back == attempt && (is_good || verdict == "sent") {
            return;
        }
        match attempt.filter(|_| is_good) {
            Some(attempt) => _ = self.ended_well.get_or_insert_with(|| (attempt, Instant::now())),
            // It was no end, or there was none.
            None => self.taken_back = self.ended_well.take().map(|(attempt, _)| attempt).or(self.taken_back.take()),
        }
        if self.verdicts.last() != Some(&verdict) {
            self.verdicts.push(verdict);
        }
    }

    /// Returns the verdicts that are noted. Where nothing is, it may be that there is no form; and what was sent is
    /// noted on the way to more.
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

/// Returns a part of a plan as it is sent.
fn sent(part: &dyn Encode) -> Value {
    serde_json::from_str(&to_json(part)).unwrap_or_default()
}

fn panel() -> Value {
    let node = |tag: &str, text: &str, attrs: Value, nodes: Value| json!({ "tag": tag, "namespace": "http://www.w3.org/1999/xhtml", "like": tag, "text": text, "press": "", "attrs": attrs, "nodes": nodes });
    let text = node("p", "This is the form.", json!([]), json!([]));
    let dialog = node("dialog", "", json!([["open", ""], ["class", "bezwaar corner"]]), json!([text]));
    let none = ":not(*)";
    json!({ "nodes": [dialog], "below": "", "yields": "", "dark": none, "light": none, "dark_below": 0, "folds": "not all" })
}
