//! Joins the content scripts for each kind of page, and leaves out what only people read.
//!
//! A page pays for every byte, so comments and the spaces between signs stay in `src/content`. Nothing else is changed: what
//! ships is read line by line, by its names, by whoever reviews the package.

use crate::{Result, at, capture};
use bezwaar::core::page::content_scripts::Script;
use std::fs;
use std::path::Path;

/// A part of a script: its file in `src/content`, what the agent calls it, and what creates it.
type Part = (&'static str, &'static str, &'static str);

const PANEL: Part = ("panel.js", "panel", "createPanel");
const STRIP: Part = ("strip.js", "strip", "createStrip");
const CORNER: Part = ("corner.js", "corner", "createCorner");
const WATCHER: Part = ("watcher.js", "watcher", "createWatcher");

/// The parts beside the agent. Where nothing may be drawn, not a line is there that could.
const fn parts(script: Script) -> &'static [Part] {
    match script {
        Script::Feed => &[PANEL, STRIP],
        Script::Switch => &[WATCHER],
        Script::Form => &[PANEL, CORNER, WATCHER],
    }
}

/// The script for one kind of page.
pub(crate) fn join_script(script: Script) -> Result<String> {
    let parts = parts(script);
    let files: Vec<&str> = ["agent.js"].into_iter().chain(parts.iter().map(|(file, ..)| *file)).collect();
    let mut text = "// From src/content, without comments.\n(() => {\n\"use strict\";\n".to_owned();
    for file in files {
        let path = Path::new("src/content").join(file);
        let source = fs::read_to_string(&path).map_err(at(&path))?;
        text.push_str(&strip_comments(&source).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    let creators: Vec<String> = parts.iter().map(|(_, name, create)| format!("{name}: {create}")).collect();
    text.push_str(&format!("enter({{ {} }});\n}})();\n", creators.join(", ")));
    Ok(text)
}

/// The script that captures a page when a person asks for it. What it hands over is the value of its last expression.
pub(crate) fn join_capture_script() -> Result<String> {
    let path = Path::new("src/content/capture.js");
    let source = fs::read_to_string(path).map_err(at(path))?;
    let code = strip_comments(&source).map_err(|error| format!("{}: {error}", path.display()))?;
    let rules = capture::rules();
    Ok(format!(
        "// From src/content, without comments.\n(() => {{\n\"use strict\";\n{code}return capturePage({rules});\n}})();\n"
    ))
}

/// A script without its comments, blank lines, indentation, and spaces beside signs.
///
/// It knows the three ways in which comments stand in `src/content`: on lines of their own, as types in front of an
/// expression, and after a line's code. What it is not sure about is an error.
pub(crate) fn strip_comments(source: &str) -> Result<String> {
    let (mut text, mut in_comment) = (String::new(), false);
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") && !line.contains("*/") {
            in_comment = !line.ends_with("*/");
            continue;
        }
        let code = strip_remark(&strip_types(line)?)?.trim().to_owned();
        if !code.is_empty() {
            text.extend([&strip_spaces(&code), "\n"]);
        }
    }
    if in_comment { Err("a comment without an end".into()) } else { Ok(text) }
}

/// A line without its `/** … */`.
fn strip_types(line: &str) -> Result<String> {
    let mut pieces = line.split("/*");
    let mut code = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (_, rest) = piece.split_once("*/").ok_or_else(|| format!("a comment that goes on: {line}"))?;
        code.push_str(rest.strip_prefix(' ').unwrap_or(rest));
    }
    Ok(code)
}

/// A line without the `// …` at its end.
fn strip_remark(line: &str) -> Result<&str> {
    let Some((code, _)) = line.split_once("//") else { return Ok(line) };
    let is_open = |quote: char| code.matches(quote).count() % 2 == 1;
    if "\"'`/".chars().any(is_open) { Err(format!("a comment or a text? {line}")) } else { Ok(code) }
}

/// A line without the spaces that part no names. What is in quotation marks stays, and so does a whole line with a slash:
/// it may hold a regular expression.
fn strip_spaces(line: &str) -> String {
    let is_part_of_name = |c: char| c.is_alphanumeric() || "_$".contains(c);
    let (mut text, mut quote, mut rest) = (String::new(), None, line.chars().peekable());
    while let Some(c) = rest.next() {
        let neighbours = [text.chars().last(), rest.peek().copied()];
        let parts_names = neighbours.iter().flatten().all(|c| is_part_of_name(*c));
        // `a + +b` is not `a ++b`.
        let parts_signs = neighbours.iter().flatten().all(|c| "+-".contains(*c));
        match quote {
            Some(open) if c == open => quote = None,
            None if "\"'`".contains(c) => quote = Some(c),
            None if c == ' ' && !parts_names && !parts_signs && !line.contains('/') => continue,
            _ => {}
        }
        text.push(c);
        if c == '\\' {
            text.extend(rest.next());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: Option<&str>) {
        assert_eq!(strip_comments(source).ok().as_deref(), expected, "{source}");
    }

    #[test]
    fn comments_are_left_out_and_nothing_else() {
        check("a();\n\n  // Why.\n  b(); // Because.\n", Some("a();\nb();\n"));
        check("/** One line. */\na();", Some("a();\n"));
        check("const f = (a, b) => { return a + b; };", Some("const f=(a,b)=>{return a+b;};\n"));
        check("const text = \"a, \\\" b\" + ' = ' + `${ a } b`;", Some("const text=\"a, \\\" b\"+' = '+`${ a } b`;\n"));
        check("a + ++b, a - -b, typeof a in b", Some("a+ ++b,a- -b,typeof a in b\n"));
        check("a.split(/ , /);", Some("a.split(/ , /);\n"));
        check("/**\n * Several\n * lines. @param {string} a */\na();", Some("a();\n"));
        check("f(/** @type {string} */ (a), (/** @type {number} */ b) => b);", Some("f((a),(b)=>b);\n"));
        check("a(\"b\"); // It's so.", Some("a(\"b\");\n"));
        check("const a = 1 / 2 / 3;", Some("const a = 1 / 2 / 3;\n"));
    }

    #[test]
    fn what_may_be_a_text_is_an_error() {
        check("a(\"https://example.org\");", None);
        check("a(`//`);", None);
        check("a(); /* goes\non */", None);
        check("/* without an end", None);
    }

    #[test]
    fn only_where_something_may_be_drawn_is_there_a_line_that_could() {
        for (script, draws, watches) in
            [(Script::Feed, true, false), (Script::Switch, false, true), (Script::Form, true, true)]
        {
            let text = join_script(script).unwrap();
            for way in ["createElement", "append", "attachShadow", "innerHTML", "setAttribute"] {
                assert!(draws || !text.contains(way), "{script:?}: {way}");
            }
            assert_eq!(text.contains("attachShadow"), draws, "{script:?}");
            assert_eq!(text.contains("PerformanceObserver"), watches, "{script:?}");
            assert!(!text.contains("/*") && !text.contains("@type"), "{script:?}");
        }
    }
}
