//! The settings and what the person has seen are stored beside the records.

use crate::core::account::AccountKey;
use crate::core::bounded::keep_last;
use crate::core::format::backup::DeletionMark;
use crate::platforms::PlatformId;
use crate::records::change::Change;

/// The number of accounts for which the day of the last banner is remembered.
const MAX_BANNER_DAYS: usize = 200;

/// These are stored about banners that were shown.
#[derive(Default)]
pub(crate) struct BannersShown {
    /// True if the person knows what the extension is.
    pub introduced: bool,
    /// The accounts, each with the day on which a banner was last shown for it.
    pub days: Vec<(String, String)>,
    /// The last time that the person deleted everything.
    pub deletion: DeletionMark,
}

impl BannersShown {
    /// Returns whether a banner may be shown for this account today (`YYYY-MM-DD`): once a day, and to nobody who does not
    /// know yet what the extension is. If that could not be read, it may not: rather one too few.
    pub(crate) fn may_show(&self, account: &AccountKey, today: &str) -> bool {
        self.introduced && !self.days.contains(&banner_day(account, today))
    }
}

/// Builds the change that the person has seen the welcome page or the popup.
pub(crate) fn introduced_change() -> Change {
    Change::Settings(Box::new(|stored| stored.introduced = true))
}

/// Builds the change that a banner was shown for this account today. `since`: the last deletion before the account was read.
pub(crate) fn banner_shown_change(account: &AccountKey, today: &str, since: DeletionMark) -> Change {
    let entry = banner_day(account, today);
    Change::Settings(Box::new(move |stored| {
        // Nothing that was known before a deletion is written after it.
        if stored.deletion != since || stored.banner_days.contains(&entry) {
            return;
        }
        stored.banner_days.retain(|(name, _)| *name != entry.0);
        stored.banner_days.push(entry);
        keep_last(&mut stored.banner_days, MAX_BANNER_DAYS);
    }))
}

/// Builds the change by which a site shows banners from now on, or none.
pub(crate) fn banner_choice_change(platform: PlatformId, on: bool) -> Change {
    Change::Settings(Box::new(move |stored| {
        stored.banners_off.retain(|slug| slug != platform.slug());
        if !on {
            stored.banners_off.push(platform.slug().to_owned());
        }
    }))
}

fn banner_day(account: &AccountKey, today: &str) -> (String, String) {
    (account.id(), today.to_owned())
}

/// Builds the change that drops the notice: the person has read it. The damaged texts stay, to be saved later.
pub(crate) fn dismissal_change() -> Change {
    Change::Settings(Box::new(|stored| stored.notice = None))
}
