//! Handles reports of the content scripts: records what they prove, and answers with the next plan.

use crate::background::localize::LocalizedPlan;
use crate::background::refresh::{decide_overview, refresh_and_wait};
use crate::background::stamp::stamp;
use crate::browser::{Warn, clock, runtime, scripting, storage, tabs};
use crate::core::account::AccountRef;
use crate::core::cookie_store::CookieStoreId;
use crate::core::history::event::{EntryId, Event, FormNumber};
use crate::core::message::Observation;
use crate::core::overview::{Overview, Row, row_seen_from};
use crate::core::page::address::{Address, Page, page};
use crate::core::page::content_scripts::Script;
use crate::core::page::panel::next::next;
use crate::core::page::panel::{self, FormSeen, PanelButton, Target};
use crate::core::page::plan::{Plan, watch};
use crate::core::page::report::Report;
use crate::core::page::verdict::form::{FormVerdict, attempt_id, has_new_dialog, judge_form};
use crate::core::page::verdict::switch::{SwitchReading, judge_switch};
use crate::platforms::{PlatformId, Selectors};
use crate::{records, snapshot};
use serde::Serialize;

/// The answer tells a script what to do from now on; without a plan, the page is left alone.
#[derive(Serialize)]
pub(super) struct Answer {
    plan: Option<LocalizedPlan>,
    /// True if the script asks again when the page goes elsewhere without loading: here, nothing of ours has
    /// any business.
    ask_on_navigation: bool,
}

/// The origin of an observation, by the browser's word.
pub(super) struct Sender {
    pub url: String,
    pub store: CookieStoreId,
    pub tab_id: i32,
}

/// Notes what there is to note, and says what to do next; nothing, if all stays as it is.
pub(super) async fn handle_observation(observation: Observation, sender: Sender) -> Option<Answer> {
    let plan = match observation {
        Observation::Arrived { who, up, watches } => {
            let plan = plan_for_page(&sender, who, up).await;
            if !watches && plan.as_ref().is_some_and(|plan| !plan.watch.probes.is_empty()) {
                bring_watcher(&sender).await;
            }
            plan
        }
        Observation::Seen { who, report } => handle_report(who, &report, &sender).await,
        Observation::Shown {} => {
            note_banner_shown(&sender).await;
            return None;
        }
        Observation::Pressed { name } => {
            note_banner_shown(&sender).await;
            open_button_target(&name, &sender).await;
            return None;
        }
    };
    let ask_on_navigation = page(&sender.url) == Page::OffLimits;
    Some(Answer { plan: plan.map(LocalizedPlan::localize), ask_on_navigation })
}

/// Puts a watcher beside a script that has none: a feed led to a form without loading it.
async fn bring_watcher(sender: &Sender) {
    if let Page::Form(platform, _) | Page::Settings(platform) = page(&sender.url) {
        let script = Script::reader(platform);
        scripting::inject(script, sender.tab_id).result().await.warn("putting a watcher into a page");
    }
}

/// `before`: whose plan was followed in this document; `up`: whether a panel is up.
async fn plan_for_page(sender: &Sender, before: Option<AccountRef>, up: bool) -> Option<Plan> {
    match page(&sender.url) {
        Page::OffLimits => None,
        Page::Form(platform, number) => {
            let form = FormSeen { verdict: FormVerdict::Open, has_new_dialog: false };
            form_plan(platform, number, form, before, sender).await
        }
        Page::Settings(platform) => {
            let row = find_row(platform, &sender.store).await?;
            let who = row.account_ref(row.store())?;
            Some(Plan { who: Some(who), watch: watch(platform, ""), panel: None })
        }
        Page::OtherRight(platform) => {
            let row = find_row(platform, &sender.store).await?;
            Some(Plan { who: None, watch: Default::default(), panel: Some(panel::other_right(&row)) })
        }
        Page::Ordinary(platform) => banner(platform, sender, up).await,
    }
}

/// The banner, if there is something due for the account of this tab and it was not shown today; one that is up stays
/// when the page goes elsewhere without loading.
async fn banner(platform: PlatformId, sender: &Sender, up: bool) -> Option<Plan> {
    let overview = load_overview().await;
    let row = row_seen_from(&overview.rows, platform, &sender.store).filter(|_| overview.wants_banner(platform))?;
    let (panel, who) = (panel::banner(&row, clock::now())?, row.account_ref(row.store())?);
    let wanted = up || records::may_show_banner(row.account.as_ref()?, &clock::today()).await;
    wanted.then(|| Plan { who: Some(who), watch: Default::default(), panel: Some(panel) })
}

