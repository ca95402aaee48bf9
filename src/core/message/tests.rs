//! Everything that is sent comes back, and nothing else is taken for a message.

use super::*;
use crate::core::account::AccountRef;
use crate::core::json::encode::to_json;
use crate::core::page::report::{Found, Happened, Outcome, Press, Pressed, Report, RequestKind, SentBy};
use serde_json::json;

fn accepts(message: &serde_json::Value) -> bool {
    Request::read(&message.to_string()).is_some()
}

#[test]
fn well_formed_requests_are_read() {
    let account = json!({ "platform": "facebook", "store": "0", "hash": "00" });
    assert!(accepts(&json!("popup-opened")));
    assert!(accepts(&json!({ "command": { "account": account, "command": { "declare-year": 2024 } } })));
    assert!(accepts(&json!({ "command": { "account": account, "command": "start-over" } })));
    assert!(accepts(&json!({ "link": { "a": "facebook/00", "b": "instagram/01", "linked": true } })));
    assert!(accepts(&json!("erase")));
    assert!(accepts(&json!({ "import": { "text": "{}" } })));
    assert!(accepts(&json!({ "undo": { "entry": "00000000000000ab" } })));
}

#[test]
fn anything_else_is_refused() {
    let account = json!({ "platform": "facebook", "store": "0", "hash": null });
    for message in [
        json!(null),
        json!({}),
        json!([]),
        json!("reload"),
        json!({ "popup-opened": null }),
        json!({ "popup-opened": null, "erase": null }),
        json!({ "import": { "url": "https://example.com" } }),
        json!({ "import": { "text": "", "url": "" } }),
        json!({ "kind": "popup-opened" }),
        json!({ "command": { "account": "facebook", "command": "start-over" } }),
        json!({ "command": { "account": { "platform": "myspace", "store": "0", "hash": null }, "command": "start-over" } }),
        json!({ "command": { "account": { "platform": "facebook", "store": 0, "hash": null }, "command": "start-over" } }),
        json!({ "command": { "account": { "platform": "facebook", "store": "0", "hash": 1 }, "command": "start-over" } }),
        json!({ "command": { "account": account, "command": "start-over", "evidence": "observed" } }),
        json!({ "command": { "account": account, "command": { "snooze": 1000 } } }),
        json!({ "command": { "account": account, "command": { "snooze": 1.5 } } }),
        json!({ "command": { "account": account, "command": { "start-over": 1 } } }),
        json!({ "link": { "a": account, "b": account, "linked": true } }),
        json!({ "link": { "a": "facebook/00", "b": "instagram/01", "linked": 1 } }),
        json!({ "undo": {} }),
    ] {
        assert!(!accepts(&message), "{message}");
    }
}

#[test]
fn what_is_written_is_read() {
    let account = AccountRef { platform: PlatformId::Linkedin, store: "\"0\\".into(), hash: None, session: None };
    let other = AccountRef { hash: Some("ab".into()), session: Some("cd".into()), ..account.clone() };
    let commands = [
        Command::DeclareDay("2026-11-22".into()),
        Command::DeclareYear(2024),
        Command::DeclareUndated,
        Command::Mail(String::new()),
        Command::MailRefuses,
        Command::MailNotYet,
        Command::Snooze(7),
        Command::SnoozeRules,
        Command::Decline,
        Command::NotOffered,
        Command::StartOver,
    ];
    let commands = commands.map(|command| Request::Command { account: account.clone(), command });
    let other = Request::Command { account: other, command: Command::Decline };
    let (undo, import) = (Request::Undo { entry: "1".into() }, Request::Import { text: "{\"a\":1}\n".into() });
    let name = Request::Name { account: "facebook/00".into(), label: "Work".into() };
    let link = Request::Link { a: "facebook/00".into(), b: "instagram/01".into(), linked: true };
    let banner = Request::Banner { platform: PlatformId::Facebook, on: false };
    let again = Request::AskAgain { account: "facebook/00".into() };
    let others =
        [Request::PopupOpened, Request::Erase, Request::Dismiss, other, undo, import, name, link, banner, again];
    for request in commands.into_iter().chain(others) {
        assert_eq!(Request::read(&to_json(&request)), Some(request));
    }
}

#[test]
fn replies_survive_the_journey() {
    use Failure as F;
    let failures = [F::OtherAccount, F::NoSuchDay, F::NoRoom, F::Newer, F::Storage, F::NotOurs, F::FileNewer];
    let failures = failures.into_iter().chain([F::FileTooLarge, F::FileDamaged, F::Misplaced]).map(Reply::Failed);
    let done = [Some("ab".to_owned()), None].map(|entry| Reply::Done { entry });
    for reply in failures.chain(done).chain([Reply::Imported { added: 7 }, Reply::Refused]) {
        assert_eq!(Reply::read(&to_json(&reply)), Some(reply));
    }
}

