//! The banner of an ordinary page, which is shown at most once a day.

use crate::background::observations::sender::{PageTab, find_row, load_narrow_overview};
use crate::browser::{Warn, clock};
use crate::core::overview::row_seen_from;
use crate::core::page::address::{Page, classify_page};
use crate::core::page::panel;
use crate::core::page::plan::Plan;
use crate::platforms::PlatformId;
use crate::records;

/// Plans a banner if there is something due for the account of this tab and it was not shown today; one that is up stays
/// when the page goes elsewhere without loading.
pub(super) async fn plan(platform: PlatformId, is_panel_up: bool, sender: &PageTab) -> Option<Plan> {
    let (overview, shown) = load_narrow_overview(platform, &sender.store).await;
    let row = row_seen_from(&overview.rows, platform, &sender.store).filter(|_| overview.wants_banner(platform))?;
    let (panel, who) = (panel::banner(&row, clock::now())?, row.account_ref(row.store())?);
    let wanted = is_panel_up || shown.may_show(row.account.as_ref()?, &clock::today());
    wanted.then(|| Plan { who: Some(who), watch: Default::default(), panel: Some(panel) })
}

/// Notes that the banner was seen: that is enough for today.
pub(super) async fn note_shown(sender: &PageTab) {
    let Page::Ordinary(platform) = classify_page(&sender.url) else { return };
    let Some((row, since)) = find_row(platform, &sender.store).await else { return };
    if let Some(account) = row.account {
        let change = records::banner_shown_change(&account, &clock::today(), since);
        records::update(change).await.warn("noting that the banner was shown");
    }
}
