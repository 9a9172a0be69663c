/** Switches between light and dark, and remembers it where the browser allows. */
(function () {
  "use strict";
  const NAME = "data-md-color-scheme";
  const button = document.querySelector("[data-kb-scheme]");
  if (!button) return;

  /** @param {string} scheme */
  function apply(scheme) {
    document.documentElement.setAttribute(NAME, scheme);
    document.body.setAttribute(NAME, scheme);
    button.setAttribute("aria-pressed", String(scheme === "slate"));
  }

  apply(document.body.getAttribute(NAME) || "default");
  button.addEventListener("click", () => {
    const scheme = document.body.getAttribute(NAME) === "slate" ? "default" : "slate";
    apply(scheme);
    try { localStorage.setItem("labkb:scheme", scheme); } catch (_) { /* private windows refuse */ }
  });
})();
