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

  /**
   * A field for what is typed while the dialog is on its way.
   * @returns {() => Promise<string|null>} takes it away; gives what was typed, as soon as no input method is at
   *   work, or null after Escape
   */
  function holdTyping() {
    const before = document.activeElement;
    const field = document.createElement("input");
    field.setAttribute("aria-label", "查询");
    field.style.cssText = "position:fixed;top:0;left:50%;opacity:0";
    let composing = false;
    field.addEventListener("compositionstart", () => (composing = true));
    field.addEventListener("compositionend", () => (composing = false));
    let left = false;
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !composing && !event.isComposing) left = true;
    });
    document.body.append(field);
    field.focus();
    return async () => {
      if (composing) await new Promise((tell) => field.addEventListener("compositionend", tell, { once: true }));
      field.remove();
      if (before && before.focus) before.focus();
      return left ? null : field.value;
    };
  }

  let opening = null;
  /** Opens the dialog. @param {string} [query] */
  ui.openSearch = (query) => {
    if (opening && query === undefined) return opening;
    const take = query === undefined && !ui.searchDialog ? holdTyping() : () => Promise.resolve("");
    opening = bringDialog().then(
      () => take().then((typed) => {
        if (typed === null) return undefined;
        return ui.searchDialog.open(query === undefined ? typed || undefined : query);
      }),
      (error) => take().then(() => ui.say("查询打不开：" + error.message))
    );
    const done = () => (opening = null);
    opening.then(done, done);
    return opening;
  };

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
