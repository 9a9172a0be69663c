/** Filters the rows of a long table or list as one types. */
(function () {
  "use strict";
  document.querySelectorAll("[data-kb-filter]").forEach((form) => {
    const held = document.querySelector("[data-kb-filtered]");
    if (!held) return;
    const rows = [...held.querySelectorAll("tbody tr, [data-kb-row]")];
    const none = document.querySelector("[data-kb-none]");
    const count = form.querySelector("[data-kb-count]");
    const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
    /** The text of a row is read once: 900 rows are quick, their layout is not. */
    const texts = new Map();
    const textOf = (row) => {
      if (!texts.has(row)) texts.set(row, fold(row.textContent + " " + (row.dataset.words || "")));
      return texts.get(row);
    };
    const fields = [...form.elements].filter((field) => field.name);

    function apply() {
      const words = fold(form.elements.text ? form.elements.text.value : "");
      let shown = 0;
      rows.forEach((row) => {
        const fits = fields.every((field) => field.name === "text" || !field.value || (row.dataset[field.name] || "").split("、").includes(field.value) || row.dataset[field.name] === field.value);
        const isShown = fits && (!words || textOf(row).includes(words));
        row.hidden = !isShown;
        if (isShown) shown += 1;
      });
      document.querySelectorAll("[data-kb-group]").forEach((group) => {
        group.hidden = !group.querySelector("[data-kb-row]:not([hidden])");
      });
      if (none) none.hidden = shown > 0;
      if (count) {
        const all = "共" + rows.length + count.dataset.unit;
        count.textContent = shown === rows.length ? all : "找到" + shown + count.dataset.unit + "，" + all;
      }
    }

    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    if (none) none.addEventListener("click", (event) => {
      if (!event.target.closest("[data-kb-reset]")) return;
      form.reset();
      apply();
      fields[0].focus();
    });
    apply();
    // A row that the address names must not stay hidden by values that the browser kept.
    window.addEventListener("hashchange", () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.closest("[hidden]")) {
        form.reset();
        apply();
        target.scrollIntoView();
      }
    });
  });
})();