#[test]
fn observations_are_read() {
    let check = |text: &str, expected: Option<Observation>| assert_eq!(Observation::read(text), expected, "{text}");
    check(
        "{\"arrived\":{\"who\":null,\"up\":true,\"parts\":[\"panel\"],\"style\":\"1\",\"age_s\":7}}",
        Some(Observation::Arrived {
            who: None,
            up: true,
            parts: vec!["panel".into()],
            style: Some("1".into()),
            age_s: 7,
        }),
    );
    check("{\"shown\":{}}", Some(Observation::Shown {}));
    check("{\"pressed\":{\"name\":\"close\"}}", Some(Observation::Pressed { name: "close".into() }));
    let found = Found { count: 2, checked: Some(true), aria_checked: None };
    let outcomes = vec![
        Outcome { at_ms: 5, what: Happened::Answered { kind: RequestKind::Own, status: 200 } },
        Outcome { at_ms: 6, what: Happened::Answered { kind: RequestKind::Shared, status: 0 } },
        Outcome { at_ms: 7, what: Happened::Submitted { by: SentBy::Page, inside: vec![2, 0] } },
        Outcome { at_ms: 8, what: Happened::Submitted { by: SentBy::Browser, inside: vec![] } },
        Outcome { at_ms: 9, what: Happened::Submitted { by: SentBy::Nobody, inside: vec![] } },
    ];
    let earlier = vec![Outcome { at_ms: 1, what: Happened::Answered { kind: RequestKind::Shared, status: 200 } }];
    let on = [("in-form", Pressed::InForm), ("control", Pressed::Control), ("field", Pressed::Field)];
    let press = |on| Press {
        id: "1".into(),
        at_ms: 4,
        counts: vec![found],
        max_counts: vec![4],
        on,
        again: true,
        outcomes: outcomes.clone(),
    };
    let presses = on.map(|(_, on)| press(on)).into();
    let report = Report { counts: vec![found], max_counts: vec![3], unchanged_ms: 500, earlier, presses };
    let counts = json!([{ "count": 2, "checked": true, "aria_checked": null }]);
    let outcomes = json!([
        { "at_ms": 5, "what": { "answered": { "kind": "own", "status": 200 } } },
        { "at_ms": 6, "what": { "answered": { "kind": "shared", "status": 0 } } },
        { "at_ms": 7, "what": { "submitted": { "by": "page", "inside": [2, 0] } } },
        { "at_ms": 8, "what": { "submitted": { "by": "browser", "inside": [] } } },
        { "at_ms": 9, "what": { "submitted": { "by": "nobody", "inside": [] } } },
    ]);
    let earlier = json!([{ "at_ms": 1, "what": { "answered": { "kind": "shared", "status": 200 } } }]);
    let press = |on| json!({ "id": "1", "at_ms": 4, "counts": counts, "max_counts": [4], "on": on, "again": true, "outcomes": outcomes });
    let presses = on.map(|(name, _)| press(name));
    let seen =
        json!({ "counts": counts, "max_counts": [3], "unchanged_ms": 500, "earlier": earlier, "presses": presses });
    let seen = json!({ "seen": { "who": null, "report": seen } });
    check(&seen.to_string(), Some(Observation::Seen { who: None, style: None, report }));
    check(
        "{\"seen\":{\"report\":{\"counts\":[],\"max_counts\":[],\"unchanged_ms\":0,\"earlier\":[],\"presses\":[]}}}",
        Some(Observation::Seen { who: None, style: None, report: Report::default() }),
    );
    for (from, odd) in [
        ("\"status\":200", "\"status\":\"200\""),
        ("\"status\":200", "\"status\":70000"),
        ("\"kind\":\"own\"", "\"kind\":\"other\""),
        ("\"by\":\"browser\"", "\"by\":\"me\""),
        ("\"on\":\"field\"", "\"on\":\"page\""),
        ("\"again\":true", "\"again\":1"),
    ] {
        let changed = seen.to_string().replacen(from, odd, 1);
        assert_ne!(changed, seen.to_string(), "{from}");
        check(&changed, None);
    }
    for text in [
        "\"arrived\"",
        "{\"arrived\":{\"up\":true,\"parts\":[],\"age_s\":7,\"x\":1}}",
        "{\"arrived\":{}}",
        "{\"arrived\":null}",
        "{\"seen\":{\"who\":null}}",
        "null",
    ] {
        check(text, None);
    }
    check(&seen.to_string().replace("\"max_counts\":[3]", "\"max_counts\":[70000]"), None);
    check(&seen.to_string().replace("\"checked\":true", "\"checked\":1"), None);
}
