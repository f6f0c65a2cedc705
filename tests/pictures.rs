//! Pictures on the website tell nothing but what is seen in them. The `image` crate judges: it shares no code with what makes them so.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

#[path = "pictures/made.rs"]
mod made;
#[path = "website/program.rs"]
mod program;

use std::io::Cursor;
use std::path::Path;

use image::{AnimationDecoder, ImageDecoder, ImageFormat, ImageReader};
use lyceum::picture::{Facts, Kept, facts, facts_of_large, published};
use made::{ICC, PROGRESSIVE, SECRET, SIZE};
use program::{files, lyceum, run};
use proptest::prelude::*;
use tempfile::TempDir;

/// What the independent reader finds.
#[derive(Debug, PartialEq)]
struct Seen {
    pixels: Vec<u8>,
    icc: Option<Vec<u8>>,
    turn: u8,
    exif: Option<usize>,
    xmp: bool,
}

fn see(bytes: &[u8]) -> Option<Seen> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format()?;
    let mut decoder = reader.into_decoder().ok()?;
    let icc = decoder.icc_profile().ok()?;
    let turn = decoder.orientation().ok()?.to_exif();
    let exif = decoder.exif_metadata().ok()?.map(|exif| exif.len());
    let xmp = decoder.xmp_metadata().ok()?.is_some();
    let pixels = match format {
        ImageFormat::Gif => frames(bytes)?,
        _ => {
            let mut pixels = vec![0; usize::try_from(decoder.total_bytes()).ok()?];
            decoder.read_image(&mut pixels).ok()?;
            pixels
        }
    };
    Some(Seen { pixels, icc, turn, exif, xmp })
}

/// The pixels of all frames.
fn frames(bytes: &[u8]) -> Option<Vec<u8>> {
    let decoder = image::codecs::gif::GifDecoder::new(Cursor::new(bytes)).ok()?;
    let frames = decoder.into_frames().collect_frames().ok()?;
    Some(frames.into_iter().flat_map(|frame| frame.into_buffer().into_raw()).collect())
}

fn tells(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|window| window == SECRET)
}

#[test]
fn only_what_is_seen_is_published() {
    for turn in 1..=8 {
        for (form, told) in made::all(turn) {
            let before = see(&told).unwrap_or_else(|| panic!("{form} cannot be read"));
            let out = published(told.clone());
            let after = see(&out).unwrap_or_else(|| panic!("{form} cannot be read any more"));
            assert!(tells(&told) && !tells(&out), "{form}");
            assert_eq!(after.pixels, before.pixels, "{form}");
            if form != "gif" {
                assert!(before.xmp && before.exif > Some(100), "{form}: {:?}", before.exif);
                assert_eq!((before.icc.as_deref(), after.icc.as_deref()), (Some(ICC), Some(ICC)), "{form}");
                assert_eq!((before.turn, after.turn), (turn, turn), "{form}");
            }
            // One entry, or nothing.
            assert_eq!(after.exif, (after.turn != 1).then_some(26), "{form} {turn}");
            assert!(!after.xmp, "{form}");
            assert_eq!(published(out.clone()), out, "{form}");
        }
    }
}

#[test]
fn what_is_known_of_a_picture() {
    let (width, height) = (SIZE.0 as usize, SIZE.1 as usize);
    for turn in 1..=8 {
        for (form, told) in made::all(turn) {
            let is_gif = form == "gif";
            let size = if turn > 4 && !is_gif { (height, width) } else { (width, height) };
            assert_eq!(facts(&told), Facts { size, place: !is_gif, kept: None }, "{form} {turn}");
            assert_eq!(facts(&published(told)), Facts { size, place: false, kept: None }, "{form} {turn}");
        }
    }
    let (_, png) = &made::all(1)[1];
    assert_eq!(facts_of_large(png), Facts { size: (width, height), place: false, kept: Some(Kept::Large) });
    assert_eq!(facts(&made::late()), Facts { size: (height, width), place: true, kept: None });
    assert_eq!(facts(b"a text"), Facts::default());
}

#[test]
fn a_picture_in_several_scans() {
    let out = published(PROGRESSIVE.to_vec());
    assert!(tells(PROGRESSIVE) && !tells(&out));
    assert_eq!(out.len(), PROGRESSIVE.len() - 10);
    assert_eq!(see(&out).unwrap(), see(PROGRESSIVE).unwrap());
}

/// Wherever a file ends: nothing is added but the proper end of a PNG, and once the image has begun nothing is told.
#[test]
fn files_that_are_cut_off() {
    for (form, told) in made::all(6) {
        let image = image_start(form, &told);
        for len in 0..told.len() {
            let part = told[..len].to_vec();
            let out = published(part.clone());
            assert!(out.len() <= len + 12, "{form} {len}");
            match facts(&part).kept {
                Some(kept) => assert_eq!((kept, &out), (Kept::Broken, &part), "{form} {len}"),
                None => assert!(len < 14 || !tells(&out), "{form} {len}"),
            }
            assert!(len <= image || facts(&part).kept.is_none(), "{form} {len} {image}");
        }
    }
}

