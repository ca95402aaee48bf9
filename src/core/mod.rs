//! The functional core: facts in, statuses out.
//!
//! Everything here is total: no input makes it fail, and what it cannot tell it calls unknown. It reads no clock and
//! does no I/O, so all of it is tested with plain `cargo test`.
//!
//! The layers, the lowest first; each uses only those named before it (`tests/native/source/layers.rs`):
//!
//! - [`time`], [`host`], [`text`], [`language`], [`mod@join`], [`json`], [`digest`], [`bounded`], `sorted`: what everything else is made of.
//! - [`cookie_store`], [`session`], [`account`]: who is logged in where, and what an account is known by.
//! - [`history`]: what happened to one account, and how its objection stands.
//! - [`records`]: the histories of all accounts, and which accounts are linked.
//! - [`mod@format`]: records ↔ text, also when the text is damaged or comes from another installation.
//! - [`overview`]: what was seen in the browser and what is on record → one row per account.
//! - [`page`]: what a page is told to do, and what its reports mean.
//! - [`capture`]: how a page is built and what was made of it, as a file without anything of a person.
//! - [`message`]: everything that the parts of the extension say to each other.
//! - [`view`]: what badge, popup and record page show.

#![forbid(unsafe_code)]

pub mod account;
pub mod bounded;
pub mod capture;
pub mod cookie_store;
pub mod digest;
pub mod format;
pub mod history;
pub mod host;
pub mod join;
pub mod json;
pub mod language;
pub mod message;
pub mod overview;
pub mod page;
pub mod records;
pub mod session;
mod sorted;
pub mod text;
pub mod time;
pub mod view;
