//! How a platform's pages are read and looked at.

/// How a page is read: selectors and addresses that hold in every language of the site.
#[derive(Debug)]
pub enum Selectors {
    /// Of a form.
    Form(&'static FormSelectors),
    /// Of a switch.
    Switch(&'static SwitchSelectors),
}

/// How the page of a form is read.
#[derive(Debug)]
pub struct FormSelectors {
    /// The fields a person fills in.
    pub fields: &'static str,
    /// A field for a code from an e-mail.
    pub code: &'static str,
    /// A sign that something is wrong.
    pub error: &'static str,
    /// A dialog that asks for nothing.
    pub dialog: &'static str,
    /// The hidden field that holds the form's number.
    pub form_id: &'static str,
    /// What a person can press to send it.
    pub submit: &'static str,
    /// The field for the reason.
    pub reason: &'static str,
    /// Paths to which the page sends it.
    pub requests: &'static [&'static str],
}

/// How the page of a switch is read.
#[derive(Debug)]
pub struct SwitchSelectors {
    /// The switch by its stable name.
    pub named: &'static str,
    /// Any switch in the main part of the page.
    pub any: &'static str,
    /// Whether it may be one of several without a name, the first as far as we know. It is off when all of them are off; it
    /// passes for on when the first is, since that only leads people there to look.
    pub among_several: bool,
    /// What a person presses to change it.
    pub press: &'static str,
    /// Paths to which the page sends a change.
    pub requests: &'static [&'static str],
}

/// How a page says where its own things are, for a panel to stay out of their way.
#[derive(Debug)]
pub struct LayoutSelectors {
    /// The header.
    pub header: &'static str,
    /// A dialog.
    pub dialog: &'static str,
    /// The root element while the page is dark.
    pub dark: &'static str,
    /// The root element while the page is light.
    pub light: &'static str,
}
