//! Makes and deletes the containers of Firefox.

use crate::browser::{Browser, CookieStore};
use crate::wait::Outcome;
use serde_json::json;

impl Browser {
    /// Makes a new Firefox container.
    pub(crate) fn new_container(&self) -> Outcome<CookieStore> {
        let made = self.driver().bidi().command("browser.createUserContext", json!({}))?;
        let store = CookieStore(made["userContext"].as_str().unwrap_or_default().to_owned());
        self.containers.borrow_mut().push(store.clone());
        Ok(store)
    }

    /// Deletes a container with everything in it.
    pub(crate) fn remove_container(&self, store: &CookieStore) -> Outcome {
        self.containers.borrow_mut().retain(|other| other != store);
        self.driver().bidi().command("browser.removeUserContext", json!({ "userContext": store.0 })).map(drop)
    }
}
