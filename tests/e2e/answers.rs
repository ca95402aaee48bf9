//! Holds the answers of the stand-ins that are the same for everybody.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

/// A picture that somebody opens in a tab.
pub(crate) const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text y=\"20\">A picture</text></svg>";

/// Answers with the script of a page.
pub(crate) fn javascript(text: impl Into<Body>) -> Response {
    file(text, "text/javascript")
}

pub(crate) fn file(text: impl Into<Body>, kind: &'static str) -> Response {
    let mut answer = Response::new(text.into());
    answer.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    answer
}

/// Answers that there is no such page. The browser's own services get this, too: all of them lead here.
pub(crate) fn not_found() -> Response {
    let mut answer = Response::new(Body::from("There is no stand-in for this address."));
    *answer.status_mut() = StatusCode::NOT_FOUND;
    answer
}

pub(crate) fn nonce() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Returns what Meta's server says to a form. It guards its JSON against being run as a script, and says 200 to errors,
/// too.
pub(crate) fn submitted(play: &str, pace: u32) -> Option<Response> {
    let (status, body) = match play {
        "error" | "silent-error" => (200, "for (;;);{\"__ar\":1,\"error\":1357054,\"errorSummary\":\"Glurk\"}"),
        "failed" => (500, ""),
        _ => (200, "for (;;);{\"__ar\":1,\"payload\":{}}"),
    };
    take_time(play, pace);
    Response::builder().status(status).header(header::CONTENT_TYPE, "application/x-javascript").body(body.into()).ok()
}

/// Takes its time where the play asks for it: there, time is the subject.
fn take_time(play: &str, pace: u32) {
    let seconds = match play {
        "slow" => 3,
        "slower" => 12,
        _ => return,
    };
    // As many threads as there are cores serve all the scenarios: the others go on meanwhile.
    tokio::task::block_in_place(|| std::thread::sleep(Duration::from_secs(seconds) / pace));
}

/// Returns what a server says to a changed setting.
pub(crate) fn saved(play: &str, pace: u32) -> Option<Response> {
    take_time(play, pace);
    Response::builder().status(if play == "refused" { 403 } else { 200 }).body("{}".into()).ok()
}

/// The page that never ends to load.
pub(crate) const ENDLESS: &str =
    "<!doctype html><title>Stand-in: endless</title><script src=\"/stand-in/never.js\"></script>";

/// The service worker that answers all requests of a site's pages with what the server says.
pub(crate) fn worker() -> Response {
    let mut script = javascript("addEventListener('fetch', event => event.respondWith(fetch(event.request)));");
    script.headers_mut().insert("service-worker-allowed", header::HeaderValue::from_static("/"));
    script
}
