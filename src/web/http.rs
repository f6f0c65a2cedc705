//! Questions by HTTP.

use std::time::Duration;

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Error};

use super::{Ask, Failure, Method, Reply};

/// How long a website may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a website is told of who asks.
const NAME: &str = concat!("Lyceum/", env!("CARGO_PKG_VERSION"), " (looks whether links still lead somewhere)");
/// What Windows says of a name that it does not know.
const NO_SUCH_HOST: i32 = 11001;

/// Asks the web.
#[derive(Debug)]
pub struct Http(Agent);

impl Default for Http {
    /// Trusts those whom browsers trust.
    fn default() -> Self {
        Self::with(RootCerts::WebPki)
    }
}

impl Http {
    /// Trusts those whose certificates are in `pem`, one behind the other; nothing if there is none in it.
    pub fn trusting(pem: &[u8]) -> Option<Self> {
        let certificates: Vec<_> = certificates(pem).collect();
        (!certificates.is_empty()).then(|| Self::with(certificates.into()))
    }

    fn with(roots: RootCerts) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(NAME)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .build();
        Self(config.new_agent())
    }
}

fn certificates(pem: &[u8]) -> impl Iterator<Item = Certificate<'static>> {
    parse_pem(pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    })
}

impl Ask for Http {
    fn ask(&self, method: Method, url: &str) -> Result<Reply, Failure> {
        let reply = match method {
            Method::Head => self.0.head(url).call(),
            Method::Get => self.0.get(url).call(),
        };
        let reply = reply.map_err(|error| failure(&error))?;
        let location = reply.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
        Ok(Reply { status: reply.status().as_u16(), location })
    }
}

fn failure(error: &Error) -> Failure {
    match error {
        Error::HostNotFound => Failure::NoHost,
        Error::Io(io) if io.raw_os_error() == Some(NO_SUCH_HOST) => Failure::NoHost,
        // The system's words for a name that nobody knows; that it may know it later is another case.
        Error::Io(io)
            if io.to_string().contains("failed to lookup address") && !io.to_string().contains("emporary") =>
        {
            Failure::NoHost
        }
        Error::Timeout(_) => Failure::Other("the website does not answer in time".into()),
        error if is_of_certificate(error) => Failure::NotTrusted,
        error => Failure::Other(error.to_string()),
    }
}

/// Nobody vouches for the website, or for another name or time: rustls says so in an error within that of the connection.
fn is_of_certificate(error: &Error) -> bool {
    error.to_string().contains("invalid peer certificate")
}
