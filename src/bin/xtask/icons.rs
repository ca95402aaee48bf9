//! PNG icons from the one SVG, in the sizes that the manifest names and as the web stores want it.

use crate::{Result, at, files};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fs;
use std::path::Path;

const SIZES: [u32; 4] = [16, 32, 48, 128];

/// The sizes in pixels of the icon for web stores and of the art in it, as the Chrome Web Store has them.
const WEB_STORE_SIZES: (u32, f32) = (128, 96.0);

/// Draws `icon-SIZE.png` for every size into `dir`.
pub(crate) fn draw(dir: &Path) -> Result {
    let tree = tree()?;
    for size in SIZES {
        let scale = size as f32 / tree.size().width();
        render(&tree, size, Transform::from_scale(scale, scale), &dir.join(format!("icon-{size}.png")))?;
    }
    Ok(())
}

/// Draws the icon with the margin that web stores ask for.
pub(crate) fn draw_for_web_stores(file: &Path) -> Result {
    let tree = tree()?;
    let (size, inside) = WEB_STORE_SIZES;
    let art = tree.root().abs_bounding_box();
    let scale = inside / art.width().max(art.height());
    let place = |start: f32, length: f32| size as f32 / 2.0 - (start + length / 2.0) * scale;
    let (x, y) = (place(art.x(), art.width()), place(art.y(), art.height()));
    render(&tree, size, Transform::from_row(scale, 0.0, 0.0, scale, x, y), file)
}

fn tree() -> Result<Tree> {
    let source = Path::new("extension/icons/icon.svg");
    let svg = fs::read(source).map_err(at(source))?;
    Tree::from_data(&svg, &Options::default()).map_err(|error| format!("icon.svg: {error}"))
}

fn render(tree: &Tree, size: u32, transform: Transform, file: &Path) -> Result {
    let mut image = Pixmap::new(size, size).ok_or("an icon cannot be empty")?;
    resvg::render(tree, transform, &mut image.as_mut());
    let png = image.encode_png().map_err(|error| format!("{}: {error}", file.display()))?;
    files::write(file, &png)
}
