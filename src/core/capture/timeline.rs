//! The reports of the pages that were open lately, for as long as the browser runs: what a page looked like before it was
//! read wrongly cannot be asked for afterwards.

use crate::core::bounded::keep_last;
use crate::core::json::decode::{Decode, declared};
use crate::core::json::encode::to_json;
use crate::core::json::parse::parse;
use crate::core::json::write::Writer;
use crate::core::page::address::{Page, classify_page};
use crate::core::page::report::{Found, Happened, Press, Report};
use crate::core::page::verdict::form::judge_form;
use crate::core::page::verdict::switch::judge_switch_at;

/// The most tabs whose reports are kept, the newest ones.
const MAX_TABS: usize = 4;

/// The most reports that are kept of a tab, the newest ones: each tells all of its document.
const MAX_REPORTS: usize = 12;

/// No text with reports is longer, in bytes; the oldest go.
const MAX_REPORTS_BYTES: usize = 30_000;

/// Times beyond eleven days are no times, in milliseconds.
const MAX_TIME_MS: u64 = 1_000_000_000;

declared! {
    /// A report, and what was made of it.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct JudgedReport {
        /// Counts the documents that the tab showed.
        pub document: u16,
        /// The verdict's name.
        pub verdict: String,
        /// The report, without the random numbers of its presses.
        pub report: Report,
    }
}

declared! {
    /// The reports of a tab, the oldest first.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct TabTimeline {
        /// The browser's number for the tab.
        pub tab: u32,
        /// Counts the documents that it showed.
        pub document: u16,
        /// The reports.
        pub reports: Vec<JudgedReport>,
    }
}

/// The timelines of the tabs, the one that was told last at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timelines(Vec<TabTimeline>);

impl Timelines {
    /// Reads what [`Self::write`] wrote; anything else is no timeline at all.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self(parse(text).ok().and_then(Vec::decode).unwrap_or_default())
    }

    /// Notes that a tab shows another document.
    pub fn begin_document(&mut self, tab: u32) {
        self.change(tab, |timeline| timeline.document = timeline.document.saturating_add(1));
    }

    /// Notes a report. One that only says that nothing has changed since takes the place of the one before.
    pub fn note(&mut self, tab: u32, verdict: &str, report: &Report) {
        self.change(tab, |timeline| {
            let (document, verdict) = (timeline.document, verdict.to_owned());
            let judged = JudgedReport { document, verdict, report: without_names(report) };
            if timeline.reports.last().is_some_and(|before| says_the_same(before, &judged)) {
                timeline.reports.pop();
            }
            timeline.reports.push(judged);
            keep_last(&mut timeline.reports, MAX_REPORTS);
        });
    }

    /// The reports of a tab, the oldest first.
    #[must_use]
    pub fn reports_of(&self, tab: u32) -> &[JudgedReport] {
        self.0.iter().find(|timeline| timeline.tab == tab).map_or(&[], |timeline| &timeline.reports)
    }

    /// Writes all of them.
    #[must_use]
    pub fn write(&self) -> String {
        write_list(&self.0, |timeline| {
            let reports = write_list(&write_reports(&timeline.reports), String::clone);
            let writer = Writer::new().number("tab", timeline.tab.into());
            writer.number("document", timeline.document.into()).json("reports", &reports).end()
        })
    }

    /// Changes the timeline of a tab, which is the newest one from then on.
    fn change(&mut self, tab: u32, change: impl FnOnce(&mut TabTimeline)) {
        let at = self.0.iter().position(|timeline| timeline.tab == tab);
        let mut timeline = at.map_or_else(|| TabTimeline { tab, ..TabTimeline::default() }, |at| self.0.remove(at));
        change(&mut timeline);
        self.0.push(timeline);
        keep_last(&mut self.0, MAX_TABS);
    }
}

/// Returns whether two reports differ in nothing but how long it has been so.
fn says_the_same(before: &JudgedReport, now: &JudgedReport) -> bool {
    (before.document, &before.verdict) == (now.document, &now.verdict)
        && before.report.counts == now.report.counts
        && before.report.presses == now.report.presses
}

/// Judges a report of the page at this address; `None` where nothing is watched.
#[must_use]
pub fn judge_report(url: &str, report: &Report) -> Option<&'static str> {
    match classify_page(url) {
        Page::Form(..) => Some(judge_form(report).slug()),
        Page::Settings(platform) => {
            Some(judge_switch_at(url, platform, report).map_or("unread", |reading| reading.slug()))
        }
        _ => None,
    }
}

/// The names of all verdicts.
const VERDICTS: [&str; 10] =
    ["open", "missing", "sent", "code-asked", "answer-unclear", "no-error-seen", "on", "off", "locked", "unread"];

/// Returns whether nothing is in it but what a report holds.
pub(super) fn is_well_formed(judged: &JudgedReport) -> bool {
    let report = &judged.report;
    let outcomes = report.presses.iter().flat_map(|press| &press.outcomes).chain(&report.earlier);
    let times = outcomes.clone().map(|outcome| outcome.at_ms).chain(report.presses.iter().map(|press| press.at_ms));
    let is_status = |what: &Happened| !matches!(what, Happened::Answered { status, .. } if *status > 999);
    VERDICTS.contains(&judged.verdict.as_str())
        && report.presses.iter().enumerate().all(|(number, press)| press.id == (number + 1).to_string())
        && times.chain([report.unchanged_ms]).all(|ms| ms < MAX_TIME_MS)
        && outcomes.clone().all(|outcome| is_status(&outcome.what))
}

/// The report with the random numbers of its presses replaced by their places.
fn without_names(report: &Report) -> Report {
    let mut report = report.clone();
    for (number, press) in report.presses.iter_mut().enumerate() {
        press.id = (number + 1).to_string();
    }
    report
}

