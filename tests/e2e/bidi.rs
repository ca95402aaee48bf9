//! A WebDriver BiDi client: one command at a time over one WebSocket.
//!
//! Firefox speaks BiDi itself, Chromium through its driver. Both open a session with `session.new` on `/session`.
//! The client subscribes to no events (conditions are polled, `wait.rs`), so no thread has to read in the background.

use crate::wait::Outcome;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::Duration;
use tungstenite::{Error, Message, WebSocket, client::client};

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
        stream.set_nodelay(true).map_err(|e| e.to_string())?;
        let (socket, _) = client(format!("ws://127.0.0.1:{port}/session"), stream).map_err(|e| e.to_string())?;
        let bidi = Self { socket: RefCell::new(socket), last_id: Cell::new(0) };
        bidi.command("session.new", json!({ "capabilities": { "alwaysMatch": capabilities } }))?;
        Ok(bidi)
    }

    /// Sends a command and returns its result.
    pub(crate) fn command(&self, method: &str, params: Value) -> Outcome<Value> {
        let silence = || format!("{method}: the browser says nothing for {SILENCE:?}");
        self.command_within(SILENCE, method, params)?.ok_or_else(silence)
    }

    /// Sends a command and returns its result, or nothing if the browser is silent for so long. The result is dropped if
    /// it comes later.
    pub(crate) fn command_within(&self, patience: Duration, method: &str, params: Value) -> Outcome<Option<Value>> {
        let in_words = |error: &dyn std::fmt::Display| format!("{method}: {error}");
        let id = self.last_id.get() + 1;
        self.last_id.set(id);
        let text = json!({ "id": id, "method": method, "params": params }).to_string();
        let mut socket = self.socket.borrow_mut();
        socket.get_ref().set_read_timeout(Some(patience)).map_err(|e| in_words(&e))?;
        socket.send(Message::text(text)).map_err(|e| in_words(&e))?;
        loop {
            match socket.read() {
                Ok(Message::Text(text)) => {
                    let answer: Value = serde_json::from_str(&text).map_err(|e| in_words(&e))?;
                    if answer["id"] == json!(id) {
                        return result(method, answer).map(Some);
                    }
                }
                Ok(_) => {}
                // The two systems name the end of a wait differently.
                Err(Error::Io(e)) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    return Ok(None);
                }
                Err(e) => return Err(in_words(&e)),
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
