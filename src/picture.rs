//! Pictures without what nobody sees in them: where, when, with what and by whom they were taken. Bytes in, bytes out.

mod gif;
mod heif;
mod jpeg;
mod png;
mod tiff;
mod webp;

/// Files above this are neither looked into nor rewritten.
pub const LIMIT: u64 = 64 << 20;

/// A picture of more parts is made to harm: the list of them would take more memory than the picture.
const MOST_PARTS: usize = 1 << 20;

/// What is to be known of a picture. All of it is empty for what is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Width and height in pixels, as it is shown; 0 where they are not known.
    pub size: (usize, usize),
    /// Whether it says where it was taken.
    pub place: bool,
    /// Why it is published as it is, with all that it says.
    pub kept: Option<Kept>,
}

/// Why a picture is published as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is larger than [`LIMIT`].
    Large,
    /// It has metadata, and is of a form that is not rewritten.
    Form,
    /// Its file is damaged.
    Broken,
}

/// The forms that are rewritten.
#[derive(Clone, Copy, Debug)]
enum Form {
    Jpeg,
    Png,
    WebP,
    Gif,
}

/// A part of the file of a picture.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    /// Needed to show it.
    Kept(&'a [u8]),
    /// EXIF, without what leads it in.
    Exif(&'a [u8]),
    /// Other metadata.
    Told(&'a [u8]),
}

/// Whether a file that begins like this is a picture of a form that is rewritten.
pub fn is_rewritten(head: &[u8]) -> bool {
    Form::of(head).is_some()
}

/// What is to be known of a picture, from all of its bytes; of a form that is not rewritten its beginning is enough.
pub fn facts(bytes: &[u8]) -> Facts {
    let size = imagesize::blob_size(bytes).map_or((0, 0), |size| (size.width, size.height));
    let Some(form) = Form::of(bytes) else {
        return Facts { size, place: false, kept: heif::has_metadata(bytes).then_some(Kept::Form) };
    };
    let Some(parts) = form.parts(bytes) else { return Facts { size, place: false, kept: Some(Kept::Broken) } };
    let place = parts.iter().any(|part| match part {
        Part::Kept(_) => false,
        Part::Exif(exif) => tiff::has_place(exif),
        Part::Told(text) => contains(text, b"GPSLatitude"),
    });
    // 5 to 8 are those in which it lies on its side.
    let turned = orientation(&parts) > 4;
    Facts { size: if turned { (size.1, size.0) } else { size }, place, kept: None }
}

/// What is to be known of a file above [`LIMIT`], from its beginning.
pub fn facts_of_large(head: &[u8]) -> Facts {
    Facts { kept: is_rewritten(head).then_some(Kept::Large), place: false, ..facts(head) }
}

/// A picture as it is published: all pixels, colors and the way it is turned, and nothing else. What is damaged, too large or no picture
/// stays as it is.
pub fn published(bytes: Vec<u8>) -> Vec<u8> {
    let small = u64::try_from(bytes.len()).is_ok_and(|len| len <= LIMIT);
    let form = if small { Form::of(&bytes) } else { None };
    form.and_then(|form| Some(form.join(&form.parts(&bytes)?))).unwrap_or(bytes)
}

impl Form {
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            _ if head.starts_with(png::SIGNATURE) => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") => Some(Self::Gif),
            _ => None,
        }
    }

    /// The parts of a file; none where it is damaged before the image itself begins.
    fn parts(self, bytes: &[u8]) -> Option<Vec<Part<'_>>> {
        match self {
            Self::Jpeg => jpeg::parts(bytes),
            Self::Png => png::parts(bytes),
            Self::WebP => webp::parts(bytes),
            Self::Gif => gif::parts(bytes),
        }
    }

    /// The parts that are published.
    fn join(self, parts: &[Part<'_>]) -> Vec<u8> {
        let turn = orientation(parts);
        let mut exif = (turn != 1).then(|| self.exif(turn));
        let mut out = Vec::new();
        for part in parts {
            match part {
                Part::Kept(bytes) => out.extend_from_slice(bytes),
                Part::Exif(_) => out.extend(exif.take().unwrap_or_default()),
                Part::Told(_) => {}
            }
        }
        if matches!(self, Self::WebP) {
            webp::mend(&mut out, turn != 1);
        }
        out
    }

    /// EXIF that says how the picture is turned, and nothing else.
    fn exif(self, orientation: u8) -> Vec<u8> {
        let exif = tiff::of_orientation(orientation);
        match self {
            Self::Jpeg => jpeg::exif(&exif),
            Self::Png => png::chunk(*b"eXIf", &exif),
            Self::WebP => webp::chunk(*b"EXIF", &exif),
            Self::Gif => Vec::new(),
        }
    }
}

/// How a picture is turned, from 1 (not at all) to 8: what the first EXIF says.
fn orientation(parts: &[Part<'_>]) -> u8 {
    let exif = parts.iter().find_map(|part| if let Part::Exif(exif) = part { Some(*exif) } else { None });
    exif.and_then(tiff::orientation).unwrap_or(1)
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// A number of four bytes, the most significant one first.
fn big_endian(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()
}

/// A number of four bytes, the least significant one first.
fn little_endian(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.first_chunk()?)).ok()
}
