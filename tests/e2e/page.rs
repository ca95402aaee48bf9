//! Drives one tab: looks at it, and acts in it with a real pointer and real keys.

use crate::bidi::Bidi;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use base64::Engine;
use serde_json::{Value, json};
use std::path::Path;

/// A key that is not a character, as WebDriver names it.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    /// The key that goes to the next control.
    Tab,
    /// The key that presses the control with the focus.
    Enter,
    /// The key that closes what is open.
    Escape,
    /// The key of this digit.
    Digit(char),
}

/// A tab in a session.
pub(crate) struct Page<'a> {
    bidi: &'a Bidi,
    id: String,
    apart: bool,
}

impl<'a> Page<'a> {
    /// Names the tab with this id.
    pub(crate) fn new(bidi: &'a Bidi, id: String) -> Self {
        Self { bidi, id, apart: false }
    }

    /// Returns the same tab, seen from a world apart: what the page did to its own functions and names is not seen.
    pub(crate) fn apart(self) -> Self {
        Self { apart: true, ..self }
    }

    fn target(&self) -> Value {
        if self.apart { json!({ "context": self.id, "sandbox": "bench" }) } else { json!({ "context": self.id }) }
    }

    /// Returns the session's id of the tab.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Loads an address and waits until it has loaded.
    pub(crate) fn navigate(&self, url: &str) -> Outcome {
        let wait = json!({ "context": self.id, "url": url, "wait": "complete" });
        self.bidi.command("browsingContext.navigate", wait).map(drop).map_err(|e| format!("opening {url}: {e}"))
    }

    /// Loads the page again.
    pub(crate) fn reload(&self) -> Outcome {
        self.bidi.command("browsingContext.reload", json!({ "context": self.id, "wait": "complete" })).map(drop)
    }

    /// Goes back or forth in the tab's history.
    pub(crate) fn traverse(&self, delta: i32) -> Outcome {
        self.bidi.command("browsingContext.traverseHistory", json!({ "context": self.id, "delta": delta })).map(drop)
    }

    /// Closes the tab.
    pub(crate) fn close(&self) -> Outcome {
        self.bidi.command("browsingContext.close", json!({ "context": self.id })).map(drop)
    }

    /// Brings the tab to the front. Firefox answers when the tab that was there is hidden, which now and then it never
    /// is: what counts is that this one is seen.
    pub(crate) fn activate(&self) -> Outcome {
        let call = json!({ "context": self.id });
        match self.bidi.command_within(PATIENCE, "browsingContext.activate", call)? {
            Some(_) => Ok(()),
            None => wait_until("the tab comes to the front", PATIENCE, || {
                let state = self.eval("document.visibilityState")?;
                Ok(Seen::when(state == "visible", state))
            }),
        }
    }

    /// Returns the value of an expression; a promise is awaited.
    pub(crate) fn eval(&self, expression: &str) -> Outcome<Value> {
        // The value comes as JSON text, because BiDi's own notation of values knows maps, dates, nodes and more.
        let expression = format!("(async () => JSON.stringify((await ({expression})) ?? null))()");
        let call = json!({ "expression": expression, "target": self.target(), "awaitPromise": true });
        let evaluated = self.bidi.command("script.evaluate", call)?;
        match evaluated["result"]["value"].as_str() {
            Some(text) => serde_json::from_str(text).map_err(|e| e.to_string()),
            None => Err(format!("in the page: {}", evaluated["exceptionDetails"]["text"])),
        }
    }

    /// Returns what an expression gives, as the protocol describes it: elements with all that is in them, closed roots
    /// included.
    pub(crate) fn serialized(&self, expression: &str) -> Outcome<Value> {
        let deep = json!({ "maxDomDepth": 12, "includeShadowTree": "all" });
        let call = json!({ "expression": expression, "target": self.target(), "awaitPromise": false,
            "serializationOptions": deep });
        Ok(self.bidi.command("script.evaluate", call)?["result"].take())
    }

    /// Returns the text of the first element that matches.
    pub(crate) fn text(&self, selector: &str) -> Outcome<String> {
        let text = self.eval(&format!("document.querySelector({})?.textContent.trim()", json!(selector)))?;
        text.as_str().map(str::to_owned).ok_or_else(|| format!("there is no {selector} on the page"))
    }

    /// Waits until the first element that matches says this.
    pub(crate) fn wait_for_text(&self, selector: &str, expected: &str) -> Outcome {
        wait_until(&format!("{selector} says {expected:?}"), PATIENCE, || {
            let text = self.text(selector)?;
            Ok(Seen::when(text == expected, text))
        })
    }

    /// Waits until an element matches, also while the tab goes from one page to the next.
    pub(crate) fn wait_for(&self, selector: &str) -> Outcome {
        let look =
            format!("[document.querySelector({}) != null, document.body?.innerText.slice(0, 200)]", json!(selector));
        wait_until(&format!("the page has {selector}"), PATIENCE, || {
            // A page that goes away while it is asked answers with an error.
            let seen = self.eval(&look).unwrap_or_else(|error| json!([false, error]));
            Ok(Seen::when(seen[0] == json!(true), &seen[1]))
        })
    }

    /// Clicks the first element that matches, in its middle.
    pub(crate) fn click(&self, selector: &str) -> Outcome {
        self.activate()?;
        self.eval(&format!("document.querySelector({})?.scrollIntoView({{ block: 'center' }})", json!(selector)))?;
        let locator = json!({ "type": "css", "value": selector });
        let call = json!({ "context": self.id, "locator": locator, "maxNodeCount": 1 });
        let found = self.bidi.command("browsingContext.locateNodes", call)?;
        let found = &found["nodes"][0]["sharedId"];
        if found.is_null() {
            return Err(format!("there is no {selector} to click on"));
        }
        self.click_node(found)
    }

