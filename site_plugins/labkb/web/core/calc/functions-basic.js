/** Functions of expressions: choice, arithmetic, lists, rounding, texts. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const exact = calc.exact;
  const values = calc.values;
  const rounding = calc.rounding;
  const { refuse } = calc.errors;
  const { define } = calc.evaluation;
  const { Exact } = exact;
  const ANY = 99;

  const lazy = (run) => {
    const marked = () => undefined;
    marked.lazy = run;
    return marked;
  };

  const float = (apply, domain, rule) => (value) =>
    values.each(value, (v) => {
      const x = values.number(v);
      if (domain && !domain(x)) refuse("domain", "", rule + "，现在是 " + x + "。");
      return values.finite(apply(x));
    });

  const whole = (value, what) => {
    const number = values.number(value, what);
    if (!Number.isInteger(number))
      refuse("not_integer", "", (what || "这里") + "需要整数，现在是 " + number + "。");
    return number;
  };

  const flat = (args) => (args.length === 1 && Array.isArray(args[0]) ? args[0] : args);
  const best =
    (wanted) =>
    (...args) => {
      const items = flat(args);
      if (!items.length) refuse("empty_list", "", "列表是空的。");
      return items.reduce((kept, one) => (values.order(one, kept) === wanted ? one : kept));
    };
  const total = (items) =>
    items.reduce((sum, one) => values.arithmetic("+", sum, one), exact.integer(0));

  function running(items) {
    let sum = exact.integer(0);
    return values.list(items).map((one) => (sum = values.arithmetic("+", sum, one)));
  }

  /** A number as a reader writes it: decimals as they are, others with up to 15 digits. */
  function shown(value) {
    if (value === null || value === undefined) return "";
    if (value instanceof Exact) return exact.format(value);
    if (typeof value === "number") return value === Infinity ? "∞" : String(value);
    if (typeof value === "boolean") return value ? "是" : "否";
    return Array.isArray(value) ? value.map(shown).join("、") : String(value);
  }

  define({
    if: [3, 3, lazy(([when, yes, no], go) => (values.truth(go(when)) ? go(yes) : go(no)))],
    given: [
      1,
      1,
      lazy(([node], go) => {
        const value = go(node);
        return value !== null && value !== undefined;
      }),
    ],
    otherwise: [
      2,
      ANY,
      lazy((nodes, go) => {
        for (const node of nodes) {
          const value = go(node);
          if (value !== null && value !== undefined) return value;
        }
        return null;
      }),
    ],
    choose: [
      2,
      ANY,
      lazy((nodes, go) => {
        const key = go(nodes[0]);
        for (let i = 1; i + 1 < nodes.length; i += 2)
          if (values.same(go(nodes[i]), key)) return go(nodes[i + 1]);
        return nodes.length % 2 === 0 ? go(nodes[nodes.length - 1]) : null;
      }),
    ],

    abs: [
      1,
      1,
      (v) =>
        values.each(v, (x) =>
          x instanceof Exact ? exact.absolute(x) : Math.abs(values.number(x))
        ),
    ],
    sqrt: [1, 1, float(Math.sqrt, (x) => x >= 0, "负数不能开平方")],
    exp: [1, 1, float(Math.exp)],
    ln: [1, 1, float(Math.log, (x) => x > 0, "对数的真数必须大于 0")],
    log10: [1, 1, float(Math.log10, (x) => x > 0, "对数的真数必须大于 0")],
    sin: [1, 1, float(Math.sin)],
    cos: [1, 1, float(Math.cos)],
    tan: [1, 1, float(Math.tan)],
    asin: [1, 1, float(Math.asin, (x) => Math.abs(x) <= 1, "反正弦的自变量必须在 −1 与 1 之间")],
    acos: [1, 1, float(Math.acos, (x) => Math.abs(x) <= 1, "反余弦的自变量必须在 −1 与 1 之间")],
    atan: [1, 1, float(Math.atan)],
    sinh: [1, 1, float(Math.sinh)],
    cosh: [1, 1, float(Math.cosh)],
    tanh: [1, 1, float(Math.tanh)],
    pi: [0, 0, () => Math.PI],
    min: [1, ANY, best(-1)],
    max: [1, ANY, best(1)],
    sign: [
      1,
      1,
      (v) => exact.integer(v instanceof Exact ? exact.sign(v) : Math.sign(values.number(v))),
    ],
    floor: [
      1,
      1,
      (v) => exact.integer(v instanceof Exact ? exact.floor(v) : Math.floor(values.number(v))),
    ],

    count: [1, 1, (items) => exact.integer(values.list(items).length)],
    sum: [1, 1, (items) => total(values.list(items))],
    mean: [
      1,
      1,
      (items) => {
        if (!values.list(items).length) refuse("empty_list", "", "列表是空的，没有平均值。");
        return values.arithmetic("/", total(items), exact.integer(items.length));
      },
    ],
    product: [
      1,
      1,
      (items) =>
        values.list(items).reduce((a, b) => values.arithmetic("*", a, b), exact.integer(1)),
    ],
    cumulative: [1, 1, running],
    sort: [1, 1, (items) => values.list(items).slice().sort(values.order)],
    sort_by: [
      2,
      2,
      (items, keys) =>
        values
          .list(items)
          .map((one, i) => [one, keys[i]])
          .sort((a, b) => values.order(a[1], b[1]))
          .map((pair) => pair[0]),
    ],
    reverse: [1, 1, (items) => values.list(items).slice().reverse()],
    join: [1, ANY, (...lists) => [].concat(...lists.filter((one) => one !== null))],
    lengths: [
      1,
      1,
      (groups) => values.list(groups).map((one) => exact.integer(values.list(one).length)),
    ],
    map_mean: [
      1,
      1,
      (groups) => values.list(groups).map((one) => calc.evaluation.functions.mean.run(one)),
    ],
    successive: [
      1,
      1,
      (items) =>
        values
          .list(items)
          .slice(1)
          .map((one, i) => values.arithmetic("-", one, items[i])),
    ],
    index_of_max: [
      1,
      1,
      (items) => {
        const all = values.list(items);
        return exact.integer(
          all.reduce((at, one, i) => (values.order(one, all[at]) > 0 ? i : at), 0) + 1
        );
      },
    ],
    pick: [2, 2, (items, mask) => values.list(items).filter((_, i) => values.truth(mask[i]))],
    any: [1, 1, (items) => values.list(items).some(values.truth)],
    all: [1, 1, (items) => values.list(items).every(values.truth)],
    count_true: [1, 1, (items) => exact.integer(values.list(items).filter(values.truth).length)],
    one_of: [
      2,
      ANY,
      (value, ...known) => values.each(value, (v) => known.some((k) => values.same(k, v))),
    ],

    round8170: [
      2,
      2,
      (v, d) => values.each(v, (x) => rounding.round8170(values.exactly(x), values.exactly(d))),
    ],
    round_up: [2, 2, (v, d) => rounding.roundUp(values.exactly(v), values.exactly(d))],
    round_down: [2, 2, (v, d) => rounding.roundDown(values.exactly(v), values.exactly(d))],
    interval_ok: [1, 1, (d) => rounding.intervalExponent(values.exactly(d)) !== null],
    interval_scale: [
      1,
      1,
      (d) => exact.integer(Math.max(0, -rounding.checkInterval(values.exactly(d)))),
    ],
    significant_interval: [
      2,
      3,
      (v, n, mode) =>
        rounding.significantInterval(values.exactly(v), whole(n, "有效位数"), mode || "8170"),
    ],
    decimals_of: [1, 1, (v) => exact.integer(values.exactly(v).scale || 0)],
    decimal_text: [1, 1, (v) => values.each(v, (x) => exact.format(values.exactly(x)))],
    scientific_text: [
      2,
      2,
      (v, d) => {
        const exponent = rounding.exponentOf(values.exactly(d));
        const count = exact.divide(values.exactly(v), rounding.unit(exponent));
        return exact.format(count) + "×10^" + exponent;
      },
    ],

    text: [
      1,
      ANY,
      (...parts) =>
        parts.reduce((all, part) => values.spread(all, part, (a, b) => shown(a) + shown(b)), ""),
    ],
    join_text: [2, 2, (items, between) => values.list(items).map(shown).join(between)],
    contains: [2, 2, (text, part) => values.each(text, (v) => String(v).includes(part))],
    row_labels: [
      3,
      ANY,
      (names, ...pairs) =>
        [].concat(
          ...values.list(names).map((name, i) => {
            const found = [];
            for (let k = 0; k + 1 < pairs.length; k += 2)
              if (pairs[k][i]) found.push(shown(name) + pairs[k + 1]);
            return found;
          })
        ),
    ],
  });

  calc.shown = shown;
})((globalThis.labkb = globalThis.labkb || {}));
