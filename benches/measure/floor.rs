//! The yardstick: only what every generator must do for such pages: read, YAML, Markdown, a small template, write.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tera::{Context, Tera};
use walkdir::WalkDir;

const TEMPLATE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/style.css"></head>
<body><header><nav><a href="/">Home</a> <a href="/events/">Events</a> <a href="/resources/">Library</a></nav></header>
<main><h1>{{ title }}</h1>
<ul>{% for topic in topics %}<li><a href="/topics/{{ topic }}/">{{ topic }}</a></li>{% endfor %}</ul>
{{ body | safe }}</main><footer>The Long Quay</footer></body></html>
"#;

/// Makes a page of each Markdown file of a hub, on all cores.
pub(crate) fn run(hub: &Path, out: &Path) {
    let mut tera = Tera::default();
    tera.add_raw_template("page.html", TEMPLATE).unwrap();
    let content = hub.join("content");
    files(&content).par_iter().for_each(|file| {
        let html = page(&read(file), &tera);
        let folder = out.join(file.strip_prefix(&content).unwrap().with_extension(""));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), html).unwrap();
    });
}

/// All files of a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}

/// The fields and the HTML of a file.
pub(crate) fn read(file: &Path) -> (serde_yaml::Value, String) {
    let text = std::fs::read_to_string(file).unwrap();
    let (front, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap();
    let fields = serde_yaml::from_str(front).unwrap();
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::all()));
    (fields, html)
}

fn page((fields, html): &(serde_yaml::Value, String), tera: &Tera) -> String {
    let topics: Vec<&str> = fields
        .get("topics")
        .and_then(|list| list.as_sequence())
        .into_iter()
        .flatten()
        .filter_map(|topic| topic.as_str())
        .collect();
    let mut context = Context::new();
    context
        .insert("title", fields.get("title").or_else(|| fields.get("name")).and_then(|title| title.as_str()).unwrap());
    context.insert("topics", &topics);
    context.insert("body", html);
    tera.render("page.html", &context).unwrap()
}
