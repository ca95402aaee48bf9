//! The background: events in, effects out.

mod acts;
mod badge;
mod draw;
mod refresh;
mod registration;
mod site;

use crate::browser::runtime::Origin;
use crate::browser::spawn_local;
use crate::browser::{Warn, alarms, clock, containers, cookies, permissions, plain, random, runtime, tabs};
use crate::core::document::Stamp;
use crate::core::login;
use crate::core::message::{Reply, Request};
use crate::core::record::event::EntryId;
use crate::records;
use refresh::{refresh, refreshed};
use site::Place;

/// Registers every listener, in the worker's first turn, and takes the first look.
pub(crate) fn start() {
    containers::remember();
    runtime::on_start(|| spawn_local(started()));
    runtime::on_first_install(|| spawn_local(welcome()));
    permissions::on_changed(refresh_all);
    alarms::on_alarm(refresh);
    cookies::on_changed(|name, domain, store| {
        if login::concerns(name, domain) {
            if store.container().is_some() { refresh_all() } else { refresh() }
        }
    });
    runtime::on_message(|from, message, respond| match from {
        Origin::OwnPage => spawn_local(async move {
            let reply = match runtime::request(&message) {
                Some(request) => reply(request).await,
                None => Reply::Refused,
            };
            respond(&plain(&reply));
        }),
        Origin::Page { url, store, tab_id } => spawn_local(async move {
            let answer = match runtime::observation(&message) {
                Some(observation) => plain(&site::observed(observation, Place { url, store, tab_id }).await),
                None => plain(&Reply::Refused),
            };
            respond(&answer);
        }),
    });
    refresh();
}

/// The browser was started, or the extension was installed or updated.
async fn started() {
    if let Err(failure) = records::catch_up().await {
        web_sys::console::warn_1(&format!("Bezwaar: comparing the copies: {failure:?}").into());
    }
    refresh_all();
}

/// Takes a look at every container, too, and not only at those in which somebody was logged in.
fn refresh_all() {
    containers::forget();
    refresh();
}

/// Opens the welcome page. Where something is recorded already, it is no first install, whatever the browser says.
async fn welcome() {
    if records::read().await.is_untouched() {
        tabs::open(&runtime::own_page("welcome.html"), None).await.warn("opening the welcome page");
    }
}

/// Does what was asked; when the reply is sent, the badge shows it.
async fn reply(request: Request) -> Reply {
    let done = match request {
        Request::Import { text } => match acts::import(text).await {
            Ok(added) => return imported(added).await,
            Err(failure) => Err(failure),
        },
        Request::Erase => records::erase().await.map(|()| None),
        Request::Look => {
            containers::forget();
            Ok(None)
        }
        Request::Act { account, act } => acts::act(account, act).await,
        Request::Link { a, b, linked } => acts::link(a, b, linked).await,
        Request::Name { account, label } => acts::name(account, label).await,
        Request::Relate { a, b, linked } => acts::relate(a, b, linked).await,
        Request::Banner { platform, on } => records::set_banner(platform, on).await.map(|()| None),
        Request::Undo { entry } => acts::undo(&entry).await,
        Request::Dismiss => records::dismiss().await.map(|()| None),
    };
    refreshed().await;
    match done {
        Ok(entry) => Reply::Done { entry: entry.map(|id| id.to_string()) },
        Err(failure) => Reply::Failed(failure),
    }
}

async fn imported(added: usize) -> Reply {
    refreshed().await;
    Reply::Imported { added }
}

/// What every new entry is made with.
fn stamp() -> Stamp<'static> {
    let id = EntryId(u64::from_be_bytes(random::bytes()));
    Stamp { now: clock::now(), id, version: env!("CARGO_PKG_VERSION") }
}
