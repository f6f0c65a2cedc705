//! The configuration of a content management system: a collection for each kind, and the settings of the site.

mod widget;

use serde_json::{Map, Value, json};

use super::{Hub, made, yaml};
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

/// All systems by their names on the command line, each with the page from which it is started.
pub const SYSTEMS: [(&str, System, &str); 2] = [
    ("decap", System::Decap, include_str!("cms/decap.html")),
    ("sveltia", System::Sveltia, include_str!("cms/sveltia.html")),
];

/// Where the files lie in the folder of a site, so that they are at `/admin/` of the website.
pub const FOLDER: &str = "static/admin";

/// The files of the system of this name: its configuration, and the page from which it is started.
pub fn files(hub: &Hub<'_>, name: &str) -> Option<[(&'static str, String); 2]> {
    let (_, system, page) = SYSTEMS.iter().find(|(known, ..)| *known == name)?;
    let page = made::sealed(&page.replacen("@mark@", &made::mark(), 1));
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
    })
}

fn add(to: &mut Value, more: Value) {
    if let (Some(to), Value::Object(more)) = (to.as_object_mut(), more) {
        to.extend(more);
    }
}

/// Where the files are kept: what `edit` in `site.yaml` says.
fn backend(config: &Config) -> Value {
    let Some(edit) = &config.edit else {
        return json!({"name": "github", "repo": "OWNER/REPOSITORY", "branch": "main"});
    };
    let address = edit.repository.split_once("://").map(|(_, rest)| rest.split_once('/').unwrap_or((rest, "")));
    let host = match (&*edit.forge, address) {
        ("codeberg", _) => Some("codeberg.org"),
        ("gitea" | "forgejo" | "gitlab", Some((host, _))) => Some(host).filter(|host| *host != "gitlab.com"),
        _ => None,
    };
    let (name, api) = match &*edit.forge {
        "gitlab" => ("gitlab", "api/v4"),
        "gitea" | "forgejo" | "codeberg" => ("gitea", "api/v1"),
        _ => ("github", ""),
    };
    let repo = address.map_or(&*edit.repository, |(_, path)| path).trim_matches('/');
    let mut backend = json!({"name": name, "repo": repo, "branch": &*edit.branch});
    if let Some(host) = host {
        add(&mut backend, json!({"base_url": format!("https://{host}"), "api_root": format!("https://{host}/{api}")}));
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
