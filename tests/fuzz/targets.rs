//! The targets tell, for everything that comes in from outside, what must hold for any bytes at all. Shared by the
//! short run of `cargo test` and by the long, coverage-guided one (see `tests/fuzz/README.md`).

use bezwaar::core::account::{AccountKey, Salt};
use bezwaar::core::capture::{Capture, timeline::Timelines};
use bezwaar::core::cookie_store::CookieStoreId;
use bezwaar::core::format::import::import;
use bezwaar::core::format::recover::open;
use bezwaar::core::format::{load, save};
use bezwaar::core::json::encode::to_json;
use bezwaar::core::message::{Observation, Reply, Request};
use bezwaar::core::page::address::{Page, classify_page};
use bezwaar::core::page::report::{Found, Happened, Outcome, Press, Pressed, Report, RequestKind, SentBy};
use bezwaar::core::page::verdict::form::{FormVerdict, attempt_id, judge_form};
use bezwaar::core::page::verdict::switch::{SwitchReading, judge_switch};
use bezwaar::core::records::Records;
use bezwaar::core::records::status::resolve;
use bezwaar::core::session::{self, Cookie, LoginState, UserId, affects_login};
use bezwaar::core::time::Date;
use bezwaar::core::time::Timestamp;
use bezwaar::core::view::calendar::write_reminder;
use bezwaar::core::view::record_page::record_page;
use bezwaar::platforms::PlatformId;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A target takes the bytes of one thing that comes in.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Target); 8] = [
    ("message", message),
    ("report", report),
    ("records", records),
    ("import_file", import_file),
    ("cookies", cookies),
    ("address", address),
    ("calendar", calendar),
    ("capture", capture),
];

/// Runs one target.
///
/// # Panics
/// If something does not hold.
pub fn run(name: &str, bytes: &[u8]) {
    TARGETS.iter().find(|(other, _)| *other == name).expect("a target of this name").1(bytes);
}

const NOW: Timestamp = Timestamp(1_795_344_000_000);
const SALT: Salt = Salt([7; 16]);
const FIXTURE: &str = include_str!("../fixtures/records.json");

/// A message is read as what was written, or not at all.
fn message(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let request = Request::read(&text);
    if let Some(request) = &request {
        let written = to_json(request);
        assert_eq!(Request::read(&written).as_ref(), Some(request));
    }
    let reply = Reply::read(&text);
    if let Some(reply) = &reply {
        let written = to_json(reply);
        assert_eq!(Reply::read(&written).as_ref(), Some(reply));
    }
    let read = request.is_some() || reply.is_some() || Observation::read(&text).is_some();
    assert!(!read || serde_json::from_str::<serde_json::Value>(&text).is_ok(), "no JSON, but read: {text}");
}

/// The source of a report of few and small numbers, so that the rules are met at all.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn flag(&mut self) -> Option<bool> {
        [None, Some(false), Some(true)][usize::from(self.next() % 3)]
    }

    fn found(&mut self) -> Vec<Found> {
        (0..self.next() % 12)
            .map(|_| Found { count: (self.next() % 4).into(), checked: self.flag(), aria_checked: self.flag() })
            .collect()
    }

    fn presses(&mut self) -> Vec<Press> {
        let mut at_ms = 0;
        (0..self.next() % 4)
            .map(|_| {
                at_ms += 100 * u64::from(self.next());
                let (counts, max_counts, again) = (self.found(), Vec::new(), self.next().is_multiple_of(3));
                let on = [Pressed::InForm, Pressed::Control, Pressed::Field][usize::from(self.next() % 3)];
                let outcomes = self.outcomes(at_ms);
                Press { id: at_ms.to_string(), at_ms, counts, max_counts, on, again, outcomes }
            })
            .collect()
    }

    fn outcomes(&mut self, at_ms: u64) -> Vec<Outcome> {
        (0..self.next() % 4)
            .map(|_| {
                let what = match self.next() {
                    by @ 0..3 => Happened::Submitted {
                        by: [SentBy::Page, SentBy::Browser, SentBy::Nobody][usize::from(by)],
                        inside: (0..self.next() % 8).map(|_| (self.next() % 3).into()).collect(),
                    },
                    status if status % 2 == 0 => {
                        Happened::Answered { kind: RequestKind::Own, status: 3 * u16::from(status) }
                    }
                    status => Happened::Answered { kind: RequestKind::Shared, status: 3 * u16::from(status) },
                };
                Outcome { at_ms: at_ms + 400 * u64::from(self.next()), what }
            })
            .collect()
    }
}

