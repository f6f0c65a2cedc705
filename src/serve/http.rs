//! The server: hands out whatever is shown now. What a request names is only ever looked up among the files of the website, so that no
//! path can lead out of it.

use std::io;
use std::net::{IpAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body as Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio::sync::watch::Receiver;

use super::guard::is_meant;
use super::shown::{Found, Shown};
use super::{headers::Headers, live};
use crate::output::Body;
use crate::picture;

/// What every request can ask for.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) shown: Receiver<Shown>,
    root: Arc<PathBuf>,
    listens: IpAddr,
}

/// Serves until the process ends.
pub(super) fn run(listener: TcpListener, shown: Receiver<Shown>, root: PathBuf) -> io::Result<()> {
    let server = Server { shown, root: root.into(), listens: listener.local_addr()?.ip() };
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router(server)).await
    })
}

fn router(server: Server) -> Router {
    Router::new()
        .route(live::SCRIPT, get(live::script))
        .route(live::EVENTS, get(live::events))
        .fallback(page)
        .layer(from_fn_with_state(server.clone(), guard))
        .with_state(server)
}

async fn guard(State(server): State<Server>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !is_meant(host, server.listens) {
        return (StatusCode::MISDIRECTED_REQUEST, "This server answers to localhost only.\n").into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    next.run(request).await
}

async fn page(State(server): State<Server>, request: Request) -> Response {
    let shown = server.shown.borrow().clone();
    let address = request.uri().path();
    let Some(path) = decoded(address).and_then(|path| path.strip_prefix(&shown.base_path).map(str::to_owned)) else {
        // Whoever leaves out the folder of the website is led there.
        let is_start = shown.base_path.trim_end_matches('/').starts_with(address.trim_end_matches('/'));
        return if is_start { Redirect::temporary(&shown.base_path).into_response() } else { missing(&shown, address) };
    };
    match shown.at(&path) {
        Found::File(name, body) => found(&server, &shown, address, name, body).await,
        Found::Folder => Redirect::permanent(&format!("{address}/")).into_response(),
        Found::Nothing if shown.files.is_empty() => html(&shown, StatusCode::OK, live::WAITING.as_bytes()),
        Found::Nothing => missing(&shown, address),
    }
}

fn decoded(address: &str) -> Option<String> {
    percent_encoding::percent_decode_str(address).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

async fn found(server: &Server, shown: &Shown, address: &str, name: &str, body: &Body) -> Response {
    let mut response = match body {
        Body::Bytes(bytes) if name.ends_with(".html") => html(shown, StatusCode::OK, bytes),
        Body::Bytes(bytes) => typed(name, bytes.to_vec()),
        Body::Copy(path) => match tokio::fs::read(server.root.join(&**path)).await {
            Ok(bytes) => typed(name, picture::published(bytes)),
            Err(_) => missing(shown, address),
        },
    };
    apply(&shown.headers, address, &mut response);
    response
}

/// A page, with the script that brings it up to date.
fn html(shown: &Shown, status: StatusCode, page: &[u8]) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], live::with_script(page, shown.version))
        .into_response()
}

fn typed(name: &str, bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, media_type(name))], Bytes::from(bytes)).into_response()
}

fn missing(shown: &Shown, address: &str) -> Response {
    let page = match shown.files.get("404.html") {
        Some(Body::Bytes(page)) => page,
        _ => live::WAITING.as_bytes(),
    };
    let mut response = html(shown, StatusCode::NOT_FOUND, page);
    apply(&shown.headers, address, &mut response);
    response
}

/// Sends what the host would send, but nothing is to be kept: the next edit may change anything.
fn apply(rules: &Headers, address: &str, response: &mut Response) {
    for (name, value) in rules.of(address) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(&value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// The type of a file by the end of its name.
fn media_type(name: &str) -> &'static str {
    const TYPES: &[(&str, &str)] = &[
        ("atom", "application/atom+xml"),
        ("avif", "image/avif"),
        ("css", "text/css; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("gif", "image/gif"),
        ("html", "text/html; charset=utf-8"),
        ("ico", "image/x-icon"),
        ("ics", "text/calendar; charset=utf-8"),
        ("jpeg", "image/jpeg"),
        ("jpg", "image/jpeg"),
        ("js", "text/javascript; charset=utf-8"),
        ("json", "application/json"),
        ("mp3", "audio/mpeg"),
        ("mp4", "video/mp4"),
        ("pdf", "application/pdf"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
        ("txt", "text/plain; charset=utf-8"),
        ("wasm", "application/wasm"),
        ("webm", "video/webm"),
        ("webp", "image/webp"),
        ("woff2", "font/woff2"),
        ("xml", "application/xml"),
    ];
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    TYPES.iter().find(|(known, _)| *known == end).map_or("application/octet-stream", |(_, media_type)| media_type)
}
