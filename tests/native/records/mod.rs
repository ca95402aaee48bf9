//! The records and their text have properties that hold whatever happens, in whatever order.
//!
//! The number of cases is for an everyday run. `PROPTEST_CASES=100000` raises it, best with `--release`.

mod damage;
mod properties;
mod random_histories;
mod reference_model;
mod sizes;
