//! Links into the web: asked politely, judged with care, and not asked again too soon.
#![cfg(feature = "web")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, missing_docs)]

mod website;

#[path = "website/program.rs"]
mod program;
#[path = "website/tools.rs"]
mod tools;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use lyceum::diag::Span;
use lyceum::links::External;
use lyceum::web::{Answer, Ask, Cache, Failure, Http, Method, Reply, local, problems, unknown};
use website::{moment, said, tree};

fn look(links: &[External], cache: &mut Cache, now: jiff::Timestamp, web: &Web) -> Vec<(External, Answer)> {
    lyceum::web::look(links, cache, now, web, &|_| ())
}

fn link(url: &str) -> External {
    External { url: url.into(), path: "content/a.md".into(), span: Span::default() }
}

/// A web from a table, which notes who asks for what and for how long it had peace.
#[derive(Default)]
struct Web {
    pages: BTreeMap<&'static str, Result<(u16, u16, &'static str), Failure>>,
    log: Mutex<Vec<String>>,
    busy: Mutex<BTreeMap<String, usize>>,
    most: Mutex<(usize, usize)>,
}

impl Web {
    /// Address, status of HEAD, status of GET, location.
    fn of(pages: &[(&'static str, u16, u16, &'static str)]) -> Self {
        let pages = pages.iter().map(|(url, head, get, to)| (*url, Ok((*head, *get, *to)))).collect();
        Self { pages, ..Self::default() }
    }

    fn log(&self) -> Vec<String> {
        let mut log = self.log.lock().unwrap().clone();
        log.sort();
        log
    }
}

impl Ask for Web {
    fn ask(&self, method: Method, url: &str) -> Result<Reply, Failure> {
        let host = url.split('/').nth(2).unwrap().to_owned();
        {
            let mut busy = self.busy.lock().unwrap();
            *busy.entry(host.clone()).or_default() += 1;
            let (all, one) = (busy.values().sum::<usize>(), busy[&host]);
            let mut most = self.most.lock().unwrap();
            *most = (most.0.max(all), most.1.max(one));
        }
        std::thread::sleep(Duration::from_millis(2));
        *self.busy.lock().unwrap().get_mut(&host).unwrap() -= 1;
        self.log.lock().unwrap().push(format!("{method:?} {url}"));
        let (head, get, to) = self.pages.get(url).cloned().unwrap_or(Err(Failure::NoHost))?;
        let status = if method == Method::Head { head } else { get };
        Ok(Reply { status, location: (!to.is_empty()).then(|| to.to_owned()) })
    }

    fn wait(&self, time: Duration) {
        assert!(time >= Duration::from_millis(500));
        self.log.lock().unwrap().push("wait".into());
    }
}

fn answer(web: &Web, url: &str) -> Answer {
    // Another website is there, so that we are connected.
    let links = [link(url), link("https://there.example/")];
    look(&links, &mut Cache::default(), moment("2026-11-22").at, web)[0].1.clone()
}

