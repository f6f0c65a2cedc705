//! EXIF is a TIFF file without an image: tables of entries, each with a number, a type, a count, and a value or where it stands.

const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;
/// In the table for GPS.
const LATITUDE: u16 = 2;
/// Three fractions: degrees, minutes, seconds.
const ANGLE: usize = 24;

struct Tiff<'a> {
    bytes: &'a [u8],
    is_big: bool,
}

/// How the picture is turned: 1 to 8.
pub(super) fn orientation(exif: &[u8]) -> Option<u8> {
    let tiff = Tiff::new(exif)?;
    let value = tiff.entry(tiff.first()?, ORIENTATION)?;
    u8::try_from(tiff.short(value)?).ok().filter(|turn| (1..=8).contains(turn))
}

/// Whether it says where the picture was taken. Cameras that do not know leave zeros there.
pub(super) fn has_place(exif: &[u8]) -> bool {
    let latitude = || {
        let tiff = Tiff::new(exif)?;
        let table = tiff.long(tiff.entry(tiff.first()?, GPS)?)?;
        let start = tiff.long(tiff.entry(table, LATITUDE)?)?;
        tiff.bytes.get(start..start.checked_add(ANGLE)?)
    };
    latitude().is_some_and(|angle| angle.iter().any(|byte| *byte != 0))
}

/// EXIF with one entry.
pub(super) fn of_orientation(orientation: u8) -> Vec<u8> {
    let [high, low] = ORIENTATION.to_be_bytes();
    let start = b"MM\0\x2A\0\0\0\x08";
    [&start[..], &[0, 1, high, low, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], &[0; 4]].concat()
}

impl<'a> Tiff<'a> {
    fn new(exif: &'a [u8]) -> Option<Self> {
        let bytes = exif.strip_prefix(b"Exif\0").and_then(|rest| rest.get(1..)).unwrap_or(exif);
        match bytes.get(..4)? {
            b"MM\0\x2A" => Some(Self { bytes, is_big: true }),
            b"II\x2A\0" => Some(Self { bytes, is_big: false }),
            _ => None,
        }
    }

    /// Where the first table stands.
    fn first(&self) -> Option<usize> {
        self.long(4)
    }

    /// Where the value of an entry stands, in a table.
    fn entry(&self, table: usize, number: u16) -> Option<usize> {
        let count = usize::from(self.short(table)?);
        let mut entries = (0..count).map(|at| table.checked_add(2 + 12 * at));
        let entry = entries.find(|at| at.and_then(|at| self.short(at)) == Some(number))??;
        entry.checked_add(8)
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..)?;
        if self.is_big { super::big_endian(bytes) } else { super::little_endian(bytes) }
    }
}
