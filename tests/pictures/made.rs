//! Pictures that tell things. The image is coded by the `image` crate; what tells something is put in here, byte by byte.

#![allow(unreachable_pub, reason = "a part of a test")]

use flate2::Crc;
use image::codecs::gif::{GifEncoder, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{Frame, ImageEncoder, RgbImage, RgbaImage};

/// What must not be found on the website.
pub const SECRET: &[u8] = b"SECRET";
/// Colors that no program has to understand.
pub const ICC: &[u8] = b"not a profile, but nobody looks into it here";
/// Wider than high.
pub const SIZE: (u32, u32) = (23, 10);

/// A picture made by another program, in ten scans, with a comment.
pub const PROGRESSIVE: &[u8] = include_bytes!("progressive.jpg");

/// Every form, turned in a certain way.
pub fn all(turn: u8) -> [(&'static str, Vec<u8>); 4] {
    [("jpg", jpeg(turn)), ("png", png(turn)), ("webp", webp(turn)), ("gif", gif())]
}

/// EXIF with a name, a turn and a place.
fn exif(turn: u8) -> Vec<u8> {
    let entry = |number: u16, sort: u16, count: u32, value: u32| {
        [&number.to_le_bytes()[..], &sort.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let table = |entries: &[Vec<u8>]| {
        let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
        [&count[..], &entries.concat(), &[0; 4]].concat()
    };
    let name = b"SECRET name\0";
    // The header has 8 bytes, the first table 42, the table for GPS 30.
    let first = table(&[entry(0x0112, 3, 1, turn.into()), entry(0x013B, 2, 12, 80), entry(0x8825, 4, 1, 50)]);
    let place = table(&[entry(2, 5, 3, 92), entry(4, 5, 3, 92)]);
    let angle: Vec<u8> = [38_u32, 1, 42, 1, 0, 1].iter().flat_map(|number| number.to_le_bytes()).collect();
    let all = [&b"II\x2A\0\x08\0\0\0"[..], &first, &place, name, &angle].concat();
    assert_eq!(all.len(), 92 + 24);
    all
}

fn image() -> RgbImage {
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| image::Rgb([x * 9, y * 20, x * y].map(|part| (part % 256) as u8)))
}

fn jpeg(turn: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new(&mut out);
    encoder.set_icc_profile(ICC.to_vec()).unwrap();
    encoder.encode_image(&image()).unwrap();
    let told: [(u8, &[u8]); 8] = [
        (0xE1, &[b"Exif\0\0", &exif(turn)[..]].concat()),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>"),
        (0xED, b"Photoshop 3.0\08BIM SECRET"),
        (0xFE, b"SECRET comment"),
        (0xE2, b"MPF\0SECRET"),
        (0xEB, b"JP SECRET"),
        (0xE0, b"JFXX\0SECRET"),
        (0xE5, b"SECRET of a vendor"),
    ];
    let segment = |(marker, text): &(u8, &[u8])| {
        let len = u16::try_from(text.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, *marker], &len[..], text].concat()
    };
    let told: Vec<u8> = told.iter().flat_map(segment).collect();
    // Behind the header of JFIF, which has 18 bytes, here with a preview of one pixel.
    let start = [&out[..2], &[0xFF, 0xE0, 0, 19], &out[6..18], &[1, 1], b"RET"].concat();
    [&start, &told, &out[20..], b"\xFF\xD8 SECRET film"].concat()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let checked = [name, data].concat();
    let mut sum = Crc::new();
    sum.update(&checked);
    let len = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&len, &checked[..], &sum.sum().to_be_bytes()].concat()
}

fn png(turn: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = PngEncoder::new(&mut out);
    encoder.set_icc_profile(ICC.to_vec()).unwrap();
    encoder.write_image(&image(), SIZE.0, SIZE.1, image::ExtendedColorType::Rgb8).unwrap();
    let before = [
        chunk(b"eXIf", &exif(turn)),
        chunk(b"tEXt", b"Author\0SECRET"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>SECRET</x>"),
        chunk(b"tIME", &[7, 234, 11, 22, 18, 0, 0]),
        chunk(b"pHYs", &[0, 0, 1, 0, 0, 0, 1, 0, 0]),
    ];
    let after = [chunk(b"zTXt", b"SECRET\0\0x"), chunk(b"eXIf", &exif(turn))];
    let (start, image) = out.split_at(33);
    let (image, end) = image.split_at(image.len() - 12);
    [start, &before.concat(), image, &after.concat(), end, b"SECRET rest of a larger one"].concat()
}

/// EXIF may stand behind the image too, and only there.
pub fn late() -> Vec<u8> {
    let mut out = Vec::new();
    PngEncoder::new(&mut out).write_image(&image(), SIZE.0, SIZE.1, image::ExtendedColorType::Rgb8).unwrap();
    let (image, end) = out.split_at(out.len() - 12);
    [image, &chunk(b"eXIf", &exif(6)), end].concat()
}

fn webp(turn: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut out);
    encoder.set_icc_profile(ICC.to_vec()).unwrap();
    encoder.set_exif_metadata(exif(turn)).unwrap();
    encoder.write_image(&image(), SIZE.0, SIZE.1, image::ExtendedColorType::Rgb8).unwrap();
    // There is EXIF and a profile; now there is XMP too, of an odd length, and something unknown.
    assert_eq!(out[20] & 0b10_1100, 0b10_1000);
    out[20] |= 4;
    out.extend(b"XMP \x09\0\0\0<SECRET/>\0ABCD\x06\0\0\0SECRET");
    let len = u32::try_from(out.len() - 8).unwrap().to_le_bytes();
    out[4..8].copy_from_slice(&len);
    [&out[..], b"SECRET"].concat()
}

/// Two frames, played for ever.
fn gif() -> Vec<u8> {
    let mut out = Vec::new();
    {
        let mut encoder = GifEncoder::new(&mut out);
        encoder.set_repeat(Repeat::Infinite).unwrap();
        let frame = |shade| Frame::new(RgbaImage::from_pixel(SIZE.0, SIZE.1, image::Rgba([shade, 0, 0, 255])));
        encoder.encode_frames([frame(10), frame(200)]).unwrap();
    }
    let told = b"!\xFE\x06SECRET\0!\xFF\x0BXMP DataXMP\x06SECRET\0";
    let end = out.pop().unwrap();
    // The header has 13 bytes and a table of colors, which begins with a small number.
    assert_eq!((out[10] & 0x80, end), (0x80, b';'));
    let start = 13 + 3 * (2 << (out[10] & 7));
    [&out[..start], told, &out[start..], told, b";SECRET"].concat()
}
