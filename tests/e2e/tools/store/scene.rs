//! Makes a picture of pictures, laid out by the browser.

use super::text;
use crate::driver::Window;
use crate::wait::Outcome;
use base64::Engine;
use std::path::Path;

const FRAME: &str = include_str!("scene.html");

/// The factor by which the lens shows the toolbar larger.
const LENS: f64 = 3.0;

/// The lens' width and height inside its border, in CSS pixels.
const LENS_SIZE: f64 = 134.0;

/// The left edge of the lens, in CSS pixels: beside the page's text, so that it hides none.
const LENS_LEFT: f64 = 1122.0;

/// The place of the page, and its width, in CSS pixels.
const PAGE: (f64, f64, f64) = (80.0, 112.0, 1120.0);

/// The width of the popup, and how far below the middle of its button it begins, in CSS pixels.
const POPUP_WIDTH: f64 = 380.0;
const BELOW_BUTTON: f64 = 24.0;

/// A scene: what is on a picture, and its size.
pub(super) struct Scene {
    body: String,
    pub(super) size: (u32, u32),
}

impl Scene {
    /// Makes a scene with nothing yet but a sentence above and a note below.
    pub(super) fn new(caption: &str, note: &str) -> Self {
        let body = format!("<h1>{}</h1><p class=\"note\">{}</p>", escaped(caption), escaped(note));
        Self { body, size: (1280, 800) }
    }

    /// Makes the small picture that web stores show in lists: the icon and the name.
    pub(super) fn tile() -> Outcome<Self> {
        let icon = text(Path::new("extension/icons/icon.svg"))?;
        let icon = image(&url("image/svg+xml", icon.as_bytes()), "");
        Ok(Self { body: format!("<div class=\"tile\">{icon}Bezwaar</div>"), size: (440, 280) })
    }

    /// Adds a page.
    pub(super) fn page(self, page: &str) -> Self {
        self.with("page", page)
    }

    /// Adds a browser's window, and the popup below the extension's button.
    pub(super) fn popup(self, window: &Window, popup: &str) -> Self {
        let shrunk = PAGE.2 / window.width;
        let mut scene = self.with("page", &window.picture);
        let right = PAGE.0 + (window.button.0 * shrunk) + 60.0;
        scene.body += &below_toolbar(right - POPUP_WIDTH, PAGE.1 + window.button.1 * shrunk + BELOW_BUTTON, popup);
        scene
    }

    /// Makes a scene of the corner of a browser's window with the extension's button, and the popup below it.
    pub(super) fn corner(window: &Window, popup: &str) -> Self {
        let (width, height) = (520, 620);
        let left = f64::from(width) - window.width;
        let image =
            image(&window.picture, &format!("position:absolute;top:0;left:{left:.0}px;width:{:.0}px", window.width));
        let right = left + window.button.0 + 60.0;
        let popup = below_toolbar(right - POPUP_WIDTH, window.button.1 + BELOW_BUTTON, popup);
        Self { body: format!("{image}{popup}"), size: (width, height) }
    }

    /// Adds a sheet of paper.
    pub(super) fn paper(self, print: &str) -> Self {
        self.with("paper", print)
    }

    /// Adds a browser's window, and a lens over the extension's button.
    pub(super) fn window(self, window: &Window) -> Self {
        let mut scene = self.with("page", &window.picture);
        let shrunk = PAGE.2 / window.width;
        let (x, y) = (window.button.0 * shrunk, window.button.1 * shrunk);
        let middle = LENS_SIZE / 2.0;
        let inside =
            format!("left:{:.1}px;top:{:.1}px;width:{:.1}px", middle - x * LENS, middle - y * LENS, PAGE.2 * LENS);
        let top = PAGE.1 + y + 60.0;
        let image = image(&window.picture, &inside);
        scene.body += &format!("<div class=\"lens\" style=\"left:{LENS_LEFT:.0}px;top:{top:.0}px\">{image}</div>");
        scene
    }

    fn with(mut self, class: &str, picture: &str) -> Self {
        self.body += &format!("<div class=\"{class}\">{}</div>", image(picture, ""));
        self
    }

    /// Returns the whole page that shows it.
    pub(super) fn html(&self) -> String {
        FRAME.replace("{body}", &self.body)
    }
}

fn below_toolbar(left: f64, top: f64, popup: &str) -> String {
    format!("<div class=\"popup\" style=\"left:{left:.0}px;top:{top:.0}px\">{}</div>", image(popup, ""))
}

/// Returns bytes as an address.
pub(super) fn url(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

fn image(url: &str, style: &str) -> String {
    format!("<img alt=\"\" src=\"{url}\" style=\"{style}\">")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