/// A place behind which the image has begun.
fn image_start(form: &str, bytes: &[u8]) -> usize {
    let sign: &[u8] = match form {
        "jpg" => b"\xFF\xDA",
        "png" => b"IDAT",
        "webp" => b"VP8L",
        _ => b",\0\0\0\0",
    };
    let at = bytes.windows(sign.len()).position(|window| window == sign).unwrap();
    // The whole chunk of a PNG must be there, and the head of a scan.
    at + if form == "png" { 12 + u32::from_be_bytes(bytes[at - 4..at].try_into().unwrap()) as usize } else { 14 }
}

#[derive(Clone, Debug)]
enum Mangling {
    Set(prop::sample::Index, u8),
    Drop(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
    Repeat(prop::sample::Index, usize),
}

fn manglings() -> impl Strategy<Value = Vec<Mangling>> {
    let at = any::<prop::sample::Index>;
    let one = prop_oneof![
        4 => (at(), any::<u8>()).prop_map(|(at, byte)| Mangling::Set(at, byte)),
        1 => (at(), 1..40_usize).prop_map(|(at, len)| Mangling::Drop(at, len)),
        1 => (at(), prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Mangling::Insert(at, bytes)),
        1 => (at(), 1..200_usize).prop_map(|(at, len)| Mangling::Repeat(at, len)),
    ];
    prop::collection::vec(one, 1..5)
}

fn mangle(mut bytes: Vec<u8>, all: &[Mangling]) -> Vec<u8> {
    for one in all {
        let (Mangling::Set(at, _) | Mangling::Drop(at, _) | Mangling::Insert(at, _) | Mangling::Repeat(at, _)) = one;
        let at = at.index(bytes.len().max(1));
        let until = |len: &usize| (at + len).min(bytes.len());
        match one {
            Mangling::Set(_, byte) => bytes.iter_mut().skip(at).take(1).for_each(|place| *place = *byte),
            Mangling::Drop(_, len) => drop(bytes.drain(at..until(len))),
            Mangling::Insert(_, more) => drop(bytes.splice(at..at, more.iter().copied())),
            Mangling::Repeat(_, len) => bytes = [&bytes[..until(len)], &bytes[at..]].concat(),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens to a file: what can be read of it is what could be read before, and nothing is added.
    #[test]
    fn mangled_pictures(form in 0..4_usize, turn in 1..=8_u8, all in manglings()) {
        let (form, told) = made::all(turn)[form].clone();
        let image = told[image_start(form, &told) - 14..].to_vec();
        let told = mangle(told, &all);
        let out = published(told.clone());
        prop_assert!(out.len() <= told.len() + 26);
        prop_assert_eq!(&published(out.clone()), &out);
        // Readers differ in what they make of markers in the middle of a scan, where none can be. An image that has become large takes
        // the reader long.
        let (width, height) = facts(&told).size;
        let is_small = width * height < 100_000;
        let before = if is_small && (form != "jpg" || told.ends_with(&image)) { see(&told) } else { None };
        if let Some(before) = before {
            let after = see(&out);
            prop_assert!(after.is_some_and(|after| after.pixels == before.pixels), "{}", form);
        }
    }

    #[test]
    fn any_bytes(form in 0..5_usize, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let starts: [&[u8]; 5] = [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\xFF\0\0\0WEBP", b"GIF89a", b""];
        let bytes = [starts[form], &bytes].concat();
        facts(&bytes);
        prop_assert!(published(bytes.clone()).len() <= bytes.len() + 26);
    }
}

#[test]
fn pictures_of_far_too_many_parts() {
    let parts = |count| [b"\xFF\xD8".to_vec(), b"\xFF\xD0".repeat(count), b"\xFF\xDA\0\x02\xFF\xD9".to_vec()].concat();
    assert_eq!(facts(&parts(1_000_000)).kept, None);
    assert_eq!(facts(&parts(2_000_000)).kept, Some(Kept::Broken));
    assert_eq!(published(parts(2_000_000)), parts(2_000_000));
}

fn hub(files: &[(&str, &[u8])]) -> TempDir {
    let site = TempDir::new().unwrap();
    let settings: &[u8] = b"title: Hub\nurl: https://hub.example.org\ntimezone: UTC\n";
    for (path, bytes) in [("site.yaml", settings)].iter().chain(files) {
        let place = site.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, bytes).unwrap();
    }
    site
}

fn build(site: &Path) -> String {
    let out = site.join("public");
    let arguments = ["build", "--root", site.to_str().unwrap(), "--out", out.to_str().unwrap(), "--now", "2026-11-22"];
    let ran = run(&mut lyceum(&arguments));
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    format!("{}{}", ran.out, ran.err)
}

#[test]
fn a_website_tells_nothing() {
    let [(_, jpeg), (_, png), (_, webp), (_, gif)] = made::all(6);
    let event = b"---\ntitle: Night\nstart: 2026-12-01T18:00\nimage: {src: stove.jpg, alt: A stove}\n---\n\
        ![A lamp](lamp.png) ![A rope](/rope.webp) [The plan](plan.gif)\n";
    let person = b"---\nname: Ana Silva\nphoto: {src: ana.JPG, alt: Ana}\n---\n";
    let site = hub(&[
        ("content/events/night/index.md", event),
        ("content/events/night/stove.jpg", &jpeg),
        ("content/events/night/lamp.png", &png),
        ("content/events/night/plan.gif", &gif),
        ("content/people/ana-silva/index.md", person),
        ("content/people/ana-silva/ana.JPG", &jpeg),
        ("static/rope.webp", &webp),
        ("themes/default/assets/wall.jpg", &jpeg),
    ]);
    let said = build(site.path());
    assert_eq!(said.matches("W076").count(), 5, "{said}");
    let website = files(&site.path().join("public"));
    let pictures: Vec<_> = website.iter().filter(|(_, bytes)| see(bytes).is_some()).collect();
    // The one in `static/` goes out under its own name, and under that with its digest.
    assert_eq!(pictures.len(), 7, "{:?}", pictures.iter().map(|(path, _)| path).collect::<Vec<_>>());
    assert!(website.iter().all(|(path, bytes)| path.starts_with("pagefind/") || !tells(bytes)));
    let page = String::from_utf8(website["events/night/index.html"].clone()).unwrap();
    assert!(page.contains("width=\"10\" height=\"23\"") && !page.contains("width=\"23\""), "{page}");
}

#[test]
fn a_second_build_writes_nothing() {
    let [(_, jpeg), _, (_, webp), _] = made::all(6);
    let event = b"---\ntitle: Night\nstart: 2026-12-01T18:00\nimage: {src: stove.jpg, alt: A stove}\n---\n";
    let night = "content/events/night";
    let site = hub(&[
        (&format!("{night}/index.md"), event),
        (&format!("{night}/stove.jpg"), &jpeg),
        ("static/rope.webp", &webp),
    ]);
    build(site.path());
    let rope = site.path().join("public/rope.webp");
    let written = rope.metadata().unwrap().modified().unwrap();
    assert!(build(site.path()).contains(" 0 new, 0 changed"));
    assert_eq!(rope.metadata().unwrap().modified().unwrap(), written);
    // Somebody changed what stands there, not its length.
    let right = std::fs::read(&rope).unwrap();
    std::fs::write(&rope, right.iter().map(|byte| !byte).collect::<Vec<_>>()).unwrap();
    assert!(build(site.path()).contains(" 0 new, 1 changed"));
    assert_eq!(std::fs::read(&rope).unwrap(), right);
    // Another turn is another picture.
    std::fs::write(site.path().join("static/rope.webp"), &made::all(3)[2].1).unwrap();
    assert!(build(site.path()).contains(" 0 new, 1 changed"));
    assert_eq!(see(&std::fs::read(&rope).unwrap()).unwrap().turn, 3);
}

#[test]
fn pictures_of_what_is_not_shown_stay_at_home() {
    let kind = b"label: {one: Circle, many: Circles}\nhelp: People who meet.\nfolder: circles\nfields:\n  \
        title: {type: text, required: true, help: Its name}\n  duos:\n    type: map\n    many: true\n    help: Who meets whom\n    \
        fields:\n      photo: {type: image, help: Both of them}\n      show: {type: bool, help: Whether both agreed}\n\
        roles:\n  consent: {duos: show}\n";
    let circle = b"---\ntitle: One\nduos:\n  - {photo: {src: shown.png, alt: Two people}, show: true}\n  \
        - {photo: {src: withheld.png, alt: Two others}}\n---\n";
    let draft = b"---\ntitle: Later\ndate: 2026-11-01\ndraft: true\nimage: {src: held.png, alt: A stove}\n---\n![A stove](held2.png)\n";
    let (_, png) = &made::all(1)[1];
    let site = hub(&[
        ("kinds/circle.yaml", kind),
        ("content/circles/one/index.md", circle),
        ("content/circles/one/shown.png", png),
        ("content/circles/one/withheld.png", png),
        ("content/news/later/index.md", draft),
        ("content/news/later/held.png", png),
        ("content/news/later/held2.png", png),
        ("content/news/later/unused.png", png),
    ]);
    build(site.path());
    let website = files(&site.path().join("public"));
    let pictures: Vec<_> = website.keys().filter(|path| path.ends_with(".png")).collect();
    assert!(matches!(pictures[..], [one] if one.starts_with("circles/one/shown.")), "{pictures:?}");
}