/// Reports as texts, the newest ones as far as there is room.
pub(super) fn write_reports(reports: &[JudgedReport]) -> Vec<String> {
    let mut room = MAX_REPORTS_BYTES;
    let mut texts = Vec::new();
    for judged in reports.iter().rev() {
        let text = Writer::new()
            .number("document", judged.document.into())
            .text("verdict", &judged.verdict)
            .json("report", &write_report(&judged.report))
            .end();
        let Some(left) = room.checked_sub(text.len()) else { break };
        room = left;
        texts.push(text);
    }
    texts.reverse();
    texts
}

fn write_report(report: &Report) -> String {
    Writer::new()
        .json("counts", &write_list(&report.counts, write_found))
        .json("max_counts", &to_json(&report.max_counts))
        .number("unchanged_ms", report.unchanged_ms)
        .json("earlier", &to_json(&report.earlier))
        .json("presses", &write_list(&report.presses, write_press))
        .end()
}

fn write_press(press: &Press) -> String {
    Writer::new()
        .text("id", &press.id)
        .number("at_ms", press.at_ms)
        .json("counts", &write_list(&press.counts, write_found))
        .json("max_counts", &to_json(&press.max_counts))
        .json("on", &to_json(&press.on))
        .json("again", &to_json(&press.again))
        .json("outcomes", &to_json(&press.outcomes))
        .end()
}

/// A finding as text, without the properties that the element does not have: most have none.
fn write_found(found: &Found) -> String {
    let mut writer = Writer::new().number("count", found.count.into());
    for (name, value) in [("checked", found.checked), ("aria_checked", found.aria_checked)] {
        if let Some(value) = value {
            writer = writer.json(name, &to_json(&value));
        }
    }
    writer.end()
}

/// A list of what is written of each.
fn write_list<T>(items: &[T], write: fn(&T) -> String) -> String {
    let mut text = "[".to_owned();
    for (number, item) in items.iter().enumerate() {
        text.push_str(if number == 0 { "" } else { "," });
        text.push_str(&write(item));
    }
    text.push(']');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::page::report::{Outcome, Pressed, RequestKind, SentBy};

    const FORM: &str = "https://www.facebook.com/help/contact/6359191084165019";

    fn sample(unchanged_ms: u64) -> Report {
        let counts = vec![Found { count: 2, checked: Some(true), aria_checked: None }];
        let outcomes = vec![
            Outcome { at_ms: 6, what: Happened::Submitted { by: SentBy::Page, inside: vec![2, 0] } },
            Outcome { at_ms: 7, what: Happened::Answered { kind: RequestKind::Shared, status: 200 } },
        ];
        let press = Press {
            id: "f00d".into(),
            at_ms: 5,
            counts: counts.clone(),
            max_counts: vec![2],
            on: Pressed::Control,
            again: true,
            outcomes,
        };
        Report { counts, max_counts: vec![2], unchanged_ms, earlier: Vec::new(), presses: vec![press] }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut all = Timelines::default();
        all.begin_document(7);
        all.note(7, "open", &sample(0));
        all.note(7, "sent", &sample(500));
        assert_eq!(Timelines::read(&all.write()), all);
        assert!(all.reports_of(7).iter().all(is_well_formed));
        assert!(!all.write().contains("f00d"), "random numbers are nobody's business");
        assert_eq!(Timelines::read("[{}]"), Timelines::default());
    }

    #[test]
    fn files_have_reports_in_this_form() {
        let judged = JudgedReport { document: 1, verdict: "sent".into(), report: without_names(&sample(500)) };
        let found = "[{\"count\":2,\"checked\":true}],\"max_counts\":[2]";
        let outcomes = "{\"at_ms\":6,\"what\":{\"submitted\":{\"by\":\"page\",\"inside\":[2,0]}}},\
                        {\"at_ms\":7,\"what\":{\"answered\":{\"kind\":\"shared\",\"status\":200}}}";
        let press = format!(
            "{{\"id\":\"1\",\"at_ms\":5,\"counts\":{found},\"on\":\"control\",\"again\":true,\"outcomes\":[{outcomes}]}}"
        );
        let report = format!("{{\"counts\":{found},\"unchanged_ms\":500,\"earlier\":[],\"presses\":[{press}]}}");
        let expected = format!("{{\"document\":1,\"verdict\":\"sent\",\"report\":{report}}}");
        assert_eq!(write_reports(&[judged]), [expected]);
    }

    #[test]
    fn what_only_waits_is_kept_once() {
        let mut all = Timelines::default();
        for ms in [0, 500, 2000] {
            all.note(7, "open", &sample(ms));
        }
        assert_eq!(all.reports_of(7).iter().map(|judged| judged.report.unchanged_ms).collect::<Vec<_>>(), [2000]);
    }

    #[test]
    fn few_tabs_and_reports_are_kept() {
        let mut all = Timelines::default();
        for tab in 0..9 {
            for n in 0..30 {
                all.note(tab, if n % 2 == 0 { "open" } else { "sent" }, &sample(0));
            }
        }
        assert_eq!((all.reports_of(8).len(), all.reports_of(4).len()), (MAX_REPORTS, 0));
        assert!(all.write().len() < MAX_TABS * MAX_REPORTS_BYTES + 1000);
    }

    #[test]
    fn verdicts_are_those_of_the_page() {
        assert_eq!(judge_report(FORM, &Report::default()), Some("open"));
        assert_eq!(judge_report("https://x.com/settings/grok_settings", &Report::default()), Some("unread"));
        assert_eq!(judge_report("https://x.com/home", &Report::default()), None);
    }
}
