//! What the content scripts in pages say → what is noted, and what they do next.

use super::draw::Drawn;
use super::refresh::{facts, refreshed};
use super::stamp;
use crate::browser::{Warn, clock, runtime, scripting, storage, tabs};
use crate::core::address::{Address, Page, page};
use crate::core::message::{AccountRef, Observation};
use crate::core::overview::{Overview, Row};
use crate::core::plan::panel::{self, Press};
use crate::core::plan::{Plan, row_of, watch};
use crate::core::record::event::{EntryId, Event, Form};
use crate::core::registrations::Script;
use crate::core::store::Store;
use crate::core::watch::{self, FormVerdict, Report};
use crate::platforms::{Marks, PlatformId};
use crate::{look, records};
use serde::Serialize;

/// What to do from now on; without a plan, the page is left alone.
#[derive(Serialize)]
pub(super) struct Answer {
    plan: Option<Drawn>,
    /// Whether the script asks again when the page goes elsewhere without loading: here, nothing of ours has any business.
    ask_on_navigation: bool,
}

/// Where an observation was made, by the browser's word.
pub(super) struct Place {
    pub url: String,
    pub store: Store,
    pub tab_id: i32,
}

/// Notes what there is to note, and says what to do next; nothing, if all stays as it is.
pub(super) async fn observed(observation: Observation, place: Place) -> Option<Answer> {
    let plan = match observation {
        Observation::Arrived { who, up, watches } => {
            let plan = arrived(&place, who, up).await;
            if !watches && plan.as_ref().is_some_and(|plan| !plan.watch.probes.is_empty()) {
                bring_watcher(&place).await;
            }
            plan
        }
        Observation::Seen { who, report } => seen(who, &report, &place).await,
        Observation::Shown {} => {
            shown(&place).await;
            return None;
        }
        Observation::Pressed { name } => {
            shown(&place).await;
            pressed(&name, &place).await;
            return None;
        }
    };
    Some(Answer { plan: plan.map(Drawn::of), ask_on_navigation: page(&place.url) == Page::Private })
}

/// Puts a watcher beside a script that has none: a feed led to a form without loading it.
async fn bring_watcher(place: &Place) {
    if let Page::Form(platform, _) | Page::Settings(platform) = page(&place.url) {
        let script = Script::reader(platform);
        scripting::inject(script, place.tab_id).done().await.warn("putting a watcher into a page");
    }
}

/// `before`: whose plan was followed in this document; `up`: whether a panel is up.
async fn arrived(place: &Place, before: Option<AccountRef>, up: bool) -> Option<Plan> {
    match page(&place.url) {
        Page::Private => None,
        Page::Form(platform, number) => {
            let row = row(platform, &place.store).await?;
            Some(form_plan(&row, number, FormVerdict::Open, before))
        }
        Page::Settings(platform) => {
            let row = row(platform, &place.store).await?;
            let who = who(&row)?;
            Some(Plan { who: Some(who), watch: watch(platform, ""), panel: None })
        }
        Page::Decoy(platform) => {
            let row = row(platform, &place.store).await?;
            Some(Plan { who: None, watch: Default::default(), panel: Some(panel::decoy(&row)) })
        }
        Page::Ordinary(platform) => banner(platform, place, up).await,
    }
}

/// The banner, if there is something due for the account of this tab and it was not shown today; one that is up stays
/// when the page goes elsewhere without loading.
async fn banner(platform: PlatformId, place: &Place, up: bool) -> Option<Plan> {
    let overview = overview().await;
    let row = row_of(&overview.rows, platform, &place.store).filter(|_| overview.wants_banner(platform))?;
    let (panel, who) = (panel::banner(row)?, who(row)?);
    let shown = !up && records::was_shown(row.account.as_ref()?, &clock::today()).await;
    (!shown).then(|| Plan { who: Some(who), watch: Default::default(), panel: Some(panel) })
}

/// The banner was seen: that is enough for today.
async fn shown(place: &Place) {
    let Page::Ordinary(platform) = page(&place.url) else { return };
    let account = row(platform, &place.store).await.and_then(|row| row.account);
    if let Some(account) = account
        && let Err(failure) = records::note_shown(&account, &clock::today()).await
    {
        web_sys::console::warn_1(&format!("Bezwaar: noting that the banner was shown: {failure:?}").into());
    }
}

