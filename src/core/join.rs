//! Texts one after the other.

/// Joins texts, with this between each two. The library's `join` is compiled for each kind of text, 1 kB of wasm each.
#[must_use]
pub fn join(texts: &[String], between: &str) -> String {
    let mut joined = String::new();
    for (number, text) in texts.iter().enumerate() {
        if number > 0 {
            joined.push_str(between);
        }
        joined.push_str(text);
    }
    joined
}
