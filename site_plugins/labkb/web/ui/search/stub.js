/** The few lines that every page carries: the search itself comes when it is first wanted. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const coming = new Map();

  /** Loads a group once. @param {string} group @returns {Promise<void>} */
  function bring(group) {
    if (!coming.has(group)) {
      const loading = ui.load("assets/labkb/" + group + ".js");
      coming.set(group, loading);
      loading.catch(() => coming.delete(group));
    }
    return coming.get(group);
  }
  /** What people use: the search and its dialog. */
  const bringDialog = () => Promise.all([bring("search"), bring("search-dialog")]);

  /**
   * @param {string} query
   * @param {{limit?: number, offset?: number, kind?: string|string[], document?: string|string[], status?: string|string[]}} [options]
   * @returns {Promise<{total: number, hits: {id: string, url: string, title: string, kind: string, score: number, excerpt: string}[]}>}
   */
  labkb.search = (query, options) => bring("search").then(() => ui.searchService.search(query, options));

  /** Opens the dialog. @param {string} [query] */
  ui.openSearch = (query) => bringDialog().then(() => ui.searchDialog.open(query), (error) => ui.say("查询打不开：" + error.message));

  const typing = (target) => target && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName || ""));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event.target);
    const k = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k";
    if (!slash && !k) return;
    event.preventDefault();
    ui.openSearch();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-kb-search]")) ui.openSearch();
  });

  const asked = new URLSearchParams(location.search).get("q");
  const page = document.querySelector("[data-kb-search-page]");
  if (page) bringDialog().then(() => ui.searchPage.mount(page, asked || ""), (error) => ui.say("查询打不开：" + error.message));
  else if (asked) ui.openSearch(asked);
})((globalThis.labkb = globalThis.labkb || {}));
