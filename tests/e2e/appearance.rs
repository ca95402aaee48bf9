//! Judges how a page of the extension looks: by axe-core, in a narrow window, from right to left, and in pictures.

use crate::driver::Kind;
use crate::page::Page;
use crate::wait::{Outcome, PATIENCE, Seen, wait_until};
use crate::world::World;
use serde_json::{Value, json};

/// The file into which `./build.sh test` puts axe-core.
const AXE: &str = "tests/node_modules/axe-core/axe.min.js";

/// The rules that a page must not break: WCAG 2.2 AA, and what axe-core calls good practice.
const RULES: &str = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }";

/// The width of the narrowest window in which a page has to work by WCAG, in CSS pixels.
const NARROW_WIDTH_PX: u32 = 320;

/// The states of which there are pictures in every way; of the others light and dark must do.
const EVERY_WAY: [&str; 3] = ["popup-due", "welcome", "record"];

/// The greatest height of a picture, in CSS pixels: the guide is long.
const MAX_HEIGHT_PX: u32 = 1200;

impl World {
    /// Fails unless the page is fine in both themes, in a narrow window and from right to left. `width`: of the usual
    /// window.
    pub(crate) fn then_looks_fine(&self, page: &Page, name: &str, width: u32) -> Outcome {
        page.activate()?;
        for theme in ["dark", "light"] {
            self.browser()?.driver().emulate(page.id(), &[("prefers-color-scheme", theme)])?;
            wait_until("the theme has changed", PATIENCE, || {
                let now = page.eval(&format!("matchMedia('(prefers-color-scheme: {theme})').matches"))?;
                Ok(Seen::when(now == json!(true), &now))
            })?;
            // All of the page is in the window: what the bar at the bottom covers meanwhile can be scrolled from under
            // it.
            whole(page, width, u32::MAX)?;
            accessible(page).map_err(|found| format!("{name}, {theme}: {found}"))?;
            self.picture(page, &format!("{name}-{theme}"), width)?;
        }
        if self.kind == Kind::Chrome {
            let driver = self.browser()?.driver();
            driver.emulate(page.id(), &[("forced-colors", "active")])?;
            self.picture(page, &format!("{name}-forced"), width)?;
            driver.emulate(page.id(), &[("prefers-color-scheme", "light")])?;
        }
        page.eval("(document.documentElement.dir = 'rtl')")?;
        self.picture(page, &format!("{name}-rtl"), width)?;
        for direction in ["rtl", "ltr"] {
            page.eval(&format!("(document.documentElement.dir = '{direction}')"))?;
            page.resize(NARROW_WIDTH_PX, 640, 2.0)?;
            let widths = page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")?;
            if widths[0] != widths[1] {
                return Err(format!("{name}, {direction}: content and window are {widths} px wide"));
            }
        }
        self.picture(page, &format!("{name}-narrow"), NARROW_WIDTH_PX)?;
        // This is a tab in which a person has chosen 200 %. The popup is so small that it stays as wide as it is.
        if width > 2 * NARROW_WIDTH_PX {
            // One device pixel stands for each CSS pixel: the page is laid out the same, and the picture has a quarter
            // of the size.
            self.picture(page, &format!("{name}-enlarged"), width / 2)?;
        }
        page.resize(width, 640, 1.0)
    }

    /// Writes a picture, if somebody wants pictures.
    fn picture(&self, page: &Page, name: &str, width: u32) -> Outcome {
        let Some(directory) = &self.pictures else { return Ok(()) };
        let (state, view) = name.rsplit_once('-').unwrap_or((name, ""));
        if !matches!(view, "light" | "dark") && !EVERY_WAY.contains(&state) {
            return Ok(());
        }
        whole(page, width, MAX_HEIGHT_PX)?;
        page.picture(&directory.join(format!("{name}.webp")))
    }
}

/// Makes the window as high as the page.
fn whole(page: &Page, width: u32, tallest: u32) -> Outcome {
    page.resize(width, 640, 1.0)?;
    let height = page.eval("document.documentElement.scrollHeight")?.as_u64();
    let height = height.and_then(|height| u32::try_from(height).ok()).unwrap_or(640);
    page.resize(width, height.min(tallest), 1.0)
}

/// Lets axe-core judge the page. It is evaluated in the page, where no content security policy applies to it.
fn accessible(page: &Page) -> Outcome {
    if page.eval("typeof axe")? == json!("undefined") {
        let axe = std::fs::read_to_string(AXE).map_err(|e| format!("{AXE}: {e}; ./build.sh test fetches it"))?;
        page.eval(&format!("(() => {{ {axe}\n }})()"))?;
    }
    let found = page.eval(&format!(
        "axe.run(document, {RULES}).then(({{ violations }}) => violations.flatMap(({{ id, nodes }}) =>
            nodes.map(node => `${{id}} at ${{node.target}}: ${{node.failureSummary}}`)))"
    ))?;
    match found {
        Value::Array(found) if found.is_empty() => Ok(()),
        found => Err(format!("axe-core found {found:#}")),
    }
}
