//! WebP: a RIFF file, chunks of a name, a length and data.

use super::{MOST_PARTS, Part, little_endian};

/// What is needed to show the picture; all other chunks tell something, or are unknown.
const KEPT: [&[u8]; 7] = [b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"];
/// Those that hold the image.
const IMAGE: [&[u8]; 3] = [b"VP8 ", b"VP8L", b"ANMF"];
/// In the first chunk of an extended file: there is EXIF, there is XMP.
const HAS_EXIF: u8 = 8;
const HAS_XMP: u8 = 4;

/// The parts up to the end that the file itself names.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let end = little_endian(bytes.get(4..)?)?.saturating_add(8).min(bytes.len());
    let (start, mut rest) = bytes.get(..end)?.split_at_checked(12)?;
    let mut parts = vec![Part::Kept(start)];
    let mut in_image = false;
    while !rest.is_empty() {
        if parts.len() > MOST_PARTS {
            return None;
        }
        let name = rest.get(..4).unwrap_or_default();
        in_image |= IMAGE.contains(&name);
        let Some((chunk, after)) = next(rest) else {
            // Cut off in the middle of the image: it is shown as far as it goes.
            parts.extend(KEPT.contains(&name).then_some(Part::Kept(rest)));
            break;
        };
        parts.push(match name {
            b"EXIF" => Part::Exif(chunk.get(8..)?),
            name if KEPT.contains(&name) => Part::Kept(chunk),
            _ => Part::Told(chunk),
        });
        rest = after;
    }
    in_image.then_some(parts)
}

/// The first chunk, and what follows it: chunks begin at even places. Some programs leave the last byte out.
fn next(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let len = little_endian(bytes.get(4..)?)?.checked_add(8)?;
    let even = len.checked_add(len % 2)?;
    bytes.split_at_checked(even).or_else(|| (len == bytes.len()).then_some((bytes, &[])))
}

/// A chunk.
pub(super) fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let len = u32::try_from(data.len()).unwrap_or_default().to_le_bytes();
    let pad: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [&name, &len, data, pad].concat()
}

/// Writes anew how long the file is and what is in it.
pub(super) fn mend(bytes: &mut [u8], has_exif: bool) {
    let len = u32::try_from(bytes.len().saturating_sub(8)).unwrap_or(u32::MAX).to_le_bytes();
    bytes.iter_mut().skip(4).zip(len).for_each(|(place, byte)| *place = byte);
    if let Some([b'V', b'P', b'8', b'X', _, _, _, _, flags]) = bytes.get_mut(12..21) {
        *flags = *flags & !(HAS_EXIF | HAS_XMP) | if has_exif { HAS_EXIF } else { 0 };
    }
}
