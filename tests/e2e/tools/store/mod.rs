//! Makes pictures for the web stores: what people see, in the size that the web stores ask for, with a sentence above
//! it.
//!
//! The pictures are made of pictures: of the real extension in a browser, laid on a page that belongs to nobody. The
//! sentences stand in the listing of the language, so that people read the same in both.

mod listing;
mod scene;
mod shots;

use crate::args::Args;
use crate::driver::{Kind, require};
use crate::stand_ins::StandIns;
use crate::wait::Outcome;
use listing::Listing;
use scene::Scene;
use shots::Shots;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The folder of the listings, one for each language.
const LISTINGS: &str = "docs/store/listing";

/// Makes the pictures in every language that has a listing. Returns whether all of them could be made.
pub(crate) fn store(args: &Args) -> Outcome<bool> {
    let out = args.out.as_deref().ok_or("store needs --out DIR")?;
    require(&Kind::ALL, &args.dist)?;
    let stand_ins = Arc::new(StandIns::start()?);
    for language in listing::languages(Path::new(LISTINGS))?.iter().filter(|language| language.contains(&args.only)) {
        let listing = Listing::read(Path::new(LISTINGS), language)?;
        let folder = out.join("pictures").join(language);
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let [feed, welcome] = shots::windows(&args.dist, &stand_ins, language)?;
        let shots = Shots::start(&args.dist, &stand_ins, language)?;
        let scenes = [
            ("1-popup", listing.scene("popup", true)?.popup(&feed, &shots.popup()?)),
            ("2-banner", listing.scene("banner", true)?.page(&shots.banner()?)),
            ("3-receipt", listing.scene("receipt", false)?.paper(&shots.receipt()?)),
            ("4-guide", listing.scene("guide", false)?.page(&shots.guide()?)),
            ("5-badge", listing.scene("badge", false)?.window(&welcome)),
        ];
        for (name, scene) in scenes {
            shots.draw(&scene, &folder.join(format!("{name}.png")))?;
        }
        if language == "en" {
            shots.draw(&Scene::tile()?, &out.join("tile-440x280.png"))?;
        }
        println!("  {}", folder.display());
    }
    Ok(true)
}

/// Makes the picture that the README begins with: a corner of the browser's window with the popup, in English.
pub(crate) fn corner(args: &Args, stand_ins: &Arc<StandIns>, file: &Path) -> Outcome {
    let [feed, _] = shots::windows(&args.dist, stand_ins, "en")?;
    let shots = Shots::start(&args.dist, stand_ins, "en")?;
    shots.draw(&Scene::corner(&feed, &shots.popup()?), file)
}

/// Reads a file of the project.
fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
