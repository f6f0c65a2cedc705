//! Code blocks in several languages, with names that differ from block to block, so that no cache makes them cheap.

use super::random::Random;

const NAMES: [&str; 16] = [
    "boats", "landings", "visits", "letters", "tides", "gauges", "mentors", "seats", "sessions", "ropes", "maps",
    "notes", "prices", "replies", "shelves", "stoves",
];

type Snippet = fn(&str, &str, usize) -> String;

const SNIPPETS: [(&str, Snippet); 8] = [
    ("rust", rust),
    ("python", python),
    ("javascript", javascript),
    ("sql", sql),
    ("bash", bash),
    ("yaml", yaml),
    ("html", html),
    ("json", json),
];

/// A fenced block of about ten to twenty lines.
pub(crate) fn block(random: &mut Random) -> String {
    let (language, snippet) = SNIPPETS[random.below(SNIPPETS.len())];
    let (one, other) = (random.one(&NAMES), random.one(&NAMES));
    let first = snippet(one, other, random.below(10_000));
    let second = if random.chance(50) { snippet(other, one, random.below(10_000)) } else { String::new() };
    format!("```{language}\n{first}{second}```\n")
}

fn rust(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"/// How many {one} there are for each of the {other}.
pub fn count_{one}_{n}({other}: &[u32], limit: usize) -> Option<BTreeMap<u32, usize>> {{
    let mut found = BTreeMap::new();
    for (at, value) in {other}.iter().enumerate().take(limit) {{
        if *value % {n} == 0 {{
            continue; // nothing at {n}
        }}
        *found.entry(*value).or_insert(0) += at;
    }}
    println!("{{}} {one} of {n}", found.len());
    (!found.is_empty()).then_some(found)
}}
"#
    )
}

fn python(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"def read_{one}_{n}(path: str, limit: int = {n}) -> dict[str, list[int]]:
    """All {one} of a file, by name."""
    {other} = {{}}
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, _, rest = line.partition(";")
            if not rest or len({other}) > limit:
                continue  # an empty line
            {other}.setdefault(name, []).append(int(rest))
    return {{key: sorted(values) for key, values in {other}.items()}}
"#
    )
}

fn javascript(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"const {one}{n} = async (url, {{ limit = {n}, retry = true }} = {{}}) => {{
  const answer = await fetch(`${{url}}/{other}?limit=${{limit}}`);
  if (!answer.ok && retry) {{
    return {one}{n}(url, {{ limit, retry: false }});
  }}
  const {{ {other} }} = await answer.json();
  // the newest first
  return {other}.sort((a, b) => b.date - a.date).map((entry) => entry.name ?? "{one}");
}};
"#
    )
}

fn sql(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"WITH numbered AS (
  SELECT l.*, row_number() OVER (PARTITION BY l.{one}_id ORDER BY l.day DESC) AS n
  FROM {other} AS l
  WHERE l.day >= DATE '2026-01-01' AND l.weight > {n}
)
SELECT b.name, n.day, n.weight -- the last of each
FROM numbered AS n
JOIN {one} AS b ON b.id = n.{one}_id
WHERE n.n = 1
ORDER BY b.name;
"#
    )
}

fn bash(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"for file in {one}/*.csv; do
  # {n} lines are enough
  name=$(basename "$file" .csv)
  if [ ! -f "{other}/$name.txt" ]; then
    head -n {n} "$file" | cut -d ';' -f 1,3 | sort -u > "{other}/$name.txt"
  fi
done
echo "done with ${{#name}} {other}"
"#
    )
}

fn yaml(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"{one}:
  - name: {other} # number {n}
    every: week
    days: [tue, thu]
    limit: {n}
    open: true
"#
    )
}

fn html(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"<section id="{one}-{n}" class="list">
  <h2>All {other}</h2>
  <ul>
    <li><a href="/{other}/{n}/" title="number {n}">The {other}</a></li>
  </ul>
  <!-- more {one} -->
</section>
"#
    )
}

fn json(one: &str, other: &str, n: usize) -> String {
    format!(
        r#"{{
  "{one}": [{{"id": {n}, "name": "{other}", "open": true}}],
  "limit": {n}.5,
  "next": null
}}
"#
    )
}
