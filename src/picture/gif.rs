//! GIF: blocks that begin with a sign; their data are short pieces, each with its length.

use super::{MOST_PARTS, Part};

/// Extensions that browsers know: how often it is played, and colors. All others tell something.
const KEPT: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];
/// The length of the header, before its colors.
const HEADER: usize = 13;

/// The parts up to the end of the image.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let (start, mut rest) = bytes.split_at_checked(HEADER + colors(*bytes.get(10)?))?;
    let mut parts = vec![Part::Kept(start)];
    let mut in_image = false;
    while let Some(sign) = rest.first() {
        if parts.len() > MOST_PARTS {
            return None;
        }
        in_image |= *sign == b',';
        let Some((block, after)) = block(rest) else {
            // Cut off in the middle of the image: it is shown as far as it goes.
            let is_told = matches!(rest, [b'!', 0xFE | 0xFF, ..]);
            parts.push(if is_told { Part::Told(rest) } else { Part::Kept(rest) });
            break;
        };
        parts.push(match block {
            [b'!', 0xFE, ..] => Part::Told(block),
            [b'!', 0xFF, _, name @ ..] if !KEPT.iter().any(|kept| name.starts_with(kept)) => Part::Told(block),
            _ => Part::Kept(block),
        });
        rest = if *sign == b';' { &[] } else { after };
    }
    in_image.then_some(parts)
}

/// The first block, and what follows it.
fn block(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let head = match bytes.first()? {
        b';' => return bytes.split_at_checked(1),
        b'!' => 2,
        b',' => 11 + colors(*bytes.get(9)?),
        _ => return None,
    };
    let mut len = head;
    loop {
        let piece = usize::from(*bytes.get(len)?);
        len += 1 + piece;
        if piece == 0 {
            return bytes.split_at_checked(len);
        }
    }
}

/// The length of a table of colors, if the flags say that there is one.
fn colors(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
