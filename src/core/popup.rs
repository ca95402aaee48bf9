//! All rows → what the popup shows.

use super::login::Doubt;
use super::overview::{Row, State, Store};
use super::text::{Key, Text};
use crate::platforms::{PlatformId, Route};

/// The popup, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Popup {
    /// Is there something for me to do?
    pub headline: Key,
    /// One row per account, those of the tab the person is in first.
    pub rows: Vec<RowView>,
}

/// One row of the popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// Which platform.
    pub platform: PlatformId,
    /// Which cookie store, and so which one links open in; `None` if no account was seen.
    pub store: Option<Store>,
    /// Where the account is, if it is in a container.
    pub container: Option<Text>,
    /// How things stand.
    pub state: State,
    /// How things stand, in words.
    pub explanation: Text,
    /// What the main button does.
    pub action: Action,
}

impl RowView {
    /// The label of [`Action::Visit`]: a person who acts as a Page is logged in already.
    #[must_use]
    pub fn visit_label(&self) -> Text {
        let key = if self.state == State::LoggedOut { Key::ActionLogIn } else { Key::ActionVisit };
        Text::with(key, self.platform.facts().name)
    }
}

/// What a row's main button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opens the form or the switch.
    Object(&'static str, Key),
    /// Opens the site itself, to log in or to switch back.
    Visit(&'static str),
    /// Asks the browser for access to this match pattern.
    Grant(String),
}

/// The popup for these rows, seen from a tab in the cookie store `here`.
#[must_use]
pub fn popup(rows: &[Row], here: Option<&Store>) -> Popup {
    let mut views: Vec<RowView> = rows.iter().map(view).collect();
    views.sort_by_key(|view| (view.platform, view.store.as_ref() != here));
    Popup { headline: headline(rows), rows: views }
}

fn headline(rows: &[Row]) -> Key {
    let any = |matching: fn(&Row) -> bool| rows.iter().any(matching);
    if any(|row| row.state.is_due()) {
        Key::HeadlineDue
    } else if any(|row| matches!(row.state, State::Unknown(_))) {
        Key::HeadlineUnclear
    } else if any(|row| row.state == State::NoAccess) {
        Key::HeadlineNoAccess
    } else {
        Key::HeadlineLoggedOut
    }
}

fn view(row: &Row) -> RowView {
    let container = row.store.as_ref().and_then(Store::container);
    RowView {
        platform: row.platform,
        store: row.store.clone(),
        container: container.map(|number| Text::with(Key::Container, number.to_string())),
        state: row.state,
        explanation: explanation(row),
        action: action(row),
    }
}

fn explanation(row: &Row) -> Text {
    let platform = row.platform.facts();
    match row.state {
        State::NoAccess => Text::with(Key::StateNoAccess, platform.domain),
        State::LoggedOut => Text::with(Key::StateLoggedOut, platform.name),
        State::NotRecorded => match platform.objection.route {
            Route::Form => Key::StateNotRecordedForm.into(),
            Route::Switch => Key::StateNotRecordedSwitch.into(),
        },
        State::Unknown(Doubt::HalfSession) => Text::with(Key::DoubtHalfSession, platform.name),
        State::Unknown(Doubt::ActingAsPage) => Key::DoubtActingAsPage.into(),
        State::Unknown(Doubt::TwoAccounts) => Text::with(Key::DoubtTwoAccounts, platform.name),
        State::Unknown(Doubt::Unreadable) => Text::with(Key::DoubtUnreadable, platform.name),
    }
}

/// A form only opens well for somebody who is surely logged in: Meta's login redirect loses it.
fn action(row: &Row) -> Action {
    let platform = row.platform.facts();
    match row.state {
        State::NoAccess => Action::Grant(platform.origins()),
        State::LoggedOut | State::Unknown(_) => Action::Visit(platform.home),
        State::NotRecorded => {
            let label = match platform.objection.route {
                Route::Form => Key::ActionOpenForm,
                Route::Switch => Key::ActionOpenSwitch,
            };
            Action::Object(platform.objection.main.url, label)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(platform: PlatformId, store: &str, state: State) -> Row {
        Row { platform, store: Some(Store(store.into())), state }
    }

    #[test]
    fn the_main_button_follows_the_state() {
        let action = |platform, state| action(&row(platform, "0", state));
        let fb = PlatformId::Facebook;
        assert_eq!(
            action(fb, State::NotRecorded),
            Action::Object("https://www.facebook.com/help/contact/6359191084165019", Key::ActionOpenForm)
        );
        assert_eq!(
            action(PlatformId::Linkedin, State::NotRecorded),
            Action::Object(
                "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement",
                Key::ActionOpenSwitch
            )
        );
        assert_eq!(action(fb, State::LoggedOut), Action::Visit("https://www.facebook.com/"));
        assert_eq!(action(fb, State::Unknown(Doubt::ActingAsPage)), Action::Visit("https://www.facebook.com/"));
        assert_eq!(action(fb, State::NoAccess), Action::Grant("https://*.facebook.com/*".into()));
    }

    #[test]
    fn the_account_of_the_tab_comes_first() {
        let rows = ["firefox-default", "firefox-container-2", "firefox-container-3"];
        let rows = rows.map(|store| row(PlatformId::Instagram, store, State::NotRecorded));
        let order = |here: &str| -> Vec<Option<u32>> {
            let popup = popup(&rows, Some(&Store(here.into())));
            popup.rows.iter().map(|row| row.store.as_ref().and_then(Store::container)).collect()
        };
        assert_eq!(order("firefox-default"), [None, Some(2), Some(3)]);
        assert_eq!(order("firefox-container-3"), [Some(3), None, Some(2)]);
        assert_eq!(order("firefox-container-9"), [None, Some(2), Some(3)]);
    }

    #[test]
    fn the_headline_says_the_most_pressing_thing() {
        let headline = |states: &[State]| {
            let rows: Vec<Row> = states.iter().map(|&state| row(PlatformId::Facebook, "0", state)).collect();
            headline(&rows)
        };
        let half = State::Unknown(Doubt::HalfSession);
        assert_eq!(headline(&[State::LoggedOut, half, State::NoAccess, State::NotRecorded]), Key::HeadlineDue);
        assert_eq!(headline(&[State::LoggedOut, half, State::NoAccess]), Key::HeadlineUnclear);
        assert_eq!(headline(&[State::LoggedOut, State::NoAccess]), Key::HeadlineNoAccess);
        assert_eq!(headline(&[State::LoggedOut]), Key::HeadlineLoggedOut);
    }
}
