//! The index as Pagefind makes it. The only file that knows Pagefind, and the async that it brings along.

use std::collections::BTreeMap;

use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;

use super::words::{are_divided, divided};
use crate::output::{Body, Output};
use crate::view::{SearchRecord, SearchRecords, Text};

/// Pagefind's own ways to show a search, in place of which the theme has one.
const UNUSED: &[&str] = &["pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight"];
/// In how many files at most the excerpts lie: some hosts refuse websites of more than 20,000 files.
const MOST_EXCERPTS: u32 = 2000;

/// The files of the index, sorted by path.
///
/// # Errors
/// What Pagefind says, in its own words, if it cannot make an index.
pub(super) fn index(records: &SearchRecords) -> Result<Vec<Output>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| error.to_string())?;
    let files = runtime.block_on(files(records)).map_err(|error| format!("{error:#}"))?;
    let mut outputs: Vec<Output> = files.into_iter().filter_map(|file| output(records.folder, file)).collect();
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(outputs)
}

async fn files(records: &SearchRecords) -> Result<Vec<SyntheticFile>, Box<dyn std::error::Error>> {
    // One index for all languages: results of several could not be sorted together. The language is a filter.
    let options = PagefindServiceConfig::builder()
        .force_language(records.language.to_lowercase())
        .max_fragments(MOST_EXCERPTS)
        .build();
    let mut index = PagefindIndex::new(Some(options))?;
    let divided = are_divided(&records.language);
    for record in &records.records {
        add(&mut index, record, divided).await?;
    }
    Ok(index.get_files().await?)
}

async fn add(
    index: &mut PagefindIndex,
    record: &SearchRecord,
    by_pagefind: bool,
) -> Result<(), Box<dyn std::error::Error>> {
    let several =
        |(name, values): (&&str, &Vec<Text>)| ((*name).to_owned(), values.iter().map(Text::to_string).collect());
    let shown = record.shown.iter().map(|(name, text)| ((*name).to_owned(), divided(text))).collect();
    let filters = record.filters.iter().map(several).collect();
    let sort = BTreeMap::from([("date".to_owned(), record.day.to_string())]);
    let text = if by_pagefind { record.text.clone() } else { divided(&record.text) };
    index
        .add_custom_record(record.url.to_string(), text, String::new(), Some(shown), Some(filters), Some(sort))
        .await?;
    Ok(())
}

fn output(folder: &str, file: SyntheticFile) -> Option<Output> {
    let name = file.filename.to_str()?.replace('\\', "/");
    let unused = UNUSED.iter().any(|unused| name.strip_prefix(unused).is_some_and(|rest| rest.starts_with('.')));
    (!unused).then(|| Output {
        path: format!("{folder}/{name}"),
        body: Body::Bytes(file.contents.into()),
        source: None,
    })
}
