//! The command `lyceum`.

use std::process::ExitCode;

/// A build makes and drops millions of small texts on several threads; the allocator of most systems is slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    lyceum::cli::run()
}
