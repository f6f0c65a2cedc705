//! Kind files to kinds: additions of the site, inheritance, and the check that every name in them means something.

use std::sync::Arc;

use indexmap::IndexMap;

use super::file::{FieldFile, FieldKeys, KindFile, Many, RolesFile};
use super::merge::{add_common, clone_additions, merge};
use super::{Field, Fields, Kind, Label, Path, Roles, Shape, SortKey, Type, builtin};
use crate::diag::{Diagnostic, Fault, Span, codes, nearest};
use crate::front;
use crate::source::{Digest, SitePath, Source};

/// All kinds of a site, by name, in the order in which they are declared.
#[derive(Clone, Debug)]
pub struct Kinds {
    kinds: IndexMap<Arc<str>, Arc<Kind>>,
    /// The fields of `site.yaml`.
    pub site: Arc<Kind>,
    /// The fields of an entry of `topics.yaml`.
    pub topic: Arc<Kind>,
}

impl Kinds {
    /// The built-in kinds with what the files of a site (`kinds/*.yaml`) add. A file that cannot be used is left out and reported.
    pub fn new<'a>(files: impl Iterator<Item = &'a Source>) -> (Self, Vec<Diagnostic>) {
        let mut compiler = Compiler::default();
        for (name, text) in builtin::KINDS {
            compiler.add(name, text, &format!("(built-in)/{name}.yaml").into());
        }
        for source in files.filter(|s| s.path.ends_with(".yaml") || s.path.ends_with(".yml")) {
            let stem = source.path.rsplit('/').next().and_then(|n| n.split('.').next()).unwrap_or_default();
            match source.text() {
                Ok(text) => compiler.add(stem, text, &source.path),
                Err(at) => compiler.say(&source.path, Span::new(at, at), "the file is not UTF-8 text".into()),
            }
        }
        let names: Vec<_> = compiler.files.keys().cloned().collect();
        let kinds = names.iter().filter_map(|name| Some((name.clone(), Arc::new(compiler.kind(name)?)))).collect();
        let site = compiler.single("site", builtin::SITE);
        let topic = compiler.single("topic", builtin::TOPIC);
        (Self { kinds, site, topic }, compiler.found)
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

#[derive(Default)]
struct Compiler {
    files: IndexMap<Arc<str>, KindFile>,
    paths: IndexMap<Arc<str>, SitePath>,
    shapes: IndexMap<Arc<str>, IndexMap<Arc<str>, FieldFile>>,
    common: KindFile,
    found: Vec<Diagnostic>,
}

impl Compiler {
    fn say(&mut self, path: &SitePath, span: Span, message: String) {
        self.found.push(Fault::new(&codes::BAD_KIND, span, message).at(path));
    }

    /// What is wrong with a kind, at the first line of its file that holds `word`.
    fn wrong(&mut self, kind: &str, message: String) {
        let path = self.paths.get(kind).cloned().unwrap_or_else(|| "kinds".into());
        self.say(&path, Span::default(), message);
    }

    fn add(&mut self, name: &str, text: &str, path: &SitePath) {
        if self.shapes.is_empty() {
            self.shapes = self.data(builtin::SHAPES, &"(built-in)/shapes.yaml".into());
            self.common = self.data(builtin::COMMON, &"(built-in)/common.yaml".into());
        }
        let file: KindFile = self.data(text, path);
        self.paths.insert(name.into(), path.clone());
        match self.files.get_mut(name) {
            Some(known) => merge(known, file),
            None => {
                self.files.insert(name.into(), file);
            }
        }
    }

    fn data<T: serde::de::DeserializeOwned + Default>(&mut self, text: &str, path: &SitePath) -> T {
        front::data(text).unwrap_or_else(|fault| {
            self.say(path, fault.span, fault.message);
            T::default()
        })
    }

    /// A kind that is not content: `site.yaml`, an entry of `topics.yaml`.
    fn single(&mut self, name: &str, text: &str) -> Arc<Kind> {
        let path: SitePath = format!("(built-in)/{name}.yaml").into();
        let file: KindFile = self.data(text, &path);
        let fields = self.fields(name, file.fields);
        Arc::new(assemble(name.into(), fields, KindFile { fields: IndexMap::new(), ..file }, vec![name.into()]))
    }

    fn kind(&mut self, name: &Arc<str>) -> Option<Kind> {
        let lineage = self.lineage(name)?;
        let mut whole = KindFile::default();
        let common = clone_additions(&self.common);
        for ancestor in lineage.iter().rev() {
            let file = clone_additions(self.files.get(ancestor)?);
            merge(&mut whole, file);
        }
        let own = self.files.get(name)?;
        (whole.label, whole.folder, whole.path) = (own.label.clone(), own.folder.clone(), own.path.clone());
        add_common(&mut whole, common);
        let fields = self.fields(name, std::mem::take(&mut whole.fields));
        let kind = assemble(name.clone(), fields, whole, lineage);
        self.check_names(&kind);
        Some(kind)
    }

    fn lineage(&mut self, name: &Arc<str>) -> Option<Vec<Arc<str>>> {
        let mut line = vec![name.clone()];
        while let Some(parent) = line.last().and_then(|last| self.files.get(last)).and_then(|file| file.extends.clone()) {
            if line.contains(&parent) {
                self.wrong(name, format!("the kind `{name}` extends itself"));
                return None;
            }
            if !self.files.contains_key(&parent) {
                let near = nearest(&parent, self.files.keys().map(|k| &**k)).map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
                self.wrong(name, format!("`extends: {parent}`: there is no such kind{near}"));
                return None;
            }
            line.push(parent);
        }
        Some(line)
    }

    fn takes_guests(&self, kind: &str) -> bool {
        let mut at = self.files.get(kind);
        for _ in 0..self.files.len() {
            match at {
                Some(KindFile { guests: Some(guests), .. }) => return *guests,
                Some(KindFile { extends: Some(parent), .. }) => at = self.files.get(parent),
                _ => return false,
            }
        }
        false
    }

    fn fields(&mut self, kind: &str, files: IndexMap<Arc<str>, FieldFile>) -> Fields {
        files.into_iter().map(|(name, FieldFile(keys))| (name.clone(), self.field(kind, name, keys))).collect()
    }

    fn field(&mut self, kind: &str, name: Arc<str>, mut keys: FieldKeys) -> Field {
        let ty = self.ty(kind, &name, &mut keys);
        let label: Arc<str> = keys.label.unwrap_or_else(|| humanize(&name).into());
        Field {
            role: keys.role.unwrap_or_else(|| label.clone()),
            label,
            ty,
            many: keys.many,
            required: keys.required,
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
        for target in to.iter().filter(|target| !self.files.contains_key(*target)).cloned().collect::<Vec<_>>() {
            let near = nearest(&target, self.files.keys().map(|k| &**k)).map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
            self.wrong(kind, format!("the field `{name}` refers to the kind `{target}`, which is not there{near}"));
        }
        let guest = to.iter().any(|target| self.takes_guests(target));
        Type::Ref { to, or: self.fields(kind, std::mem::take(&mut keys.or)), guest }
    }

    /// A type that is a group of fields; what a kind file adds under `fields` comes on top.
    fn shape(&mut self, kind: &str, name: &str, word: &str, keys: &mut FieldKeys) -> Type {
        let shape = match word {
            "image" => Shape::Image,
            "place" => Shape::Place,
            "online" => Shape::Online,
            "schedule" => Shape::Schedule,
            _ => {
                let near = nearest(word, TYPES.iter().copied()).map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
                self.wrong(kind, format!("the field `{name}` has the type `{word}`, which is not known{near}"));
                return Type::Text;
            }
        };
        let mut fields = self.shapes.get(word).cloned().unwrap_or_default();
        fields.extend(std::mem::take(&mut keys.fields));
        Type::Map { shape: Some(shape), fields: self.fields(kind, fields) }
    }

    /// Every field that a role, a facet, an order, a card or a rule names must be there.
    fn check_names(&mut self, kind: &Kind) {
        let roles = &kind.roles;
        let single = [&roles.place, &roles.online, &roles.replies, &roles.awards, &roles.image, &roles.link, &roles.confirmed];
        let several = [&roles.when, &roles.people, &roles.topics, &roles.seeks, &roles.offers, &roles.closes, &kind.facets, &kind.card];
        let sort = kind.sort.iter().map(|key| &key.path);
        let named = single.into_iter().flatten().chain(several.into_iter().flatten()).chain(sort);
        let missing: Vec<Path> = named.filter(|path| kind.field(path).is_none()).cloned().collect();
        for path in missing {
            let near = nearest(&path, kind.fields.keys().map(|k| &**k)).map(|n| format!(": did you mean `{n}`?")).unwrap_or_default();
            self.wrong(&kind.name, format!("the kind `{}` names a field `{path}`, which it does not have{near}", kind.name));
        }
    }
}

/// The names of all field types.
const TYPES: &[&str] = &[
    "text", "markdown", "bool", "number", "money", "date", "moment", "duration", "timezone", "language", "url", "email", "color",
    "slug", "choice", "topic", "ref", "image", "place", "online", "availability", "schedule", "list", "map",
];

fn assemble(name: Arc<str>, fields: Fields, file: KindFile, lineage: Vec<Arc<str>>) -> Kind {
    let label = file.label.unwrap_or_else(|| Label { one: humanize(&name).into(), many: format!("{}s", humanize(&name)).into() });
    let folder = file.folder.unwrap_or_else(|| format!("{name}s").into());
    let mut kind = Kind {
        label,
        help: file.help.unwrap_or_default(),
        path: file.path.unwrap_or_else(|| folder.clone()),
        folder,
        lineage,
        title_from: file.title_from.map(Many::into_vec).unwrap_or_else(|| vec!["title".into()]),
        fields,
        roles: roles(file.roles),
        facets: unique(file.facets),
        sort: sort_keys(&file.sort),
        card: unique(file.card),
        rules: file.rules.into_iter().flat_map(super::file::RuleFile::into_rules).collect(),
        schema_org: file.schema_org.unwrap_or_else(|| "Thing".into()),
        digest: Digest::of(&[]),
        name,
    };
    kind.digest = Digest::of(format!("{kind:?}").as_bytes());
    kind
}

fn roles(file: RolesFile) -> Roles {
    let list = |many: Option<Many>| unique(many.map(Many::into_vec).unwrap_or_default());
    Roles {
        when: list(file.when),
        people: list(file.people),
        topics: list(file.topics),
        place: file.place,
        online: file.online,
        seeks: list(file.seeks),
        offers: list(file.offers),
        replies: file.replies,
        awards: file.awards,
        closes: list(file.closes),
        image: file.image,
        link: file.link,
        confirmed: file.confirmed,
        confirmed_if: file.confirmed_if.into_iter().collect(),
    }
}

fn unique(paths: Vec<Path>) -> Vec<Path> {
    paths.into_iter().collect::<indexmap::IndexSet<_>>().into_iter().collect()
}

fn sort_keys(words: &[Arc<str>]) -> Vec<SortKey> {
    let key = |word: &Arc<str>| match word.strip_prefix('-') {
        Some(path) => SortKey { path: path.into(), descending: true },
        None => SortKey { path: word.clone(), descending: false },
    };
    words.iter().map(key).collect()
}

/// `shared_by` as people read it: `Shared by`.
fn humanize(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A value of a kind file as an organizer would write it.
fn written(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(all) => format!("[{}]", all.iter().map(written).collect::<Vec<_>>().join(", ")),
        serde_json::Value::Object(all) => {
            format!("{{{}}}", all.iter().map(|(k, v)| format!("{k}: {}", written(v))).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}