#[test]
fn what_answers_mean() {
    let web = Web::of(&[
        ("https://there.example/", 200, 200, ""),
        ("https://a.example/", 200, 500, ""),
        ("https://a.example/no-head", 405, 200, ""),
        ("https://a.example/head-lies", 404, 200, ""),
        ("https://a.example/gone", 404, 404, ""),
        ("https://a.example/gone-for-good", 410, 410, ""),
        ("https://a.example/no-robots", 403, 403, ""),
        ("https://a.example/broken", 503, 503, ""),
        ("https://a.example/moved", 301, 301, "/"),
        ("https://a.example/moved-twice", 308, 308, "https://a.example/moved"),
        ("https://a.example/now-and-then", 302, 302, "/moved"),
        ("https://a.example/moved-to-nothing", 301, 301, "gone"),
        ("https://a.example/circle", 301, 301, "/circle"),
        ("https://a.example/into-the-house", 301, 301, "http://192.168.0.1/"),
    ]);
    assert_eq!(answer(&web, "https://a.example/"), Answer::Alive);
    assert_eq!(answer(&web, "https://a.example/no-head"), Answer::Alive);
    assert_eq!(answer(&web, "https://a.example/head-lies"), Answer::Alive);
    assert_eq!(answer(&web, "https://a.example/gone"), Answer::Gone(404));
    assert_eq!(answer(&web, "https://a.example/gone-for-good"), Answer::Gone(410));
    assert_eq!(answer(&web, "https://a.example/moved"), Answer::Moved("https://a.example/".into()));
    assert_eq!(answer(&web, "https://a.example/moved-twice"), Answer::Moved("https://a.example/".into()));
    assert_eq!(answer(&web, "https://a.example/now-and-then"), Answer::Alive);
    assert_eq!(answer(&web, "https://a.example/moved-to-nothing"), Answer::Gone(404));
    assert_eq!(answer(&web, "https://nobody.example/"), Answer::NoHost);
    for unknown in ["no-robots", "broken", "circle", "into-the-house"] {
        let answer = answer(&web, &format!("https://a.example/{unknown}"));
        assert!(matches!(answer, Answer::Unknown(_)), "{unknown}: {answer:?}");
    }
    assert!(!web.log().iter().any(|line| line.contains("192.168")), "{:?}", web.log());
}

#[test]
fn each_address_once_one_host_at_a_time_and_with_pauses() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let urls: Vec<String> =
        names.iter().flat_map(|name| (0..4).map(move |n| format!("https://{name}.example/{n}"))).collect();
    let urls: Vec<&'static str> = urls.into_iter().map(|url| &*url.leak()).collect();
    let pages: Vec<_> = urls.iter().map(|url| (*url, 200, 200, "")).collect();
    let web = Web::of(&pages);
    let links: Vec<External> = urls.iter().map(|url| link(url)).collect();
    let answers = look(&links, &mut Cache::default(), moment("2026-11-22").at, &web);
    assert!(answers.len() == 32 && answers.iter().all(|(_, answer)| *answer == Answer::Alive));
    let mut expected: Vec<String> = urls.iter().map(|url| format!("Head {url}")).collect();
    expected.extend((0..names.len() * 3).map(|_| "wait".to_owned()));
    expected.sort();
    assert_eq!(web.log(), expected);
    let (all, one) = *web.most.lock().unwrap();
    assert!(all <= 6 && one == 1, "{all} questions at once, {one} of one host");
}

#[test]
fn who_asks_for_peace_gets_it() {
    let web = Web::of(&[("https://a.example/1", 429, 429, ""), ("https://a.example/2", 200, 200, "")]);
    let links = [link("https://a.example/1"), link("https://a.example/2")];
    let answers = look(&links, &mut Cache::default(), moment("2026-11-22").at, &web);
    assert!(answers.iter().all(|(_, answer)| matches!(answer, Answer::Unknown(_))), "{answers:?}");
    assert_eq!(web.log(), ["Head https://a.example/1"]);
}

#[test]
fn answers_are_kept_for_some_days() {
    let web = Web::of(&[
        ("https://a.example/", 200, 200, ""),
        ("https://b.example/", 404, 404, ""),
        ("https://c.example/", 301, 301, "https://a.example/"),
        ("https://d.example/", 500, 500, ""),
    ]);
    let links: Vec<External> = web.pages.keys().map(|url| link(url)).collect();
    let mut cache = Cache::default();
    let mut asked = |day: &str| {
        web.log.lock().unwrap().clear();
        let answers = look(&links, &mut cache, moment(day).at, &web);
        cache = Cache::parse(&format!("{cache}no line of ours\n"));
        let hosts = web.log().into_iter().filter_map(|line| Some(line.strip_prefix("Head https://")?[..1].to_owned()));
        (hosts.collect::<String>(), answers)
    };
    let (hosts, first) = asked("2026-11-01T12:00");
    // The fourth of these is where the third one leads.
    assert_eq!(hosts, "aabcd");
    let (hosts, again) = asked("2026-11-02T11:00");
    assert_eq!((hosts.as_str(), &again), ("", &first));
    assert_eq!(asked("2026-11-02T12:00").0, "bd");
    assert_eq!(asked("2026-11-15T11:00").0, "bd");
    assert_eq!(asked("2026-11-15T12:00").0, "aac");
    assert_eq!(asked("2026-11-10").0, "aabcd", "answers of the future do not count");
}

