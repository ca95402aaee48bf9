//! Bezwaar shows whether your objection to AI training is recorded, and leads you to the form or the switch.
//!
//! # Layout
//!
//! - [`core`] decides everything and knows no browser and no clock. Its modules, each using only those above:
//!   `history` keeps what happened to one account and says what follows from it; `records` keeps the histories of all
//!   accounts; `format` reads, writes and mends the stored records; `overview` puts records and logins together; `page`
//!   knows what a page of a site is, what is shown and watched there, and what its report means; `capture` tells how a page
//!   is built, without anything of a person; `message` is what pages, content scripts and background say to each other;
//!   `view` says what badge, popup and record page show.
//! - [`platforms`] holds every fact about the sites, one file per platform, with its source and date.
//! - `browser` is the only code that talks to the WebExtension API, one file per namespace.
//! - `snapshot` asks the browser once who is logged in and what is allowed, and hands the answers to the core.
//! - `intent` keeps whose form a person asked for, so that a form of somebody else is told from it.
//! - `records` is between the browser's storage and the core: everybody may read, only the background changes.
//! - `background` turns browser events into snapshots and events of a history, and what the core decides into badge,
//!   alarm, registered content scripts and page plans.
//! - `pages` fills the popup, the welcome page, the record page and the guide.
//! - `content` is what runs in the sites' pages, in JavaScript: it carries out a plan of the core and reports facts.
//!
//! # Invariants
//!
//! - `core` and `platforms` compile for the host, without any JavaScript crate. The modules below them exist on wasm
//!   only, so a core that reached for the browser would not compile.
//! - Cookie events are a hint to take another snapshot, never the truth.
//! - Every change of what is recorded happens in the background, under one lock, in one write.
//! - What a page says is a report, never a conclusion; the background looks for itself who is logged in.
//! - No network request, ever: there is no code for one, and the pages' content security policy forbids it.
//! - Nothing panics. Errors from the browser become a state that people can read.

pub mod core;
pub mod platforms;

#[cfg(target_arch = "wasm32")]
mod background;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod intent;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod records;
#[cfg(target_arch = "wasm32")]
mod snapshot;

/// The allocator, chosen for its size.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The one entry point. The same script runs as background and in every page; the page says which one it is in
/// `<html data-page>`, and a context without it is the background.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    #[cfg(debug_assertions)]
    browser::say_panics();
    match pages::name().as_deref() {
        None => background::start(),
        Some(page) => pages::start(page),
    }
}
