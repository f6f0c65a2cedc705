// Lets readers tick the steps of a pathway. What is ticked stays in this browser and goes nowhere. Without the script the steps
// are a plain list.
//
//   data-steps       a list of steps; the value says which one it is among all lists of the site
//   data-optional    a step that need not be done
const words = document.querySelector("script[data-say-progress]").dataset;
const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);

function make(tag, properties, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

function read(key) {
  try {
    const saved = JSON.parse(localStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(saved) ? saved : []);
  } catch { return new Set(); }
}

function write(key, done) {
  try {
    if (done.size) localStorage.setItem(key, JSON.stringify([...done]));
    else localStorage.removeItem(key);
  } catch { /* for this page only */ }
}

function track(list) {
  const key = `steps:${list.dataset.steps}`;
  const steps = [...list.children].filter((step) => step.id);
  const needed = steps.filter((step) => !("optional" in step.dataset));
  const said = make("p", { className: "progress-said" });
  said.setAttribute("role", "status");
  const bar = make("progress", { max: needed.length || 1 });
  bar.setAttribute("aria-hidden", "true");
  const again = make("button", { type: "button", className: "button quiet", textContent: words.sayClear });
  list.before(make("div", { className: "progress" }, bar, said, make("p", { className: "fine", textContent: words.sayNote }), again));
  let done = read(key);

  const boxes = new Map(steps.map((step) => {
    const title = step.querySelector("h3"), box = make("input", { type: "checkbox" });
    const name = make("span", { className: "hidden", textContent: fill(words.sayStep, { title: title.textContent.trim() }) });
    title.before(make("label", { className: "tick" }, box, name));
    box.addEventListener("change", () => {
      if (box.checked) done.add(step.id);
      else done.delete(step.id);
      write(key, done);
      show();
    });
    return [step, box];
  }));

  function show() {
    for (const [step, box] of boxes) {
      box.checked = done.has(step.id);
      step.classList.toggle("done", box.checked);
    }
    const n = needed.filter((step) => done.has(step.id)).length;
    bar.value = n;
    const text = fill(words.sayProgress, { n, all: needed.length });
    said.textContent = needed.length && n === needed.length ? `${text}. ${words.sayAll}` : text;
    again.hidden = done.size === 0;
  }

  again.addEventListener("click", () => {
    done = new Set();
    write(key, done);
    show();
    // The button is gone: the first box takes the focus.
    boxes.get(steps[0])?.focus();
  });
  // Another tab has ticked something.
  addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    done = read(key);
    show();
  });
  show();
}

document.querySelectorAll("[data-steps]").forEach(track);
