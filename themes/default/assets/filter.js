// Filters a list in the browser: the links that narrow it combine, with counts; a text and an order can be chosen; the address says
// what is chosen. Nothing is loaded before somebody uses it. Where nothing can be loaded, as from a folder, the links are just links.
(() => {
  const form = document.querySelector("form[data-filter]");
  if (!form || location.protocol === "file:") return;
  const { filter, list, sayFound, sayFailed, sayRemove } = form.dataset;
  const { q, sort } = form.elements, status = form.querySelector("[role=status]"), chips = form.querySelector(".chosen");
  const results = form.parentElement, shown = results.querySelector(".filtered"), more = shown.querySelector("button");
  const cards = shown.querySelector("ul"), sections = [...document.querySelectorAll("[data-facet]")];
  const links = (section) => [...section.querySelectorAll("a[data-value]")];
  const page = location.pathname, tally = document.querySelector(".tally span");
  const narrowed = sections.map((section) => links(section).filter((a) => a.ariaCurrent).map((a) => a.dataset.value));
  // A narrowed list has a heading of its own, and the way to the whole one.
  const heading = document.querySelector("h1"), own = heading.textContent, whole = document.querySelector(".facets-all a")?.textContent ?? own;
  const name = (text) => {
    document.title = document.title.replace(heading.textContent, text);
    heading.textContent = text;
  };
  // What is chosen: a text, an order, and the values of each facet.
  let state, data, loading, texts, found = [], turn = 0, typing = false;
  const portions = new Map();

  const get = async (url, version, cache = "default") => {
    const response = await fetch(url, { cache });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const got = await response.json();
    if (!version || got.version === version) return got;
    // From a cache, of a list that had other items.
    if (cache === "reload") throw new Error(`${url} belongs to another list`);
    return get(url, version, "reload");
  };
  const load = async () => {
    loading ??= get(filter, "", "no-cache").catch((error) => { loading = null; throw error; });
    data = await loading;
    for (const facet of data.facets) facet.numbers ??= new Map(facet.values.map(([slug], at) => [slug, at + 1]));
  };
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const loadTexts = async () => { texts ??= (await get(data.texts, data.version)).items.map(fold); };

  const isPlain = () => location.pathname === page && ![...new URLSearchParams(location.search).keys()].some((name) =>
    name === "q" || name === "sort" || sections.some((section) => section.dataset.facet === name));
  function read() {
    const params = new URLSearchParams(location.search), plain = isPlain();
    const values = sections.map((section, at) => new Set(plain ? narrowed[at] : params.getAll(section.dataset.facet)));
    return { q: params.get("q") ?? "", sort: params.get("sort") ?? "", values };
  }
  function address({ q, sort, values }) {
    const params = new URLSearchParams();
    values.forEach((set, at) => { for (const slug of set) params.append(sections[at].dataset.facet, slug); });
    if (q) params.set("q", q);
    if (sort) params.set("sort", sort);
    return params.size ? `${list}?${params}` : list;
  }
  const toggled = (at, slug) => {
    const values = state.values.map((set) => new Set(set));
    if (!values[at].delete(slug)) values[at].add(slug);
    return { ...state, values };
  };

  // The items that fit, and of each value how many would if its facet were not narrowed: those that fail by that facet alone count.
  function count() {
    const columns = sections.map((section) => data.facets.find((facet) => facet.name === section.dataset.facet));
    const wanted = columns.map((column, at) => new Set([...state.values[at]].map((slug) => column.numbers.get(slug)).filter(Boolean)));
    const totals = columns.map((column) => new Uint32Array(column.values.length + 1)), fits = new Uint8Array(data.count);
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    const has = (cell, set) => typeof cell === "number" ? set.has(cell) : cell.some((number) => set.has(number));
    for (let item = 0; item < data.count; item++) {
      if (words.length && !words.every((word) => texts[item].includes(word))) continue;
      const fails = [];
      for (let at = 0; at < columns.length && fails.length < 2; at++) {
        if (wanted[at].size && !has(columns[at].items[item], wanted[at])) fails.push(at);
      }
      if (fails.length > 1) continue;
      fits[item] = fails.length ? 0 : 1;
      for (const at of fails.length ? fails : columns.keys()) {
        const cell = columns[at].items[item];
        if (typeof cell === "number") totals[at][cell]++;
        else for (const number of cell) totals[at][number]++;
      }
    }
    const order = data.orders[state.sort] ?? fits.keys();
    found = [...order].filter((item) => fits[item]);
    columns.forEach((column, at) => tell(column, at, totals[at]));
  }

  // A link for each value that is chosen, with its count, and where it leads now.
  function tell(column, at, totals) {
    for (const slug of state.values[at]) if (column.numbers.has(slug)) link(column, at, slug);
    for (const a of links(sections[at])) {
      const total = totals[column.numbers.get(a.dataset.value)] ?? 0, chosen = state.values[at].has(a.dataset.value);
      a.querySelector(".count").textContent = total;
      a.href = address(toggled(at, a.dataset.value));
      a.toggleAttribute("data-none", !total);
      if (chosen) a.ariaCurrent = "true";
      else a.removeAttribute("aria-current");
    }
  }
  function link(column, at, slug) {
    const known = links(sections[at]), old = known.find((a) => a.dataset.value === slug);
    if (old) return old;
    const item = known[0].parentElement.cloneNode(true), a = item.firstElementChild;
    a.dataset.value = slug;
    a.firstElementChild.textContent = column.values[column.numbers.get(slug) - 1][1];
    known.at(-1).parentElement.after(item);
    return a;
  }

  function chip(at, slug) {
    const a = links(sections[at]).find((a) => a.dataset.value === slug);
    if (!a) return [];
    const item = document.createElement("li"), button = document.createElement("button"), label = a.firstElementChild.textContent;
    button.type = "button";
    button.textContent = label;
    button.ariaLabel = sayRemove.replace("{name}", label);
    button.addEventListener("click", async () => {
      const place = [...chips.children].indexOf(item);
      await choose(toggled(at, slug));
      (chips.children[Math.min(place, chips.children.length - 1)]?.firstElementChild ?? q).focus();
    });
    item.append(button);
    return [item];
  }

  // Cards come in small portions, as the list has them.
  const card = (item) => portions.get(Math.floor(item / data.portion)).then(({ items }) => items[item % data.portion]);
  async function draw(from, mine) {
    const some = found.slice(from, from + data.page);
    for (const number of new Set(some.map((item) => Math.floor(item / data.portion)))) {
      if (!portions.has(number)) portions.set(number, get(data.cards.replace("{n}", number), data.version));
    }
    const html = await Promise.all(some.map(card)).catch((error) => { portions.clear(); throw error; });
    if (mine !== turn) return;
    const last = cards.lastElementChild;
    if (from) cards.insertAdjacentHTML("beforeend", html.join(""));
    else cards.innerHTML = html.join("");
    more.hidden = from + some.length >= found.length;
    if (from) last.nextElementSibling?.querySelector("a")?.focus();
    document.dispatchEvent(new Event("cards"));
  }

  async function show() {
    const mine = ++turn, plain = isPlain();
    results.ariaBusy = "true";
    await load();
    if (state.q) await loadTexts();
    if (mine !== turn) return;
    count();
    // Whoever types may be some letters ahead.
    if (!typing && q.value.trim() !== state.q) q.value = state.q;
    if (sort) sort.value = state.sort || "list";
    chips.replaceChildren(...state.values.flatMap((set, at) => [...set].flatMap((slug) => chip(at, slug))));
    status.textContent = sayFound.replace("{n}", found.length).replace("{all}", data.count);
    if (!plain) await draw(0, mine);
    if (mine !== turn) return;
    results.toggleAttribute("data-filtered", !plain);
    shown.hidden = plain;
    name(plain ? own : whole);
    tally?.toggleAttribute("hidden", !plain);
    results.ariaBusy = null;
  }
  const failed = () => {
    status.textContent = sayFailed;
    results.ariaBusy = null;
  };
  async function choose(next, replace = false) {
    state = next;
    history[replace ? "replaceState" : "pushState"](null, "", address(state));
    typing = false;
    await show().catch(failed);
  }

  document.addEventListener("click", async (event) => {
    const a = event.target.closest("[data-facet] a");
    if (!a || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const section = a.closest("[data-facet]"), at = sections.indexOf(section);
    // Without the values the link does what it says.
    try { await load(); } catch { location.assign(a.href); return; }
    if (a.dataset.value) { await choose(toggled(at, a.dataset.value)); return; }
    const column = data.facets.find((facet) => facet.name === section.dataset.facet), known = links(section).length;
    column.values.forEach(([slug]) => link(column, at, slug));
    a.parentElement.remove();
    count();
    links(section)[known]?.focus();
  });
  q.addEventListener("input", () => {
    clearTimeout(q.timer);
    q.timer = setTimeout(async () => {
      const shown = choose({ ...state, q: q.value.trim() }, typing);
      // At once: the next letter may come before the list is there.
      typing = true;
      await shown;
    }, 120);
  });
  sort?.addEventListener("change", () => choose({ ...state, sort: sort.value === "list" ? "" : sort.value }));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => draw(cards.children.length, ++turn).catch(failed));
  addEventListener("popstate", () => {
    clearTimeout(q.timer);
    state = read();
    typing = false;
    show().catch(failed);
  });

  state = read();
  form.hidden = false;
  if (!isPlain()) show().catch(failed);
})();
