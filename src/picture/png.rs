//! PNG: chunks of a length, a name, data and a check sum.

use super::{MOST_PARTS, Part, big_endian};

/// How every PNG begins.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// How it ends.
const END: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";
/// Chunks that tell something: texts, the time, EXIF as some programs once wrote it, and where the picture comes from (C2PA).
const TOLD: [&[u8]; 6] = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"zxIf", b"caBX"];

/// The parts up to the end of the image; what follows it may be left of a larger one.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let (start, mut rest) = bytes.split_at_checked(SIGNATURE.len())?;
    let mut parts = vec![Part::Kept(start)];
    let mut in_image = false;
    while let Some((name, chunk, after)) = next(rest).filter(|(name, ..)| name != b"IEND") {
        if parts.len() > MOST_PARTS {
            return None;
        }
        parts.push(match name {
            b"eXIf" => Part::Exif(chunk.get(8..chunk.len() - 4)?),
            name if TOLD.contains(&name) => Part::Told(chunk),
            _ => Part::Kept(chunk),
        });
        in_image |= name == b"IDAT";
        rest = after;
    }
    // Cut off in the middle of the image it is shown as far as it goes; whatever else stands here gives way to a proper end.
    let is_cut = matches!(rest.get(4..8), Some(b"IDAT" | b"fdAT"));
    parts.push(Part::Kept(if is_cut { rest } else { END }));
    in_image.then_some(parts)
}

/// The name of the first chunk, all of it, and what follows.
fn next(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (chunk, after) = bytes.split_at_checked(big_endian(bytes)?.checked_add(12)?)?;
    Some((chunk.get(4..8)?, chunk, after))
}

/// A chunk.
pub(super) fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let len = u32::try_from(data.len()).unwrap_or_default().to_be_bytes();
    let checked = [&name, data].concat();
    let sum = check_sum(&checked).to_be_bytes();
    [&len, &checked[..], &sum].concat()
}

/// CRC-32, bit by bit: what it is made of has a few bytes.
fn check_sum(bytes: &[u8]) -> u32 {
    let shifted = |sum: u32| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    let add = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| shifted(sum));
    !bytes.iter().fold(u32::MAX, add)
}
