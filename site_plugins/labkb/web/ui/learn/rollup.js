/** The trainer's page: many result files into tables, and out as Excel. Nothing leaves the computer. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const learn = ui.learn;
  const core = labkb.core.learn;
  const pages = (learn.pages = learn.pages || {});

  pages.rollup = function (host) {
    const data = learn.data();
    const el = learn.el;
    const place = el("div", { "aria-live": "polite" });
    const field = el("input", { type: "file", multiple: true, accept: ".json,application/json", class: "kb-in", id: "kb-rollup-files" });
    let files = [];
    field.addEventListener("change", () => {
      const chosen = Array.from(field.files);
      Promise.all(chosen.map(read)).then((texts) => {
        files = files.concat(texts);
        field.value = "";
        draw();
      });
    });
    ui.fill(
      host,
      el("label", { class: "kb-field", for: "kb-rollup-files" }, el("span", {}, "选学员交来的进度文件（可以多选，可以分几次）"), field),
      place
    );

    function read(file) {
      return new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve({ name: file.name, text: String(reader.result) });
        reader.onerror = () => resolve({ name: file.name, text: "" });
        reader.readAsText(file, "utf-8");
      });
    }

    function draw() {
      const found = core.rollup(data, files);
      const tables = core.rollupTables(found);
      ui.fill(
        place,
        el("p", {}, "读了" + files.length + "个文件，" + found.people.length + "人。"),
        found.notes.length ? el("ul", { class: "kb-note kb-note--warn", "data-kb-notes": true }, found.notes.map((n) => el("li", {}, el("b", {}, n.file), "：", n.text))) : null,
        el("div", { class: "kb-bar" },
          found.people.length ? el("button", { type: "button", class: "kb-btn kb-btn--main", "data-kb-xlsx": true, onclick: () => save(tables) }, "存成Excel") : null,
          el("button", { type: "button", class: "kb-btn kb-btn--quiet", onclick: () => { files = []; ui.fill(place); } }, "清空，重新选")),
        tables.filter((table) => table.rows.length).map(section)
      );
    }

    function section(table) {
      const isNumber = (value) => typeof value === "number";
      return el("section", { class: "kb-sec" }, el("h2", {}, table.title),
        el("div", { class: "kb-scroll", tabindex: "0", role: "group", "aria-label": table.title },
          el("table", { class: "kb-table" },
            el("thead", {}, el("tr", {}, table.columns.map((c) => el("th", { scope: "col" }, c)))),
            el("tbody", {}, table.rows.map((row) => el("tr", {}, row.map((cell) => el("td", { class: isNumber(cell) ? "kb-num" : null }, String(cell)))))))));
    }

    function save(tables) {
      const bytes = new Uint8Array(core.sheet.workbook(tables));
      ui.state.download(
        ui.state.fileName("学习汇总", ui.state.today(), "xlsx"), bytes,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      );
    }
  };
})((globalThis.labkb = globalThis.labkb || {}));
