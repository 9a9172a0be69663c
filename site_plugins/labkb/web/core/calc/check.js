/** Finds what is wrong in the expressions of a definition, each with the path of the value at fault. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const { CalcError, nearest } = calc.errors;
  const { at } = calc.lexer;

  /** Every expression of a definition: [path, text]. */
  function expressions(record) {
    const found = [];
    const add = (path, text) => text !== undefined && text !== null && found.push([path, text]);
    (record.checks || []).forEach((one, i) => {
      add(["checks", i, "require"], one.require);
      add(["checks", i, "when"], one.when);
    });
    (record.steps || []).forEach((one, i) => {
      add(["steps", i, "expression"], one.expression);
      add(["steps", i, "when"], one.when);
    });
    record.outputs.forEach((one, i) => {
      add(["outputs", i, "value"], one.value);
      add(["outputs", i, "when"], one.when);
    });
    ["verdicts", "messages"].forEach((list) =>
      (record[list] || []).forEach((one, i) => add([list, i, "when"], one.when))
    );
    (record.pictures || []).forEach((one, i) => {
      add(["pictures", i, "when"], one.when);
      Object.entries(one.data).forEach(([key, text]) => add(["pictures", i, "data", key], text));
    });
    return found;
  }

  /** Every text with {name} in it: [path, text]. */
  function texts(record) {
    const found = [];
    (record.checks || []).forEach((one, i) => found.push([["checks", i, "message"], one.message]));
    (record.steps || []).forEach(
      (one, i) => one.note && found.push([["steps", i, "note"], one.note])
    );
    ["verdicts", "messages"].forEach((list) =>
      (record[list] || []).forEach((one, i) => found.push([[list, i, "text"], one.text]))
    );
    return found;
  }

  /**
   * @param {object} record a definition
   * @returns {{path: (string|number)[], kind: string, message: string}[]}
   */
  function findings(record) {
    const inputs = record.inputs.map((one) => one.name);
    const steps = (record.steps || []).map((one) => one.name);
    const names = new Set(inputs.concat(steps, ["unit"]));
    const wrong = [];
    const report = (path, kind, message) => wrong.push({ path, kind, message });
    const reads = new Map();

    for (const [path, text] of expressions(record)) {
      try {
        const used = calc.parser.uses(calc.parser.parse(text, ""));
        for (const [name, node] of used.names) {
          if (names.has(name)) continue;
          const near = nearest(name, [...names]);
          report(
            path,
            "name",
            at(node.line, node.column) +
              "“" +
              name +
              "”既不是输入也不是步骤。" +
              (near ? "是否想写“" + near + "”？" : "")
          );
        }
        for (const node of used.calls.values()) calc.evaluation.checkCall(node, "");
        if (path[0] === "steps" && path[2] === "expression")
          reads.set(steps[path[1]], [...used.names.keys()]);
      } catch (error) {
        if (!(error instanceof CalcError)) throw error;
        report(path, "expression", error.message);
      }
    }
    for (const [path, text] of texts(record)) {
      for (const match of text.matchAll(/\{([^}]*)\}/g)) {
        const name = match[1].split(/[.:]/)[0];
        if (!names.has(name))
          report(path, "name", "“{" + match[1] + "}”里的“" + name + "”既不是输入也不是步骤。");
      }
    }
    doubles(inputs.concat(steps), inputs.length, report);
    outputsWithoutValue(record, names, report);
    circles(steps, reads, report);
    return wrong;
  }

  function doubles(names, inputCount, report) {
    names.forEach((name, i) => {
      if (names.indexOf(name) === i) return;
      const path = i < inputCount ? ["inputs", i, "name"] : ["steps", i - inputCount, "name"];
      report(path, "name", "名称“" + name + "”用了两次。");
    });
  }

  function outputsWithoutValue(record, names, report) {
    record.outputs.forEach((one, i) => {
      if (one.value === undefined && !names.has(one.name)) {
        const near = nearest(one.name, [...names]);
        report(
          ["outputs", i, "name"],
          "name",
          "输出“" +
            one.name +
            "”没有同名的步骤，也没有写 value。" +
            (near ? "是否想写“" + near + "”？" : "")
        );
      }
    });
  }

  function circles(steps, reads, report) {
    const state = new Map();
    const visit = (name) => {
      if (state.get(name) === "open") return true;
      if (state.has(name) || !reads.has(name)) return false;
      state.set(name, "open");
      const circular = reads.get(name).some(visit);
      state.set(name, "done");
      return circular;
    };
    steps.forEach((name, i) => {
      if (!state.has(name) && visit(name))
        report(["steps", i, "expression"], "circular", "步骤“" + name + "”绕一圈用到了它自己。");
    });
  }

  calc.check = { findings, expressions };
})((globalThis.labkb = globalThis.labkb || {}));
