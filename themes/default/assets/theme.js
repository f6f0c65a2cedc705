// Before anything is drawn: the colors that the reader chose. The switch itself is in site.js.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch { /* no storage: the system decides */ }