/// The banner was seen: that is enough for today.
async fn note_banner_shown(sender: &Sender) {
    let Page::Ordinary(platform) = page(&sender.url) else { return };
    let account = find_row(platform, &sender.store).await.and_then(|row| row.account);
    if let Some(account) = account
        && let Err(failure) = records::note_banner_shown(&account, &clock::today()).await
    {
        web_sys::console::warn_1(&format!("Bezwaar: noting that the banner was shown: {failure:?}").into());
    }
}

/// Believes a report only for the account that the plan was made for: it may have been switched since.
async fn handle_report(asked: Option<AccountRef>, report: &Report, sender: &Sender) -> Option<Plan> {
    let page = page(&sender.url);
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
            record_form_verdict(&row, number, verdict, report).await;
            let form = FormSeen { verdict, has_new_dialog: has_new_dialog(report) };
            form_plan(platform, number, form, asked, sender).await
        }
        _ => {
            let exact = is_exact(platform, &sender.url);
            if let Some(reading) = judge_switch(report, exact, among_several(platform)) {
                let event = match reading {
                    SwitchReading::On => Event::ReadOn,
                    SwitchReading::Off => Event::ReadOff,
                    SwitchReading::Locked => Event::ReadLocked,
                };
                record_event(&row, event, None).await;
            }
            Some(Plan { who: asked, watch: watch(platform, ""), panel: None })
        }
    }
}

/// A document belongs to the account that it was loaded with: whoever logs in later has to load it anew.
async fn form_plan(
    platform: PlatformId,
    number: &str,
    form: FormSeen,
    before: Option<AccountRef>,
    sender: &Sender,
) -> Option<Plan> {
    let rows = load_overview().await.rows;
    let row = row_seen_from(&rows, platform, &sender.store)?;
    let now = row.account_ref(row.store());
    let switched = before.is_some() && now.is_some() && now != before;
    let watched = now.is_some() && !switched;
    Some(Plan {
        who: before.or(now),
        watch: if watched { watch(platform, number) } else { Default::default() },
        panel: Some(if switched { panel::switched(&row) } else { panel::companion(&row, &rows, form, clock::now()) }),
    })
}

/// Returns whether the address is that of the switch itself.
fn is_exact(platform: PlatformId, url: &str) -> bool {
    let here = Address::parse(url);
    here.is_some() && platform.facts().objection.forms().any(|link| Address::parse(link.url) == here)
}

fn among_several(platform: PlatformId) -> bool {
    matches!(platform.facts().objection.selectors, Selectors::Switch(selectors) if selectors.among_several)
}

async fn record_form_verdict(row: &Row, number: &str, verdict: FormVerdict, report: &Report) {
    let form = FormNumber::new(number);
    let event = match verdict {
        FormVerdict::Open | FormVerdict::Missing => return,
        FormVerdict::Sent => Event::Submitted(form),
        FormVerdict::CodeAsked => Event::CodeAsked(form),
        FormVerdict::AnswerUnclear => Event::AnswerUnclear(form),
        FormVerdict::NoErrorSeen => Event::NoErrorSeen(form),
    };
    if let Some(attempt) = attempt_id(report) {
        let id = EntryId::derived(attempt, event.kind());
        record_event(row, event, Some(id)).await;
    }
}

/// Notes an event for the account of a row, and lets the badge and all open pages follow.
async fn record_event(row: &Row, event: Event, id: Option<EntryId>) {
    let Some(key) = row.account.clone() else { return };
    let noted = records::update(move |records| {
        let mut stamp = stamp();
        stamp.id = id.unwrap_or(stamp.id);
        Ok(records.append(&key, event, &stamp).unwrap_or(false))
    });
    if noted.await == Ok(true) {
        refresh_and_wait().await;
    }
}

/// The row of the account of a tab, by a fresh look.
async fn find_row(platform: PlatformId, store: &CookieStoreId) -> Option<Row> {
    row_seen_from(&load_overview().await.rows, platform, store)
}

async fn load_overview() -> Overview {
    let reading = storage::start_reading();
    decide_overview(&snapshot::take_snapshot().await, reading).await
}

/// Opens what a press leads to, in the container of the tab or of the next account. Nothing else: a page can lure clicks.
async fn open_button_target(name: &str, sender: &Sender) {
    let (Page::Form(platform, _) | Page::OtherRight(platform) | Page::Settings(platform) | Page::Ordinary(platform)) =
        page(&sender.url)
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
    let Some(next) = next(&rows, &after) else { return };
    let store = next.stores.iter().find(|store| *store == here).or(next.store());
    open(next.platform.facts().objection.main.url, store.unwrap_or(here)).await;
}

async fn open(url: &str, store: &CookieStoreId) {
    tabs::open(url, Some(store)).await.warn("opening a tab");
}
