//! `watch`: a browser with the demo in it, which gets every change within seconds.

use crate::{Result, at, build, files, setup, sources, step, test};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

/// The file that is touched after each build, as the sign for the browser to load it again.
const BUILT: &str = "dist/built";

/// Builds, opens the browser, and builds again whenever a source has changed, until the browser is closed.
pub(crate) fn watch(args: &[String]) -> Result {
    let args = setup::ensure_one_browser(args)?;
    build::build_for_debugging()?;
    files::write(Path::new(BUILT), b"")?;
    let arguments: Vec<String> = ["demo", "--again-after", BUILT].map(str::to_owned).into_iter().chain(args).collect();
    let mut browser =
        test::tools(&arguments).spawn().map_err(|error| format!("the browser does not start: {error}"))?;
    let mut seen = newest()?;
    while browser.try_wait().map_err(|error| error.to_string())?.is_none() {
        std::thread::sleep(Duration::from_millis(300));
        let now = newest()?;
        if now != seen {
            seen = now;
            rebuild();
        }
    }
    Ok(())
}

/// Builds again. A mistake in the code ends the build and not the watch.
fn rebuild() {
    let started = Instant::now();
    let built = build::build_for_debugging().and_then(|()| files::write(Path::new(BUILT), b""));
    match built {
        Ok(()) => step(&format!("Built in {:.1} s", started.elapsed().as_secs_f64())),
        Err(message) => eprintln!("{message}"),
    }
}

/// The time at which something that goes into the package was last changed.
fn newest() -> Result<Option<SystemTime>> {
    let mut newest = None;
    for root in ["src", "extension"] {
        for file in sources::list_below(Path::new(root))?.iter().map(AsRef::as_ref).chain([Path::new("manifest.json")])
        {
            let changed = fs::metadata(file).and_then(|data| data.modified()).map_err(at(file))?;
            newest = newest.max(Some(changed));
        }
    }
    Ok(newest)
}
