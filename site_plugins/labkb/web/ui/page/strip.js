/** The chapter strip as a filter: only the clauses with one obligation. */
(function () {
  "use strict";
  const strip = document.querySelector("[data-kb-strip]");
  if (!strip) return;
  const buttons = [...strip.querySelectorAll("[data-kb-pick]")];
  const clauses = [...document.querySelectorAll("article.kb-clause")];
  let picked = "";

  function apply() {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.kbPick === picked)));
    clauses.forEach((clause) => {
      const seals = (clause.dataset.seals || "").split(" ");
      clause.classList.toggle("kb-hidden-by-pick", Boolean(picked) && !seals.includes(picked));
    });
  }

  strip.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kb-pick]");
    if (button) {
      picked = picked === button.dataset.kbPick ? "" : button.dataset.kbPick;
      apply();
    } else if (event.target.closest("a") && picked) {
      picked = "";
      apply();
    }
  });
})();
