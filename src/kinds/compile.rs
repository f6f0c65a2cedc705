//! Kind files to kinds: additions of the site, inheritance, and the check that every name in them means something.

use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;

use super::assemble::{assemble, humanize, written};
use super::file::{FieldFile, FieldKeys, KindFile, Many};
use super::merge::{add_common, clone_additions, extend};
use super::names::{did_you_mean, forget, missing};
use super::sources::{Sources, Text, is_built_in};
use super::{Field, Fields, Kind, Shape, Type, builtin};
use crate::diag::Diagnostic;
use crate::source::Source;

/// All kinds of a site, by name, in the order in which they are declared.
#[derive(Clone, Debug)]
pub struct Kinds {
    kinds: IndexMap<Arc<str>, Arc<Kind>>,
    /// The fields of `site.yaml`.
    pub site: Arc<Kind>,
    /// The fields of an entry of `topics.yaml`.
    pub topic: Arc<Kind>,
    /// The fields that every kind has.
    pub common: Arc<Kind>,
}

impl Kinds {
    /// The built-in kinds with what the files of a site (`kinds/*.yaml`) add. A file that cannot be used is left out and reported.
    pub fn new<'a>(files: impl Iterator<Item = &'a Source>) -> (Self, Vec<Diagnostic>) {
        let mut files = files.filter(|s| s.path.ends_with(".yaml") || s.path.ends_with(".yml")).peekable();
        // Most sites have none: what is compiled once serves every build.
        if files.peek().is_none() {
            return BUILT_IN.clone();
        }
        let mut sources = Sources::built_in();
        files.for_each(|source| sources.add(source));
        Self::compile(sources)
    }

    fn compile(sources: Sources) -> (Self, Vec<Diagnostic>) {
        let mut compiler = Compiler { sources };
        let names: Vec<_> = compiler.sources.files.keys().cloned().collect();
        let kinds: IndexMap<_, _> =
            names.iter().filter_map(|name| Some((name.clone(), Arc::new(compiler.kind(name)?)))).collect();
        compiler.check_folders(&kinds);
        let [site, topic, common] = builtin::SINGLE.map(|(name, _)| compiler.single(name));
        (Self { kinds, site, topic, common }, compiler.sources.found)
    }

    /// The kind of this name.
    pub fn get(&self, name: &str) -> Option<&Arc<Kind>> {
        self.kinds.get(name)
    }

    /// The kind whose items lie in this folder of `content/`.
    pub fn in_folder(&self, folder: &str) -> Option<&Arc<Kind>> {
        self.kinds.values().find(|kind| &*kind.folder == folder)
    }

    /// All kinds, in the order in which they are declared.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.kinds.values()
    }
}

/// The kinds of a site that has none of its own: they depend on nothing.
static BUILT_IN: LazyLock<(Kinds, Vec<Diagnostic>)> = LazyLock::new(|| Kinds::compile(Sources::built_in()));

struct Compiler {
    sources: Sources,
}

impl Compiler {
    fn wrong(&mut self, kind: &str, word: &str, message: String) {
        self.sources.wrong(kind, word, message);
    }

    /// A kind that is not content: `site.yaml`, an entry of `topics.yaml`.
    fn single(&mut self, name: &str) -> Arc<Kind> {
        let file = self.sources.single.get(name).cloned().unwrap_or_default();
        let fields = self.fields(name, file.fields);
        Arc::new(assemble(name.into(), fields, KindFile { fields: IndexMap::new(), ..file }, vec![name.into()]))
    }

    fn kind(&mut self, name: &Arc<str>) -> Option<Kind> {
        let lineage = self.sources.lineage(name)?;
        let mut whole = KindFile::default();
        let common = self.sources.single.get("common").map(clone_additions).unwrap_or_default();
        for ancestor in lineage.iter().rev() {
            let file = clone_additions(self.sources.files.get(ancestor)?);
            extend(&mut whole, file);
        }
        let own = self.sources.files.get(name)?;
        (whole.label, whole.folder, whole.path) = (own.label.clone(), own.folder.clone(), own.path.clone());
        add_common(&mut whole, common);
        let fields = self.fields(name, std::mem::take(&mut whole.fields));
        let mut kind = assemble(name.clone(), fields, whole, lineage);
        self.check_names(&mut kind);
        Some(kind)
    }

