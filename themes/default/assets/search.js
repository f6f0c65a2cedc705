// The search page. The index is asked for nothing until somebody begins to search; what is searched for stands in the address.
const form = document.querySelector("form.search"), { index, found, none, wait, failed } = form.dataset;
const words = form.elements.q, choices = [...form.querySelectorAll("select, input[type=date]")], status = document.getElementById("search-status");
const results = document.getElementById("found"), list = results.querySelector("ol"), more = results.querySelector("button");
const browse = document.querySelector(".browse"), SHOWN = 10, PAUSE = 200;
let engine, latest = 0, pending = [], timer, typing = false;

// An index that could not be loaded is asked for again with the next search.
const load = () => engine ??= import(`${index}pagefind.js`).then(async (pagefind) => {
  await pagefind.options({ baseUrl: "/", excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}).catch((error) => { engine = undefined; throw error; });

const state = () => {
  const said = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return new URLSearchParams(said.filter(([, value]) => value));
};

/** Puts into the form what the address says. */
function fill() {
  const said = new URLSearchParams(location.search);
  for (const field of [words, ...choices]) field.value = said.get(field.name) ?? "";
  // A value that is no choice leaves a list without any.
  for (const choice of choices) if (choice.selectedIndex < 0) choice.value = "";
}

const element = (name, text = "", type = "") => Object.assign(document.createElement(name), { textContent: text, className: type });

// The index has spaces between words of scripts without them, each behind a sign of its own; in a question they are put in alike.
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}\p{sc=Thai}]/u;
const joined = (text = "") => text.replaceAll("\u200b", "").replaceAll(/\u2060(<\/mark>)? /g, "$1").replaceAll("\u2060", "");
function divided(text) {
  if (!text || !UNSPACED.test(text) || !Intl.Segmenter) return text;
  const parts = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(text);
  return [...parts].map(({ segment }) => segment).join(" ");
}

/** An excerpt is text with the found words between tags: the only ones in it that count. */
function excerpt(marked) {
  const decoded = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const parts = joined(marked).split(/<mark>(.*?)<\/mark>/s).map((text, at) => at % 2 ? element("mark", decoded(text)) : decoded(text));
  const line = element("p");
  line.append(...parts);
  return line;
}

function entry({ raw_url: url, meta, filters, excerpt: marked }) {
  const item = element("li"), title = element("h3"), link = Object.assign(element("a", joined(meta.title)), { href: url });
  const [language] = filters.language ?? [];
  if (language && language !== document.documentElement.lang) item.lang = language;
  title.append(link);
  item.append(title, element("p", [meta.kind, meta.date, meta.place].map((text) => joined(text)).filter(Boolean).join(" · "), "about"), excerpt(marked));
  return item;
}

/** Shows the next few results, if they are still those that were asked for last. */
async function show(own) {
  const next = await Promise.all(pending.splice(0, SHOWN).map((result) => result.data()));
  if (own !== latest) return undefined;
  const items = next.map(entry);
  list.append(...items);
  more.hidden = pending.length === 0;
  return items[0];
}

/** What to narrow to; nothing where there is no day between two dates. */
async function filters(pagefind, said) {
  const chosen = ["kind", "topic", "language"].filter((name) => said.has(name)).map((name) => [name, said.get(name)]);
  const from = said.get("from") ?? "", until = said.get("until") ?? "9";
  if (!from && until === "9") return Object.fromEntries(chosen);
  const days = Object.keys((await pagefind.filters()).day ?? {}).filter((day) => day >= from && day <= until);
  return days.length ? Object.fromEntries([...chosen, ["day", { any: days }]]) : undefined;
}

async function search() {
  const own = ++latest, said = state(), asked = [...said.keys()].some((name) => name !== "order");
  browse.hidden = asked;
  results.hidden = !asked;
  if (!asked) { list.replaceChildren(); status.textContent = ""; return; }
  try {
    if (!engine) status.textContent = wait;
    const pagefind = await load();
    const narrowed = await filters(pagefind, said);
    const sort = said.has("order") ? { date: said.get("order") === "oldest" ? "asc" : "desc" } : {};
    const answer = narrowed && await pagefind.search(divided(said.get("q")), { filters: narrowed, sort });
    if (own !== latest) return;
    pending = answer?.results ?? [];
    const count = pending.length;
    list.replaceChildren();
    await show(own);
    if (own === latest) status.textContent = count ? found.replace("{n}", count) : none;
  } catch (error) {
    if (own !== latest) return;
    console.warn(error);
    results.hidden = true;
    browse.hidden = false;
    status.textContent = failed;
  }
}

/** Puts the form into the address: what is typed in one go is one step back. */
function keep(step) {
  const said = state().toString(), url = said ? `?${said}` : location.pathname;
  if (url === (location.search || location.pathname)) return;
  if (step) history.pushState(null, "", url); else history.replaceState(null, "", url);
}

function change(step) {
  keep(step);
  search();
}

words.addEventListener("focus", () => load().catch(() => { /* the search itself says so */ }), { once: true });
words.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => { change(!typing); typing = true; }, PAUSE);
});
form.addEventListener("focusout", () => { typing = false; });
words.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !words.value) return;
  event.preventDefault();
  clearTimeout(timer);
  words.value = "";
  change(true);
});
// A date changes with every key that is typed.
form.addEventListener("change", ({ target }) => {
  if (!choices.includes(target)) return;
  change(target.type !== "date" || !typing);
  typing = target.type === "date";
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  change(!typing);
  typing = false;
});
more.addEventListener("click", async () => {
  try { (await show(latest))?.querySelector("a").focus(); } catch { status.textContent = failed; }
});
addEventListener("popstate", () => { clearTimeout(timer); typing = false; fill(); search(); });

// Arrows lead from the field to the results, through them and back; Escape leads back at once.
document.addEventListener("keydown", (event) => {
  const { key, target } = event, stops = [words, ...list.querySelectorAll("a")], at = stops.indexOf(target);
  const next = key === "Escape" && at > 0 ? words : stops[at + ({ ArrowDown: 1, ArrowUp: -1 }[key] ?? NaN)];
  if (at < 0 || !next || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  next.focus();
});

// One key alone leads to the field. Who speaks to the computer, or types by accident, can switch that off.
const key = document.getElementById("search-key"), isWriting = (target) => target.closest?.("input, select, textarea, [contenteditable]");
try { key.checked = localStorage.getItem("search-key") !== "off"; } catch { key.checked = true; }
key.addEventListener("change", () => {
  try { localStorage.setItem("search-key", key.checked ? "on" : "off"); } catch { /* for this page only */ }
});
addEventListener("keydown", (event) => {
  if (event.key !== "/" || !key.checked || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
  event.preventDefault();
  words.focus();
});

form.hidden = false;
fill();
if (state().size) search();
