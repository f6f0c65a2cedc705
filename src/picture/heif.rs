//! AVIF and HEIC, which are not rewritten: whether there is metadata in them.

use super::contains;

/// Where the list of what is in a file stands: at its beginning.
const LIST: usize = 64 << 10;

/// Whether a file of this form lists EXIF or XMP.
pub(super) fn has_metadata(bytes: &[u8]) -> bool {
    let list = &bytes[..bytes.len().min(LIST)];
    list.get(4..8) == Some(b"ftyp") && is_picture(list) && (has_exif(list) || contains(list, b"application/rdf+xml"))
}

/// Films have the same form.
fn is_picture(bytes: &[u8]) -> bool {
    let end = super::big_endian(bytes).unwrap_or_default().min(bytes.len());
    let brands = bytes.get(8..end).unwrap_or_default();
    brands
        .chunks(4)
        .any(|brand| [b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"].iter().any(|known| *known == brand))
}

/// An entry of the list is `infe`, version and flags, a number of two or four bytes, two more, and the type.
fn has_exif(bytes: &[u8]) -> bool {
    let is_exif = |entry: &[u8]| entry.starts_with(b"infe") && entry.ends_with(b"Exif");
    bytes.windows(16).chain(bytes.windows(18)).any(is_exif)
}