    fn fields(&mut self, kind: &str, files: IndexMap<Arc<str>, FieldFile>) -> Fields {
        let changes = changes(&files);
        let mut fields: Fields =
            files.into_iter().map(|(name, FieldFile(keys))| (name.clone(), self.field(kind, name, keys))).collect();
        for (name, of) in changes {
            self.borrow(kind, &mut fields, &name, &of);
        }
        fields
    }

    /// Gives a field of type `changes` the fields beside it that may differ on a date. There, none has to be said.
    fn borrow(&mut self, kind: &str, fields: &mut Fields, name: &str, of: &[Arc<str>]) {
        let beside = |wanted: &Arc<str>| Some((wanted.clone(), fields.get(wanted)?.clone()));
        let borrowed: Fields = of.iter().filter_map(beside).collect();
        for unknown in of.iter().filter(|wanted| !borrowed.contains_key(*wanted)) {
            let near = did_you_mean(unknown, fields.keys().map(|known| &**known));
            self.wrong(kind, unknown, format!("`{name}` names a field `{unknown}`, which is not there{near}"));
        }
        let Some(Type::Map { fields: within, .. }) = fields.get_mut(name).map(|field| &mut field.ty) else { return };
        within.extend(borrowed.into_iter().map(|(of, field)| (of, Field { required: false, default: None, ..field })));
    }

    fn field(&mut self, kind: &str, name: Arc<str>, mut keys: FieldKeys) -> Field {
        let ty = self.ty(kind, &name, &mut keys);
        self.check_keys(kind, &name, &keys);
        let label: Arc<str> = keys.label.unwrap_or_else(|| humanize(&name).into());
        Field {
            role: keys.role.unwrap_or_else(|| label.clone()),
            label,
            many: keys.many.unwrap_or(ty.has_shape(Shape::Change)),
            ty,
            required: keys.required.unwrap_or_default(),
            default: keys.default.as_ref().map(|value| written(value).into()),
            help: keys.help.unwrap_or_default(),
            example: keys.example.as_ref().map(written).unwrap_or_default().into(),
            name,
        }
    }

    fn ty(&mut self, kind: &str, name: &str, keys: &mut FieldKeys) -> Type {
        let word = keys.ty.clone().unwrap_or_else(|| "text".into());
        match &*word {
            "markdown" => Type::Markdown,
            "bool" => Type::Bool,
            "number" => Type::Number { min: keys.min, max: keys.max },
            "money" => Type::Money,
            "date" => Type::Date { partial: keys.partial },
            "moment" => Type::Moment,
            "duration" => Type::Duration,
            "timezone" => Type::Timezone,
            "language" => Type::Language,
            "url" => Type::Url,
            "email" => Type::Email,
            "color" => Type::Color,
            "slug" => Type::Slug,
            "choice" => Type::Choice { of: [std::mem::take(&mut keys.of), std::mem::take(&mut keys.more)].concat() },
            "topic" => Type::Topic,
            "ref" => self.reference(kind, name, keys),
            "availability" => Type::Availability,
            "list" | "any" => Type::Free,
            "map" => Type::Map { shape: None, fields: self.fields(kind, std::mem::take(&mut keys.fields)) },
            "text" => Type::Text,
            other => self.shape(kind, name, other, keys),
        }
    }

    fn reference(&mut self, kind: &str, name: &str, keys: &mut FieldKeys) -> Type {
        let to: Vec<Arc<str>> = keys.to.take().map(Many::into_vec).unwrap_or_default();
        let to: Vec<_> = to.into_iter().filter(|kind| &**kind != "any").collect();
        let known = |target: &Arc<str>| self.sources.files.contains_key(target);
        for target in to.iter().filter(|target| !known(target)).cloned().collect::<Vec<_>>() {
            let near = did_you_mean(&target, self.sources.files.keys().map(|k| &**k));
            self.wrong(
                kind,
                &target,
                format!("the field `{name}` refers to the kind `{target}`, which is not there{near}"),
            );
        }
        let guest = to.iter().any(|target| self.sources.takes_guests(target));
        Type::Ref { to, or: self.fields(kind, std::mem::take(&mut keys.or)), guest }
    }

