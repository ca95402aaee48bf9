//! The record page leads to the switch that an account has to be looked at for.

use crate::core::account::AccountKey;
use crate::core::history::status::{Objection, RecordStatus};

/// Returns the address of a switch that has to be looked at. The page's links open outside containers, where an account of a
/// container is not logged in; of one that is known by its number the record does not tell in which container that is, so
/// forms are opened from the popup.
pub(super) fn address_to_open(key: &AccountKey, status: &RecordStatus) -> Option<&'static str> {
    let is_in_main_store = key.cookie_store().is_some_and(|store| store.container().is_none());
    let is_open =
        matches!(status, RecordStatus::OnAgain { .. } | RecordStatus::Recorded(Objection { recheck: Some(_), .. }));
    (is_open && is_in_main_store).then_some(key.platform.facts().objection.main.url)
}

#[cfg(test)]
mod tests {
    use crate::core::account::Salt;
    use crate::core::cookie_store::CookieStoreId;
    use crate::core::history::event::{DeclaredWhen, EntryId, Event, FormNumber};
    use crate::core::records::{Records, Stamp};
    use crate::core::session::UserId;
    use crate::core::time::Timestamp;
    use crate::core::view::record_page::record_page;
    use crate::platforms::PlatformId;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    #[test]
    fn what_is_to_be_looked_at_has_a_link() {
        let link = |store: &str, user: UserId, platform, events: &[Event], days: i64| {
            let mut records = Records::new(Salt([7; 16]));
            let key = records.identify(platform, &CookieStoreId(store.into()), &user);
            for (id, event) in (1..).zip(events) {
                records.append(&key, event.clone(), &Stamp { now: NOW, id: EntryId(id), version: "0.1.0" }).unwrap();
            }
            let later = Timestamp(NOW.0 + days * crate::core::time::DAY_MS);
            record_page(&records, later).accounts.first().and_then(|view| view.to_open)
        };
        let linkedin = |store, events: &[Event], days| link(store, UserId::Unnamed, PlatformId::Linkedin, events, days);
        let facebook = |events: &[Event]| link("0", UserId::Number("1".into()), PlatformId::Facebook, events, 0);
        let switch = Some(PlatformId::Linkedin.facts().objection.main.url);
        assert_eq!(linkedin("0", &[Event::ReadOff, Event::ReadOn], 0), switch);
        assert_eq!(linkedin("0", &[Event::ReadOff, Event::SessionEnded], 0), switch);
        assert_eq!(linkedin("0", &[Event::ReadOff], 91), switch);
        assert_eq!(linkedin("firefox-container-2", &[Event::ReadOff, Event::ReadOn], 0), None);
        assert_eq!(linkedin("0", &[Event::ReadOff], 0), None);
        assert_eq!(facebook(&[Event::Submitted(FormNumber::new("5"))]), None);
        assert_eq!(facebook(&[Event::Declared(DeclaredWhen::Year(2025))]), None);
    }
}
