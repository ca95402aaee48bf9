//! Handles reports of the content scripts: records what they prove, and answers with the next plan.

use crate::background::localize::LocalizedPlan;
use crate::background::refresh::{note_and_decide, refresh_and_wait};
use crate::background::stamp::stamp;
use crate::background::timelines;
use crate::browser::{Warn, clock, runtime, scripting, session_storage, storage, tabs};
use crate::core::account::AccountRef;
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::{EntryId, Event, EventKind, FormNumber};
use crate::core::history::status::RecordStatus;
use crate::core::json::encode::sent;
use crate::core::message::Observation;
use crate::core::overview::status::AccountStatus;
use crate::core::overview::{Overview, Row, row_seen_from};
use crate::core::page::address::{Page, classify_page, may_be_anothers};
use crate::core::page::content_scripts::Script;
use crate::core::page::panel::next::find_next;
use crate::core::page::panel::{self, FormSeen, PanelButton, Target};
use crate::core::page::plan::{Plan, watch};
use crate::core::page::report::Report;
use crate::core::page::verdict::form::{FormVerdict, attempt_id, has_new_dialog, is_form_there, judge_form};
use crate::core::page::verdict::switch::{is_outdated, read_switch};
use crate::core::text::Key;
use crate::intent;
use crate::platforms::PlatformId;
use crate::records::{self, BannersShown, Change, ChangeResult};
use crate::snapshot;

sent! {
    /// The answer tells a script what to do from now on; without a plan, the page is left alone.
    pub(super) struct PlanReply {
        plan: Option<LocalizedPlan>,
        /// True if the script asks again when the page goes elsewhere without loading: here, nothing of ours has
        /// any business.
        ask_on_navigation: bool,
    }
}

/// The origin of an observation, by the browser's word.
pub(super) struct PageTab {
    pub url: String,
    pub store: CookieStoreId,
    pub tab_id: i32,
}

/// Notes what there is to note, and says what to do next; nothing, if all stays as it is.
pub(super) async fn handle_observation(observation: Observation, sender: PageTab) -> Option<PlanReply> {
    let style;
    let plan = match observation {
        Observation::Arrived { who, up, parts, style: in_page, age_s } => {
            style = in_page;
            if who.is_none() {
                timelines::begin_document(sender.tab_id, &sender.url);
            }
            let plan = if who.is_none() && may_be_anothers(&sender.url, age_s) {
                note_unread(&sender, true).await;
                None
            } else {
                plan_for_page(&sender, who, up).await
            };
            if plan.is_some() {
                bring_missing(&parts, &sender).await;
            }
            plan
        }
        Observation::Seen { who, report, style: in_page } => {
            style = in_page;
            timelines::note(sender.tab_id, &sender.url, &report);
            handle_report(who, &report, &sender).await
        }
        Observation::Shown {} => {
            note_banner_shown(&sender).await;
            return None;
        }
        Observation::Pressed { name } => {
            // A change that hangs holds up the note, and not what the person wants.
            open_button_target(&name, &sender).await;
            note_banner_shown(&sender).await;
            return None;
        }
    };
    let ask_on_navigation = classify_page(&sender.url) == Page::OffLimits;
    Some(PlanReply { plan: plan.map(|plan| LocalizedPlan::localize(plan, style.as_deref())), ask_on_navigation })
}

/// Puts the script for this kind of page beside another one: the document was loaded as a page of another kind.
async fn bring_missing(parts: &[String], sender: &PageTab) {
    if let Some((script, part)) = Script::of(classify_page(&sender.url))
        && !parts.iter().any(|there| there == part)
    {
        scripting::inject(script, sender.tab_id).result().await.warn("putting another script into a page");
    }
}

