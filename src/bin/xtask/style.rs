//! Strips style sheets for what is shipped. `build.rs` reads this file, too.

/// Returns a style sheet without its comments, blank lines and indentation; `None` if a comment is not a line of its own.
pub(crate) fn strip_style(style: &str) -> Option<String> {
    let is_comment = |line: &&str| line.starts_with("/*") && line.ends_with("*/");
    let lines: Vec<&str> = style.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line)).collect();
    let stripped = lines.join("\n");
    (!stripped.contains("/*") && !stripped.contains("*/")).then_some(stripped)
}
