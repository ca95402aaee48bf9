//! Once a form was sent, another account comes next.

use crate::core::history::status::RecordStatus;
use crate::core::overview::Row;
use crate::core::overview::status::AccountStatus;

/// The account that needs something next, after this one: a switch that is on again first, then what is not done yet, in
/// the order in which people see their accounts. What waits for an answer needs nothing now.
#[must_use]
pub fn find_next<'a>(rows: &'a [Row], after: &Row) -> Option<&'a Row> {
    let others = || rows.iter().filter(|row| row.account != after.account);
    let is_not_recorded = |row: &&Row| row.status == AccountStatus::Known(RecordStatus::NotRecorded);
    others().find(|row| row.status.is_on_again()).or_else(|| others().find(is_not_recorded))
}

/// Returns whether nothing is left to do for anybody who is logged in, as far as can be seen.
#[must_use]
pub fn is_all_done(rows: &[Row]) -> bool {
    rows.iter().all(|row| match &row.status {
        AccountStatus::LoggedOut => true,
        AccountStatus::Known(_) => !row.is_due(),
        AccountStatus::NoAccess(_) | AccountStatus::Unknown(_) => false,
    })
}
