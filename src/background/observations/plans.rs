//! Plans what the scripts in a page are to watch and to show. Nothing is recorded here but that a page is not read.

use crate::background::observations::banner;
use crate::background::observations::sender::{PageTab, find_row, load_overview};
use crate::browser::{Warn, session_storage};
use crate::core::account::AccountRef;
use crate::core::overview::status::AccountStatus;
use crate::core::overview::{Row, row_seen_from};
use crate::core::page::address::{Page, classify_page};
use crate::core::page::panel::{self, FormSeen};
use crate::core::page::plan::{Plan, watch};
use crate::core::page::verdict::form::FormVerdict;
use crate::core::text::Key;
use crate::intent;

/// Plans for a page of any kind. `before`: whose plan was followed in this document; `is_panel_up`: it says so of itself.
pub(super) async fn plan_page(before: Option<AccountRef>, is_panel_up: bool, sender: &PageTab) -> Option<Plan> {
    match classify_page(&sender.url) {
        Page::OffLimits => None,
        Page::Form(platform, number) => {
            let form = FormSeen { verdict: FormVerdict::Open, has_new_dialog: false, is_there: false };
            plan_form(find_row(platform, &sender.store).await?.0, number, form, before, sender).await
        }
        Page::Settings(platform) => {
            let (row, _) = find_row(platform, &sender.store).await?;
            let Some(now) = row.account_ref(row.store()) else { return keep_watching(before?, &row) };
            let is_switched = is_switched(before.as_ref(), &now);
            note_unread(sender, is_switched).await;
            let watch = if now.is_named() && !is_switched { watch(platform, "") } else { Default::default() };
            Some(Plan { who: before.or(Some(now)), watch, panel: None })
        }
        Page::OtherRight(platform) => {
            let (row, _) = find_row(platform, &sender.store).await?;
            Some(Plan { who: None, watch: Default::default(), panel: Some(panel::other_right(&row)) })
        }
        Page::Ordinary(platform) => banner::plan(platform, is_panel_up, sender).await,
    }
}

/// Plans for a form. Only a panel that speaks of other accounts takes a snapshot of all of them. While it cannot be told who is
/// logged in, a document that belongs to somebody is watched as before: that may pass, and what was pressed would be dropped.
pub(super) async fn plan_form(
    row: Row,
    number: &str,
    form: FormSeen,
    before: Option<AccountRef>,
    sender: &PageTab,
) -> Option<Plan> {
    let platform = row.platform;
    let names_others = form.verdict == FormVerdict::NoErrorSeen || row.status == AccountStatus::LoggedOut;
    let rows = if names_others { load_overview().await.rows } else { vec![row] };
    let row = row_seen_from(&rows, platform, &sender.store)?;
    let now = row.account_ref(row.store());
    let switched = now.as_ref().is_some_and(|now| is_switched(before.as_ref(), now));
    let is_known = now.is_some();
    let watched = !switched && (is_known || before.is_some() && row.status.is_blind());
    let mut panel = if switched { panel::switched(&row) } else { panel::companion(&row, &rows, form) };
    if let Some(account) = &row.account
        && watched
        && intent::is_missed(account, sender.tab_id, before.is_none()).await
    {
        panel.sentences.insert(0, Key::CompanionAnother.into());
    }
    let watch = if watched { watch(platform, number) } else { Default::default() };
    Some(Plan { who: before.or(now), watch: if is_known { watch } else { watch.while_blind() }, panel: Some(panel) })
}

/// Plans for a switch while it cannot be told who is logged in. That may pass, so what the script saw is not dropped for it.
fn keep_watching(before: AccountRef, row: &Row) -> Option<Plan> {
    let is_kept = before.is_named() && row.status.is_blind();
    is_kept.then(|| Plan { who: Some(before), watch: watch(row.platform, "").while_blind(), panel: None })
}

/// Lets the popup say that a page is not read: nothing of ours in that page could.
pub(super) async fn note_unread(sender: &PageTab, is_unread: bool) {
    session_storage::note_unread(sender.tab_id, is_unread).await.warn("noting whether a page is read");
}

/// Returns whether somebody else is logged in than when a document was loaded. It belongs to the account, and to the session,
/// that it was loaded with: whoever logs in later has to load it anew.
fn is_switched(before: Option<&AccountRef>, now: &AccountRef) -> bool {
    before.is_some_and(|before| before != now)
}
