//! Who may ask: only programs that call the server by the name under which it listens. Any website that somebody visits can point a name
//! of its own at this computer and read what is served (DNS rebinding); it cannot change the `Host` that the browser then sends.

use std::net::IpAddr;

/// Whether a request with this `Host` is meant for a server that listens at `listens`.
pub(super) fn is_meant(host: Option<&str>, listens: IpAddr) -> bool {
    let Some(name) = host.map(without_port) else { return false };
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match address {
        // A number is no name that could be pointed elsewhere; it only must be one of this server.
        Ok(address) => address.is_loopback() || listens.is_unspecified() || address == listens,
        Err(_) => name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost"),
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_computer() {
        let local = IpAddr::from([127, 0, 0, 1]);
        for host in ["localhost:4000", "LOCALHOST", "127.0.0.1:4000", "127.0.0.1", "[::1]:4000", "hub.localhost:4000"] {
            assert!(is_meant(Some(host), local), "{host}");
        }
        for host in [
            "evil.example:4000",
            "evil.example",
            "127.0.0.1.evil.example",
            "192.168.0.7:4000",
            "",
            "localhost.evil.example",
        ] {
            assert!(!is_meant(Some(host), local), "{host}");
        }
        assert!(!is_meant(None, local));
        let everywhere = IpAddr::from([0, 0, 0, 0]);
        assert!(is_meant(Some("192.168.0.7:4000"), everywhere) && !is_meant(Some("evil.example"), everywhere));
    }
}