/// `before`: whose plan was followed in this document; `up`: whether a panel is up.
async fn plan_for_page(sender: &PageTab, before: Option<AccountRef>, up: bool) -> Option<Plan> {
    match classify_page(&sender.url) {
        Page::OffLimits => None,
        Page::Form(platform, number) => {
            let form = FormSeen { verdict: FormVerdict::Open, has_new_dialog: false, is_there: false };
            plan_form(find_row(platform, &sender.store).await?, number, form, before, sender).await
        }
        Page::Settings(platform) => {
            let row = find_row(platform, &sender.store).await?;
            let now = row.account_ref(row.store())?;
            let is_switched = is_switched(before.as_ref(), &now);
            note_unread(sender, is_switched).await;
            let watch = if now.is_named() && !is_switched { watch(platform, "") } else { Default::default() };
            Some(Plan { who: before.or(Some(now)), watch, panel: None })
        }
        Page::OtherRight(platform) => {
            let row = find_row(platform, &sender.store).await?;
            Some(Plan { who: None, watch: Default::default(), panel: Some(panel::other_right(&row)) })
        }
        Page::Ordinary(platform) => plan_banner(platform, sender, up).await,
    }
}

/// Lets the popup say that a page is not read: nothing of ours in that page could.
async fn note_unread(sender: &PageTab, is_unread: bool) {
    session_storage::note_unread(sender.tab_id, is_unread).await.warn("noting whether a page is read");
}

/// The banner, if there is something due for the account of this tab and it was not shown today; one that is up stays
/// when the page goes elsewhere without loading.
async fn plan_banner(platform: PlatformId, sender: &PageTab, up: bool) -> Option<Plan> {
    let (overview, shown) = load_narrow_overview(platform, &sender.store).await;
    let row = row_seen_from(&overview.rows, platform, &sender.store).filter(|_| overview.wants_banner(platform))?;
    let (panel, who) = (panel::banner(&row, clock::now())?, row.account_ref(row.store())?);
    let wanted = up || shown.may_show(row.account.as_ref()?, &clock::today());
    wanted.then(|| Plan { who: Some(who), watch: Default::default(), panel: Some(panel) })
}

/// The banner was seen: that is enough for today.
async fn note_banner_shown(sender: &PageTab) {
    let Page::Ordinary(platform) = classify_page(&sender.url) else { return };
    let account = find_row(platform, &sender.store).await.and_then(|row| row.account);
    if let Some(account) = account {
        let change = records::banner_shown_change(&account, &clock::today());
        records::update(change).await.warn("noting that the banner was shown");
    }
}

/// Believes a report only for the account that the plan was made for: it may have been switched since.
async fn handle_report(asked: Option<AccountRef>, report: &Report, sender: &PageTab) -> Option<Plan> {
    let page = classify_page(&sender.url);
    let (Page::Form(platform, _) | Page::Settings(platform)) = page else {
        return plan_for_page(sender, asked, true).await;
    };
    let row = find_row(platform, &sender.store).await?;
    if asked.is_none() || row.account_ref(row.store()) != asked {
        return plan_for_page(sender, asked, true).await;
    }
    match page {
        Page::Form(_, number) => {
            let verdict = judge_form(report);
            let is_news = record_form_verdict(&row, number, verdict, report).await;
            let row = if is_news { find_row(platform, &sender.store).await? } else { row };
            let verdict = if ended_well(&row, report) { FormVerdict::NoErrorSeen } else { verdict };
            let form = FormSeen { verdict, has_new_dialog: has_new_dialog(report), is_there: is_form_there(report) };
            plan_form(row, number, form, asked, sender).await
        }
        _ => {
            if let Some(reading) = read_switch(platform, report, &sender.url)
                && !matches!(&row.status, AccountStatus::Known(status) if is_outdated(report, status, clock::now()))
            {
                record_event(&row, reading.event(), None).await;
            }
            Some(Plan { who: asked, watch: watch(platform, ""), panel: None })
        }
    }
}

/// Returns whether what is on record is the good end of this very attempt: nothing that the page shows later says more of it.
fn ended_well(row: &Row, report: &Report) -> bool {
    let success = attempt_id(report).map(|attempt| EntryId::derived(attempt, EventKind::NoErrorSeen));
    let AccountStatus::Known(RecordStatus::Recorded(objection)) = &row.status else { return false };
    success == Some(objection.entry.id)
}

/// Returns whether somebody else is logged in than when a document was loaded. It belongs to the account, and to the session,
/// that it was loaded with: whoever logs in later has to load it anew.
fn is_switched(before: Option<&AccountRef>, now: &AccountRef) -> bool {
    before.is_some_and(|before| before != now)
}

