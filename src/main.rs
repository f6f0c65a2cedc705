//! The command `lyceum`.

use std::process::ExitCode;

fn main() -> ExitCode {
    lyceum::cli::run()
}
