/** Reads the inputs of a calculator after its definition: types, limits, defaults, unknown names. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const { refuse, nearest } = calc.errors;
  const { missing, readDecimal, pieces } = calc.read;
  const ALWAYS = ["unit", "note"];

  const within = (where, index, name) => ({
    field: where.field + "[" + (index + 1) + "]" + (name ? "." + name : ""),
    label: where.label + " 第" + (index + 1) + (name ? "行 " : "个") + (name || ""),
  });

  function sized(spec, items, where) {
    const least = spec.min_items;
    const most = spec.max_items;
    if (items.length === 0 && (least === undefined || least > 0))
      refuse("empty", where.field, "“" + where.label + "”没有填写。");
    if (least !== undefined && items.length < least) {
      refuse(
        "n_too_small",
        where.field,
        "“" + where.label + "”至少要 " + least + " 个，现在是 " + items.length + " 个。"
      );
    }
    if (most !== undefined && items.length > most) {
      refuse(
        "n_out_of_table",
        where.field,
        "“" + where.label + "”最多 " + most + " 个，现在是 " + items.length + " 个。"
      );
    }
    return items;
  }

  const READ = {
    decimal: (spec, raw, where, notices) => readDecimal(spec, raw, where, notices),

    number_list: (spec, raw, where, notices) =>
      sized(spec, pieces(raw, where), where).map((one, i) =>
        readDecimal(spec, one, within(where, i), notices)
      ),

    number_groups(spec, raw, where, notices) {
      const groups = Array.isArray(raw)
        ? raw
        : String(raw)
            .trim()
            .split(/\n\s*\n|\n/);
      return sized(spec, groups, where).map((one, i) => {
        const place = {
          field: where.field + "[" + (i + 1) + "]",
          label: where.label + " 第" + (i + 1) + "组",
        };
        return sized({ min_items: 1 }, pieces(one, place), place).map((v, j) =>
          readDecimal(spec, v, within(place, j), notices)
        );
      });
    },

    matrix(spec, raw, where, notices) {
      if (!Array.isArray(raw))
        refuse("not_a_list", where.field, "“" + where.label + "”应当是矩阵或成对的列表。");
      return raw.map((row, i) => {
        if (Array.isArray(row))
          return row.map((v, j) =>
            readDecimal(
              {},
              v,
              within(
                {
                  field: where.field + "[" + (i + 1) + "]",
                  label: where.label + " 第" + (i + 1) + "行",
                },
                j
              ),
              notices
            )
          );
        if (row === null || typeof row !== "object")
          refuse(
            "not_a_list",
            where.field,
            "“" + where.label + "”第 " + (i + 1) + " 行不是一行数。"
          );
        return {
          a: String(row.a),
          b: String(row.b),
          r: readDecimal({ minimum: "-1", maximum: "1" }, row.r, within(where, i, "r"), notices),
        };
      });
    },

    choice(spec, raw, where) {
      const text = String(raw).trim();
      const found = spec.options.find(
        (one) => one.value === text || one.label === text || (one.aliases || []).includes(text)
      );
      if (found) return found.value;
      return refuse(
        "unknown_choice",
        where.field,
        "“" +
          where.label +
          "”没有“" +
          text +
          "”这一项，可选：" +
          spec.options.map((one) => one.label + "（" + one.value + "）").join("、") +
          "。"
      );
    },

    boolean(spec, raw, where) {
      if (typeof raw === "boolean") return raw;
      const text = String(raw).trim();
      if (["true", "是", "yes"].includes(text)) return true;
      if (["false", "否", "no"].includes(text)) return false;
      return refuse(
        "not_boolean",
        where.field,
        "“" + where.label + "”只能是“是”或“否”，现在是“" + text + "”。"
      );
    },

    text(spec, raw, where) {
      if (typeof raw === "object")
        refuse("not_text", where.field, "“" + where.label + "”应当是文字。");
      return String(raw).trim();
    },

    expression(spec, raw, where) {
      if (typeof raw !== "string")
        refuse("not_text", where.field, "“" + where.label + "”应当是表达式。");
      calc.parser.parse(raw, where.field);
      return raw;
    },

    expressions(spec, raw, where) {
      if (Array.isArray(raw) || typeof raw !== "object")
        refuse("not_text", where.field, "“" + where.label + "”应当是“名称: 表达式”。");
      for (const text of Object.values(raw)) READ.expression(spec, text, where);
      return raw;
    },

    date(spec, raw, where) {
      const date = typeof raw === "string" ? calc.dates.read(raw.trim()) : null;
      if (date) return date;
      return refuse(
        "invalid_date",
        where.field,
        "“" + where.label + "”不是日历上的日期，现在是“" + raw + "”。请按 2025-06-30 的样子填写。"
      );
    },

    record(spec, raw, where, notices) {
      if (raw === null || typeof raw !== "object" || Array.isArray(raw))
        refuse("not_a_record", where.field, "“" + where.label + "”应当分项填写。");
      return readFields(spec.columns, raw, notices, where.field + ".", where.label + " ");
    },

    table(spec, raw, where, notices) {
      if (!Array.isArray(raw))
        refuse("not_a_list", where.field, "“" + where.label + "”应当是一张表。");
      return sized(spec, raw, where).map((row, i) => {
        const cells = Array.isArray(row)
          ? Object.fromEntries(spec.columns.slice(0, row.length).map((c, k) => [c.name, row[k]]))
          : row;
        if (cells === null || typeof cells !== "object")
          refuse(
            "not_a_record",
            where.field,
            "“" + where.label + "”第 " + (i + 1) + " 行不是一行。"
          );
        return readFields(
          spec.columns,
          cells,
          notices,
          where.field + "[" + (i + 1) + "].",
          where.label + " 第" + (i + 1) + "行 "
        );
      });
    },
  };

  /** The given value of a field under its name or one of its other names. */
  function given(spec, raw) {
    for (const name of [spec.name].concat(spec.aliases || [])) {
      if (Object.prototype.hasOwnProperty.call(raw, name) && !missing(raw[name])) return raw[name];
    }
    return undefined;
  }

  function readField(spec, raw, notices, before, prefix) {
    const where = { field: before + spec.name, label: prefix + (spec.title || spec.name) };
    let value = given(spec, raw);
    // A field that is there and empty is a mistake; a default only stands in for one left out.
    const emptied = value === undefined && Object.prototype.hasOwnProperty.call(raw, spec.name);
    if (
      value === undefined &&
      !(emptied && !before) &&
      spec.default !== undefined &&
      spec.default !== null
    ) {
      value = spec.default;
      if (!before)
        notices.push("“" + where.label + "”没有填写，按 " + labelOf(spec, value) + " 计算。");
    }
    if (value === undefined) {
      if (spec.optional) return null;
      refuse("empty", where.field, "“" + where.label + "”没有填写。");
    }
    return READ[spec.type](spec, value, where, notices);
  }

  function labelOf(spec, value) {
    const option = (spec.options || []).find((one) => one.value === value);
    return option
      ? "“" + option.label + "”"
      : value === "true"
        ? "“是”"
        : value === "false"
          ? "“否”"
          : String(value);
  }

  function readFields(specs, raw, notices, before, prefix) {
    const result = {};
    for (const spec of specs) result[spec.name] = readField(spec, raw, notices, before, prefix);
    return result;
  }

  const UNIT_NAME = /^unit_|_unit$/;

  /** One unit per calculation: a unit named for one value must be the unit of the others. */
  function sameUnit(raw, name, known) {
    const others = Object.keys(raw).filter(
      (one) => one !== name && (one === "unit" || (UNIT_NAME.test(one) && !known.has(one)))
    );
    for (const other of others) {
      if (typeof raw[other] === "string" && !calc.units.same(raw[other], raw[name])) {
        refuse(
          "unit_mismatch",
          name,
          "“" +
            name +
            "”是 " +
            raw[name] +
            "，“" +
            other +
            "”是 " +
            raw[other] +
            "，单位不同，请先换算成同一单位。"
        );
      }
    }
  }

  /** Refuses what looks like a misspelt input; other extra names are ignored aloud. */
  function extras(definition, raw, notices) {
    const known = new Set(ALWAYS);
    definition.inputs.forEach((spec) =>
      [spec.name].concat(spec.aliases || []).forEach((name) => known.add(name))
    );
    const open = definition.inputs.find((spec) => spec.type === "columns");
    const rest = {};
    for (const name of Object.keys(raw)) {
      if (known.has(name)) continue;
      if (open && Array.isArray(raw[name])) {
        rest[name] = raw[name];
        continue;
      }
      if (UNIT_NAME.test(name) && typeof raw[name] === "string") {
        sameUnit(raw, name, known);
        continue;
      }
      const absent = definition.inputs
        .filter((spec) => given(spec, raw) === undefined)
        .map((spec) => spec.name);
      const near =
        name.length > 3
          ? nearest(
              name,
              absent.filter((one) => one.length > 3)
            )
          : "";
      if (near) refuse("unknown_input", name, "没有输入项“" + name + "”，是否想写“" + near + "”？");
      notices.push("没有输入项“" + name + "”，没有用到它。");
    }
    return rest;
  }

  /**
   * @param {object} definition @param {Record<string, unknown>} raw
   * @returns {{values: Record<string, unknown>, notices: string[]}}
   */
  function readInputs(definition, raw) {
    const notices = [];
    if (raw === null || typeof raw !== "object" || Array.isArray(raw))
      refuse("not_a_record", "", "输入应当是“名称: 值”的一组。");
    const rest = extras(definition, raw, notices);
    const values = { unit: typeof raw.unit === "string" ? raw.unit : null };
    for (const spec of definition.inputs) {
      if (spec.type !== "columns") {
        values[spec.name] = readField(spec, raw, notices, "", "");
        continue;
      }
      const all = Object.assign({}, raw[spec.name], rest);
      values[spec.name] = Object.fromEntries(
        Object.entries(all).map(([name, items]) => {
          const where = { field: name, label: name };
          return [
            name,
            sized(spec, pieces(items, where), where).map((v, i) =>
              readDecimal({}, v, within(where, i), notices)
            ),
          ];
        })
      );
    }
    return { values, notices };
  }

  calc.inputs = { readInputs, readField };
})((globalThis.labkb = globalThis.labkb || {}));
