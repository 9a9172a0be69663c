/** Starts the learning page that this is, and the saved progress around it. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const WAIT = 500;

  function start() {
    const host = document.querySelector("[data-kb-learn]");
    if (!host) return;
    let data;
    try {
      data = learn.data();
    } catch (error) {
      host.prepend(learn.el("p", { class: "kb-note kb-note--bad", role: "alert" }, error.message));
      return;
    }
    if (!data) {
      host.prepend(learn.el("p", { class: "kb-note kb-note--bad", role: "alert" }, "题目没有读到（缺少assets/labkb/learn-data.js）。请把整个文件夹一起复制，再打开。"));
      return;
    }
    const name = host.getAttribute("data-kb-learn");
    const main = host.querySelector("[data-kb-learn-main]") || host;
    const needsStore = name !== "rollup";
    if (needsStore) mountFile(host);
    if (learn.pages[name]) learn.pages[name](main);
    if (needsStore) learn.markMenu();
  }

  /** The 未保存 bar and the name under which a trainer knows the file. */
  function mountFile(host) {
    const store = learn.store();
    const bar = host.querySelector("[data-kb-state]");
    if (!bar) return;
    const field = learn.el("input", { class: "kb-in kb-learn-name", autocomplete: "name", maxlength: "40", "aria-label": "姓名，写进进度文件" });
    field.value = store.writer();
    field.placeholder = "姓名";
    const later = ui.state.soon(() => store.setWriter(field.value), WAIT);
    field.addEventListener("input", later.start);
    field.addEventListener("change", () => {
      later.stop();
      store.setWriter(field.value);
    });
    ui.state.mountBar(bar, store, {
      title: () => "学习进度" + (store.writer() ? "-" + store.writer() : ""),
      buttons: field,
    });
    const conflicts = host.querySelector("[data-kb-conflicts]");
    if (conflicts) {
      ui.state.mountConflicts(conflicts, store, {
        label: (id) => id.split("@")[0],
        rows: (value) => Object.entries(value || {}).map(([key, held]) => [key, JSON.stringify(held)]),
      });
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})((globalThis.labkb = globalThis.labkb || {}));
