//! What no field can say: it is kept in the text, where only those who edit the file see it.

/// The text with a comment below it.
pub(super) fn kept(body: &str, left: &[String]) -> String {
    if left.is_empty() {
        return body.to_owned();
    }
    // `--` could end the comment.
    let lines: Vec<String> = left.iter().map(|line| line.replace("--", "- -").replace(['<', '>'], "")).collect();
    format!("{body}\n\n<!-- Left over from the import, since no field can say it:\n\n{}\n-->", lines.join("\n"))
}
