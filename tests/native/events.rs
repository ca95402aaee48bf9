//! A background that sleeps is woken for the events that `src/boot.js` listens to in its first turn, and for no others.

use std::collections::BTreeSet;
use std::fs;

/// The event to which only pages listen, while they are open.
const OF_PAGES: &str = "chrome.storage.local.onChanged";

/// Returns the events to which Rust listens, such as `chrome.alarms.onAlarm`.
fn events_of_rust() -> BTreeSet<String> {
    let sources = fs::read_dir("src/browser").unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let event = |attribute: &str| {
        let (namespace, rest) = attribute.split_once("], js_name = ")?;
        let (name, _) = rest.split_once(')')?;
        let namespace = namespace.replace('"', "").replace(", ", ".");
        name.starts_with("on").then(|| format!("{namespace}.{name}"))
    };
    sources.flat_map(|text| text.split("js_namespace = [").filter_map(event).collect::<Vec<_>>()).collect()
}

#[test]
fn every_event_that_rust_listens_to_wakes_the_background() {
    let boot = fs::read_to_string("src/boot.js").unwrap();
    let events = events_of_rust();
    assert!(events.contains(OF_PAGES) && events.len() > 5, "{events:?}");
    for event in events.iter().filter(|event| *event != OF_PAGES) {
        assert!(boot.contains(event.as_str()), "src/boot.js does not listen to {event}");
    }
}
