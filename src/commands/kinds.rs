//! `lyceum kinds`: the reference of all kinds, and files for editors and forms made from them.

use std::path::Path;

use super::{KindsArgs, PROBLEMS, exit, say};
use crate::config::{Config, Topics};
use crate::diag::nearest;
use crate::diag::show::{Format, show};
use crate::disk::{self, Fatal};
use crate::editors::{self, Hub, Standing, cms};
use crate::kinds::{Kind, Kinds, docs};
use crate::parse;
use crate::source::Tree;

/// What `--help` ends with.
pub(super) const EXAMPLES: &str = "Examples:
  lyceum kinds > fields.md
  lyceum kinds --json-schema --out .vscode/lyceum
  lyceum kinds --cms sveltia --out static/admin
  lyceum kinds --issue-forms event resource --out .github/ISSUE_TEMPLATE";

/// A file: its name in the folder, and its text.
type File = (String, String);

/// What is known of the site.
pub(super) struct Known {
    kinds: Kinds,
    topics: Topics,
    config: Config,
}

impl Known {
    pub(super) fn of(kinds: Kinds, tree: &Tree) -> Self {
        let (config, _) = parse::settings(tree.get("site.yaml"), &kinds, &parse::Overrides::default());
        let (topics, _) = parse::topics(tree.get("topics.yaml"), &kinds);
        Self { kinds, topics, config }
    }

    pub(super) fn hub(&self) -> Hub<'_> {
        Hub { kinds: &self.kinds, topics: &self.topics, config: &self.config }
    }
}

/// Prints what is asked for, or writes it into a folder: of the site in the folder, or of the built-in kinds where there is none.
pub(super) fn run(args: &KindsArgs) -> u8 {
    exit(try_run(args))
}

fn try_run(args: &KindsArgs) -> Result<u8, Fatal> {
    // Whoever names a folder means a site.
    let has_site = args.root.root != Path::new(".") || args.root.root.join("site.yaml").exists();
    let tree = if has_site { disk::read(&args.root.root)? } else { Tree::default() };
    let (kinds, problems) = Kinds::new(tree.under("kinds/"));
    say::note(&show(&problems, &tree, Format::Human, say::color()));
    let known = Known::of(kinds, &tree);
    let status = if problems.is_empty() { 0 } else { PROBLEMS };
    give(args, &files(args, &known.hub())?)?;
    Ok(status)
}

fn files(args: &KindsArgs, hub: &Hub<'_>) -> Result<Vec<File>, Fatal> {
    match (&args.json_schema, &args.cms, &args.issue_forms) {
        (Some(name), ..) => schemas(hub, name),
        (_, Some(name), _) => Ok(admin(hub, name)),
        (.., Some(names)) => issue_forms(hub, names),
        _ => Ok(vec![("fields.md".to_owned(), docs::markdown(hub.kinds))]),
    }
}

fn schemas(hub: &Hub<'_>, name: &str) -> Result<Vec<File>, Fatal> {
    let names = editors::schema_names(hub);
    if !name.is_empty() && !names.iter().any(|known| known == name) {
        return Err(unknown(name, &names.iter().map(|name| &**name).collect::<Vec<_>>()));
    }
    let wanted = names.iter().filter(|known| name.is_empty() || *known == name);
    Ok(wanted.filter_map(|name| Some((format!("{name}.json"), editors::schema(hub, name)?))).collect())
}

/// The configuration first: it is what is printed without a folder.
fn admin(hub: &Hub<'_>, name: &str) -> Vec<File> {
    if hub.config.edit.is_none() {
        say::note("site.yaml has no `edit: {repository: …}`: the configuration has OWNER/REPOSITORY in its place.\n");
    }
    cms::files(hub, name).into_iter().flatten().map(|(name, text)| (name.to_owned(), text)).collect()
}

fn issue_forms(hub: &Hub<'_>, names: &[String]) -> Result<Vec<File>, Fatal> {
    if let Some(name) = names.iter().find(|name| hub.kinds.get(name).is_none()) {
        let all: Vec<&str> = hub.kinds.iter().map(|kind| &*kind.name).collect();
        return Err(unknown(name, &all));
    }
    let wanted = |kind: &&std::sync::Arc<Kind>| names.is_empty() || names.iter().any(|name| **name == *kind.name);
    let form = |kind: &std::sync::Arc<Kind>| (format!("{}.yml", kind.name), editors::issue_form(hub, kind));
    Ok(hub.kinds.iter().filter(wanted).map(form).collect())
}

fn unknown(name: &str, all: &[&str]) -> Fatal {
    let near = nearest(name, all.iter().copied()).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let help = format!("{near}There are {}", all.join(", "));
    Fatal::new(format!("there is no `{name}`"), help)
}

/// Prints one file, or writes all into a folder.
fn give(args: &KindsArgs, files: &[File]) -> Result<(), Fatal> {
    match (&args.out, files) {
        (Some(folder), files) => write(folder, files),
        (None, [(_, text), rest @ ..]) if rest.is_empty() || args.cms.is_some() => {
            say::result(text);
            Ok(())
        }
        (None, files) => {
            let message = format!("these are {} files", files.len());
            Err(Fatal::new(message, "Name one of them, or say with --out DIR where they go."))
        }
    }
}

/// Writes files into a folder and says what became of each. Files of others are looked for first: if there is one, nothing is written.
fn write(folder: &Path, files: &[File]) -> Result<(), Fatal> {
    let mut there = Vec::with_capacity(files.len());
    for (name, new) in files {
        let old = disk::text_of(&folder.join(name))?;
        if old.as_deref().is_some_and(|old| editors::standing(old, new) == Standing::Foreign) {
            let message =
                format!("{} was written or changed by somebody: nothing was written", folder.join(name).display());
            return Err(Fatal::new(message, "Move that file away, or choose another folder."));
        }
        there.push(old);
    }
    for ((name, new), old) in files.iter().zip(there) {
        let what = match &old {
            Some(old) if old == new => "unchanged",
            Some(_) => "made anew",
            None => "new",
        };
        if old.as_deref() != Some(new) {
            disk::write_over(folder, name, old.as_deref(), new)?;
        }
        say::result(&format!("{}  {what}\n", folder.join(name).display()));
    }
    Ok(())
}