/// Believes a report only for the account that the plan was made for: it may have been switched since.
async fn seen(asked: Option<AccountRef>, report: &Report, place: &Place) -> Option<Plan> {
    let page = page(&place.url);
    let (Page::Form(platform, _) | Page::Settings(platform)) = page else { return arrived(place, asked, true).await };
    let row = row(platform, &place.store).await?;
    if asked.is_none() || who(&row) != asked {
        return arrived(place, asked, true).await;
    }
    match page {
        Page::Form(_, number) => {
            let verdict = watch::form(report);
            note_form(&row, number, verdict, report).await;
            let row = self::row(platform, &place.store).await?;
            Some(form_plan(&row, number, verdict, asked))
        }
        _ => {
            let exact = is_exact(platform, &place.url);
            if let Some(on) = watch::switch(report, exact, among_several(platform)) {
                note(&row, if on { Event::ReadOn } else { Event::ReadOff }, None).await;
            }
            Some(Plan { who: asked, watch: watch(platform, ""), panel: None })
        }
    }
}

/// A document belongs to the account that it was loaded with: whoever logs in later has to load it anew.
fn form_plan(row: &Row, number: &str, verdict: FormVerdict, before: Option<AccountRef>) -> Plan {
    let now = who(row);
    let switched = before.is_some() && now.is_some() && now != before;
    let watched = now.is_some() && !switched;
    Plan {
        who: before.or(now),
        watch: if watched { watch(row.platform, number) } else { Default::default() },
        panel: Some(if switched { panel::switched(row) } else { panel::companion(row, verdict) }),
    }
}

/// Whether the address is that of the switch itself.
fn is_exact(platform: PlatformId, url: &str) -> bool {
    let here = Address::parse(url);
    here.is_some() && platform.facts().objection.forms().any(|link| Address::parse(link.url) == here)
}

fn among_several(platform: PlatformId) -> bool {
    matches!(platform.facts().objection.marks, Marks::Switch(marks) if marks.among_several)
}

async fn note_form(row: &Row, number: &str, verdict: FormVerdict, report: &Report) {
    let form = Form::new(number);
    let event = match verdict {
        FormVerdict::Open | FormVerdict::Missing => return,
        FormVerdict::Sent => Event::Submitted(form),
        FormVerdict::CodeAsked => Event::CodeAsked(form),
        FormVerdict::Accepted => Event::Accepted(form),
    };
    if let Some(attempt) = watch::attempt_id(report) {
        let id = EntryId::derived(attempt, event.kind());
        note(row, event, Some(id)).await;
    }
}

/// Notes an event for the account of a row, and lets the badge and all open pages follow.
async fn note(row: &Row, event: Event, id: Option<EntryId>) {
    let Some(key) = row.account.clone() else { return };
    let noted = records::change(move |document| {
        let mut stamp = stamp();
        stamp.id = id.unwrap_or(stamp.id);
        Ok(document.note(&key, event, &stamp).unwrap_or(false))
    });
    if noted.await == Ok(true) {
        refreshed().await;
    }
}

/// The row of the account of a tab, by a fresh look.
async fn row(platform: PlatformId, store: &Store) -> Option<Row> {
    row_of(&overview().await.rows, platform, store).cloned()
}

async fn overview() -> Overview {
    let reading = storage::begin();
    facts(&look::look().await, reading).await
}

fn who(row: &Row) -> Option<AccountRef> {
    Some(AccountRef::new(row.account.as_ref()?, row.store.as_ref()?))
}

/// Opens what a press leads to, in the container of the tab. Nothing else: a page can lure clicks.
async fn pressed(name: &str, place: &Place) {
    let press = Press::ALL.into_iter().find(|press| press.slug() == name);
    let (Page::Form(platform, _) | Page::Decoy(platform) | Page::Settings(platform) | Page::Ordinary(platform)) =
        page(&place.url)
    else {
        return;
    };
    let own = |path| Some(runtime::own_page(path));
    let target = match press {
        Some(Press::Already | Press::Linked) => own("popup.html"),
        Some(Press::Record) => own("record.html"),
        Some(Press::Guide) => own("guide.html#locked-out"),
        Some(press) => panel::target(press, platform, &place.url).map(str::to_owned),
        None => None,
    };
    if let Some(url) = target {
        tabs::open(&url, Some(&place.store)).await.warn("opening a tab");
    }
}
