//! The banner of an ordinary page, which is shown at most once a day, and not again on the day on which it was closed.

use crate::background::content_scripts;
use crate::background::observations::sender::{PageTab, find_row, load_narrow_overview};
use crate::browser::{Warn, clock, session_storage};
use crate::core::account::AccountKey;
use crate::core::overview::row_seen_from;
use crate::core::page::address::{Page, classify_page};
use crate::core::page::panel::{self, PanelButton};
use crate::core::page::plan::Plan;
use crate::platforms::PlatformId;
use crate::records;

/// Plans a banner if there is something due for the account of this tab and it was not shown today; one that is up stays
/// when the page goes elsewhere without loading, unless it was closed today, in whatever tab.
pub(super) async fn plan(platform: PlatformId, is_panel_up: bool, sender: &PageTab) -> Option<Plan> {
    let (overview, shown) = load_narrow_overview(platform, &sender.store).await;
    let row = row_seen_from(&overview.rows, platform, &sender.store).filter(|_| overview.wants_banner(platform))?;
    let (panel, who) = (panel::banner(&row, clock::now())?, row.account_ref(row.store())?);
    let (account, today) = (row.account.as_ref()?, clock::today());
    let wanted = (is_panel_up || shown.may_show(account, &today)) && !is_closed(account, &today).await;
    wanted.then(|| Plan { who: Some(who), watch: Default::default(), panel: Some(panel) })
}

/// Notes that the banner was seen: that is enough for today. `press`: what was pressed in it, if anything was.
pub(super) async fn note_shown(press: Option<&str>, sender: &PageTab) {
    let Page::Ordinary(platform) = classify_page(&sender.url) else { return };
    let Some((row, since)) = find_row(platform, &sender.store).await else { return };
    let (Some(account), today) = (row.account, clock::today()) else { return };
    if press == Some(PanelButton::NotToday.slug()) {
        note_closed(&account, &today).await;
        content_scripts::dismiss_banner(platform, row.stores).await;
    }
    let change = records::banner_shown_change(&account, &today, since);
    records::update(change).await.warn("noting that the banner was shown");
}

/// The name under which the day is kept on which banners were last closed, and then the accounts. It is kept while the browser runs,
/// so that it holds also where nothing more can be stored.
const CLOSED: &str = "closed";

/// Returns whether the banner for this account was closed on this day.
async fn is_closed(account: &AccountKey, today: &str) -> bool {
    closed_on(today).await.contains(&account.id())
}

async fn note_closed(account: &AccountKey, today: &str) {
    let mut closed = closed_on(today).await;
    closed.push(account.id());
    let texts: Vec<&str> = closed.iter().map(String::as_str).collect();
    session_storage::set(CLOSED, &texts).result().await.warn("keeping that a banner was closed");
}

/// The day, and the accounts whose banners were closed on it.
async fn closed_on(today: &str) -> Vec<String> {
    let closed = session_storage::read_texts(CLOSED).await;
    if closed.first().is_some_and(|day| day == today) { closed } else { vec![today.to_owned()] }
}

/// Forgets which banners were closed.
pub(in crate::background) fn forget_closed() {
    session_storage::forget(CLOSED);
}
