/** Tables of fields: rows that can be added, taken away, and pasted from a spreadsheet. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const form = (ui.calc = ui.calc || {});

  /** Rows and cells of a text copied from a spreadsheet. */
  form.cellsOf = function (text) {
    return text
      .replace(/\r/g, "")
      .replace(/\n+$/, "")
      .split("\n")
      .map((line) => line.split("\t").map((cell) => cell.trim()));
  };

  function cell(column, label, changed) {
    let field;
    if (column.type === "choice") {
      field = ui.el(
        "select",
        { class: "kb-in", "aria-label": label, onchange: changed },
        column.options.map((one) => ui.el("option", { value: one.value }, one.label))
      );
      if (column.default) field.value = column.default;
    } else if (column.type === "boolean") {
      field = ui.el("input", { type: "checkbox", "aria-label": label, onchange: changed });
      field.checked = column.default === "true";
    } else {
      const text = column.type === "text";
      field = ui.el("input", {
        class: "kb-in" + (text ? "" : " kb-in--num"),
        "aria-label": label,
        autocomplete: "off",
        spellcheck: "false",
        inputmode: column.type === "decimal" && !column.infinite ? "text" : null,
        oninput: changed,
        placeholder: column.type === "date" ? "2025-06-30" : null,
      });
      if (column.default) field.value = column.default;
    }
    field.dataset.column = column.name;
    return field;
  }

  const read = (field) => (field.type === "checkbox" ? field.checked : field.value);

  function write(field, column, value) {
    if (field.type === "checkbox")
      field.checked = value === true || value === "true" || value === "是";
    else if (field.tagName === "SELECT") {
      const option = column.options.find(
        (one) => one.value === value || one.label === value || (one.aliases || []).includes(value)
      );
      if (option) field.value = option.value;
    } else field.value = value === null || value === undefined ? "" : String(value);
  }

  /**
   * @param {{name: string, title: string, columns: object[]}} spec @param {() => void} changed @param {number} first rows at the start
   * @returns {{node: Element, read: () => object[], write: (rows: unknown[]) => void, field: (row: number, column?: string) => Element}}
   */
  form.grid = function (spec, changed, first) {
    const body = ui.el("tbody", {});
    const columns = spec.columns;
    const table = ui.el(
      "table",
      { class: "kb-table kb-stacked kb-calc__grid" },
      ui.el(
        "caption",
        {},
        spec.title,
        spec.help ? ui.el("span", { class: "kb-hint" }, spec.help) : null
      ),
      ui.el(
        "thead",
        {},
        ui.el(
          "tr",
          {},
          columns.map((c) =>
            ui.el(
              "th",
              { scope: "col", class: c.type === "decimal" ? "kb-num" : null },
              c.title + (c.optional ? "" : "")
            )
          ),
          ui.el("th", { scope: "col" }, ui.el("span", { class: "kb-vh" }, "操作"))
        )
      ),
      body
    );
    const add = (values) => {
      const number = body.rows.length + 1;
      const row = ui.el("tr", {});
      columns.forEach((column) => {
        const field = cell(column, "第" + number + "行 " + column.title, changed);
        row.append(ui.el("td", { "data-l": column.title }, field));
        if (values !== undefined) write(field, column, values[column.name]);
      });
      row.append(
        ui.el(
          "td",
          { class: "kb-calc__remove" },
          ui.el(
            "button",
            {
              type: "button",
              class: "kb-btn kb-btn--quiet",
              "aria-label": "删去第" + number + "行",
              onclick: () => {
                row.remove();
                relabel();
                changed();
              },
            },
            "删去"
          )
        )
      );
      body.append(row);
      return row;
    };

    function relabel() {
      Array.from(body.rows).forEach((row, i) => {
        row.querySelectorAll("[data-column]").forEach((field) => {
          const column = columns.find((c) => c.name === field.dataset.column);
          field.setAttribute("aria-label", "第" + (i + 1) + "行 " + column.title);
        });
        row.querySelector("button").setAttribute("aria-label", "删去第" + (i + 1) + "行");
      });
    }

    body.addEventListener("paste", (event) => {
      const text = event.clipboardData && event.clipboardData.getData("text/plain");
      if (!text || !/[\t\n]/.test(text.trim())) return;
      event.preventDefault();
      const start = event.target.closest("tr");
      const at = Array.from(body.rows).indexOf(start);
      const from = columns.findIndex((c) => c.name === event.target.dataset.column);
      form.cellsOf(text).forEach((cells, i) => {
        const row = body.rows[at + i] || add();
        cells.forEach((value, j) => {
          const column = columns[from + j];
          if (column)
            write(row.querySelector('[data-column="' + column.name + '"]'), column, value);
        });
      });
      changed();
    });

    for (let i = 0; i < first; i++) add();
    const more = ui.el(
      "button",
      {
        type: "button",
        class: "kb-btn",
        onclick: () => {
          add().querySelector("input, select").focus();
          changed();
        },
      },
      "加一行"
    );
    const node = ui.el(
      "div",
      { class: "kb-calc__wide" },
      ui.el("div", { class: "kb-calc__scroll" }, table),
      ui.el("p", { class: "kb-sm kb-q no-print" }, more, " 可从表格软件整块粘贴到任一格。")
    );

    return {
      node,
      read() {
        return Array.from(body.rows)
          .map((row) => {
            const values = {};
            row.querySelectorAll("[data-column]").forEach((field) => {
              values[field.dataset.column] = read(field);
            });
            return values;
          })
          .filter((values) =>
            columns.some(
              (c) =>
                c.type !== "choice" &&
                c.type !== "boolean" &&
                values[c.name] !== "" &&
                values[c.name] !== c.default
            )
          )
          .map((values) => Object.fromEntries(Object.entries(values).filter(([, v]) => v !== "")));
      },
      write(rows) {
        body.replaceChildren();
        (rows || []).forEach((one) =>
          add(
            Array.isArray(one)
              ? Object.fromEntries(columns.slice(0, one.length).map((c, i) => [c.name, one[i]]))
              : one
          )
        );
        if (!body.rows.length) for (let i = 0; i < first; i++) add();
      },
      field: (row, column) =>
        body.rows[row - 1] &&
        body.rows[row - 1].querySelector(column ? '[data-column="' + column + '"]' : "input"),
    };
  };
})((globalThis.labkb = globalThis.labkb || {}));
