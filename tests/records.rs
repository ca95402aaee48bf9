//! Properties of the record and of the stored document that hold whatever happens, in whatever order.
//!
//! The numbers of cases and mutations are for an everyday run. `PROPTEST_CASES=100000` and `BEZWAAR_FUZZ=1000000`
//! raise them, best with `--release`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::let_underscore_must_use,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, helpers included, which clippy.toml does not reach"
)]

#[path = "records/fuzz.rs"]
mod fuzz;
#[path = "records/measure.rs"]
mod measure;
#[path = "records/properties.rs"]
mod properties;
#[path = "records/random_histories.rs"]
mod random_histories;
#[path = "records/reference_model.rs"]
mod reference_model;
