/** The box in the middle of the home page, and the examples under it: both open the search. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const form = document.querySelector("[data-kb-ask]");
  if (!form) return;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ui.openSearch(form.elements.q.value);
  });
  document.addEventListener("click", (event) => {
    const example = event.target.closest("[data-kb-query]");
    if (!example) return;
    event.preventDefault();
    form.elements.q.value = example.dataset.kbQuery;
    ui.openSearch(example.dataset.kbQuery);
  });
})((globalThis.labkb = globalThis.labkb || {}));
