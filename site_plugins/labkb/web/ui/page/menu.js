/** The sidebar as a panel on narrow screens; where there is none, the button goes away. */
(function () {
  "use strict";
  const button = document.querySelector("[data-kb-menu]");
  const panel = document.querySelector("[data-kb-nav]");
  if (!button) return;
  if (!panel) {
    button.hidden = true;
    return;
  }
  const root = document.documentElement;
  const isOpen = () => root.classList.contains("kb-menu-open");

  /** @param {boolean} open */
  function set(open) {
    root.classList.toggle("kb-menu-open", open);
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      const first = panel.querySelector("a[aria-current], a");
      if (first) first.focus();
    } else button.focus();
  }

  button.addEventListener("click", () => set(!isOpen()));
  document.querySelectorAll("[data-kb-veil]").forEach((veil) => veil.addEventListener("click", () => set(false)));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) set(false);
  });
  panel.addEventListener("click", (event) => {
    if (isOpen() && event.target.closest("a")) root.classList.remove("kb-menu-open");
  });
})();
