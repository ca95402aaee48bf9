//! A picture made of pictures, laid out by the browser.

use super::text;
use crate::driver::Window;
use crate::wait::Outcome;
use base64::Engine;
use std::path::Path;

const FRAME: &str = include_str!("scene.html");

/// How much larger the lens shows the toolbar.
const LENS: f64 = 3.0;

/// The lens' width and height inside its border, in CSS pixels.
const LENS_SIZE: f64 = 218.0;

/// Where the page lies, and how wide it is.
const PAGE: (f64, f64, f64) = (80.0, 112.0, 1120.0);

/// What is on a picture, and its size.
pub(super) struct Scene {
    body: String,
    pub(super) size: (u32, u32),
}

impl Scene {
    /// Nothing yet but a sentence above and a note below.
    pub(super) fn new(caption: &str, note: &str) -> Self {
        let body = format!("<h1>{}</h1><p class=\"note\">{}</p>", escaped(caption), escaped(note));
        Self { body, size: (1280, 800) }
    }

    /// The small picture that stores show in lists: the icon and the name.
    pub(super) fn tile() -> Outcome<Self> {
        let icon = text(Path::new("extension/icons/icon.svg"))?;
        let icon = image(&url("image/svg+xml", icon.as_bytes()), "");
        Ok(Self { body: format!("<div class=\"tile\">{icon}Bezwaar</div>"), size: (440, 280) })
    }

    /// With a page.
    pub(super) fn page(self, page: &str) -> Self {
        self.with("page", page)
    }

    /// With a page, and the popup over it.
    pub(super) fn popup(self, page: &str, popup: &str) -> Self {
        self.with("page", page).with("popup", popup)
    }

    /// With a sheet of paper.
    pub(super) fn paper(self, print: &str) -> Self {
        self.with("paper", print)
    }

    /// With a browser's window, and a lens over the extension's button.
    pub(super) fn window(self, window: &Window) -> Self {
        let mut scene = self.with("page", &window.picture);
        let shrunk = PAGE.2 / window.width;
        let (x, y) = (window.button.0 * shrunk, window.button.1 * shrunk);
        let middle = LENS_SIZE / 2.0;
        let inside =
            format!("left:{:.1}px;top:{:.1}px;width:{:.1}px", middle - x * LENS, middle - y * LENS, PAGE.2 * LENS);
        let (left, top) = (PAGE.0 + x - middle - 35.0, PAGE.1 + y + 60.0);
        let image = image(&window.picture, &inside);
        scene.body += &format!("<div class=\"lens\" style=\"left:{left:.0}px;top:{top:.0}px\">{image}</div>");
        scene
    }

    fn with(mut self, class: &str, picture: &str) -> Self {
        self.body += &format!("<div class=\"{class}\">{}</div>", image(picture, ""));
        self
    }

    /// The whole page that shows it.
    pub(super) fn html(&self) -> String {
        FRAME.replace("{body}", &self.body)
    }
}

/// Bytes as an address.
pub(super) fn url(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

fn image(url: &str, style: &str) -> String {
    format!("<img alt=\"\" src=\"{url}\" style=\"{style}\">")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