    /// A type that is a group of fields; what a kind file adds under `fields` comes on top.
    fn shape(&mut self, kind: &str, name: &str, word: &str, keys: &mut FieldKeys) -> Type {
        let shape = match word {
            "image" => Shape::Image,
            "place" => Shape::Place,
            "online" => Shape::Online,
            "schedule" => Shape::Schedule,
            "changes" => {
                (keys.of, keys.more) = (Vec::new(), Vec::new());
                Shape::Change
            }
            _ => {
                let near = did_you_mean(word, TYPES.iter().copied());
                self.wrong(kind, word, format!("the field `{name}` has the type `{word}`, which is not known{near}"));
                return Type::Text;
            }
        };
        let mut fields = self.sources.shapes.get(word).cloned().unwrap_or_default();
        fields.extend(std::mem::take(&mut keys.fields));
        Type::Map { shape: Some(shape), fields: self.fields(kind, fields) }
    }

    /// What a type has no use for is not passed over in silence. (What it uses, it has taken out of the keys.)
    fn check_keys(&mut self, kind: &str, name: &str, keys: &FieldKeys) {
        let ty = keys.ty.as_deref().unwrap_or("text");
        let idle = [
            ("of", "choice", !keys.of.is_empty() || !keys.more.is_empty()),
            ("to", "ref", keys.to.is_some()),
            ("or", "ref", !keys.or.is_empty()),
            ("fields", "map", !keys.fields.is_empty()),
            ("min", "number", ty != "number" && keys.min.is_some()),
            ("max", "number", ty != "number" && keys.max.is_some()),
            ("partial", "date", ty != "date" && keys.partial),
        ];
        for (key, wanted, _) in idle.iter().filter(|(.., idle)| *idle && TYPES.contains(&ty)) {
            self.wrong(
                kind,
                name,
                format!("the field `{name}` has `{key}`, which goes with `type: {wanted}`, not with `type: {ty}`"),
            );
        }
    }

    /// Every field that a role, a facet, an order, a card, a rule or a title names must be there. What a site takes away from a
    /// kind by restating a field is forgotten, since the site did not name it.
    fn check_names(&mut self, kind: &mut Kind) {
        let names = missing(kind);
        let texts: Vec<&Text> = kind.lineage.iter().filter_map(|name| self.sources.texts.get(name)).flatten().collect();
        let untouched = texts.iter().all(|text| is_built_in(&text.path));
        for path in &names {
            let named = self.sources.place(&kind.name, path).is_some_and(|(file, _)| !is_built_in(&file));
            if named || untouched {
                let all = kind.paths();
                let near = did_you_mean(path, all.iter().map(|(path, _)| &**path));
                self.wrong(&kind.name, path, format!("a field `{path}` is named, which is not there{near}"));
            }
        }
        forget(kind, &names);
    }

    /// No two kinds share a folder: it says of what kind an item is.
    fn check_folders(&mut self, kinds: &IndexMap<Arc<str>, Arc<Kind>>) {
        for (at, kind) in kinds.values().enumerate() {
            if let Some(first) = kinds.values().take(at).find(|other| other.folder == kind.folder) {
                let message = format!("the folder `{}` is already that of the kind `{}`", kind.folder, first.name);
                self.wrong(&kind.name, &kind.folder, message);
            }
        }
    }
}

/// The fields of type `changes`, and the fields beside them that they name.
fn changes(files: &IndexMap<Arc<str>, FieldFile>) -> Vec<(Arc<str>, Vec<Arc<str>>)> {
    let of = |keys: &FieldKeys| [keys.of.clone(), keys.more.clone()].concat();
    let all = files.iter().filter(|(_, FieldFile(keys))| keys.ty.as_deref() == Some("changes"));
    all.map(|(name, FieldFile(keys))| (name.clone(), of(keys))).collect()
}

/// The names of all field types.
#[rustfmt::skip]
const TYPES: &[&str] = &[
    "text", "markdown", "bool", "number", "money", "date", "moment", "duration", "timezone", "language", "url", "email",
    "color", "slug", "choice", "topic", "ref", "image", "place", "online", "availability", "schedule", "changes", "list",
    "map",
];