#[test]
fn without_a_connection_nothing_is_dead() {
    let mut cache = Cache::default();
    let links = [link("https://a.example/"), link("https://b.example/")];
    let answers = look(&links, &mut cache, moment("2026-11-22").at, &Web::default());
    assert!(answers.iter().all(|(_, answer)| matches!(answer, Answer::Unknown(_))), "{answers:?}");
    assert_eq!((problems(&answers), cache), (vec![], Cache::default()));
}

#[test]
fn what_is_said() {
    let links = ["https://a.example/", "https://b.example/", "https://c.example/", "https://d.example/"].map(link);
    let answers =
        [Answer::Gone(410), Answer::NoHost, Answer::Moved("https://n.example/".into()), Answer::Unknown("why".into())];
    let answers: Vec<_> = links.into_iter().zip(answers).collect();
    let expected = "W078 content/a.md `https://a.example/` is gone: the website answers 410 (look for its new address, or take the link out)\n\
        W078 content/a.md `https://b.example/`: there is no website of this name (look for its new address, or take the link out)\n\
        W079 content/a.md `https://c.example/` has moved for good (write `https://n.example/`)\n";
    assert_eq!(said(&problems(&answers)), expected);
    let listed = unknown(&answers, &tree(&[("content/a.md", "x")]));
    assert!(listed.contains("Of 1 link") && listed.contains("content/a.md:1 https://d.example/: why\n"), "{listed}");
    let own = [link("http://localhost:4000/"), link("https://a.example/")];
    assert!(
        said(&local(&own)).starts_with("W080 content/a.md `http://localhost:4000/` is an address of your own computer")
    );
    let web = Web::default();
    assert!(look(&own[..1], &mut Cache::default(), moment("2026-11-22").at, &web).is_empty() && web.log().is_empty());
}

type Log = Arc<Mutex<Vec<String>>>;

/// Listens as long as the test runs: the address, and what `answer` notes of each connection.
fn listen(answer: impl Fn(TcpStream, &Log) + Send + 'static) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let log = Log::default();
    let noted = log.clone();
    std::thread::spawn(move || listener.incoming().for_each(|stream| answer(stream.unwrap(), &noted)));
    (address, log)
}

/// A server that answers each question with what its path says: `/301/target`.
fn server() -> (String, Log) {
    listen(|mut stream, noted| {
        let lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
        let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let agent =
            lines.iter().find(|line| line.to_lowercase().starts_with("user-agent:")).cloned().unwrap_or_default();
        noted.lock().unwrap().push(format!("{} {agent}", lines[0]));
        let path = lines[0].split(' ').nth(1).unwrap().trim_start_matches('/');
        let (status, to) = path.split_once('/').unwrap_or((path, ""));
        let location = if to.is_empty() { String::new() } else { format!("Location: /{to}\r\n") };
        let body = if lines[0].starts_with("HEAD") { "" } else { "hello" };
        let answer = format!("HTTP/1.1 {status} X\r\n{location}Content-Length: 5\r\nConnection: close\r\n\r\n{body}");
        let _ = stream.write_all(answer.as_bytes());
    })
}

