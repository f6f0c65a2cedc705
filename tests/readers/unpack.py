"""Unpacks compressed files with gzip of Python, Brotli and zstandard, and compares them with what lies beside them.

unpack.py FOLDER: says how many of each there are; the status is not 0 if one differs, or has no text beside it.
"""

import collections
import gzip
import pathlib
import sys

import brotli
import zstandard

# The size is in the header of each: a file without it would not be unpacked.
UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress, ".zst": lambda data: zstandard.ZstdDecompressor().decompress(data)}


def main():
    counts = collections.Counter()
    for packed in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
        unpack = UNPACK.get(packed.suffix)
        if unpack:
            data, text = packed.read_bytes(), packed.with_suffix("").read_bytes()
            assert unpack(data) == text, f"{packed} is another text"
            assert len(data) < len(text), f"{packed} is no smaller"
            counts[packed.suffix] += 1
    print(" ".join(f"{suffix} {counts[suffix]}" for suffix in UNPACK))


main()