    /// Waits until exactly one element has this role and this name, as those hear who do not see the page, and returns it.
    pub(crate) fn named(&self, role: &str, name: &str) -> Outcome<Value> {
        let locator = json!({ "type": "accessibility", "value": { "role": role, "name": name } });
        let call = json!({ "context": self.id, "locator": locator });
        wait_until(&format!("there is one {role} named {name:?}"), PATIENCE, || {
            let found = self.bidi.command("browsingContext.locateNodes", call.clone())?["nodes"].take();
            match found.as_array().map(Vec::as_slice) {
                Some([one]) => Ok(Seen::Yes(one["sharedId"].clone())),
                _ => Ok(Seen::NotYet(found.to_string())),
            }
        })
    }

    /// Clicks the element that has this role and this name.
    pub(crate) fn click_named(&self, role: &str, name: &str) -> Outcome {
        let found = self.named(role, name)?;
        self.activate()?;
        self.ask_node(&found, "e => e.scrollIntoView({ block: 'center' })")?;
        self.click_node(&found)
    }

    /// Clicks a node, in its middle.
    pub(crate) fn click_node(&self, shared_id: &Value) -> Outcome {
        let middle = json!({ "type": "element", "element": { "sharedId": shared_id } });
        self.perform(json!({ "type": "pointer", "id": "mouse", "actions": [
            { "type": "pointerMove", "x": 0, "y": 0, "origin": middle },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]}))
    }

    /// Clicks at a point of the window, whatever is there.
    pub(crate) fn click_at(&self, x: i64, y: i64) -> Outcome {
        self.perform(json!({ "type": "pointer", "id": "mouse", "actions": [
            { "type": "pointerMove", "x": x, "y": y, "origin": "viewport" },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]}))
    }

    /// Returns what a function gives for a node, also for one in a closed root.
    pub(crate) fn ask_node(&self, shared_id: &Value, function: &str) -> Outcome<Value> {
        let call = json!({ "functionDeclaration": format!("e => JSON.stringify(({function})(e) ?? null)"),
            "arguments": [{ "sharedId": shared_id }], "target": self.target(), "awaitPromise": false });
        let answer = self.bidi.command("script.callFunction", call)?;
        let text = answer["result"]["value"].as_str().ok_or_else(|| format!("in the page: {answer}"))?;
        serde_json::from_str(text).map_err(|e| e.to_string())
    }

    /// Presses and releases a key.
    pub(crate) fn press(&self, key: Key) -> Outcome {
        let mut buffer = [0; 4];
        let value = match key {
            Key::Tab => "\u{e004}",
            Key::Enter => "\u{e007}",
            Key::Escape => "\u{e00c}",
            Key::Digit(digit) => digit.encode_utf8(&mut buffer),
        };
        self.perform(json!({ "type": "key", "id": "keyboard", "actions": [
            { "type": "keyDown", "value": value },
            { "type": "keyUp", "value": value },
        ]}))
    }

    /// Gives the window's inside this size, in CSS pixels, and this many device pixels for each.
    pub(crate) fn resize(&self, width: u32, height: u32, ratio: f64) -> Outcome {
        let call = json!({ "context": self.id, "viewport": { "width": width, "height": height },
            "devicePixelRatio": ratio });
        self.bidi.command("browsingContext.setViewport", call).map(drop)
    }

    /// Prints the page, and returns the number of sheets that this takes.
    pub(crate) fn printed(&self) -> Outcome<usize> {
        // A print style sheet may ask for another size; this is A4, in centimetres.
        let paper = json!({ "width": 21.0, "height": 29.7 });
        let printed = self.bidi.command("browsingContext.print", json!({ "context": self.id, "page": paper }))?;
        let data = printed["data"].as_str().unwrap_or_default();
        let pdf = base64::engine::general_purpose::STANDARD.decode(data).map_err(|e| e.to_string())?;
        Ok(String::from_utf8_lossy(&pdf).split("/Type /Page").skip(1).filter(|rest| !rest.starts_with('s')).count())
    }

    /// Writes a small picture of what the window shows.
    pub(crate) fn picture(&self, file: &Path) -> Outcome {
        self.save(json!({ "context": self.id, "format": { "type": "image/webp", "quality": 0.5 } }), file)
    }

    /// Writes a picture of the whole page.
    pub(crate) fn screenshot(&self, file: &Path) -> Outcome {
        // A tab in the background paints late or never.
        self.activate()?;
        self.save(json!({ "context": self.id, "origin": "document" }), file)
    }

    /// Returns a picture of what the window shows, as PNG.
    pub(crate) fn png(&self) -> Outcome<Vec<u8>> {
        self.shot(json!({ "context": self.id }))
    }

    fn shot(&self, call: Value) -> Outcome<Vec<u8>> {
        let shot = self.bidi.command("browsingContext.captureScreenshot", call)?;
        let data = shot["data"].as_str().unwrap_or_default();
        base64::engine::general_purpose::STANDARD.decode(data).map_err(|e| e.to_string())
    }

    fn save(&self, call: Value, file: &Path) -> Outcome {
        let image = self.shot(call)?;
        std::fs::write(file, image).map_err(|e| format!("{}: {e}", file.display()))
    }

    fn perform(&self, source: Value) -> Outcome {
        let call = json!({ "context": self.id, "actions": [source] });
        self.bidi.command("input.performActions", call).map(drop)
    }
}
