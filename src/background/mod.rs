//! The background: events in, effects out.

mod badge;
mod refresh;

use crate::browser::{cookies, permissions, runtime};
use crate::core::login;
use crate::core::message::{Reply, Request};
use refresh::{refresh, refreshed};
use wasm_bindgen_futures::spawn_local;

/// Registers every listener, in the worker's first turn, and takes the first look.
pub(crate) fn start() {
    runtime::on_start(refresh);
    permissions::on_changed(refresh);
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

async fn reply(request: Request) -> Reply {
    match request {
        Request::Look => refreshed().await,
    }
    Reply::Done
}
