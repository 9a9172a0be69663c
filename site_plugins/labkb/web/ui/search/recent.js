/** Recent queries, kept in the browser as a convenience; a browser that keeps nothing is no error. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const MOST = 8;
  const LONGEST = 60;
  /** What the browser would not keep, for as long as the page lives. */
  const unkept = new Map();
  const keyOf = (kb) => "labkb:" + (kb || "kb") + ":search:recent";

  /** @param {string} kb @returns {string[]} newest first */
  function read(kb) {
    if (unkept.has(kb)) return unkept.get(kb);
    try {
      const list = JSON.parse(localStorage.getItem(keyOf(kb)) || "[]");
      return Array.isArray(list) ? list.filter((one) => typeof one === "string" && one.length <= LONGEST).slice(0, MOST) : [];
    } catch (_) {
      return [];
    }
  }

  function write(kb, list) {
    try {
      localStorage.setItem(keyOf(kb), JSON.stringify(list));
      unkept.delete(kb);
    } catch (_) {
      // Forbidden or full.
      unkept.set(kb, list);
    }
  }

  ui.recentQueries = {
    read: read,
    add: (kb, query) => {
      const text = query.trim();
      if (text && text.length <= LONGEST) write(kb, [text].concat(read(kb).filter((one) => one !== text)).slice(0, MOST));
    },
    clear: (kb) => write(kb, []),
  };
})((globalThis.labkb = globalThis.labkb || {}));
