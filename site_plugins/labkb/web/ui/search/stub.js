/** The few lines that every page carries: the search itself comes when it is first wanted. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  let coming = null;

  /** Loads the search group once. @returns {Promise<void>} */
  function bring() {
    if (!coming) {
      coming = ui.load("assets/labkb/search.js").catch((error) => {
        coming = null;
        throw error;
      });
    }
    return coming;
  }

  /**
   * @param {string} query
   * @param {{limit?: number, offset?: number, kind?: string|string[], document?: string|string[], status?: string|string[]}} [options]
   * @returns {Promise<{total: number, hits: {id: string, url: string, title: string, kind: string, score: number, excerpt: string}[]}>}
   */
  labkb.search = (query, options) => bring().then(() => ui.searchService.search(query, options));

  /** Opens the dialog. @param {string} [query] */
  ui.openSearch = (query) => bring().then(() => ui.searchDialog.open(query), (error) => ui.say("查询打不开：" + error.message));

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
  if (page) bring().then(() => ui.searchPage.mount(page, asked || ""), (error) => ui.say("查询打不开：" + error.message));
  else if (asked) ui.openSearch(asked);
})((globalThis.labkb = globalThis.labkb || {}));
