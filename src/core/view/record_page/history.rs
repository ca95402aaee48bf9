//! The history of an account, line by line.

use crate::core::history::event::{Entry, Event};
use crate::core::history::log::History;
use crate::core::records::Account;
use crate::core::text::{Key, Text};
use crate::core::time::Timestamp;
use crate::core::view::event_text::{event_texts, how_known};

/// One line of a history.
#[derive(Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// The time when it was noted.
    pub at: Timestamp,
    /// The event in words.
    pub sentences: Vec<Text>,
    /// The sentence that says how it is known; `None` where it only follows.
    pub how: Option<Key>,
    /// The version of the extension that noted it.
    pub version: String,
    /// True if it was taken back since.
    pub undone: bool,
}

/// Returns the lines of an account's history, the newest first.
pub(super) fn read_history(account: &Account) -> Vec<HistoryLine> {
    let line = |(_, entry, in_force): (usize, &Entry, bool)| HistoryLine {
        at: entry.at,
        sentences: event_texts(&entry.event),
        how: how_known(&entry.event),
        version: (*entry.version).to_owned(),
        undone: !in_force,
    };
    let history = account.history();
    history.newest_first().filter(|(_, entry, _)| !is_by_page(history, &entry.event)).map(line).collect()
}

/// Returns whether an undoing is a page's: nobody but a page takes back that it showed no error, and the next line tells why.
fn is_by_page(history: &History, event: &Event) -> bool {
    let Event::Undone(id) = event else { return false };
    history.find(*id).is_some_and(|entry| matches!(entry.event, Event::NoErrorSeen(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::account::Salt;
    use crate::core::history::test_script::event;
    use crate::core::records::Records;
    use crate::core::records::test_script::{key, stamp};

    #[test]
    fn a_page_that_takes_back_its_good_end_is_not_told_as_the_persons_choice() {
        let mut records = Records::new(Salt([7; 16]));
        for (n, word) in (1..).zip(["submit", "answered", "unclear"]) {
            records.append_seen(&key("fb/a"), event(word), Some("a"), &mut stamp(n)).unwrap();
        }
        let lines = read_history(records.account(&key("fb/a")).unwrap());
        let told: Vec<_> = lines.iter().map(|line| (line.how, line.undone)).collect();
        let seen = Some(Key::HowSeen);
        assert_eq!(told, [(seen, false), (seen, true), (seen, false)]);
    }
}