/// "No error seen" and "off" come only with everything that they need, which is told in other words than the core's.
fn report(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let unchanged_ms = u64::from(bytes.next()) * 100;
    let (counts, presses, earlier) = (bytes.found(), bytes.presses(), bytes.outcomes(0));
    let max_counts = counts.iter().map(|found| found.count).collect();
    let report = Report { max_counts, counts, unchanged_ms, earlier, presses };
    let n = |found: &[Found], part: usize| found.get(part).map_or(0, |found| found.count);
    let now = |part| n(&report.counts, part);
    let [fields, code, error, known_dialog, other, loose, controls] = [0, 1, 2, 4, 5, 8, 9];
    if judge_form(&report) == FormVerdict::NoErrorSeen {
        let id = attempt_id(&report).expect("a person's press");
        let presses: Vec<&Press> = report.presses.iter().skip_while(|press| press.id != id).collect();
        let first = presses[0];
        let good = |what: &Happened| matches!(what, Happened::Answered { status, .. } if status / 100 == 2);
        let mut answers = presses.iter().flat_map(|press| &press.outcomes);
        assert!(answers.any(|answer| answer.at_ms < first.at_ms + 60_000 && good(&answer.what)));
        let is_submit =
            |what: &Happened| matches!(what, Happened::Submitted { by: SentBy::Page | SentBy::Browser, .. });
        let sent = |press: &&Press| {
            (press.on == Pressed::Control && n(&press.counts, loose) > 0 && n(&press.counts, controls) == 1)
                || press.outcomes.iter().any(|outcome| is_submit(&outcome.what) && outcome.at_ms <= press.at_ms + 2000)
        };
        assert!(presses.iter().any(sent), "only a sending is a sending");
        assert!(n(&first.counts, fields) + n(&first.counts, code) > 0 && n(&first.counts, other) == 0);
        assert!(now(error) == 0 && now(other) == 0 && report.unchanged_ms >= 2000);
        assert!(now(code) + now(loose) == 0 || now(known_dialog) > n(&first.counts, known_dialog));
    }
    for (exact, among_several) in [(false, false), (false, true), (true, false), (true, true)] {
        let Some(reading) = judge_switch(&report, exact, among_several) else { continue };
        let on = reading != SwitchReading::Off;
        let [named, locked, any, any_on] = [now(0), now(1), now(2), now(3)];
        let several = among_several && any > 1 && (on || any_on == 0);
        assert!(named == 1 || (exact && named == 0 && (any == 1 || several)), "{report:?}");
        assert!(now(4) == 0 && (reading != SwitchReading::Locked || (named == 1 && locked == 1 && among_several)));
        // A switch that is no checkbox has the attribute alone.
        let says = |found: &Found| found.checked.or(found.aria_checked) == Some(on);
        assert!(report.unchanged_ms >= 500 && report.counts.iter().any(says));
    }
}

/// Gives every record the sum of what it says, so that changes get past the sums.
fn sealed(text: &str) -> String {
    let sum = |text: &str| -> String {
        let hash = Sha256::digest(["bezwaar/2\n", text].concat());
        hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    };
    let head = "{\"format\":\"bezwaar\",\"schema\":1,\"records\":[\n";
    let Some((lines, _)) = text.strip_prefix(head).and_then(|rest| rest.rsplit_once("\n],\"sum\":")) else {
        return text.into();
    };
    let (mut sums, mut all) = (String::new(), Vec::new());
    for record in lines.split(",\n{\"sum\":\"") {
        let rest = record.trim_start_matches("{\"sum\":\"");
        let rest = rest.split_once('"').map_or(rest, |(_, rest)| rest);
        let one = sum(&format!("{{\"sum\":\"\"{rest}"));
        all.push(format!("{{\"sum\":\"{one}\"{rest}"));
        sums.push_str(&one);
    }
    format!("{head}{}\n],\"sum\":\"{}\"}}\n", all.join(",\n"), sum(&sums))
}

/// Returns everything that records say.
fn facts(records: &Records) -> BTreeSet<String> {
    let accounts = records.accounts().flat_map(|(key, account)| {
        account.history().entries().iter().map(move |entry| format!("{key:?} {:?} {:?}", entry.id, entry.event))
    });
    accounts.collect()
}