/// Plans for a form. Only a panel that speaks of other accounts takes a snapshot of all of them.
async fn plan_form(
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
    let watched = now.is_some() && !switched;
    let mut panel = if switched { panel::switched(&row) } else { panel::companion(&row, &rows, form, clock::now()) };
    if let Some(account) = &row.account
        && watched
        && intent::is_missed(account, sender.tab_id).await
    {
        panel.sentences.insert(0, Key::CompanionAnother.into());
    }
    Some(Plan {
        who: before.or(now),
        watch: if watched { watch(platform, number) } else { Default::default() },
        panel: Some(panel),
    })
}

/// Returns whether that is news.
async fn record_form_verdict(row: &Row, number: &str, verdict: FormVerdict, report: &Report) -> bool {
    let form = FormNumber::new(number);
    let event = match verdict {
        FormVerdict::Open | FormVerdict::Missing => return false,
        FormVerdict::Sent => Event::Submitted(form),
        FormVerdict::CodeAsked => Event::CodeAsked(form),
        FormVerdict::AnswerUnclear => Event::AnswerUnclear(form),
        FormVerdict::NoErrorSeen => Event::NoErrorSeen(form),
    };
    let Some(attempt) = attempt_id(report) else { return false };
    record_event(row, event, Some(attempt.to_owned())).await
}

/// Notes an event for the account of a row, and lets the badge and all open pages follow; whether it is news.
async fn record_event(row: &Row, event: Event, attempt: Option<String>) -> bool {
    let Some(key) = row.account.clone() else { return false };
    let change = Change::of_records(move |records| {
        let mut stamp = stamp();
        let is_new = records.append_seen(&key, event, attempt.as_deref(), &mut stamp)?;
        Ok(if is_new { ChangeResult::Noted(stamp.id) } else { ChangeResult::Done })
    });
    let noted = records::update(change).await.warn("recording what a page showed");
    let is_news = matches!(noted, Some(ChangeResult::Noted(_)));
    if is_news {
        refresh_and_wait().await;
    }
    is_news
}

/// Returns the row of the account of a tab, by a fresh snapshot of nothing else.
async fn find_row(platform: PlatformId, store: &CookieStoreId) -> Option<Row> {
    row_seen_from(&load_narrow_overview(platform, store).await.0.rows, platform, store)
}

/// Takes a snapshot of the account of a tab.
async fn load_narrow_overview(platform: PlatformId, store: &CookieStoreId) -> (Overview, BannersShown) {
    let reading = storage::start_reading();
    note_and_decide(snapshot::take_narrow_snapshot(platform, store).await, reading).await
}

/// Takes a snapshot of all accounts.
async fn load_overview() -> Overview {
    let reading = storage::start_reading();
    note_and_decide(snapshot::take_snapshot().await, reading).await.0
}

/// Opens what a press leads to, in the container of the tab or of the next account. Nothing else: a page can lure clicks.
async fn open_button_target(name: &str, sender: &PageTab) {
    let (Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform) | Page::Ordinary(platform)) =
        classify_page(&sender.url)
    else {
        return;
    };
    let Some(button) = PanelButton::ALL.into_iter().find(|button| button.slug() == name) else { return };
    if button == PanelButton::Next {
        return open_next(platform, &sender.store).await;
    }
    match button.target(platform, &sender.url) {
        Some(Target::Web(url)) => open(url, &sender.store).await,
        Some(Target::Own(path)) => open(&runtime::own_page(&path), &sender.store).await,
        None => {}
    }
}

/// Opens the form or the switch of the account that comes after the one of this tab, where it is logged in.
async fn open_next(platform: PlatformId, here: &CookieStoreId) {
    let rows = load_overview().await.rows;
    let Some(after) = row_seen_from(&rows, platform, here) else { return };
    let Some(next) = find_next(&rows, &after) else { return };
    if let Some(account) = &next.account {
        intent::note(&account.id());
    }
    let store = next.stores.iter().find(|store| *store == here).or(next.store());
    open(next.platform.facts().objection.main.url, store.unwrap_or(here)).await;
}

async fn open(url: &str, store: &CookieStoreId) {
    tabs::open(url, Some(store)).await.warn("opening a tab");
}
