/** Runs a calculator: inputs, checks, steps, outputs, verdicts, all from its definition. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const { Exact } = exact;
  const { CalcError, refuse, asData, nearest } = calc.errors;
  const definitions = new Map();

  const nameOf = (definition) => definition.id.split("/").pop().replace(/-/g, "_");

  /** Keeps definitions (records of kind calculator) under their names. */
  function load(records) {
    records.forEach((one) => definitions.set(nameOf(one), one));
  }

  function definition(name) {
    const found =
      definitions.get(String(name)) ||
      definitions.get(String(name).split("/").pop().replace(/-/g, "_"));
    if (found) return found;
    const near = nearest(String(name), [...definitions.keys()]);
    return refuse(
      "unknown_calculator",
      "",
      "没有名为“" + name + "”的计算器。" + (near ? "是否想写“" + near + "”？" : "")
    );
  }

  /** The names of an expression: inputs, then steps, each computed once and only when asked for. */
  function scope(record, inputs) {
    const known = new Map(Object.entries(inputs));
    const steps = new Map((record.steps || []).map((step) => [step.name, step]));
    const open = new Set();
    function lookup(name, node) {
      if (known.has(name)) return known.get(name);
      const step = steps.get(name);
      if (!step) refuse("unknown_name", "", "表达式里的“" + name + "”既不是输入也不是步骤。", node);
      if (open.has(name)) refuse("circular", "", "步骤“" + name + "”用到了它自己。");
      open.add(name);
      const value = evaluate(step.expression, step.name);
      known.set(name, value);
      return value;
    }
    function evaluate(source, what) {
      return calc.evaluation.evaluate(treeOf(source, what), lookup, what);
    }
    return { lookup, evaluate, known };
  }

  const trees = new Map();
  function treeOf(source, what) {
    if (!trees.has(source)) trees.set(source, calc.parser.parse(source, what));
    return trees.get(source);
  }

  function verify(record, names) {
    for (const check of record.checks || []) {
      if (check.when && !names.evaluate(check.when, "checks")) continue;
      if (!names.evaluate(check.require, "checks")) {
        refuse(check.code || "rule", check.field || "", fill(check.message, names));
      }
    }
  }

  /** Texts may hold {name} or {name:3}: the value, with so many significant digits. */
  function fill(text, names) {
    return text.replace(/\{(\w+)(?:\.(\w+))?(?::(\d+))?\}/g, (_, name, part, digits) => {
      const value = names.lookup(name);
      return calc.display.show(part ? value[part] : value, digits ? Number(digits) : 4);
    });
  }

  const TYPES = {
    number: plain,
    value: plain,
    decimal: (value) => deep(value, (v) => (v instanceof Exact ? exact.format(v) : v)),
    text: (value) => value,
    boolean: (value) => value,
  };

  const deep = (value, apply) =>
    Array.isArray(value) ? value.map((v) => deep(v, apply)) : apply(value);

  /** Values as JSON has them: numbers, texts, "inf". */
  function plain(value) {
    if (value instanceof Exact) return exact.toNumber(value);
    if (value === Infinity) return "inf";
    if (typeof value === "number") return value === 0 ? 0 : value;
    if (Array.isArray(value)) return value.map(plain);
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, v]) => v !== null)
          .map(([k, v]) => [k, plain(v)])
      );
    }
    return value;
  }

  function produce(record, names) {
    const outputs = {};
    for (const output of record.outputs) {
      if (output.when && !names.evaluate(output.when, output.name)) continue;
      const value = output.value
        ? names.evaluate(output.value, output.name)
        : names.lookup(output.name);
      if (value === null || value === undefined) continue;
      const text = TYPES[output.type || "number"](value);
      if (output.spread) Object.assign(outputs, text);
      else outputs[output.name] = text;
    }
    return outputs;
  }

  function withSampler(options, work) {
    const before = calc.montecarloJob.state.sampler;
    if (options && options.sampler) calc.montecarloJob.state.sampler = options.sampler;
    try {
      return work();
    } finally {
      calc.montecarloJob.state.sampler = before;
    }
  }

  /** Throws what is wrong with the inputs; otherwise the parts of a result. */
  function compute(name, raw, options) {
    const record = definition(name);
    return withSampler(options, () => {
      const { values, notices } = calc.inputs.readInputs(record, raw);
      const names = scope(record, values);
      try {
        verify(record, names);
        return { record, names, notices, outputs: produce(record, names) };
      } catch (error) {
        throw withField(error, record);
      }
    });
  }

  /** A failure inside a step speaks of the step by its title. */
  function withField(error, record) {
    if (!(error instanceof CalcError)) return error;
    const step = (record.steps || []).find((one) => one.name === error.field);
    if (step) error.message = "计算“" + (step.title || step.name) + "”时：" + error.message;
    return error;
  }

  /**
   * @param {string} name @param {Record<string, unknown>} inputs as in a file of vectors
   * @returns {Record<string, unknown>} the outputs, or {error: {code, field, message}} and no number
   */
  function run(name, inputs, options) {
    try {
      return compute(name, inputs, options).outputs;
    } catch (error) {
      if (error instanceof CalcError) return { error: asData(error) };
      throw error;
    }
  }

  /** The outputs with everything a page shows beside them; {error} as in run. */
  function explain(name, inputs, options) {
    try {
      return detail(compute(name, inputs, options), options);
    } catch (error) {
      if (error instanceof CalcError) return { error: asData(error) };
      throw error;
    }
  }

  function detail({ record, names, notices, outputs }, options) {
    const shown = (step) => !step.hidden && !(step.when && !names.evaluate(step.when, step.name));
    return withSampler(options, () => ({
      outputs,
      notices,
      steps: (record.steps || []).filter(shown).map((step) => {
        const value = names.lookup(step.name);
        return {
          name: step.name,
          title: step.title || step.name,
          unit: unitOf(step, names),
          note: step.note ? fill(step.note, names) : "",
          substituted: calc.display.substitute(treeOf(step.expression, step.name), (n) =>
            names.lookup(n)
          ),
          value: calc.display.show(value, step.digits),
          full: calc.display.show(value, 15),
        };
      }),
      results: record.outputs
        .filter(
          (output) => output.title && !(output.when && !names.evaluate(output.when, output.name))
        )
        .map((output) => ({
          output,
          value: output.value
            ? names.evaluate(output.value, output.name)
            : names.lookup(output.name),
        }))
        .filter((one) => one.value !== null)
        .map(({ output, value }) => ({
          name: output.name,
          title: output.title,
          unit: unitOf(output, names),
          main: Boolean(output.main),
          value: calc.display.show(
            value,
            output.digits,
            output.contrast ? exact.parse(output.contrast) : undefined
          ),
          full: calc.display.show(value, 15),
        })),
      verdicts: said(record.verdicts, names),
      messages: said(record.messages, names),
      pictures: (record.pictures || [])
        .filter((one) => !(one.when && !names.evaluate(one.when, "pictures")))
        .map((one) => ({
          type: one.type,
          title: one.title ? fill(one.title, names) : "",
          ...(one.type === "table" ? columnsOf(one, record, names) : dataOf(one, names)),
        })),
    }));
  }

  function dataOf(picture, names) {
    const values = Object.entries(picture.data).map(([key, source]) => [
      key,
      plain(names.evaluate(source, "pictures")),
    ]);
    return { data: Object.fromEntries(values) };
  }

  /** Columns of a table under the titles of the steps or inputs they are named after. */
  function columnsOf(picture, record, names) {
    const titled = (record.steps || []).concat(record.inputs, record.outputs);
    return {
      columns: Object.entries(picture.data).map(([key, source]) => {
        const owner = titled.find((one) => one.name === key && one.title);
        const values = names.evaluate(source, "pictures");
        return {
          title: owner ? owner.title : key,
          values: values.map((v) => calc.display.show(v, (owner && owner.digits) || 4)),
        };
      }),
    };
  }

  function unitOf(part, names) {
    if (part.unit === "unit") return names.known.get("unit") || "";
    return part.unit || "";
  }

  const said = (list, names) =>
    (list || [])
      .filter((one) => !one.when || names.evaluate(one.when, "messages"))
      .map((one) => ({ tone: one.tone || "note", text: fill(one.text, names) }));

  calc.engine = { load, run, explain, definition, nameOf, names: () => [...definitions.keys()] };
})((globalThis.labkb = globalThis.labkb || {}));
