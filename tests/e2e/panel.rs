//! What Bezwaar shows in a site's page, looked at and pressed as a person does. Its shadow root is closed to the page;
//! the browser's own protocol sees inside.

use crate::page::Page;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use serde_json::{Value, json};

/// Our element in a page: the child of the root beside head and body.
const HOST: &str = "[...document.documentElement.children].find(e => e !== document.head && e !== document.body)";

/// How many elements there are that the page does not know.
const STRANGERS: &str = "document.documentElement.children.length - 2";

/// An element inside, as the protocol describes it.
pub(crate) struct Inside(Value);

impl Inside {
    fn nodes(&self) -> Vec<&Value> {
        fn walk<'a>(node: &'a Value, found: &mut Vec<&'a Value>) {
            if node.is_null() {
                return;
            }
            found.push(node);
            let children = node["value"]["children"].as_array().into_iter().flatten();
            for child in children.chain([&node["value"]["shadowRoot"]]) {
                walk(child, found);
            }
        }
        let mut found = Vec::new();
        walk(&self.0, &mut found);
        found
    }

    /// All that it says.
    pub(crate) fn text(&self) -> String {
        let text = |node: &Value| node["value"]["nodeValue"].as_str().map(str::to_owned);
        self.nodes().into_iter().filter_map(text).collect::<Vec<_>>().join(" ")
    }

    /// The button, or whatever is pressed, with this text.
    fn labelled(&self, label: &str) -> Option<&Value> {
        let says = |node: &Value| node["value"]["children"][0]["value"]["nodeValue"] == label;
        self.nodes().into_iter().find(|node| says(node))
    }
}

/// There come to be this many elements of ours, and no other strangers.
pub(crate) fn then_our_elements(page: &Page<'_>, expected: u64) -> Outcome {
    wait_until(&format!("there are {expected} elements of ours in the page"), PATIENCE, || {
        let found = page.eval(STRANGERS)?;
        Ok(Seen::when(found == json!(expected), found.to_string()))
    })
}

/// What our element holds; an error if there is none.
pub(crate) fn inside(page: &Page<'_>) -> Outcome<Inside> {
    let seen = page.serialized(HOST)?;
    if seen["type"] == "node" { Ok(Inside(seen)) } else { Err("there is no panel in the page".into()) }
}

/// The panel comes to say this.
pub(crate) fn says(page: &Page<'_>, text: &str) -> Outcome {
    wait_until(&format!("the panel says {text:?}"), PATIENCE, || {
        let said = inside(page).map_or_else(|error| error, |inside| inside.text());
        Ok(Seen::when(said.contains(text), said))
    })
}

/// Presses what has this label, with a real pointer.
pub(crate) fn press(page: &Page<'_>, label: &str) -> Outcome {
    page.activate()?;
    let inside = inside(page)?;
    let node = inside.labelled(label).ok_or_else(|| format!("nothing is labelled {label:?}: {}", inside.text()))?;
    page.click_node(&node["sharedId"])
}

/// What a function gives for the element that has this label.
pub(crate) fn ask(page: &Page<'_>, label: &str, function: &str) -> Outcome<Value> {
    let inside = inside(page)?;
    let node = inside.labelled(label).ok_or_else(|| format!("nothing is labelled {label:?}: {}", inside.text()))?;
    page.ask_node(&node["sharedId"], function)
}

/// Whether the companion is unfolded.
pub(crate) fn is_open(page: &Page<'_>) -> Outcome<bool> {
    ask(page, "Hide", "e => e.closest('details').open").map(|open| open == json!(true))
}

/// Whether our element is what is on top at this point of the window. Where its content stands cannot be asked for.
pub(crate) fn is_on_top(page: &Page<'_>, (x, y): (i64, i64)) -> Outcome<bool> {
    page.eval(&format!("document.elementFromPoint({x}, {y}) === ({HOST})")).map(|on_top| on_top == json!(true))
}

/// Waits until our script has looked at the page once more, and put its element where it belongs.
pub(crate) fn looks_anew(page: &Page<'_>) -> Outcome {
    host(page, "style.removeProperty('--top')")?;
    wait_until("the panel takes its place", PATIENCE, || {
        let top = host(page, "style.getPropertyValue('--top')")?;
        Ok(Seen::when(top.as_str().is_some_and(|top| !top.is_empty()), top))
    })
}

/// A property of our element.
pub(crate) fn host(page: &Page<'_>, property: &str) -> Outcome<Value> {
    page.eval(&format!("({HOST})?.{property}"))
}
