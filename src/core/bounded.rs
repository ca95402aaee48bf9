//! Lists that never grow beyond a limit.

/// Keeps the last elements, which are the newest ones, up to this limit.
pub fn keep_last<T>(list: &mut Vec<T>, limit: usize) {
    list.drain(..list.len().saturating_sub(limit));
}
