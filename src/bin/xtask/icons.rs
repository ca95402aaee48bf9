//! PNG icons from the one SVG, in the sizes that the manifest names.

use crate::{Result, at, build};
use resvg::{tiny_skia, usvg};
use std::fs;
use std::path::Path;

const SIZES: [u32; 4] = [16, 32, 48, 128];

/// Draws `icon-SIZE.png` for every size into `dir`.
pub(crate) fn draw(dir: &Path) -> Result {
    let source = Path::new("extension/icons/icon.svg");
    let svg = fs::read(source).map_err(at(source))?;
    let tree = usvg::Tree::from_data(&svg, &usvg::Options::default()).map_err(|error| format!("icon.svg: {error}"))?;
    for size in SIZES {
        let mut image = tiny_skia::Pixmap::new(size, size).ok_or("an icon cannot be empty")?;
        let scale = size as f32 / tree.size().width();
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut image.as_mut());
        let png = image.encode_png().map_err(|error| format!("icon-{size}.png: {error}"))?;
        build::write(&dir.join(format!("icon-{size}.png")), &png)?;
    }
    Ok(())
}
