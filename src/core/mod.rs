//! The functional core: facts in, decisions out.
//!
//! Everything here is total: no input makes it fail, and what it cannot tell it calls unknown. It reads no clock and
//! does no I/O, so all of it is tested with plain `cargo test`.

#![forbid(unsafe_code)]

pub mod account;
pub mod act;
pub mod address;
pub mod badge;
pub mod calendar;
pub mod date;
pub mod document;
pub mod ledger;
pub mod login;
pub mod message;
pub mod overview;
pub mod plan;
pub mod popup;
mod read;
pub mod record;
pub mod registrations;
pub mod report;
mod sorted;
pub mod state;
pub mod store;
pub mod text;
pub mod time;
pub mod watch;