/// Every stored text is read whole or told as damaged, and what was read is written so that it is read the same.
fn records(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for text in [text.to_string(), sealed(&text)] {
        let opened = open(Some(&text), None);
        let again = save(&opened.records);
        assert_eq!(load(&again).as_ref(), Ok(&opened.records), "{again}");
        match load(&text) {
            Ok(records) => assert!(facts(&records).is_subset(&facts(&opened.records)) && opened.problem.is_none()),
            Err(_) => assert!(opened.problem.is_some()),
        }
        let wake = resolve(&opened.records, NOW).next_wake(NOW);
        assert!(wake.is_none_or(|wake| wake > NOW));
        assert_eq!(record_page(&opened.records, NOW).accounts.len(), opened.records.accounts().count());
    }
}

/// A file adds and takes nothing away, and adds nothing the second time.
fn import_file(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let ours = load(FIXTURE).unwrap();
    for text in [text.to_string(), sealed(&text)] {
        let Ok(imported) = import(&ours, &text) else { continue };
        // A history may be full: then the oldest entries that carry no evidence go.
        let kept = facts(&ours).difference(&facts(&imported.records)).count();
        assert!(kept == 0 || imported.added > 0, "{text}");
        let again = import(&imported.records, &text).unwrap();
        assert_eq!((&again.records, again.added), (&imported.records, 0), "{text}");
        assert_eq!(load(&save(&imported.records)).as_ref(), Ok(&imported.records));
    }
}

/// Nobody is logged in without a live session cookie, and cookies that do not concern us change nothing.
fn cookies(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut read = Vec::new();
    for line in text.lines() {
        let (expires, rest) = line.split_once(' ').unwrap_or(("", line));
        let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
        let expires = expires.parse().ok().map(|seconds: f64| Timestamp::from_seconds(seconds));
        read.push(move || Cookie { name: name.into(), value: value.into(), expires });
    }
    for platform in PlatformId::ALL {
        let facts = platform.facts();
        let all: Vec<Cookie> = read.iter().map(|cookie| cookie()).collect();
        let ours: Vec<Cookie> =
            read.iter().map(|cookie| cookie()).filter(|cookie| affects_login(&cookie.name, facts.domain)).collect();
        let login = session::login_state(&facts.session, &all, NOW);
        assert_eq!(login, session::login_state(&facts.session, &ours, NOW));
        let live = |cookie: &&Cookie| cookie.expires.is_none_or(|at| at > NOW) && !cookie.value.trim().is_empty();
        if let LoginState::LoggedIn(account) = login {
            assert!(all.iter().filter(live).any(|cookie| cookie.name == facts.session.token));
            if let UserId::Number(number) = &account {
                assert!(!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
            }
            let key = AccountKey::new(
                SALT,
                platform,
                &CookieStoreId(text.lines().next().unwrap_or_default().into()),
                &account,
            );
            let mut records = Records::new(SALT);
            records.set_label(&key, &text, NOW).ok();
            assert_eq!(load(&save(&records)), Ok(records));
        }
    }
}

/// Only https pages of the three sites' own hosts are any business of ours, and forms count by their whole number.
fn address(bytes: &[u8]) {
    let url = String::from_utf8_lossy(bytes);
    let (Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform) | Page::Ordinary(platform)) =
        classify_page(&url)
    else {
        return;
    };
    let host = url.strip_prefix("https://").expect("https").split(['/', '?', '#', '\\', '@', ':']).next().unwrap();
    let domain = platform.facts().domain;
    assert!(host == domain || host.ends_with(&format!(".{domain}")), "{url}");
    let path = url.split(['?', '#']).next().unwrap().trim_end_matches('/');
    if let Page::Form(_, number) = classify_page(&url) {
        assert!(path.ends_with(&format!("/contact/{number}")), "{url}");
    }
}

/// Nothing that a text holds can end a line of a calendar, or begin another property.
fn calendar(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let day = Date::parse("2026-11-24").unwrap();
    let file = write_reminder("1", NOW, day, &text, &text);
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{file}");
    let properties = lines.iter().filter(|line| !line.starts_with(' ')).count();
    let plain = write_reminder("1", NOW, day, "", "").split("\r\n").count();
    assert_eq!(properties, plain, "{file}");
}

/// A captured page is read as what it was written from, and what a page hands over is cut down to what can be read.
fn capture(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().map(str::to_owned).collect();
    let made = Capture::new("https://x.com/settings/grok_settings", lines, &[], "0.1.0", true);
    for capture in [Capture::read(&text).ok(), made].into_iter().flatten() {
        assert_eq!(Capture::read(&capture.write()), Ok(capture), "{text}");
    }
    let timelines = Timelines::read(&text);
    assert_eq!(Timelines::read(&timelines.write()), timelines, "{text}");
}
