//! Serves the fixtures in the stand-ins' pages on loopback, takes what forms send, and hands the scripts' messages on.

use crate::fixture::{Fixture, Frame};
use crate::hostile;
use crate::judge::{Case, FORM_NUMBER};
use crate::tab::FASTER;
use crate::wait::Outcome;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get, post};
use serde_json::json;
use std::collections::HashMap;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::Runtime;

const FORM: &str = include_str!("../e2e/sites/form.html");
const SWITCH: &str = include_str!("../e2e/sites/switch.html");
const SWITCH_SCRIPT: &str = include_str!("../e2e/sites/switch.js");

/// The helpers that fixtures may use.
const HELPERS: &str = include_str!("helpers.js");

/// The pages that are open, by their numbers.
#[derive(Clone, Default)]
struct Pages(Arc<Mutex<HashMap<u32, (String, Case)>>>);

impl Pages {
    fn lock(&self) -> MutexGuard<'_, HashMap<u32, (String, Case)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The running server. It ends when dropped.
pub(crate) struct Server {
    /// The port at which it listens.
    pub(crate) port: u16,
    pages: Pages,
    _runtime: Runtime,
}

impl Server {
    /// Starts the server.
    pub(crate) fn start() -> Outcome<Self> {
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
        listener.set_nonblocking(true).map_err(|error| error.to_string())?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let pages = Pages::default();
        let router = Router::new()
            .route("/page/{number}/{*rest}", any(show))
            .route("/message/{number}", post(answer))
            .route("/ajax/help/contact/submit/page", any(submitted))
            .route("/api/graphql/", any(submitted))
            .route("/stand-in/switch.js", get(|| async { javascript(SWITCH_SCRIPT) }))
            .route("/stand-in/hostile/{name}", get(hostile_script))
            .route("/mysettings-api/{*rest}", any(saved))
            .fallback(elsewhere)
            .with_state(pages.clone());
        let _inside = runtime.enter();
        let server = axum_server::from_tcp(listener).map_err(|error| error.to_string())?;
        runtime.spawn(server.serve(router.into_make_service()));
        Ok(Self { port, pages, _runtime: runtime })
    }

    /// Opens the case of a fixture, and returns its number.
    pub(crate) fn add(&self, fixture: &Fixture) -> u32 {
        self.add_page(whole_page(fixture), Case::new(fixture))
    }

    /// Opens the case of a page, and returns its number.
    pub(crate) fn add_page(&self, page: String, case: Case) -> u32 {
        let mut pages = self.pages.lock();
        let number = pages.len() as u32;
        pages.insert(number, (page, case));
        number
    }

    /// Reads something from a case.
    pub(crate) fn case<T>(&self, number: u32, look: impl FnOnce(&Case) -> T) -> Outcome<T> {
        self.pages.lock().get(&number).map(|(_, case)| look(case)).ok_or_else(|| format!("there is no page {number}"))
    }
}

/// Returns the stand-in's page with the fixture at its end.
fn whole_page(fixture: &Fixture) -> String {
    let frame = if fixture.frame == Frame::Form { FORM } else { SWITCH };
    let added = format!("<script>{HELPERS}</script>{}</body>", fixture.html);
    let page = frame.replace("</body>", &added).replace("{form}", FORM_NUMBER).replace("{account}", "1");
    let page = page.replace("{lang}", "en").replace("{dir}", "ltr").replace("{bar}", "").replace("PACE", "FASTER");
    hostile::dressed(page.replace("FASTER", &FASTER.to_string()), &fixture.hostile)
}

async fn hostile_script(Path(name): Path<String>) -> Response {
    hostile::script(&name).map_or_else(|| StatusCode::NOT_FOUND.into_response(), javascript)
}

async fn show(State(pages): State<Pages>, Path((number, _)): Path<(u32, String)>) -> Response {
    let page = pages.lock().get(&number).map(|(page, _)| page.clone());
    page.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |page| Html(page).into_response())
}

async fn answer(State(pages): State<Pages>, Path(number): Path<u32>, message: Bytes) -> String {
    let message = String::from_utf8_lossy(&message);
    pages.lock().get_mut(&number).map_or(json!("refused"), |(_, case)| case.answer(&message)).to_string()
}

/// Answers with any other page. A replayed request names the status of its answer.
async fn elsewhere(Query(asked): Query<HashMap<String, String>>) -> Response {
    let page = Html("<!doctype html><title>Another page</title><p>Another page");
    (status(&asked).unwrap_or(StatusCode::OK), page).into_response()
}

fn status(asked: &HashMap<String, String>) -> Option<StatusCode> {
    StatusCode::from_u16(asked.get("status")?.parse().ok()?).ok()
}

/// Answers a form as Meta's server does: with 200 to errors, too.
async fn submitted(Query(asked): Query<HashMap<String, String>>) -> Response {
    if let Some(status) = status(&asked) {
        return status.into_response();
    }
    if play(&asked) == "led" {
        return led_elsewhere();
    }
    take_time(play(&asked));
    let (status, body) = match play(&asked) {
        "error" | "silent-error" => (StatusCode::OK, "for (;;);{\"__ar\":1,\"error\":1357054}"),
        "failed" => (StatusCode::INTERNAL_SERVER_ERROR, ""),
        _ => (StatusCode::OK, "for (;;);{\"__ar\":1,\"payload\":{}}"),
    };
    (status, body).into_response()
}

/// Answers a changed setting as a site's server does.
async fn saved(Query(asked): Query<HashMap<String, String>>) -> Response {
    if play(&asked) == "led" {
        return led_elsewhere();
    }
    take_time(play(&asked));
    let refused = if play(&asked) == "refused" { StatusCode::FORBIDDEN } else { StatusCode::OK };
    (status(&asked).unwrap_or(refused), "{}").into_response()
}

/// Leads the request to another page, as a server does that asks for a login.
fn led_elsewhere() -> Response {
    (StatusCode::FOUND, [(header::LOCATION, "/another-page")]).into_response()
}

/// Takes its time where the play asks for it: there, time is the subject.
fn take_time(play: &str) {
    let seconds = match play {
        "slow" => 3,
        "slower" => 12,
        _ => return,
    };
    // As many threads as there are cores serve all the tabs: the others go on meanwhile.
    tokio::task::block_in_place(|| std::thread::sleep(Duration::from_secs(seconds) / FASTER));
}

fn play(asked: &HashMap<String, String>) -> &str {
    asked.get("play").map_or("", String::as_str)
}

fn javascript(text: &str) -> Response {
    let text = text.replace("PACE", &FASTER.to_string());
    ([(header::CONTENT_TYPE, "text/javascript")], text).into_response()
}
