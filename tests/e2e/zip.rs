//! Zips: without compression what Firefox wants before it installs an extension for good; with it the previous package.

use crate::profile::files_in;
use crate::wait::Outcome;
use flate2::read::DeflateDecoder;
use std::fs;
use std::io::Read;
use std::path::Path;

/// Packs all files of a directory.
pub(crate) fn pack(directory: &Path) -> Outcome<Vec<u8>> {
    let (mut body, mut index, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for path in files_in(directory)? {
        let name = path.strip_prefix(directory).map_err(|e| e.to_string())?.to_string_lossy().replace('\\', "/");
        let data = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let offset = length(&body)?;
        let header = header(&name, &data)?;
        body.extend(numbers(&[0x0403_4b50]));
        body.extend(&header);
        body.extend([name.as_bytes(), &data].concat());
        index.extend([numbers(&[0x0201_4b50]).as_slice(), &20_u16.to_le_bytes(), &header].concat());
        // No comment, disk 0, no attributes, then where the entry starts.
        index.extend([[0; 10].as_slice(), &numbers(&[offset]), name.as_bytes()].concat());
        count += 1;
    }
    let counts = [[0; 4].as_slice(), &count.to_le_bytes(), &count.to_le_bytes()].concat();
    let end = [numbers(&[0x0605_4b50]), counts, numbers(&[length(&index)?, length(&body)?]), vec![0; 2]].concat();
    Ok([body, index, end].concat())
}

/// The part that stands both before the data and in the index: version 2.0, no flags, stored, no time.
fn header(name: &str, data: &[u8]) -> Outcome<Vec<u8>> {
    let size = length(data)?;
    let fixed = [20_u16, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
    let name = u16::try_from(name.len()).map_err(|e| e.to_string())?;
    Ok([fixed, numbers(&[crc32(data), size, size]), [name, 0].map(u16::to_le_bytes).concat()].concat())
}

fn length(bytes: &[u8]) -> Outcome<u32> {
    u32::try_from(bytes.len()).map_err(|e| e.to_string())
}

fn numbers(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |bits, _| (bits >> 1) ^ (0xEDB8_8320 & (bits & 1).wrapping_neg()))
    })
}

/// Unpacks a zip of our own making into a directory: no entry of it leads elsewhere, and each says its sizes in front.
pub(crate) fn unpack(mut zip: &[u8], directory: &Path) -> Outcome {
    let number = |at: usize, size: usize, from: &[u8]| {
        let bytes = from.get(at..at + size).unwrap_or_default();
        bytes.iter().rev().fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
    };
    while number(0, 4, zip) == 0x0403_4b50 {
        let (method, packed) = (number(8, 2, zip), number(18, 4, zip));
        let (name, extra) = (number(26, 2, zip), number(28, 2, zip));
        let (_, rest) = zip.split_at_checked(30).ok_or("the zip is cut off")?;
        let (name, rest) = rest.split_at_checked(name).ok_or("the zip is cut off")?;
        let (_, rest) = rest.split_at_checked(extra).ok_or("the zip is cut off")?;
        let (data, rest) = rest.split_at_checked(packed).ok_or("the zip is cut off")?;
        let mut content = data.to_vec();
        if method == 8 {
            content.clear();
            DeflateDecoder::new(data).read_to_end(&mut content).map_err(|e| e.to_string())?;
        }
        let file = directory.join(String::from_utf8_lossy(name).as_ref());
        fs::create_dir_all(file.parent().unwrap_or(directory)).map_err(|e| e.to_string())?;
        fs::write(&file, content).map_err(|e| format!("{}: {e}", file.display()))?;
        zip = rest;
    }
    Ok(())
}
