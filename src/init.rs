//! The files of a new hub: settings, an invented sample of each thing that most hubs have, and what its host needs to build it every day.

use jiff::Span;
use jiff::civil::Date;

use crate::front;

/// What a host needs: where each file lies, and what is in it.
type HostFiles = &'static [(&'static str, &'static str)];

/// All hosts by their names on the command line, each with its files; Netlify and Cloudflare take what a repository on GitHub builds.
pub const HOSTS: [(&str, HostFiles); 5] = [
    ("github", &[(".github/workflows/hub.yml", include_str!("init/hosts/github.yml"))]),
    ("gitlab", &[(".gitlab-ci.yml", include_str!("init/hosts/gitlab.yml"))]),
    ("netlify", &[(".github/workflows/hub.yml", include_str!("init/hosts/netlify.yml"))]),
    ("cloudflare", &[(".github/workflows/hub.yml", include_str!("init/hosts/cloudflare.yml"))]),
    ("plain", PLAIN),
];
const PLAIN: HostFiles = &[
    ("crontab.example", include_str!("init/hosts/crontab")),
    ("nginx.conf.example", include_str!("init/hosts/nginx.conf")),
];

/// The files of every hub, with words between `@` for what differs.
const HUB: [(&str, &str); 6] = [
    ("site.yaml", include_str!("init/hub/site.yaml")),
    (".gitignore", include_str!("init/hub/gitignore")),
    ("content/events/open-evening.md", include_str!("init/hub/event.md")),
    ("content/people/robin-vale.md", include_str!("init/hub/person.md")),
    ("content/resources/how-to-ask.md", include_str!("init/hub/resource.md")),
    ("content/discussions/what-first.md", include_str!("init/hub/discussion.md")),
];

/// A file: its path in the hub, and its text.
pub type File = (&'static str, String);

/// What makes a server send the policy of a page for editing, where there is one: the line, and the same as it stands in the file.
const EDITING: (&str, &str) = ("    \"~^/admin/\"", "    #\"~^/admin/\"");

/// The files of a new hub on the day `today`, with those of the host of this name, and perhaps with a page for `editing`: what takes place
/// lies in the near future, what was said in the last days.
pub fn files(title: &str, host: Option<&str>, editing: bool, today: Date) -> Vec<File> {
    let day = |days: i64| today.saturating_add(Span::new().days(days)).to_string();
    let words = [
        ("@start@", format!("{}T18:30", day(9))),
        ("@until@", day(190)),
        ("@asked@", day(-3)),
        ("@replied@", day(-2)),
        // Last, so that a title may say whatever it likes.
        ("@title@", front::quoted(title)),
    ];
    let filled = |text: &str| words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value));
    let hub = HUB.iter().map(|(path, text)| (*path, filled(text)));
    let host = HOSTS.iter().filter(|(name, _)| Some(*name) == host).flat_map(|(_, files)| *files);
    let host =
        host.map(|(path, text)| (*path, if editing { text.replace(EDITING.1, EDITING.0) } else { (*text).to_owned() }));
    hub.chain(host).collect()
}
