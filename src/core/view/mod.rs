//! The views are badge, popup and record page, ready to be drawn.

pub mod badge;
pub mod broken_link;
pub mod calendar;
pub mod event_text;
pub mod popup;
pub mod record_page;
pub mod row_texts;
pub mod sentences;
