// The switch between light and dark. Everything else on the site works without a script.
(function () {
  "use strict";
  var root = document.documentElement, stored = null;
  try { stored = localStorage.getItem("theme"); } catch (e) { /* no storage: the system decides */ }
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;
  var system = matchMedia("(prefers-color-scheme: dark)");
  function dark() { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; }

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".theme-switch");
    if (button) {
      var show = function () { button.setAttribute("aria-pressed", String(dark())); };
      button.hidden = false;
      show();
      system.addEventListener("change", show);
      button.addEventListener("click", function () {
        root.dataset.theme = dark() ? "light" : "dark";
        try { localStorage.setItem("theme", root.dataset.theme); } catch (e) { /* for this page only */ }
        show();
      });
    }
    // Today is not known when the site is built.
    var now = new Date(), two = function (n) { return (n < 10 ? "0" : "") + n; };
    var day = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
    var cell = document.querySelector('td[data-day="' + day + '"]');
    if (cell) cell.setAttribute("aria-current", "date");
    // The menu closes with Escape, and gives the focus back.
    var menu = document.querySelector("details.menu");
    if (menu) menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.firstElementChild.focus(); }
    });
  });
})();
