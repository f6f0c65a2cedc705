//! gzip, Brotli and Zstandard. Each at a level that takes long: a text is compressed once and handed out often.

use brotli::enc::BrotliEncoderParams;
use libdeflater::{CompressionLvl, Compressor};

use super::Form;

pub(super) const ALL: &[Form] = &[
    Form { ending: ".gz", pack: gzip },
    Form { ending: ".br", pack: brotli },
    Form { ending: ".zst", pack: zstandard },
];

/// libdeflate's header has neither a name nor a time.
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut compressor = Compressor::new(CompressionLvl::best());
    let mut packed = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let len = compressor.gzip_compress(bytes, &mut packed).ok()?;
    packed.truncate(len);
    Some(packed)
}

fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let params =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params).ok()?;
    Some(packed)
}

/// Level 19 is the highest whose window, 8 MB, every browser takes (RFC 9659).
fn zstandard(bytes: &[u8]) -> Option<Vec<u8>> {
    zstd::bulk::compress(bytes, 19).ok()
}
