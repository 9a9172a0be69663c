/** The user's own model y = f(x1, …): value and exact derivatives by forward differentiation. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const { CalcError, refuse, nearest } = calc.errors;
  const { at } = calc.lexer;

  const LN10 = Math.LN10;
  /** name -> [value, derivative] */
  const UNARY = Object.assign(Object.create(null), {
    sqrt: [Math.sqrt, (x) => 0.5 / Math.sqrt(x)],
    exp: [Math.exp, Math.exp],
    ln: [Math.log, (x) => 1 / x],
    log10: [Math.log10, (x) => 1 / (x * LN10)],
    sin: [Math.sin, Math.cos],
    cos: [Math.cos, (x) => -Math.sin(x)],
    tan: [Math.tan, (x) => 1 / Math.cos(x) ** 2],
    asin: [Math.asin, (x) => 1 / Math.sqrt(1 - x * x)],
    acos: [Math.acos, (x) => -1 / Math.sqrt(1 - x * x)],
    atan: [Math.atan, (x) => 1 / (1 + x * x)],
    sinh: [Math.sinh, Math.cosh],
    cosh: [Math.cosh, Math.sinh],
    tanh: [Math.tanh, (x) => 1 - Math.tanh(x) ** 2],
    abs: [Math.abs, (x) => (x < 0 ? -1 : 1)],
  });
  const BINARY = ["min", "max"];

  /** Refuses names and functions that a model may not use; returns the names in use. */
  function check(tree, names, field) {
    const used = calc.parser.uses(tree);
    for (const [name, node] of used.names) {
      if (names.includes(name) || name === "pi") continue;
      const near = nearest(name, names);
      const hint = near ? "是否想写“" + near + "”？" : "请在输入量里加上它。";
      refuse(
        "unknown_name",
        field,
        at(node.line, node.column) + "模型里的“" + name + "”不在输入量中。" + hint,
        node
      );
    }
    for (const [name, node] of used.calls) {
      const place = at(node.line, node.column);
      if (name === "log")
        refuse(
          "ambiguous_log",
          field,
          place + "log 有两种含义，请写 ln（自然对数）或 log10。",
          node
        );
      const arity = UNARY[name] ? 1 : BINARY.includes(name) ? 2 : 0;
      if (name === "pi" && node.args.length === 0) continue;
      if (!arity) {
        const known = Object.keys(UNARY).concat(BINARY);
        const near = nearest(name, known);
        refuse(
          "unknown_function",
          field,
          place +
            "模型里不能用 " +
            name +
            "()。" +
            (near ? "是否想写 " + near + "()？" : "可用：" + known.join("、") + "。"),
          node
        );
      }
      if (node.args.length !== arity)
        refuse("arguments", field, place + name + "() 需要 " + arity + " 个参数。", node);
    }
    walkKinds(tree, field);
    return used.names;
  }

  function walkKinds(node, field) {
    const arithmetic = node.kind !== "binary" || ["+", "-", "*", "/", "^"].includes(node.op);
    const sign = node.kind !== "unary" || node.op !== "not";
    if (
      !["number", "name", "unary", "binary", "call"].includes(node.kind) ||
      !arithmetic ||
      !sign
    ) {
      refuse(
        "syntax",
        field,
        at(node.line, node.column) + "模型里只能用数、输入量、四则运算、乘方和函数。",
        node
      );
    }
    [node.a, node.b].forEach((child) => child && walkKinds(child, field));
    (node.args || []).forEach((child) => walkKinds(child, field));
  }

  /**
   * @param {object} tree @param {string[]} names the inputs, in order
   * @param {ArrayLike<number>} point their values @param {string} field
   * @returns {{value: number, gradient: number[]}}
   */
  function differentiate(tree, names, point, field) {
    const count = names.length;
    const zero = new Array(count).fill(0);
    const chain = (value, factor, gradient) => ({
      v: value,
      g: gradient.map((d) => (d === 0 ? 0 : d * factor)),
    });

    function go(node) {
      const result = part(node);
      if (!Number.isFinite(result.v) || result.g.some((d) => !Number.isFinite(d))) {
        throw new CalcError(
          "not_finite",
          field,
          at(node.line, node.column) +
            "这一步的值或导数不是有限的数（如负数开方、对数、超出范围）。",
          node
        );
      }
      return result;
    }

    function part(node) {
      if (node.kind === "number") return { v: Number(node.text), g: zero };
      if (node.kind === "name") {
        const index = names.indexOf(node.name);
        if (index < 0) return { v: Math.PI, g: zero };
        return { v: point[index], g: zero.map((_, i) => (i === index ? 1 : 0)) };
      }
      if (node.kind === "unary") {
        const inner = go(node.a);
        return node.op === "-" ? chain(-inner.v, -1, inner.g) : inner;
      }
      if (node.kind === "call") return call(node);
      return operate(node, go(node.a), go(node.b));
    }

    function call(node) {
      if (node.name === "pi") return { v: Math.PI, g: zero };
      const a = go(node.args[0]);
      if (node.args.length === 2) {
        const b = go(node.args[1]);
        return node.name === "min" ? (a.v <= b.v ? a : b) : a.v >= b.v ? a : b;
      }
      const [f, derivative] = UNARY[node.name];
      const constant = a.g.every((d) => d === 0);
      return chain(f(a.v), constant ? 0 : derivative(a.v), a.g);
    }

    function operate(node, a, b) {
      const mix = (value, da, db) => ({
        v: value,
        g: a.g.map((d, i) => (d === 0 ? 0 : d * da) + (b.g[i] === 0 ? 0 : b.g[i] * db)),
      });
      switch (node.op) {
        case "+":
          return mix(a.v + b.v, 1, 1);
        case "-":
          return mix(a.v - b.v, 1, -1);
        case "*":
          return mix(a.v * b.v, b.v, a.v);
        case "/":
          if (b.v === 0) {
            throw new CalcError(
              "division_by_zero",
              field,
              at(node.line, node.column) + "除数为 0，这个模型在这组输入值上没有意义。",
              node
            );
          }
          return mix(a.v / b.v, 1 / b.v, -a.v / (b.v * b.v));
        default: {
          const fixed = b.g.every((d) => d === 0);
          const slope = b.v === 0 ? 0 : b.v * a.v ** (b.v - 1);
          return mix(a.v ** b.v, slope, fixed ? 0 : a.v ** b.v * Math.log(a.v));
        }
      }
    }

    const whole = go(tree);
    return { value: whole.v, gradient: whole.g };
  }

  calc.model = { check, differentiate, UNARY, BINARY };
})((globalThis.labkb = globalThis.labkb || {}));
