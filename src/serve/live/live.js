// Keeps a page that is served by `lyceum serve` up to date, and shows what is wrong. Not part of any website.

const FOLLOW = "lyceum-follow";
const KEPT = "lyceum-kept";
let shown = Number(document.querySelector("script[data-version]").dataset.version);

const STYLE = `
:host { all: initial; position: fixed; inset-inline: 0; inset-block-end: 0; z-index: 2147483647; font: 15px/1.5 system-ui, sans-serif; color-scheme: light dark; }
section { box-sizing: border-box; max-block-size: 70vh; overflow: auto; padding: 1rem; color: #1a1a1a; background: #fffdf7; border-block-start: 4px solid #b3261e; box-shadow: 0 -4px 24px #0004; }
section.note { padding: .4rem 1rem; border-color: #3d6b5c; }
h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
pre { margin: .5rem 0; padding: .6rem; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; color: #f3f0e8; background: #22262a; }
p { margin: 0; }
button, a { font: inherit; color: #0b5394; }
label { margin-inline-start: 1rem; }
:focus-visible { outline: 3px solid #0b5394; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  section { color: #f3f0e8; background: #1c1f22; }
  button, a { color: #9cc9ff; }
  :focus-visible { outline-color: #9cc9ff; }
}`;

// A shadow root, so that the styles of the page do not reach it; a constructed sheet, so that a strict policy allows it.
const host = document.createElement("lyceum-live");
const root = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
root.adoptedStyleSheets = [sheet];
const panel = document.createElement("section");
panel.setAttribute("aria-live", "polite");
panel.hidden = true;
root.append(panel);
document.body.append(host);
root.addEventListener("keydown", (event) => {
  if (event.key === "Escape") panel.hidden = true;
});

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

function overlay(problems) {
  const errors = problems.filter((problem) => problem.error);
  const title = errors.length === 1 ? "One error keeps the newest state from being shown" : `${errors.length} errors keep the newest state from being shown`;
  panel.className = "";
  panel.setAttribute("role", "alert");
  panel.setAttribute("aria-label", "Errors");
  panel.replaceChildren(
    element("h2", title),
    ...errors.map((problem) => element("pre", problem.text, { tabIndex: 0 })),
    element("button", "Hide", { type: "button", onclick: () => (panel.hidden = true) }),
  );
  panel.hidden = false;
}

// What was said last of other pages.
let said = [];

function note(changed) {
  const page = changed.find((one) => one.url !== location.pathname);
  said = changed;
  panel.hidden = page === undefined;
  if (!page) return;
  const follow = element("input", "", { type: "checkbox", checked: sessionStorage.getItem(FOLLOW) !== null });
  follow.addEventListener("change", () =>
    follow.checked ? sessionStorage.setItem(FOLLOW, "") : sessionStorage.removeItem(FOLLOW),
  );
  const label = element("label", "");
  label.append(follow, " Always go there");
  const line = element("p", `${page.source} changed: `);
  line.append(element("a", decodeURI(page.url), { href: page.url }), label);
  panel.className = "note";
  panel.setAttribute("role", "status");
  panel.setAttribute("aria-label", "Changes");
  panel.replaceChildren(line);
}

const isSheet = (link) => link.relList.contains("stylesheet");
const sheets = (page) => [...page.querySelectorAll("link")].filter(isSheet);

// A page as text, without what differs at every build: the script that is this one, and the addresses of style sheets.
function text(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const own = page.querySelector("script[data-version]");
  const version = Number(own?.dataset.version);
  own?.remove();
  const styles = sheets(page).map((link) => ({ href: link.getAttribute("href"), media: link.media }));
  for (const link of sheets(page)) {
    // The end of its line too.
    if (link.nextSibling?.nodeType === Node.TEXT_NODE) link.nextSibling.remove();
    link.remove();
  }
  return { version, rest: page.documentElement.outerHTML, styles };
}

// Nothing if there is no answer.
async function fetched() {
  try {
    return text(await (await fetch(location.href, { cache: "no-store" })).text());
  } catch {
    return undefined;
  }
}

// The page as it came from the server: scripts have changed the one on the screen since. Not known if there is a newer one already.
const first = shown;
let known = fetched().then((page) => (page?.version === first ? page : undefined));

// Browsers ask a server that was started anew over a connection to the one before, which fails. While there is none at all, there is nothing to
// wait for: the one that answers next will tell of itself.
async function newest() {
  let page = await fetched();
  while (!page && events.readyState === EventSource.OPEN) {
    await new Promise((done) => setTimeout(done, 500));
    page = await fetched();
  }
  return page;
}

// Old sheets go when all new ones are there, so that the page never stands there without any.
function swap(styles) {
  const old = new Map(sheets(document).map((link) => [link.getAttribute("href"), link]));
  const loaded = [];
  let last;
  for (const { href, media } of styles) {
    let link = old.get(href);
    if (!link) {
      link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, media });
      loaded.push(new Promise((done) => (link.onload = link.onerror = done)));
      if (last) last.after(link);
      else document.head.prepend(link);
    }
    old.delete(href);
    last = link;
  }
  Promise.all(loaded).then(() => old.forEach((link) => link.remove()));
}

function keep() {
  const visible = panel.hidden || panel.className !== "note" ? [] : said;
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY, said: visible }));
}

// The reader stays where they were, up to the last moment, and what is said of other pages stays said.
function reload() {
  addEventListener("pagehide", keep);
  location.reload();
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  sessionStorage.removeItem(KEPT);
  if (kept.path !== location.pathname) return;
  note(kept.said);
  // Whoever was at the beginning may have moved on already.
  if (kept.x === 0 && kept.y === 0) return;
  // Themes scroll smoothly: whoever writes would see the page move at every save, and the next one would catch it on its way.
  scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
}

async function refresh() {
  const before = await known;
  const now = await newest();
  if (!now) return;
  if (before?.rest !== now.rest) return reload();
  if (JSON.stringify(before.styles) !== JSON.stringify(now.styles)) swap(now.styles);
  known = Promise.resolve(now);
}

async function told({ version, has_errors, problems, changed }) {
  if (has_errors) return overlay(problems);
  if (version === shown) return;
  // After a break nobody knows what is new of what changed last.
  const elsewhere = shown !== undefined && changed.length > 0 && !changed.some((one) => one.url === location.pathname);
  shown = version;
  if (elsewhere && sessionStorage.getItem(FOLLOW) !== null) return location.assign(changed[0].url);
  // What changed elsewhere stays said until something else has.
  if (elsewhere) note(changed);
  else if (changed.length > 0 || panel.className !== "note") panel.hidden = true;
  await refresh();
}

restore();

const events = new EventSource("/_lyceum/events");
events.addEventListener("message", (event) => told(JSON.parse(event.data)));
// A browser connects again by itself. What answers then may be another server, whose versions say nothing of this page.
events.addEventListener("error", () => (shown = undefined));
