//! Holds the answers of the stand-ins that are the same for everybody.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

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
