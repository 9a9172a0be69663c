/**
 * After the folder was replaced by a newer edition: what the reader saved is still there, and this
 * is what changed since. Shown until the reader has read it.
 */
(function (labkb) {
  "use strict";
  const ui = (labkb.ui = labkb.ui || {});
  const DATA = "assets/labkb/changes.js";

  /**
   * What changed in the collection since an edition.
   * @param {string} edition
   * @returns {Promise<{isKnown: boolean, changes: {title: string, url: string}[]}>}
   */
  ui.changesSince = function (edition) {
    return ui.load(DATA).then(() => labkb.core.editions.since(labkb.consume("changes", 1), edition));
  };

  const bar = document.querySelector("[data-kb-news]");
  if (!bar) return;
  const { kb, edition } = bar.dataset;
  const prefix = "labkb:" + encodeURIComponent(kb) + ":";
  const READ = prefix + "news";
  const KINDS = { audit: "自查", progress: "学习进度", calculation: "计算" };
  const MOST = 3;

  /** Editions and kinds of what the browser keeps of this collection. */
  function saved() {
    const found = { editions: new Set(), kinds: new Set() };
    try {
      if (localStorage.getItem(READ) === edition) return found;
      for (let i = 0; i < localStorage.length; i += 1) {
        const key = localStorage.key(i);
        const kind = key.startsWith(prefix) ? key.slice(prefix.length).split(":")[0] : "";
        if (!KINDS[kind] || key.endsWith(":base")) continue;
        const made = /"edition":"([^"\\]*)"/.exec(localStorage.getItem(key) || "");
        if (made && made[1] && made[1] !== edition) {
          found.editions.add(made[1]);
          found.kinds.add(KINDS[kind]);
        }
      }
    } catch (error) {
      // Storage that may not be read holds nothing to speak of.
    }
    return found;
  }

  function show(data, held) {
    const from = labkb.core.editions.oldest(data, [...held.editions]);
    const news = labkb.core.editions.since(data, from);
    const said = ui.element("p");
    const strong = ui.element("b");
    strong.textContent = "网站换成了" + edition + "版。";
    said.append(strong, "您存的" + [...held.kinds].join("、") + "还在，是按" + from + "版填的。");
    if (news.changes.length) said.append("这之后改了" + news.changes.length + "处：");
    else said.append(news.isKnown ? "这之后没有登记的变更。" : "这一版之后改了什么，看变更记录。");
    bar.replaceChildren(said);
    if (news.changes.length) {
      const list = ui.element("ul");
      news.changes.slice(0, MOST).forEach((change) => {
        list.append(ui.element("li", {}, ui.element("a", { href: ui.root + change.url }, change.title)));
      });
      bar.append(list);
    }
    const done = ui.element("button", { type: "button", class: "kb-btn kb-btn--quiet" }, "知道了");
    done.addEventListener("click", () => {
      bar.hidden = true;
      try {
        localStorage.setItem(READ, edition);
      } catch (error) {
        // It will be shown again; nothing is lost.
      }
    });
    bar.append(ui.element("p", {}, ui.element("a", { href: ui.root + "changes.html" }, "全部变更"), " ", done));
    bar.hidden = false;
  }

  const held = saved();
  if (!held.editions.size) return;
  ui.load(DATA).then(() => show(labkb.consume("changes", 1), held), () => {});
})((globalThis.labkb = globalThis.labkb || {}));
