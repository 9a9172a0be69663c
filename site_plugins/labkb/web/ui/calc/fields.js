/** One field for each kind of input: label, hint, box, unit, and the way its value is read and written. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const form = (ui.calc = ui.calc || {});
  let serial = 0;

  function labelled(spec, symbol, control, unit, id) {
    const hint = spec.help ? ui.el("span", { class: "kb-hint", id: id + "-h" }, spec.help) : null;
    if (hint) control.setAttribute("aria-describedby", id + "-h");
    const box = unit ? ui.el("span", { class: "kb-unit" }, control, ui.el("b", {}, unit)) : control;
    const optional = spec.optional ? ui.el("span", { class: "kb-q kb-sm" }, "（可不填）") : null;
    return ui.el(
      "div",
      { class: "kb-field" },
      ui.el(
        "label",
        { class: "kb-label", for: id },
        spec.title,
        symbol ? ui.el("span", { class: "kb-calc__symbol" }, symbol) : null,
        optional
      ),
      hint,
      box
    );
  }

  const lines = (value) =>
    Array.isArray(value)
      ? value.map((v) => (Array.isArray(v) ? v.join("\t") : String(v))).join("\n")
      : String(value || "");

  /** @returns the control of a plain field, with read() and write() */
  function simple(spec, context) {
    const id = "kb-calc-" + ++serial;
    const numeric = spec.type === "decimal";
    const control = ui.el("input", {
      id,
      class: "kb-in" + (numeric ? " kb-in--num" : ""),
      autocomplete: "off",
      spellcheck: "false",
      oninput: context.changed,
      placeholder: spec.type === "date" ? "2025-06-30" : null,
    });
    if (spec.default) control.value = spec.default;
    const unit = spec.unit === "unit" ? context.unit() : spec.unit || "";
    return {
      node: labelled(spec, context.symbol(spec.name), control, unit, id),
      wide: spec.type === "expression",
      read: () => control.value.trim() || (spec.optional ? undefined : ""),
      write: (value) => {
        control.value = value === undefined || value === null ? "" : String(value);
      },
      field: () => control,
    };
  }

  function choice(spec, context) {
    const id = "kb-calc-" + ++serial;
    const none = spec.optional || !spec.default;
    const control = ui.el(
      "select",
      { id, class: "kb-in", onchange: context.changed },
      none ? ui.el("option", { value: "" }, spec.optional ? "不指定" : "请选择") : null,
      spec.options.map((one) => ui.el("option", { value: one.value }, one.label))
    );
    if (spec.default) control.value = spec.default;
    return {
      node: labelled(spec, context.symbol(spec.name), control, "", id),
      read: () => control.value || (spec.optional ? undefined : ""),
      write(value) {
        const text = value === undefined || value === null ? "" : String(value);
        const option = spec.options.find(
          (one) => one.value === text || one.label === text || (one.aliases || []).includes(text)
        );
        control.value = option ? option.value : spec.default || "";
      },
      field: () => control,
    };
  }

  /** A column of numbers, one per line; groups have one line per group. */
  function column(spec, context) {
    const id = "kb-calc-" + ++serial;
    const groups = spec.type === "number_groups";
    const control = ui.el("textarea", {
      id,
      class: "kb-in kb-in--num",
      rows: groups ? 5 : spec.max_items === 2 ? 2 : 6,
      spellcheck: "false",
      oninput: context.changed,
      "data-kb-column": groups ? null : spec.name,
    });
    if (spec.default) control.value = spec.default.split(" ").join("\n");
    const unit = spec.unit === "unit" ? context.unit() : spec.unit || "";
    const hinted = Object.assign({}, spec, {
      help: spec.help || (groups ? "一行一组，可从表格整块粘贴" : "一行一个，可从表格整列粘贴"),
    });
    const node = labelled(hinted, context.symbol(spec.name), control, "", id);
    if (unit) node.firstElementChild.append(ui.el("span", { class: "kb-q kb-calc__after" }, unit));
    return {
      node,
      wide: groups,
      read() {
        const text = control.value.trim();
        if (!text) return spec.optional ? undefined : "";
        if (!groups) return text.split(/[\s;；、]+|[,，]\s+/);
        return text
          .split(/\n+/)
          .map((line) => line.trim().split(/[\s;；、]+|[,，]\s+/))
          .filter((one) => one[0] !== "");
      },
      write: (value) => {
        control.value = lines(value);
      },
      field: () => control,
    };
  }

  function yesNo(spec, context) {
    const id = "kb-calc-" + ++serial;
    const control = ui.el(
      "select",
      { id, class: "kb-in", onchange: context.changed },
      ui.el("option", { value: "true" }, "是"),
      ui.el("option", { value: "false" }, "否")
    );
    control.value = spec.default || "true";
    return {
      node: labelled(spec, null, control, "", id),
      read: () => control.value === "true",
      write: (value) => {
        control.value = String(value);
      },
      field: () => control,
    };
  }

  function table(spec, context) {
    const grid = form.grid(spec, context.changed, spec.optional ? 2 : 3);
    return {
      node: grid.node,
      wide: true,
      read: () => {
        const rows = grid.read();
        return rows.length ? rows : spec.optional ? undefined : [];
      },
      write: grid.write,
      field: (part) => {
        const m = /^\[(\d+)\](?:\.(\w+))?/.exec(part || "");
        return m ? grid.field(Number(m[1]), m[2]) : grid.field(1);
      },
    };
  }

  /** Correlation coefficients as pairs; a whole matrix from a file becomes its pairs. */
  function pairs(spec, context) {
    const columns = [
      { name: "a", title: "输入量", type: "text" },
      { name: "b", title: "与", type: "text" },
      { name: "r", title: "相关系数 r", type: "decimal" },
    ];
    const grid = form.grid(Object.assign({}, spec, { columns }), context.changed, 1);
    return {
      node: grid.node,
      wide: true,
      read: () => {
        const rows = grid.read();
        return rows.length ? rows : undefined;
      },
      write(value) {
        if (!Array.isArray(value) || !Array.isArray(value[0])) return grid.write(value);
        const names = (context.value("inputs") || []).map((one) => one.name);
        const rows = [];
        value.forEach((row, i) =>
          row.forEach((r, j) => {
            if (j > i && Number(r) !== 0) rows.push({ a: names[i], b: names[j], r: String(r) });
          })
        );
        return grid.write(rows);
      },
      field: (part) => {
        const m = /^\[(\d+)\](?:\.(\w+))?/.exec(part || "");
        return m ? grid.field(Number(m[1]), m[2]) : grid.field(1);
      },
    };
  }

  function record(spec, context) {
    const parts = spec.columns.map((one) => [
      one.name,
      make(one, Object.assign({}, context, { symbol: () => null })),
    ]);
    const legend = ui.el(
      "legend",
      { class: "kb-label" },
      spec.title,
      spec.help ? ui.el("span", { class: "kb-hint" }, spec.help) : null
    );
    return {
      node: ui.el(
        "fieldset",
        { class: "kb-calc__wide kb-calc__record" },
        legend,
        ui.el(
          "div",
          { class: "kb-form" },
          parts.map(([, part]) => part.node)
        )
      ),
      wide: true,
      read: () =>
        Object.fromEntries(
          parts
            .map(([name, part]) => [name, part.read()])
            .filter(([, v]) => v !== undefined && v !== "")
        ),
      write: (value) => parts.forEach(([name, part]) => part.write((value || {})[name])),
      field: (rest) => {
        const found = parts.find(([name]) => rest === "." + name);
        return (found || parts[0])[1].field("");
      },
    };
  }

  /** Columns with a heading line, as copied from a spreadsheet. */
  function columns(spec, context) {
    const text = column(
      Object.assign({}, spec, {
        type: "number_groups",
        help: "第一行是列名（如 V、I_mA），下面每行一次读数；可从表格整块粘贴",
      }),
      context
    );
    return {
      node: text.node,
      wide: true,
      spread: true,
      field: text.field,
      read() {
        const rows = text.read() || [];
        const names = rows.length ? rows[0] : [];
        return Object.fromEntries(
          names.map((name, i) => [
            name,
            rows.slice(1).map((row) => (row[i] === undefined ? "" : row[i])),
          ])
        );
      },
      write(value) {
        const names = Object.keys(value || {});
        const count = Math.max(0, ...names.map((name) => value[name].length));
        text.write(
          names.length
            ? [names].concat(
                Array.from({ length: count }, (_, i) => names.map((name) => value[name][i]))
              )
            : []
        );
      },
    };
  }

  function equations(spec, context) {
    const text = column(
      Object.assign({}, spec, { type: "number_groups", help: "一行一个，如 R = V/I*cos(phi)" }),
      context
    );
    const control = text.field();
    return {
      node: text.node,
      wide: true,
      field: text.field,
      read() {
        const held = control.value
          .split(/\n+/)
          .map((line) => line.split("="))
          .filter((parts) => parts.length === 2);
        return held.length
          ? Object.fromEntries(held.map(([name, e]) => [name.trim(), e.trim()]))
          : undefined;
      },
      write: (value) => {
        control.value = Object.entries(value || {})
          .map(([name, e]) => name + " = " + e)
          .join("\n");
      },
    };
  }

  const MAKE = {
    decimal: simple,
    text: simple,
    date: simple,
    expression: simple,
    choice,
    boolean: yesNo,
    number_list: column,
    number_groups: column,
    table,
    matrix: pairs,
    record,
    columns,
    expressions: equations,
  };

  /**
   * @param {object} spec an input of a definition
   * @param {{changed: () => void, unit: () => string, symbol: (name: string) => Node|null, value: (name: string) => unknown}} context
   */
  function make(spec, context) {
    return MAKE[spec.type](spec, context);
  }

  form.makeField = make;
})((globalThis.labkb = globalThis.labkb || {}));
