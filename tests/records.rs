//! Properties of the record and of the stored document that hold whatever happens, in whatever order.
//!
//! The number of cases is for an everyday run. `PROPTEST_CASES=100000` raises it, best with `--release`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, helpers included, which clippy.toml does not reach"
)]

#[path = "records/damage.rs"]
mod damage;
#[path = "records/naive.rs"]
mod naive;
#[path = "records/properties.rs"]
mod properties;
#[path = "records/sizes.rs"]
mod sizes;
#[path = "records/story.rs"]
mod story;
