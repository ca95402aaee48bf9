//! A WebDriver BiDi client: one command at a time over one WebSocket.
//!
//! Firefox speaks BiDi itself, Chromium through its driver. Both open a session with `session.new` on `/session`.
//! The client subscribes to no events (conditions are polled, `wait.rs`), so no thread has to read in the background.

use crate::wait::Outcome;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::net::TcpStream;
use std::time::Duration;
use tungstenite::{Message, WebSocket, client::client};

/// The time after which a browser that answers nothing counts as hanging. Chromium's first start on a busy machine is
/// the slowest answer.
const SILENCE: Duration = Duration::from_secs(180);

/// A BiDi session.
pub(crate) struct Bidi {
    socket: RefCell<WebSocket<TcpStream>>,
    last_id: Cell<u64>,
}

impl Bidi {
    /// Connects to `127.0.0.1:port` and opens a session with these capabilities.
    pub(crate) fn open(port: u16, capabilities: Value) -> Outcome<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).map_err(|e| format!("connecting to the browser: {e}"))?;
        stream.set_nodelay(true).and_then(|()| stream.set_read_timeout(Some(SILENCE))).map_err(|e| e.to_string())?;
        let (socket, _) = client(format!("ws://127.0.0.1:{port}/session"), stream).map_err(|e| e.to_string())?;
        let bidi = Self { socket: RefCell::new(socket), last_id: Cell::new(0) };
        bidi.command("session.new", json!({ "capabilities": { "alwaysMatch": capabilities } }))?;
        Ok(bidi)
    }

    /// Sends a command and returns its result.
    pub(crate) fn command(&self, method: &str, params: Value) -> Outcome<Value> {
        let id = self.last_id.get() + 1;
        self.last_id.set(id);
        let text = json!({ "id": id, "method": method, "params": params }).to_string();
        let sent = self.socket.borrow_mut().send(Message::text(text));
        sent.map_err(|e| format!("{method}: {e}"))?;
        loop {
            let answer = self.read().map_err(|e| format!("{method}: {e}"))?;
            if answer["id"] == json!(id) {
                return result(method, answer);
            }
        }
    }

    fn read(&self) -> Outcome<Value> {
        loop {
            let message = self.socket.borrow_mut().read().map_err(|e| e.to_string())?;
            if let Message::Text(text) = message {
                return serde_json::from_str(&text).map_err(|e| e.to_string());
            }
        }
    }
}

fn result(method: &str, mut answer: Value) -> Outcome<Value> {
    match answer["type"].as_str() {
        Some("success") => Ok(answer["result"].take()),
        _ => Err(format!("{method}: {}: {}", answer["error"], answer["message"])),
    }
}
