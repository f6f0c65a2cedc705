//! The reference of all kinds and fields, for organizers.

mod example;
mod words;

use std::fmt::Write as _;

pub use example::{example_lines, group_lines, telling_fields};

use super::{Field, Fields, Kind, Kinds, Path, Shape, Type};

/// The reference as Markdown.
pub fn markdown(kinds: &Kinds) -> String {
    let shapes = Shapes::of(kinds);
    let mut out = INTRO.to_owned();
    for kind in kinds.iter() {
        kind_section(&mut out, kinds, kind, &shapes);
    }
    out += "\n## Fields of all kinds\n\nEvery item can have these, whatever its kind.\n\n";
    table(&mut out, &rows(&kinds.common, &Fields::new(), &shapes));
    for (shape, fields) in &shapes.0 {
        let _ = write!(out, "\n## {}\n\n{}\n\n", words::shape_title(*shape), words::shape_help(*shape));
        table(&mut out, &nested_rows(words::shape_name(*shape), fields, &shapes));
    }
    settings(&mut out, "site.yaml", &kinds.site, &shapes);
    settings(&mut out, "topics.yaml", &kinds.topic, &shapes);
    out
}

const INTRO: &str = "# What you can write

<!-- Made by `lyceum kinds > docs/kinds.md`. -->

One item is one Markdown file in `content/`, in the folder of its kind. The fields stand at its top between two lines `---`; the text
follows below them. This page lists the kinds and their fields.

- A field that is **required** has to be there. In a group of fields (`place.name` is the field `name` in the group `place`) it has to
  be there as soon as the group is.
- Where a field takes *one or more*, write one value, or several as a list: `[one, two]`.
- Another item is named by the name of its file, without `.md`. Where items of any kind can stand, the folder comes first:
  `events/rust-night`.
- A person or an organization without a page here is a guest: `{name: Jo Doe, link: \"https://example.org\"}`.
- A site can add kinds and fields with files of its own in `kinds/`.
";

/// The groups of fields that are explained once and not with every field that takes them.
struct Shapes<'a>(Vec<(Shape, &'a Fields)>);

impl<'a> Shapes<'a> {
    fn of(kinds: &'a Kinds) -> Self {
        let mut found = Vec::new();
        for shape in [Shape::Place, Shape::Online, Shape::Schedule, Shape::Change, Shape::Image] {
            let mut all = kinds.iter().flat_map(|kind| kind.paths());
            let fields = all.find(|(_, field)| field.ty.has_shape(shape)).and_then(|(_, field)| field.ty.fields());
            found.extend(fields.map(|fields| (shape, fields)));
        }
        Self(found)
    }

    /// The fields of a type that are not explained elsewhere.
    fn own<'f>(&self, ty: &'f Type) -> Vec<&'f Field> {
        let known = match ty {
            Type::Map { shape: Some(shape), .. } => self.0.iter().find(|(known, _)| known == shape).map(|(_, f)| *f),
            _ => None,
        };
        let fields = ty.fields().into_iter().flat_map(Fields::values);
        fields.filter(|field| known.is_none_or(|known| !known.contains_key(&field.name))).collect()
    }
}

fn kind_section(out: &mut String, kinds: &Kinds, kind: &Kind, shapes: &Shapes<'_>) {
    let parent = kind.lineage.get(1).and_then(|name| kinds.get(name));
    let _ = write!(out, "\n## {}\n\n{}\n\nFiles: `content/{}/`\n", kind.label.many, kind.help, kind.folder);
    let _ = write!(out, "\n```markdown\n{}```\n\n", example::item(kind));
    let base = parent.unwrap_or(&kinds.common);
    table(out, &rows(kind, &base.fields, shapes));
    let also = match parent {
        Some(parent) => format!("all [fields of the kind {}](#{})", parent.name, words::anchor(&parent.label.many)),
        None => "the [fields of all kinds](#fields-of-all-kinds)".to_owned(),
    };
    let _ = writeln!(out, "\nAlso {also}.");
    let facts = words::facts(kind);
    if !facts.is_empty() {
        let _ = write!(out, "\n{}", facts.iter().map(|fact| format!("- {fact}\n")).collect::<String>());
    }
}

fn settings(out: &mut String, file: &str, kind: &Kind, shapes: &Shapes<'_>) {
    let _ =
        write!(out, "\n## {file}\n\n{}\n\n```yaml\n{}```\n\n", kind.help, example::entry(kind, file == "topics.yaml"));
    table(out, &rows(kind, &Fields::new(), shapes));
}

/// The fields of a kind that it does not share with `base`, groups with their fields.
fn rows<'a>(kind: &'a Kind, base: &Fields, shapes: &Shapes<'_>) -> Vec<(Path, &'a Field)> {
    let same =
        |field: &Field| base.get(&field.name).is_some_and(|b| b.help == field.help && b.required == field.required);
    let own = kind.fields.values().filter(|field| !same(field));
    own.flat_map(|field| with_nested(&field.name, field, shapes)).collect()
}

fn nested_rows<'a>(group: &str, fields: &'a Fields, shapes: &Shapes<'_>) -> Vec<(Path, &'a Field)> {
    fields.values().flat_map(|field| with_nested(&format!("{group}.{}", field.name), field, shapes)).collect()
}

fn with_nested<'a>(path: &str, field: &'a Field, shapes: &Shapes<'_>) -> Vec<(Path, &'a Field)> {
    let nested = shapes.own(&field.ty).into_iter();
    let nested = nested.flat_map(|inner| with_nested(&format!("{path}.{}", inner.name), inner, shapes));
    std::iter::once((path.into(), field)).chain(nested).collect()
}

fn table(out: &mut String, rows: &[(Path, &Field)]) {
    out.push_str("| Field | Takes | Required | What it is |\n|---|---|---|---|\n");
    for (path, field) in rows {
        let required = if field.required { "yes" } else { "" };
        let default = field
            .default
            .as_ref()
            .filter(|value| &***value != "false")
            .map(|value| format!("; `{value}` if left out"))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "| `{path}` | {} | {required} | {}{default} |",
            cell(&words::takes(field)),
            cell(&field.help)
        );
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
