//! Looks at Bezwaar's panel in a site's page, and presses it as a person does. Its shadow root is closed to the page;
//! the browser's own protocol sees inside.

use crate::page::Page;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use serde_json::{Value, json};

/// The expression for our element in a page: the child of the root beside head and body.
const HOST: &str = "[...document.documentElement.children].find(e => e !== document.head && e !== document.body)";

/// The expression for the number of elements that the page does not know.
const STRANGERS: &str = "document.documentElement.children.length - 2";

/// Our element with all that is inside, as the protocol describes it.
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

    /// Returns all that it says.
    pub(crate) fn text(&self) -> String {
        let text = |node: &Value| node["value"]["nodeValue"].as_str().map(str::to_owned);
        self.nodes().into_iter().filter_map(text).collect::<Vec<_>>().join(" ")
    }

    /// Returns the element of this class.
    pub(crate) fn classed(&self, class: &str) -> Outcome<Value> {
        let is_it = |node: &&Value| node["value"]["attributes"]["class"] == class;
        let found = self.nodes().into_iter().find(is_it).ok_or_else(|| format!("nothing is a {class}"))?;
        Ok(found["sharedId"].clone())
    }

    /// Returns the button, or whatever is pressed, with this text.
    fn labelled(&self, label: &str) -> Option<&Value> {
        let says = |node: &Value| node["value"]["children"][0]["value"]["nodeValue"] == label;
        self.nodes().into_iter().find(|node| says(node))
    }
}

/// Waits until there are this many elements of ours in the page, and no others that the page does not know.
pub(crate) fn then_our_elements(page: &Page<'_>, expected: u64) -> Outcome {
    wait_until(&format!("there are {expected} elements of ours in the page"), PATIENCE, || {
        let found = page.eval(STRANGERS)?;
        Ok(Seen::when(found == json!(expected), found.to_string()))
    })
}

/// Returns what our element holds; an error if there is none.
pub(crate) fn inside(page: &Page<'_>) -> Outcome<Inside> {
    let seen = page.serialized(HOST)?;
    if seen["type"] == "node" { Ok(Inside(seen)) } else { Err("there is no panel in the page".into()) }
}

/// Waits until the panel says this.
pub(crate) fn says(page: &Page<'_>, text: &str) -> Outcome {
    wait_until(&format!("the panel says {text:?}"), PATIENCE, || {
        let said = inside(page).map_or_else(|error| error, |inside| inside.text());
        Ok(Seen::when(said.contains(text), said))
    })
}

/// Presses the element that has this label, with a real pointer.
pub(crate) fn press(page: &Page<'_>, label: &str) -> Outcome {
    page.activate()?;
    let inside = inside(page)?;
    let node = inside.labelled(label).ok_or_else(|| format!("nothing is labelled {label:?}: {}", inside.text()))?;
    page.click_node(&node["sharedId"])
}

/// Presses the banner's button until no banner is seen: each script that was put into the page may have drawn one of its
/// own, and that goes when it is answered, or closes by itself where nobody answers any more.
pub(crate) fn press_until_none_is_seen(page: &Page<'_>, label: &str) -> Outcome {
    wait_until(&format!("{label:?} closes every banner in the page"), PATIENCE, || {
        if !is_on_top(page, (400, 200))? {
            return Ok(Seen::Yes(()));
        }
        Ok(Seen::NotYet(press(page, label).err().unwrap_or_else(|| "a banner, and it was pressed".into())))
    })
}

/// Returns what a function gives for the element that has this label.
pub(crate) fn ask(page: &Page<'_>, label: &str, function: &str) -> Outcome<Value> {
    let inside = inside(page)?;
    let node = inside.labelled(label).ok_or_else(|| format!("nothing is labelled {label:?}: {}", inside.text()))?;
    page.ask_node(&node["sharedId"], function)
}

/// Returns whether the companion is unfolded.
pub(crate) fn is_open(page: &Page<'_>) -> Outcome<bool> {
    ask(page, "Hide", "e => e.closest('details').open").map(|open| open == json!(true))
}

/// Returns whether our element is on top at this point of the window. Where its
/// content stands cannot be asked for.
pub(crate) fn is_on_top(page: &Page<'_>, (x, y): (i64, i64)) -> Outcome<bool> {
    page.eval(&format!("document.elementFromPoint({x}, {y}) === ({HOST})")).map(|on_top| on_top == json!(true))
}

/// Waits until our script has looked at the page once more, and put its element where it belongs.
pub(crate) fn looks_anew(page: &Page<'_>) -> Outcome {
    host(page, "style.setProperty('color-scheme', 'only light')")?;
    wait_until("the panel takes its place", PATIENCE, || {
        let colours = host(page, "style.colorScheme")?;
        Ok(Seen::when(colours.as_str().is_some_and(|colours| !colours.contains("only")), colours))
    })
}

/// The panel comes to be dark or light.
pub(crate) fn then_dark(page: &Page<'_>, expected: bool) -> Outcome {
    let ground = "e => getComputedStyle(e).backgroundColor";
    let expected = if expected { "rgb(29, 33, 41)" } else { "rgb(255, 255, 255)" };
    wait_until(&format!("its ground is {expected}"), PATIENCE, || {
        let now = ask_panel(page, ground)?;
        Ok(Seen::when(now == json!(expected), now.to_string()))
    })
}

/// Gives all that is in our element a direction, as a language would that is written in it.
pub(crate) fn turn(page: &Page<'_>, direction: &str) -> Outcome {
    ask_panel(page, &format!("e => (e.dir = {direction:?})")).map(drop)
}

/// Returns what a function gives for the outermost element in ours, which has a language and a direction.
pub(crate) fn ask_panel(page: &Page<'_>, function: &str) -> Outcome<Value> {
    let inside = inside(page)?;
    let is_panel = |node: &&Value| node["value"]["attributes"]["dir"].is_string();
    let panel = inside.nodes().into_iter().find(is_panel).ok_or("there is no panel in our element")?;
    page.ask_node(&panel["sharedId"], function)
}

/// Returns a property of our element.
pub(crate) fn host(page: &Page<'_>, property: &str) -> Outcome<Value> {
    page.eval(&format!("({HOST})?.{property}"))
}
