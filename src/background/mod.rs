//! The background: events in, effects out.

mod badge;
mod commands;
mod content_scripts;
mod localize;
mod page_reports;
mod refresh;
mod settled;
mod stamp;

use crate::browser::runtime::Origin;
use crate::browser::spawn_local;
use crate::browser::{Warn, alarms, containers, cookies, permissions, runtime, tabs, to_js};
use crate::core::message::{Reply, Request};
use crate::core::session;
use crate::records;
use page_reports::Sender;
use refresh::{refresh, refresh_and_wait, refresh_for_visit};

/// Registers every listener, in the worker's first turn, and takes the first look.
pub(crate) fn start() {
    containers::remember();
    runtime::on_start(|| spawn_local(started()));
    runtime::on_first_install(|| spawn_local(welcome()));
    permissions::on_changed(refresh_all);
    alarms::on_alarm(refresh);
    cookies::on_changed(|name, domain, store| {
        if session::affects_login(name, domain) {
            if let Some(number) = store.container() {
                containers::told_of(number);
            }
            refresh();
        } else if session::is_of_a_site(domain) {
            refresh_for_visit();
        }
    });
    runtime::on_message(|from, message, respond| match from {
        Origin::OwnPage => spawn_local(async move {
            let reply = match runtime::request(&message) {
                Some(request) => reply(request).await,
                None => Reply::Refused,
            };
            respond(&to_js(&reply));
        }),
        Origin::Page { url, store, tab_id } => spawn_local(async move {
            refresh_for_visit();
            let answer = match runtime::observation(&message) {
                Some(observation) => {
                    to_js(&page_reports::handle_observation(observation, Sender { url, store, tab_id }).await)
                }
                None => to_js(&Reply::Refused),
            };
            respond(&answer);
        }),
    });
    refresh();
}

/// The browser was started, or the extension was installed or updated.
async fn started() {
    if let Err(failure) = records::compare_again().await {
        web_sys::console::warn_1(&format!("Bezwaar: comparing the records with their backup: {failure:?}").into());
    }
    containers::forget_thoroughly();
    refresh();
}

/// Takes a look at every container, too, and not only at those in which somebody was logged in.
fn refresh_all() {
    containers::forget();
    refresh();
}

/// Opens the welcome page. Where something is recorded already, it is no first install, whatever the browser says.
async fn welcome() {
    if records::load().await.is_untouched() {
        tabs::open(&runtime::own_page("welcome.html"), None).await.warn("opening the welcome page");
    }
}

/// Does what was asked; when the reply is sent, the badge shows it.
async fn reply(request: Request) -> Reply {
    settled::acknowledge();
    let done = match request {
        Request::Import { text } => match commands::import(text).await {
            Ok(added) => return imported(added).await,
            Err(failure) => Err(failure),
        },
        Request::Erase => records::erase().await.map(|()| None),
        // Only the welcome page and the popup ask for that, when they have drawn themselves.
        Request::Look => {
            containers::forget();
            if let Err(failure) = records::note_introduced().await {
                web_sys::console::warn_1(
                    &format!("Bezwaar: noting that the welcome page was seen: {failure:?}").into(),
                );
            }
            Ok(None)
        }
        Request::Command { account, command } => commands::run(account, command).await,
        Request::Link { a, b, linked } => commands::link(a, b, linked).await,
        Request::Name { account, label } => commands::name(account, label).await,
        Request::Banner { platform, on } => records::set_banner(platform, on).await.map(|()| None),
        Request::Undo { entry } => commands::undo(&entry).await,
        Request::Dismiss => records::dismiss().await.map(|()| None),
    };
    refresh_and_wait().await;
    match done {
        Ok(entry) => Reply::Done { entry: entry.map(|id| id.to_string()) },
        Err(failure) => Reply::Failed(failure),
    }
}

async fn imported(added: usize) -> Reply {
    refresh_and_wait().await;
    Reply::Imported { added }
}
