/** The plain filter over titles, numbers and keywords; silent wherever the real search is loaded. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const MOST = 20;
  const form = document.querySelector("[data-kb-ask]");
  const place = document.querySelector("[data-kb-ask-results]");
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s·《》〔〕()[\]（）]+/g, "");
  let loading = null;

  function rows() {
    loading = loading || ui.load("assets/labkb/filter.js").then(() => labkb.consume("filter", 1)
      .map((row) => ({ row: row, key: fold(row[1] + row[2] + row[3]), title: fold(row[1] + row[2]) })));
    return loading;
  }

  function show(query) {
    const words = query.trim().split(/\s+/).map(fold).filter(Boolean);
    if (!words.length) {
      place.replaceChildren();
      return;
    }
    rows().then((all) => {
      const found = all.filter((one) => words.every((word) => one.key.includes(word)));
      found.sort((a, b) => Number(b.title.includes(words[0])) - Number(a.title.includes(words[0])));
      const list = ui.element("ul", { class: "kb-found" }, ...found.slice(0, MOST).map((one) =>
        ui.element("li", {}, ui.element("a", { href: ui.root + one.row[4] }, (one.row[1] ? one.row[1] + " " : "") + one.row[2]), ui.element("small", {}, one.row[0]))));
      const note = found.length ? "共" + found.length + "条" + (found.length > MOST ? "，先列" + MOST + "条" : "") : "标题、编号和关键词里没有“" + query + "”。";
      place.replaceChildren(ui.element("p", { class: "kb-q", role: "status" }, note), list);
    }, (error) => ui.say(error.message));
  }

  document.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    event.preventDefault();
    if (!labkb.search) show(form.elements.q.value);
  });
  document.addEventListener("input", (event) => {
    if (form && event.target === form.elements.q && !labkb.search) show(event.target.value);
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || labkb.search) return;
    const example = event.target.closest("[data-kb-query]");
    if (example && form) {
      event.preventDefault();
      form.elements.q.value = example.dataset.kbQuery;
      form.elements.q.focus();
      show(example.dataset.kbQuery);
    } else if (event.target.closest("[data-kb-search]")) {
      if (form) form.elements.q.focus();
      else location.href = ui.root + "index.html#kb-q";
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || labkb.search || event.target.closest("input, textarea, select")) return;
    if (form) {
      event.preventDefault();
      form.elements.q.focus();
    }
  });
})((globalThis.labkb = globalThis.labkb || {}));