#[test]
fn questions_over_a_real_line() {
    let (address, log) = server();
    let http = Http::default();
    let ask = |method, path: &str| http.ask(method, &format!("{address}{path}"));
    let reply = |status, to: Option<&str>| Ok(Reply { status, location: to.map(Into::into) });
    assert_eq!(ask(Method::Head, "/200"), reply(200, None));
    assert_eq!(ask(Method::Get, "/200"), reply(200, None));
    assert_eq!(ask(Method::Get, "/404"), reply(404, None));
    assert_eq!(ask(Method::Head, "/503"), reply(503, None));
    assert_eq!(ask(Method::Head, "/301/200"), reply(301, Some("/200")));
    let log = log.lock().unwrap().clone();
    assert_eq!(log.len(), 5, "no redirect was followed: {log:?}");
    assert!(
        log[0].starts_with("HEAD /200 ") && log[1].starts_with("GET /200 ") && log[0].contains("Lyceum/"),
        "{log:?}"
    );
    // Nobody listens there.
    assert!(matches!(http.ask(Method::Get, "http://127.0.0.1:1/"), Err(Failure::Other(_))));
}

#[test]
fn a_dead_website_stays_dead_while_others_are_remembered() {
    let web = Web::of(&[("https://there.example/", 200, 200, "")]);
    let links = [link("https://there.example/"), link("https://nobody.example/")];
    let mut cache = Cache::default();
    for day in ["2026-11-22", "2026-11-24", "2026-11-28"] {
        // By the second day only the dead one is asked for anew.
        assert_eq!(look(&links, &mut cache, moment(day).at, &web)[1].1, Answer::NoHost, "{day}");
    }
    let dark = Web::default();
    assert!(matches!(look(&links, &mut cache, moment("2026-11-30").at, &dark)[1].1, Answer::Unknown(_)));
}

#[test]
fn a_website_that_says_nothing_is_left_alone() {
    let silent = |url| (url, Err(Failure::Other("no answer".into())));
    let web = Web {
        pages: ["https://s.example/1", "https://s.example/2", "https://s.example/3"].map(silent).into(),
        ..Web::default()
    };
    let links = ["https://s.example/1", "https://s.example/2", "https://s.example/3"].map(link);
    let answers = look(&links, &mut Cache::default(), moment("2026-11-22").at, &web);
    assert!(answers.iter().all(|(_, answer)| *answer == Answer::Unknown("no answer".into())));
    assert_eq!(web.log(), ["Get https://s.example/1", "Head https://s.example/1", "wait"]);
}

#[test]
fn what_is_known_is_handed_on_after_each_answer() {
    let web = Web::of(&[("https://a.example/1", 200, 200, ""), ("https://a.example/2", 404, 404, "")]);
    let links = ["https://a.example/2", "https://a.example/1", "https://nobody.example/"].map(link);
    let (kept, mut cache) = (Mutex::new(Vec::new()), Cache::default());
    lyceum::web::look(&links, &mut cache, moment("2026-11-22").at, &web, &|known| {
        kept.lock().unwrap().push(known.to_string());
    });
    let kept = kept.into_inner().unwrap();
    // A name that nobody knows waits for a website that answers: it may be us who are not connected.
    assert!(kept.iter().all(|known| known.contains("a.example/1 alive")), "{kept:?}");
    assert!(kept.len() >= 2 && kept.is_sorted_by_key(|known| known.lines().count()), "{kept:?}");
    assert_eq!((kept.last().unwrap().lines().count(), kept.last().unwrap()), (3, &cache.to_string()));
}

/// A way into a web of our own, for programs that heed `http_proxy`: it answers what `mute` does not end with, and notes what it is asked.
fn proxy(mute: &'static str) -> (String, Log) {
    listen(move |stream, noted| {
        let noted = noted.clone();
        std::thread::spawn(move || answer_through(stream, mute, &noted));
    })
}

fn answer_through(mut stream: TcpStream, mute: &str, log: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let lines = reader.by_ref().lines().map_while(Result::ok);
        let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        let Some(first) = lines.first().cloned() else { return };
        let asked = first.split(' ').nth(1).unwrap_or_default().to_owned();
        if first.starts_with("CONNECT") {
            stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
            continue;
        }
        log.lock().unwrap().push(asked.clone());
        if !mute.is_empty() && asked.ends_with(mute) {
            std::thread::sleep(Duration::from_secs(60));
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    }
}

