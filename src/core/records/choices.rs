//! Takes back the choices that a person made instead of objecting.

use crate::core::account::AccountKey;
use crate::core::history::event::EntryId;
use crate::core::history::status::{RecordStatus, derive_status};
use crate::core::records::status::newest_rules;
use crate::core::records::{MAX_ENTRIES_PER_HISTORY, Records, Refused, Stamp};
use crate::core::time::Timestamp;

impl Records {
    /// Takes back that an account was put off or declined, as often as it was: undoing the last time alone would leave what was
    /// chosen before.
    ///
    /// # Errors
    /// [`Refused`]; what is taken back already stays so.
    pub fn ask_again(&mut self, key: &AccountKey, mut stamp: impl FnMut() -> Stamp<'static>) -> Result<(), Refused> {
        for _ in 0..MAX_ENTRIES_PER_HISTORY {
            let stamp = stamp();
            let Some(choice) = self.standing_choice(key, stamp.now) else { break };
            self.undo(choice, &stamp)?;
        }
        Ok(())
    }

    /// The choice by which nobody is asked to object now.
    fn standing_choice(&self, key: &AccountKey, now: Timestamp) -> Option<EntryId> {
        match derive_status(self.account(key)?.history(), now, newest_rules(key.platform)) {
            RecordStatus::Snoozed(_, entry) | RecordStatus::Declined(_, entry) => Some(entry.id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::core::history::test_script::{START, letter};
    use crate::core::records::status::resolve;
    use crate::core::records::test_script::{key, records_of, stamp};

    #[track_caller]
    fn check(script: &str, expected: &str) {
        let (mut records, mut ids) = (records_of(&["fb/a: ", script].concat()), 100..);
        records.ask_again(&key("fb/a"), || stamp(ids.next().unwrap())).unwrap();
        assert_eq!(letter(&resolve(&records, START).of(&key("fb/a")).status), expected, "{script}");
    }

    #[test]
    fn whoever_wants_to_object_after_all_is_told_of_nothing_that_was_put_off() {
        check("snooze", "-");
        check("snooze snooze rules", "-");
        check("snooze decline", "-");
        check("decline snooze", "-");
        check("submit snooze snooze", "P");
        check("off on decline", "!");
        check("snooze answered", "O");
        check("", "-");
    }
}
