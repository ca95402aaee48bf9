//! Puts on record what the report of a form or a switch proves, and nothing that it does not: the core judges.

use crate::background::observations::plans::{plan_form, plan_page};
use crate::background::observations::sender::{PageTab, find_row};
use crate::background::refresh::refresh_and_wait;
use crate::background::stamp::stamp;
use crate::browser::{Warn, clock};
use crate::core::account::{AccountKey, AccountRef};
use crate::core::format::backup::DeletionMark;
use crate::core::history::event::{EntryId, Event, EventKind, FormNumber};
use crate::core::history::status::{Objection, RecordStatus};
use crate::core::message::Failure;
use crate::core::overview::Row;
use crate::core::overview::status::AccountStatus;
use crate::core::page::address::{Page, classify_page};
use crate::core::page::panel::{self, FormSeen};
use crate::core::page::plan::{Plan, watch};
use crate::core::page::report::Report;
use crate::core::page::verdict::form::{
    FormVerdict, attempt_id, has_new_dialog, is_form_there, judge_ended, judge_form,
};
use crate::core::page::verdict::switch::{is_outdated, judge_switch_at};
use crate::records::{self, Change, ChangeResult};

/// Records what a report proves, and plans what comes next. It is believed only for the account that the plan was made for:
/// that may have been switched since.
pub(super) async fn handle(asked: Option<AccountRef>, report: &Report, sender: &PageTab) -> Option<Plan> {
    let page = classify_page(&sender.url);
    let (Page::Form(platform, _) | Page::Settings(platform)) = page else {
        return plan_page(asked, true, sender).await;
    };
    let (row, since) = find_row(platform, &sender.store).await?;
    if asked.is_none() || row.account_ref(row.store()) != asked {
        return plan_page(asked, true, sender).await;
    }
    match page {
        Page::Form(_, number) => {
            let verdict = judge(&row, report);
            let is_news = match record_form(&row, since, verdict, number, report).await {
                Ok(is_news) => is_news,
                Err(failure) => return Some(plan_unsaved(&row, number, asked, failure)),
            };
            let row = if is_news { find_row(platform, &sender.store).await?.0 } else { row };
            let form = FormSeen { verdict, has_new_dialog: has_new_dialog(report), is_there: is_form_there(report) };
            plan_form(row, number, form, asked, sender).await
        }
        _ => {
            if let Some(reading) = judge_switch_at(&sender.url, platform, report)
                && !matches!(&row.status, AccountStatus::Known(status) if is_outdated(report, status, clock::now()))
            {
                record(&row, since, reading.event(), None).await.warn("recording what a switch showed");
            }
            Some(Plan { who: asked, watch: watch(platform, ""), panel: None })
        }
    }
}

/// Judges a form. The good end of this very attempt may be on record.
fn judge(row: &Row, report: &Report) -> FormVerdict {
    let success = attempt_id(report).map(|attempt| EntryId::derived(attempt, EventKind::NoErrorSeen));
    match &row.status {
        AccountStatus::Known(RecordStatus::Recorded(Objection { entry, .. })) if success == Some(entry.id) => {
            judge_ended(report, clock::now().0.saturating_sub(entry.at.0))
        }
        _ => judge_form(report),
    }
}

/// Plans for a form of which nothing could be put on record. It is watched as before: a report that comes yet tries anew.
fn plan_unsaved(row: &Row, number: &str, asked: Option<AccountRef>, failure: Failure) -> Plan {
    Plan { who: asked, watch: watch(row.platform, number), panel: Some(panel::not_saved(row, failure.key())) }
}

/// Notes a verdict on the form of this number; whether it is news.
async fn record_form(
    row: &Row,
    since: DeletionMark,
    verdict: FormVerdict,
    number: &str,
    report: &Report,
) -> Result<bool, Failure> {
    let (Some(event), Some(attempt)) = (verdict.event(FormNumber::new(number)), attempt_id(report)) else {
        return Ok(false);
    };
    record(row, since, event, Some(attempt.to_owned())).await
}

/// Notes an event for the account of a row, at the second try if the browser does not write it at the first, and lets the badge and
/// all open pages follow; whether it is news. `since`: the last deletion before the row was read.
async fn record(row: &Row, since: DeletionMark, event: Event, attempt: Option<String>) -> Result<bool, Failure> {
    let Some(key) = row.account.clone() else { return Ok(false) };
    let change = || seen_change(key.clone(), since, event.clone(), attempt.clone());
    let mut noted = records::update(change()).await;
    if matches!(noted, Err(Failure::Storage)) {
        // The page may have nothing more to report.
        noted = records::update(change()).await;
    }
    let is_news = matches!(noted?, ChangeResult::Noted(_));
    if is_news {
        refresh_and_wait().await;
    }
    Ok(is_news)
}

/// Builds the change for what a page showed of an account.
fn seen_change(key: AccountKey, since: DeletionMark, event: Event, attempt: Option<String>) -> Change {
    Change::Records(Box::new(move |records, stored| {
        // Nothing that was known before a deletion is written after it.
        if stored.deletion != since {
            return Err(Failure::Misplaced);
        }
        let mut stamp = stamp();
        let is_new = records.append_seen(&key, event, attempt.as_deref(), &mut stamp)?;
        Ok(if is_new { ChangeResult::Noted(stamp.id) } else { ChangeResult::Done })
    }))
}
