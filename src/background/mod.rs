//! The background: events in, effects out.

mod acts;
mod badge;
mod refresh;

use crate::browser::{alarms, cookies, permissions, runtime};
use crate::core::login;
use crate::core::message::{Reply, Request};
use crate::records;
use refresh::{refresh, refreshed};
use wasm_bindgen_futures::spawn_local;

/// Registers every listener, in the worker's first turn, and takes the first look.
pub(crate) fn start() {
    runtime::on_start(refresh);
    permissions::on_changed(refresh);
    alarms::on_alarm(refresh);
    cookies::on_changed(|name, domain| {
        if login::concerns(name, domain) {
            refresh();
        }
    });
    runtime::on_request(|request, respond| {
        spawn_local(async move { respond(reply(request).await) });
    });
    refresh();
}

/// Does what was asked; when the reply is sent, the badge shows it.
async fn reply(request: Request) -> Reply {
    let done = match request {
        Request::Import { text } => match acts::import(text).await {
            Ok(added) => return imported(added).await,
            Err(failure) => Err(failure),
        },
        Request::Erase => records::erase().await.map(|()| None),
        Request::Look => Ok(None),
        Request::Act { account, act } => acts::act(account, act).await,
        Request::Link { a, b, linked } => acts::link(a, b, linked).await,
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
