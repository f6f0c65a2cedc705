//! The configuration of a content management system: a collection for each kind, and the settings of the site.

mod page;
mod widget;

use serde_json::{Map, Value, json};

use super::{Hub, yaml};
use crate::config::Config;
use crate::kinds::Kind;
use widget::Form;

/// A content management system that runs in the browser and keeps its texts in the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Decap CMS.
    Decap,
    /// Sveltia CMS, which reads nearly the same configuration.
    Sveltia,
}

/// All systems by their names on the command line.
pub const SYSTEMS: [(&str, System); 2] = [("decap", System::Decap), ("sveltia", System::Sveltia)];

/// Where the files lie in the folder of a site, so that they are at `/admin/` of the website.
pub const FOLDER: &str = "static/admin";

/// The files of the system of this name: its configuration, and the page from which it is started.
pub fn files(hub: &Hub<'_>, name: &str) -> Option<[(&'static str, String); 2]> {
    let (_, system) = SYSTEMS.iter().find(|(known, _)| *known == name)?;
    let page = page::page(*system, &Forge::of(hub.config).addresses());
    Some([("config.yml", config(hub, *system)), ("index.html", page)])
}

/// The configuration, as the text of `config.yml`.
fn config(hub: &Hub<'_>, system: System) -> String {
    let form = Form { hub, system };
    let collections: Vec<Value> =
        hub.kinds.iter().map(|kind| collection(&form, kind)).chain([settings(&form)]).collect();
    let url = format!("{}{}", hub.config.url.origin, hub.config.url.path);
    let mut config = json!({
        "backend": backend(hub.config),
        "site_url": url,
        "display_url": url,
        "media_folder": "static/media",
        "public_folder": "/media",
        "show_preview_links": false,
        "editor": {"preview": false},
        "slug": {"encoding": "unicode", "clean_accents": false},
    });
    let own = match system {
        // Only on the computer of whoever runs its small server.
        System::Decap => json!({"local_backend": true}),
        System::Sveltia if form.is_translated() => json!({"output": output(), "i18n": languages(hub.config)}),
        System::Sveltia => json!({"output": output()}),
    };
    add(&mut config, own);
    add(&mut config, json!({"collections": collections}));
    yaml::file(&config)
}

/// What is left empty is left out.
fn output() -> Value {
    json!({"omit_empty_optional_fields": true})
}

/// `guide.es.md` beside `guide.md`.
fn languages(config: &Config) -> Value {
    json!({
        "structure": "multiple_files",
        "locales": config.languages,
        "default_locale": config.language,
        "omit_default_locale_from_file_path": true,
        // A translation is begun when somebody wants to write one.
        "initial_locales": "default",
    })
}

fn add(to: &mut Value, more: Value) {
    if let (Some(to), Value::Object(more)) = (to.as_object_mut(), more) {
        to.extend(more);
    }
}

/// A forge: what systems call it, the server if it is not the usual one, and what stands behind that in addresses for programs.
struct Forge<'a> {
    name: &'static str,
    host: Option<&'a str>,
    api: &'static str,
}

impl<'a> Forge<'a> {
    fn of(config: &'a Config) -> Self {
        let Some(edit) = &config.edit else { return Self { name: "github", host: None, api: "" } };
        let (name, api) = match &*edit.forge {
            "gitlab" => ("gitlab", "api/v4"),
            "gitea" | "forgejo" | "codeberg" => ("gitea", "api/v1"),
            _ => ("github", ""),
        };
        let host = match (&*edit.forge, address(&edit.repository)) {
            ("codeberg", _) => Some("codeberg.org"),
            ("gitea" | "forgejo" | "gitlab", Some((host, _))) => Some(host).filter(|host| *host != "gitlab.com"),
            _ => None,
        };
        Self { name, host, api }
    }

    /// With which addresses a page speaks that saves here: the forge, and what says how the forge is.
    fn addresses(&self) -> String {
        match (self.name, self.host) {
            ("github", _) => "https://api.github.com https://www.githubstatus.com".to_owned(),
            (_, Some(host)) => format!("https://{host}"),
            ("gitlab", None) => "https://gitlab.com https://status-api.hostedstatus.com".to_owned(),
            _ => "https://gitea.com".to_owned(),
        }
    }
}

/// The server and the path of an address.
fn address(repository: &str) -> Option<(&str, &str)> {
    repository.split_once("://").map(|(_, rest)| rest.split_once('/').unwrap_or((rest, "")))
}

/// Where the files are kept: what `edit` in `site.yaml` says.
fn backend(config: &Config) -> Value {
    let forge = Forge::of(config);
    let Some(edit) = &config.edit else {
        return json!({"name": forge.name, "repo": "OWNER/REPOSITORY", "branch": "main"});
    };
    let repo = address(&edit.repository).map_or(&*edit.repository, |(_, path)| path).trim_matches('/');
    let mut backend = json!({"name": forge.name, "repo": repo, "branch": &*edit.branch});
    if let Some(host) = forge.host {
        let api = format!("https://{host}/{}", forge.api);
        add(&mut backend, json!({"base_url": format!("https://{host}"), "api_root": api}));
    }
    backend
}

fn collection(form: &Form<'_>, kind: &Kind) -> Value {
    let title = kind.title_field();
    let named = kind.fields.get(title).is_some_and(|field| field.required);
    let mut collection = json!({
        "name": &*kind.name,
        "label": &*kind.label.many,
        "label_singular": &*kind.label.one,
        "description": &*kind.help,
        "folder": format!("content/{}", kind.folder),
        "create": true,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": title,
        // Without a title the moment of writing makes a name that is not there yet.
        "slug": if named { "{{slug}}" } else { "{{year}}-{{month}}-{{day}}-{{hour}}{{minute}}{{second}}" },
        // Pictures lie beside the text that shows them.
        "media_folder": "",
        "public_folder": "",
    });
    if form.is_translated() {
        add(&mut collection, json!({"i18n": true}));
    }
    add(&mut collection, json!({"fields": form.fields_with_body(kind)}));
    collection
}

fn settings(form: &Form<'_>) -> Value {
    let site = &form.hub.kinds.site;
    json!({
        "name": "settings",
        "label": "Settings",
        "files": [{
            "name": "site",
            "label": &*site.label.one,
            "file": "site.yaml",
            "fields": form.fields(&site.fields, false),
        }],
    })
}

/// An object from what is there of its keys.
fn object(keys: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    let there = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}
