//! JPEG: segments that begin with a marker; the image itself is one or several scans.

use super::{MOST_PARTS, Part};

/// Start of a scan, after which there is data without a length.
const SCAN: u8 = 0xDA;
const END: u8 = 0xD9;
/// The JFIF header up to its preview, which may show more than the picture itself.
const JFIF: usize = 14;

/// The parts up to the end of the image; what follows it are previews, films and notes of the camera.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let (start, mut rest) = bytes.split_at_checked(2)?;
    let mut parts = vec![Part::Kept(start)];
    let mut in_image = false;
    while !rest.is_empty() {
        if parts.len() > MOST_PARTS {
            return None;
        }
        let Some((marker, segment, after)) = segment(rest) else {
            // Cut off in the middle of the image: it is shown as far as it goes.
            parts.push(Part::Kept(rest));
            break;
        };
        push(&mut parts, marker, segment);
        in_image |= marker == SCAN;
        rest = if marker == END { &[] } else { after };
    }
    in_image.then_some(parts)
}

/// The first segment with its marker, and what follows it. A scan has its data with it.
fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    // Any number of `FF` may stand before a marker.
    let fill = bytes.iter().take_while(|byte| **byte == 0xFF).count();
    let bytes = bytes.get(fill.checked_sub(1)?..)?;
    let marker = *bytes.get(1)?;
    let len = match marker {
        0xD0..=END => 2,
        0xC0..=0xFE => 2 + usize::from(u16::from_be_bytes(*bytes.get(2..)?.first_chunk()?)).max(2),
        _ => return None,
    };
    let len = if marker == SCAN { len + data(bytes.get(len..)?) } else { len };
    let (segment, after) = bytes.split_at_checked(len)?;
    Some((marker, segment, after))
}

/// The length of the data of a scan: up to a marker that is neither a restart nor an `FF` of the data.
fn data(bytes: &[u8]) -> usize {
    let is_end = |pair: &[u8]| matches!(pair, [0xFF, next] if !matches!(next, 0 | 0xD0..=0xD7 | 0xFF));
    bytes.windows(2).position(is_end).unwrap_or(bytes.len())
}

fn push<'a>(parts: &mut Vec<Part<'a>>, marker: u8, segment: &'a [u8]) {
    let content = segment.get(4..).unwrap_or_default();
    match marker {
        0xE0 if content.starts_with(b"JFIF\0") && content.len() > JFIF => {
            let header = content.get(..JFIF - 2).unwrap_or_default();
            let without_preview: [&[u8]; 3] = [&[0xFF, 0xE0, 0, JFIF as u8 + 2], header, &[0, 0]];
            parts.extend(without_preview.map(Part::Kept));
        }
        0xE0 if content.starts_with(b"JFIF\0") => parts.push(Part::Kept(segment)),
        0xE1 if content.starts_with(b"Exif\0") => parts.push(Part::Exif(content)),
        0xE2 if content.starts_with(b"ICC_PROFILE\0") => parts.push(Part::Kept(segment)),
        // How the colors are coded.
        0xEE if content.starts_with(b"Adobe") => parts.push(Part::Kept(segment)),
        0xE0..=0xEF | 0xFE => parts.push(Part::Told(content)),
        _ => parts.push(Part::Kept(segment)),
    }
}

/// A segment with EXIF, which is short.
pub(super) fn exif(exif: &[u8]) -> Vec<u8> {
    let len = u8::try_from(exif.len() + 8).unwrap_or(u8::MAX);
    [&[0xFF, 0xE1, 0, len], &b"Exif\0\0"[..], exif].concat()
}
