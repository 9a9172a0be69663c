/**
 * Conflicts side by side: what is on the page, what is in the file; a person chooses.
 *
 *   labkb.ui.state.mountConflicts(host, store, {label: (id) => text, rows: (value) => [[name, text], …]})
 */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;

  ui.state.mountConflicts = function (host, store, options) {
    function show() {
      const held = store.conflicts();
      host.hidden = !held.length;
      if (!held.length) {
        ui.fill(host);
        return;
      }
      ui.fill(
        host,
        ui.el("h2", { tabindex: "-1" }, "两边不一样", ui.el("span", {}, held.length + "项待选")),
        ui.el("p", { class: "kb-sm" }, "逐项选用哪一边。没选之前，页面上的内容不变，文件也不变。"),
        ui.el(
          "div", { class: "kb-bar" },
          ui.el("button", { type: "button", class: "kb-btn", onclick: () => all("mine") }, "全用页面上的"),
          ui.el("button", { type: "button", class: "kb-btn", onclick: () => all("theirs") }, "全用另一边的")
        ),
        held.map(one)
      );
    }

    function one(conflict) {
      const other = conflict.from === "tab" ? "另一个标签页" : conflict.from || "文件";
      return ui.el(
        "section", { class: "kb-conflict", "aria-label": options.label(conflict.id) },
        ui.el("h3", {}, options.label(conflict.id)),
        ui.el(
          "div", { class: "kb-conflict__sides" },
          side("页面上的", conflict, conflict.mine, "mine"),
          side(other, conflict, conflict.theirs, "theirs")
        )
      );
    }

    function side(title, conflict, item, which) {
      const who = item ? [item.by, day(item.at)].filter(Boolean).join("，") : "";
      const rows = item ? options.rows(item.value) : [];
      return ui.el(
        "div", { class: "kb-conflict__side" },
        ui.el("p", { class: "kb-label" }, title, who ? ui.el("span", { class: "kb-hint" }, who) : null),
        rows.length
          ? ui.el("dl", { class: "kb-facts" }, rows.map((row) => [ui.el("dt", {}, row[0]), ui.el("dd", {}, row[1])]).flat())
          : ui.el("p", { class: "kb-q" }, "没有填"),
        ui.el(
          "button", {
            type: "button", class: "kb-btn", "data-kb-choose": which,
            "aria-label": options.label(conflict.id) + "：用" + title,
            onclick: () => store.resolve(conflict, which),
          },
          "用这一边"
        )
      );
    }

    function all(which) {
      store.conflicts().forEach((conflict) => store.resolve(conflict, which));
    }

    store.subscribe(show);
    show();
  };

  function day(at) {
    return at ? at.slice(0, 16).replace("T", " ") : "";
  }
})((globalThis.labkb = globalThis.labkb || {}));
