//! The parts of pages that stand in several places, which packing puts where a comment names them:
//! `<!-- part letter section="refused" -->` becomes `extension/parts/letter.html`, with `refused` in place of `{section}`.

use crate::{Result, at};
use std::fs;
use std::path::Path;

/// The folder with the parts, one file each. It is not packed.
pub(crate) const FOLDER: &str = "extension/parts";

/// Puts the parts into a page.
pub(crate) fn fill(page: &str) -> Result<String> {
    fill_with(page, |name| {
        let path = Path::new(FOLDER).join(name).with_extension("html");
        fs::read_to_string(&path).map_err(at(&path))
    })
}

/// Puts each part on lines of its own, as far to the right as the comment that it replaces.
fn fill_with(page: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut filled = String::new();
    for line in page.split_inclusive('\n') {
        let text = line.trim_start();
        let Some(mark) = text.strip_prefix("<!-- part ").and_then(|rest| rest.trim_end().strip_suffix(" -->")) else {
            filled += line;
            continue;
        };
        let indent = &line[..line.len() - text.len()];
        let (name, values) = mark.split_once(' ').unwrap_or((mark, ""));
        for line in put_values(&read(name)?, values)?.split_inclusive('\n') {
            filled += &[indent, line].concat();
        }
    }
    Ok(filled)
}

/// Puts values, such as `section="refused"`, in place of their names in braces. Each name has a value, and each value a name.
fn put_values(part: &str, values: &str) -> Result<String> {
    let mut part = part.to_owned();
    for value in values.split_terminator("\" ").map(|value| value.trim_end_matches('"')) {
        let (name, text) = value.split_once("=\"").ok_or_else(|| format!("{value} is no name with a value"))?;
        let place = format!("{{{name}}}");
        if !part.contains(&place) {
            return Err(format!("the part has no {place}"));
        }
        part = part.replace(&place, text);
    }
    if part.contains('{') { Err(format!("a value is missing: {part}")) } else { Ok(part) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, part: &str, expected: Option<&str>) {
        assert_eq!(fill_with(page, |_| Ok(part.to_owned())).ok().as_deref(), expected);
    }

    #[test]
    fn a_part_stands_where_its_mark_was() {
        check("<ul>\n  <!-- part x -->\n</ul>\n", "<li>\n</li>\n", Some("<ul>\n  <li>\n  </li>\n</ul>\n"));
        check("<!-- sources -->\n", "<li>\n", Some("<!-- sources -->\n"));
    }

    #[test]
    fn each_name_has_its_value() {
        let part = "<p id=\"{a}-b\">{a} {b}</p>\n";
        check("<!-- part x a=\"1\" b=\"2\" -->\n", part, Some("<p id=\"1-b\">1 2</p>\n"));
        check("<!-- part x a=\"1\" -->\n", part, None);
        check("<!-- part x a=\"1\" b=\"2\" c=\"3\" -->\n", part, None);
    }
}
