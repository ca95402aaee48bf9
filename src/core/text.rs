//! The names of all texts. The sentences themselves stand in `extension/_locales` and nowhere else.

/// Declares the keys: variant, name in `messages.json`, number of placeholders.
macro_rules! keys {
    ($($variant:ident $name:literal $arity:literal),* $(,)?) => {
        /// A text that people read, by the name it has in `_locales/*/messages.json`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the description of each text stands beside it in messages.json, for translators")]
        pub enum Key {
            $($variant),*
        }

        impl Key {
            /// Every text there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in `messages.json`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// How many placeholders the text has, `$1` and up.
            #[must_use]
            pub const fn arity(self) -> usize {
                match self { $(Self::$variant => $arity),* }
            }
        }
    };
}

keys! {
    ExtensionName "extension_name" 0,
    ExtensionDescription "extension_description" 0,
    TooltipDue "tooltip_due" 1,
    TooltipUnclear "tooltip_unclear" 1,
    TooltipNoAccess "tooltip_no_access" 1,
    TooltipLoggedOut "tooltip_logged_out" 1,
    TooltipBroken "tooltip_broken" 0,
    HeadlineDue "headline_due" 0,
    HeadlineUnclear "headline_unclear" 0,
    HeadlineNoAccess "headline_no_access" 0,
    HeadlineLoggedOut "headline_logged_out" 0,
    StateLoggedOut "state_logged_out" 1,
    StateNotRecordedForm "state_not_recorded_form" 0,
    StateNotRecordedSwitch "state_not_recorded_switch" 0,
    StateNoAccess "state_no_access" 1,
    DoubtHalfSession "doubt_half_session" 1,
    DoubtActingAsPage "doubt_acting_as_page" 0,
    DoubtTwoAccounts "doubt_two_accounts" 1,
    DoubtUnreadable "doubt_unreadable" 1,
    ActionOpenForm "action_open_form" 0,
    ActionOpenSwitch "action_open_switch" 0,
    ActionLogIn "action_log_in" 1,
    ActionVisit "action_visit" 1,
    ActionGrant "action_grant" 0,
    Container "container" 1,
    Promise "promise" 0,
    ErrorPage "error_page" 0,
    ErrorNoWasm "error_no_wasm" 0,
}

/// A text with its placeholders filled in, still without a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Which text.
    pub key: Key,
    /// What stands in place of `$1`, `$2`, …: names and numbers, never sentences.
    pub args: Vec<String>,
}

impl Text {
    /// A text with one placeholder.
    #[must_use]
    pub fn with(key: Key, arg: impl Into<String>) -> Self {
        Self { key, args: vec![arg.into()] }
    }
}

/// A text without placeholders.
impl From<Key> for Text {
    fn from(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }
}
