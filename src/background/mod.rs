//! The background: events in, effects out.

mod badge;
mod capture;
mod commands;
mod content_scripts;
mod localize;
mod observations;
mod refresh;
mod settled;
mod stamp;
mod timelines;

use crate::background::observations::PageTab;
use crate::background::refresh::{refresh, refresh_and_wait, refresh_for_visit};
use crate::browser::runtime::Caller;
use crate::browser::spawn_local;
use crate::browser::{Warn, alarms, containers, cookies, permissions, runtime, tabs, to_js};
use crate::core::message::{Reply, Request};
use crate::core::session;
use crate::intent;
use crate::records;

/// Listens to everything that may change what is shown, and takes the first snapshot.
pub(crate) fn start() {
    containers::remember();
    runtime::on_start(|| spawn_local(on_started()));
    runtime::on_installed(content_scripts::join_open_pages);
    runtime::on_first_install(|| spawn_local(open_welcome_page()));
    permissions::on_changed(refresh_all);
    permissions::on_given(content_scripts::join_open_pages);
    alarms::on_alarm(refresh);
    listen_to_cookies();
    listen_to_messages();
    refresh();
}

fn listen_to_cookies() {
    cookies::on_changed(|cookie| {
        let domain = cookie.domain();
        if session::affects_login(&cookie.name(), &domain) && cookie.is_news() {
            if let Some(number) = cookie.store().container() {
                containers::note_container(number);
            }
            refresh();
        } else if session::is_of_a_site(&domain) {
            refresh_for_visit();
        }
    });
}

fn listen_to_messages() {
    runtime::on_message(|from, message, respond| match from {
        Caller::OwnPage => spawn_local(async move {
            let reply = match runtime::parse_request(&message) {
                Some(request) => handle_request(request).await,
                None => Reply::Refused,
            };
            respond(&to_js(&reply));
        }),
        Caller::Page { url, store, tab_id } => spawn_local(async move {
            refresh_for_visit();
            let answer = match runtime::parse_observation(&message) {
                Some(observation) => to_js(&observations::handle(observation, PageTab { url, store, tab_id }).await),
                None => to_js(&Reply::Refused),
            };
            respond(&answer);
        }),
    });
}

/// The browser was started, or the extension was installed or updated.
async fn on_started() {
    // This comes first: the comparison waits for the lock, and the first snapshot may search already.
    containers::forget_thoroughly();
    records::compare_again().await.warn("comparing the records with their backup");
    refresh();
}

/// Takes a snapshot for which the containers are searched anew: the list that is remembered holds only those whose cookies could
/// be seen before.
fn refresh_all() {
    containers::forget();
    refresh();
}

/// Opens the welcome page. Where something is recorded already, it is no first install, whatever the browser says.
async fn open_welcome_page() {
    if records::load().await.is_untouched() {
        tabs::open(&runtime::own_page("welcome.html"), None).await.warn("opening the welcome page");
    }
}

/// Does what was asked; when the reply is sent, the badge shows it.
async fn handle_request(request: Request) -> Reply {
    settled::acknowledge();
    match request {
        Request::Erase => {
            timelines::forget().await;
            intent::forget();
        }
        // Where nothing is known yet, the file's salt is taken over, and each account goes by another hash.
        Request::Import { .. } => intent::forget(),
        Request::PopupOpened => containers::forget(),
        _ => {}
    }
    let is_erase = matches!(request, Request::Erase);
    let reply = commands::carry_out(request).await.unwrap_or_else(Reply::Failed);
    if is_erase {
        // A banner that was closed meanwhile is forgotten, too.
        observations::forget_closed();
    }
    // Another refresh may have begun meanwhile, before anything was written.
    settled::acknowledge();
    refresh_and_wait().await;
    reply
}