#[test]
fn an_interrupted_check_has_kept_what_it_knew() {
    let site = tempfile::TempDir::new().unwrap();
    program::write(site.path(), "site.yaml", "title: Hub\nurl: https://hub.example.org\ntimezone: Europe/Lisbon\n");
    let links = (1..=3).map(|n| format!("[{n}](http://a.example/{n}) ")).collect::<String>();
    program::write(site.path(), "content/visit.md", &format!("---\ntitle: Visit\n---\n{links}\n"));
    let check = |proxy: &str| {
        let mut command = program::lyceum(&["check", "--links", "--root", site.path().to_str().unwrap()]);
        command.env("http_proxy", proxy).env("HTTP_PROXY", proxy).env_remove("no_proxy").env_remove("NO_PROXY");
        command
    };
    let (mute, asked) = proxy("/2");
    let mut running = check(&mute).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while !asked.lock().unwrap().iter().any(|asked| asked.ends_with("/2")) && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    let kept = std::fs::read_to_string(site.path().join(".lyceum/links.txt")).unwrap();
    assert!(kept.lines().count() == 1 && kept.contains(" http://a.example/1 alive"), "{kept}");
    let (open, asked) = proxy("");
    let ran = program::run(&mut check(&open));
    assert_eq!(ran.status, 0, "{}", ran.err);
    let asked = asked.lock().unwrap().clone();
    assert!(asked.len() == 2 && !asked.iter().any(|asked| asked.ends_with("/1")), "{asked:?}");
}

/// A website whose certificate nobody vouches for is neither there nor gone. Whoever trusts it gets its answer.
#[test]
fn a_certificate_is_trusted_or_said() {
    let Ok(openssl) = tools::installed(&["openssl"]) else { return tools::skip("no openssl: install it") };
    let folder = tempfile::TempDir::new().unwrap();
    let (key, certificate) = (folder.path().join("key.pem"), folder.path().join("certificate.pem"));
    let mut make = Command::new(&openssl);
    make.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate);
    let made = program::run(&mut make);
    assert_eq!(made.status, 0, "{}", made.err);
    let mut server = Command::new(&openssl)
        .args(["s_server", "-accept", "127.0.0.1:0", "-www", "-key"])
        .arg(&key)
        .arg("-cert")
        .arg(&certificate)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines().map_while(Result::ok);
    let port = lines.into_iter().find_map(|line| Some(line.strip_prefix("ACCEPT 127.0.0.1:")?.to_owned())).unwrap();
    let ask = |http: Http, host: &str| http.ask(Method::Get, &format!("https://{host}:{port}/"));
    let pem = std::fs::read(&certificate).unwrap();
    let trusting = || Http::trusting(&pem).unwrap();
    let asked = [(Http::default(), "127.0.0.1"), (trusting(), "localhost"), (trusting(), "127.0.0.1")];
    let [unknown, other, known] = asked.map(|(http, host)| ask(http, host));
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!((unknown, other), (Err(Failure::NotTrusted), Err(Failure::NotTrusted)));
    assert_eq!(known.map(|reply| reply.status), Ok(200));
    assert!(Http::trusting(b"no certificate").is_none());
}

/// Whoever is refused names whom to trust and asks again: at once, and not tomorrow.
#[test]
fn what_is_not_trusted_is_asked_for_again() {
    let (url, now) = ("https://a.example/", moment("2026-11-22").at);
    let web = Web { pages: BTreeMap::from([(url, Err(Failure::NotTrusted))]), ..Web::default() };
    let mut cache = Cache::default();
    let answers = look(&[link(url)], &mut cache, now, &web);
    assert_eq!((&answers[0].1, web.log()), (&Answer::NotTrusted, vec![format!("Head {url}")]));
    assert_eq!(problems(&answers), []);
    assert!(unknown(&answers, &lyceum::source::Tree::default()).contains("certificate"));
    assert_eq!(Cache::parse(&cache.to_string()).get(url, now), None);
}
