/** Evaluates the tree of an expression; names come from a lookup, functions from one closed table. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const values = calc.values;
  const { CalcError, refuse, nearest } = calc.errors;
  const { at } = calc.lexer;

  /** name -> {least, most, run(args)} or {least, most, lazy(nodes, evaluate)} */
  const functions = Object.create(null);

  /** Adds functions to the table: `[least, most, run]`. */
  function define(table) {
    for (const [name, [least, most, run]] of Object.entries(table))
      functions[name] = { least, most, run };
  }

  function checkCall(node, field) {
    const found = functions[node.name];
    if (!found) {
      const near = nearest(node.name, Object.keys(functions));
      const hint = near ? "是否想写 " + near + "()？" : "";
      refuse(
        "unknown_function",
        field,
        at(node.line, node.column) + "没有函数 " + node.name + "()。" + hint,
        node
      );
    }
    const count = node.args.length;
    if (count < found.least || count > found.most) {
      const want = found.least === found.most ? found.least : found.least + " 到 " + found.most;
      refuse(
        "arguments",
        field,
        at(node.line, node.column) +
          node.name +
          "() 需要 " +
          want +
          " 个参数，写了 " +
          count +
          " 个。",
        node
      );
    }
    return found;
  }

  /**
   * @param {object} tree @param {(name: string, node: object) => unknown} lookup @param {string} field
   * @returns {unknown} the value; errors carry the place of the part that failed
   */
  function evaluate(tree, lookup, field) {
    const go = (node) => {
      try {
        return value(node, go, lookup, field);
      } catch (error) {
        // The innermost part that failed is the place to show.
        if (error instanceof CalcError && error.line === undefined && !error.field) {
          error.line = node.line;
          error.column = node.column;
          error.field = field;
        }
        throw error;
      }
    };
    return go(tree);
  }

  function value(node, go, lookup, field) {
    switch (node.kind) {
      case "number":
        return exact.parse(node.text);
      case "text":
        return node.text;
      case "constant":
        return node.value;
      case "name":
        return lookup(node.name, node);
      case "list":
        return node.items.map(go);
      case "unary":
        return node.op === "not"
          ? values.each(go(node.a), (v) => !values.truth(v))
          : node.op === "-"
            ? values.negative(go(node.a))
            : go(node.a);
      case "binary":
        return node.op === "and" || node.op === "or"
          ? logic(node, go)
          : values.binary(node.op, go(node.a), go(node.b));
      case "member":
        return member(go(node.a), node.name);
      case "index":
        return element(go(node.a), go(node.b));
      default: {
        const found = checkCall(node, field);
        return found.run.lazy ? found.run.lazy(node.args, go) : found.run(...node.args.map(go));
      }
    }
  }

  function logic(node, go) {
    const left = go(node.a);
    const decides = node.op === "or";
    if (left === decides) return left;
    return values.spread(left, go(node.b), (a, b) =>
      decides ? values.truth(a) || values.truth(b) : values.truth(a) && values.truth(b)
    );
  }

  function member(owner, name) {
    if (Array.isArray(owner)) return owner.map((one) => member(one, name));
    if (!values.isRecord(owner))
      refuse("type", "", values.kindOf(owner) + "没有名为“" + name + "”的一栏。");
    return Object.prototype.hasOwnProperty.call(owner, name) ? owner[name] : null;
  }

  function element(owner, index) {
    const items = values.list(owner);
    const place = values.number(index);
    if (!Number.isInteger(place) || place < 1 || place > items.length) {
      refuse("index", "", "没有第 " + place + " 个，列表共 " + items.length + " 个（从 1 数起）。");
    }
    return items[place - 1];
  }

  calc.evaluation = { define, functions, evaluate, checkCall };
})((globalThis.labkb = globalThis.labkb || {}));
