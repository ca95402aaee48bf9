//! The names of the texts that the code says. The sentences themselves stand in `extension/_locales` and nowhere else.
//! Texts that only markup, manifest or boot script name need no key: each key costs bytes of wasm.

mod arg;

pub use crate::core::text::arg::Arg;

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
            /// Every text that code names.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in `messages.json`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The number of placeholders in the text, `$1` and up.
            #[must_use]
            pub const fn arity(self) -> usize {
                match self { $(Self::$variant => $arity),* }
            }
        }
    };
}

keys! {
    Language "language" 0,
    TooltipDue "tooltip_due" 1,
    TooltipUnclear "tooltip_unclear" 1,
    TooltipNoAccess "tooltip_no_access" 1,
    TooltipLoggedOut "tooltip_logged_out" 1,
    HeadlineToDo "headline_to_do" 2,
    HeadlineWaiting "headline_waiting" 0,
    HeadlineUnclear "headline_unclear" 0,
    HeadlineNoAccess "headline_no_access" 0,
    HeadlineLoggedOut "headline_logged_out" 0,
    StateLoggedOut "state_logged_out" 1,
    StateNotRecordedForm "state_not_recorded_form" 0,
    StateNotRecordedSwitch "state_not_recorded_switch" 1,
    StateNoAccess "state_no_access" 1,
    StateBlockedAdmin "state_blocked_admin" 1,
    StateBlockedFirefox "state_blocked_firefox" 1,
    StateBlockedUnknown "state_blocked_unknown" 1,
    DoubtHalfSession "doubt_half_session" 1,
    DoubtActingAsPage "doubt_acting_as_page" 0,
    DoubtTwoAccounts "doubt_two_accounts" 1,
    DoubtUnreadable "doubt_unreadable" 1,
    ActionObject "action_object" 0,
    ActionTurnOff "action_turn_off" 0,
    ActionObjectAfterAll "action_object_after_all" 0,
    ActionTurnOffAfterAll "action_turn_off_after_all" 0,
    ActionWhatNow "action_what_now" 0,
    ActionLetter "action_letter" 0,
    ActionAnswer "action_answer" 0,
    ActionLogIn "action_log_in" 1,
    ActionVisit "action_visit" 1,
    ActionGrant "action_grant" 0,
    Container "container" 1,
    TooltipOnAgain "tooltip_on_again" 1,
    TooltipNothingDue "tooltip_nothing_due" 0,
    HeadlineRecorded "headline_recorded" 0,
    HeadlineNothingDue "headline_nothing_due" 0,
    StatePending "state_pending" 1,
    StateCodeAsked "state_code_asked" 1,
    StateDeclaredDayForm "state_declared_day_form" 1,
    StateDeclaredDaySwitch "state_declared_day_switch" 1,
    StateDeclaredYearForm "state_declared_year_form" 1,
    StateDeclaredYearSwitch "state_declared_year_switch" 1,
    StateObserved "state_observed" 1,
    StateConfirmed "state_confirmed" 1,
    StateReadOff "state_read_off" 1,
    StateOnAgain "state_on_again" 1,
    StateSnoozedUntil "state_snoozed_until" 1,
    StateSnoozedRules "state_snoozed_rules" 0,
    StateDeclined "state_declined" 0,
    StateNotOffered "state_not_offered" 0,
    StateRefused "state_refused" 1,
    StateUnclear "state_unclear" 1,
    StateLocked "state_locked" 0,
    StateDeclaredUndatedForm "state_declared_undated_form" 0,
    StateDeclaredUndatedSwitch "state_declared_undated_switch" 0,
    RowNotRecorded "row_not_recorded" 0,
    RowOtherAccount "row_other_account" 0,
    NoteOtherAccount "note_other_account" 0,
    ActInYear "act_in_year" 1,
    RowOpensForm "row_opens_form" 0,
    RowPending "row_pending" 1,
    RowNoMail "row_no_mail" 1,
    RowCode "row_code" 1,
    RowSent "row_sent" 1,
    RowDialog "row_dialog" 0,
    RowAgreed "row_agreed" 0,
    RowRefused "row_refused" 0,
    RowToldDay "row_told_day" 1,
    RowToldYear "row_told_year" 1,
    RowToldUndated "row_told_undated" 0,
    RowCovered "row_covered" 1,
    RowOff "row_off" 1,
    RowOnAgain "row_on_again" 1,
    RowCheckAgain "row_check_again" 1,
    RowLocked "row_locked" 0,
    RowSnoozed "row_snoozed" 1,
    RowSnoozedRules "row_snoozed_rules" 0,
    RowDeclined "row_declined" 0,
    RowNotOffered "row_not_offered" 0,
    RowLetter "row_letter" 0,
    NoteCovered "note_covered" 1,
    NoteMailOpen "note_mail_open" 0,
    NoteCase "note_case" 1,
    NoteEarlierCounts "note_earlier_counts" 0,
    NoteCheckAgain "note_check_again" 0,
    NoteCheckOnceMore "note_check_once_more" 0,
    NoteRulesChanged "note_rules_changed" 2,
    NoteReloadPage "note_reload_page" 1,
    ActionLookAtSwitch "action_look_at_switch" 0,
    LabelChoices "label_choices" 1,
    AskWhenForm "ask_when_form" 1,
    AskWhenSwitch "ask_when_switch" 1,
    Saved "saved" 0,
    Undone "undone" 0,
    NotSaved "not_saved" 0,
    NoAnswer "no_answer" 0,
    NotSavedFull "not_saved_full" 0,
    NotSavedOther "not_saved_other" 0,
    NotSavedNewer "not_saved_newer" 0,
    NotSavedDay "not_saved_day" 0,
    NotSavedNoDay "not_saved_no_day" 0,
    LinkQuestion "link_question" 2,
    LinkSame "link_same" 0,
    LinkDifferent "link_different" 0,
    LinkedState "linked_state" 2,
    NotLinkedState "not_linked_state" 2,
    ProblemRestored "problem_restored" 0,
    ProblemPartly "problem_partly" 0,
    ProblemLost "problem_lost" 0,
    ProblemNewer "problem_newer" 0,
    ProblemUnreadable "problem_unreadable" 0,
    ImportDone "import_done" 1,
    ImportNothingNew "import_nothing_new" 0,
    ImportNotOurs "import_not_ours" 0,
    ImportNewer "import_newer" 0,
    ImportTooLarge "import_too_large" 0,
    ImportDamaged "import_damaged" 0,
    EraseDone "erase_done" 0,
    EraseFailed "erase_failed" 0,
    EraseHalf "erase_half" 0,
    EventSubmitted "event_submitted" 0,
    EventCodeAsked "event_code_asked" 0,
    EventNoErrorSeen "event_no_error_seen" 0,
    EventForm "event_form" 1,
    EventDeclaredDay "event_declared_day" 1,
    EventDeclaredYear "event_declared_year" 1,
    EventDeclaredUndated "event_declared_undated" 0,
    EventAnswerUnclear "event_answer_unclear" 0,
    EventMail "event_mail" 0,
    EventMailRefused "event_mail_refused" 0,
    EventMailNotYet "event_mail_not_yet" 0,
    EventReadLocked "event_read_locked" 0,
    EventReadOff "event_read_off" 0,
    EventReadOn "event_read_on" 0,
    EventSnoozedUntil "event_snoozed_until" 1,
    EventSnoozedRules "event_snoozed_rules" 0,
    EventDeclined "event_declined" 0,
    EventNotOffered "event_not_offered" 0,
    EventStartedOver "event_started_over" 0,
    EventSessionEnded "event_session_ended" 0,
    EventUndone "event_undone" 0,
    BannerNotRecorded "banner_not_recorded" 0,
    BannerObject "banner_object" 0,
    BannerAlready "banner_already" 0,
    BannerNotToday "banner_not_today" 0,
    BannerWhyTitle "banner_why_title" 0,
    BannerWhy "banner_why" 0,
    BannerSender "banner_sender" 0,
    BannerSettings "banner_settings" 1,
    BannerMail "banner_mail" 1,
    BannerMailYes "banner_mail_yes" 0,
    BannerOpenForm "banner_open_form" 0,
    CompanionHeading "companion_heading" 0,
    CompanionLead "companion_lead" 0,
    CompanionStepMail "companion_step_mail" 0,
    CompanionStepReason "companion_step_reason" 0,
    CompanionStepSend "companion_step_send" 0,
    CompanionHide "companion_hide" 0,
    CompanionShow "companion_show" 0,
    CompanionInserted "companion_inserted" 0,
    CompanionSeen "companion_seen" 1,
    CompanionDialog "companion_dialog" 0,
    CompanionNext "companion_next" 1,
    CompanionDone "companion_done" 0,
    CompanionReopen "companion_reopen" 0,
    CompanionElsewhere "companion_elsewhere" 1,
    CompanionAnother "companion_another" 0,
    ActionTellOthers "action_tell_others" 0,
    PanelClose "panel_close" 0,
    PanelLabel "panel_label" 0,
    CompanionInsert "companion_insert" 0,
    CompanionReasonText "companion_reason_text" 0,
    CompanionSent "companion_sent" 0,
    CompanionCode "companion_code" 0,
    CompanionMail "companion_mail" 0,
    CompanionRecorded "companion_recorded" 0,
    CompanionMissing "companion_missing" 0,
    CompanionMissingHint "companion_missing_hint" 0,
    CompanionAlternate "companion_alternate" 0,
    CompanionFallback "companion_fallback" 0,
    CompanionRecord "companion_record" 0,
    CompanionLoggedOut "companion_logged_out" 1,
    CompanionGuide "companion_guide" 0,
    CompanionSwitched "companion_switched" 0,
    CompanionLink "companion_link" 0,
    GuideCopied "guide_copied" 0,
    OtherRightTitle "other_right_title" 0,
    HowSeen "how_seen" 0,
    HowSaid "how_said" 0,
    CalendarTitle "calendar_title" 1,
    CalendarText "calendar_text" 0,
    NotCopied "not_copied" 0,
    OtherRightHint "other_right_hint" 0,
    NoteOwnEyes "note_own_eyes" 0,
    WatchHint "watch_hint" 1,
    WatchOn "watch_on" 1,
    WatchOff "watch_off" 1,
    WatchStarted "watch_started" 1,
    WatchStopped "watch_stopped" 1,
    WatchRefused "watch_refused" 1,
}

/// A text with its placeholders filled in, still without a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The key names the text.
    pub key: Key,
    /// The arguments stand in place of `$1`, `$2`, …
    pub args: Vec<Arg>,
}

impl Text {
    /// A text with one placeholder.
    #[must_use]
    pub fn with(key: Key, arg: impl Into<Arg>) -> Self {
        Self { key, args: vec![arg.into()] }
    }
}

/// A text without placeholders.
impl From<Key> for Text {
    fn from(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }
}
