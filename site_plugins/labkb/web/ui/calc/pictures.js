/** Drawings of results as SVG: percentage x, pixel y, so that text keeps its size at any width. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const form = (ui.calc = ui.calc || {});
  const SVG = "http://www.w3.org/2000/svg";
  const show = (value, digits) => labkb.core.calc.display.show(value, digits || 3);

  function draw(tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    if (text !== undefined) made.textContent = text;
    return made;
  }

  const percent = (share) => share * 100 + "%";

  /** A scale from values to shares of the width, with a margin. */
  function scale(low, high, margin) {
    const width = high - low || Math.abs(high) || 1;
    const from = low - width * margin;
    const span = width * (1 + 2 * margin);
    return (value) => (value - from) / span;
  }

  function plot(height, label, parts) {
    const svg = draw("svg", { role: "img", "aria-label": label, height, class: "kb-pic" });
    parts.forEach((part) => svg.append(part));
    return svg;
  }

  const line = (css, x1, y1, x2, y2) => draw("line", { class: css, x1, y1, x2, y2 });
  const words = (x, y, text, anchor) =>
    draw("text", { x, y, "text-anchor": anchor || "middle" }, text);

  /** A diamond and a word where something is out of bounds; shape as well as colour. */
  function mark(x, y, inside) {
    if (inside) return [draw("circle", { class: "p-ok", cx: percent(x), cy: y, r: 6 })];
    const place = draw("svg", { x: percent(x), y, overflow: "visible", width: 1, height: 1 });
    place.append(draw("path", { class: "p-bad", d: "M0-8 8 0 0 8-8 0z" }));
    return [place];
  }

  function labels(texts, values) {
    return ui.el(
      "ul",
      { class: "kb-plot__l" },
      texts.map((text, i) =>
        ui.el("li", {}, ui.el("span", {}, String(text)), ui.el("b", {}, values[i]))
      )
    );
  }

  /** Contributions as bars from 0. */
  function bars(data) {
    const most = Math.max(...data.values.map(Math.abs), 1e-300);
    const parts = [];
    data.values.forEach((value, i) => {
      const y = 20 + 40 * i;
      parts.push(
        draw("rect", {
          class: value < 0 ? "p-bar p-bar--minus" : "p-bar",
          x: 0,
          y: y - 8,
          width: percent(Math.abs(value) / most),
          height: 16,
        })
      );
    });
    return [
      labels(
        data.labels,
        data.values.map((v) => show(v) + "%")
      ),
      plot(40 * data.values.length, "各分量的百分比", parts),
    ];
  }

  /** Scores between limits: disc inside, diamond outside. */
  function scores(data) {
    const outer = Math.max(...data.limits);
    const reach = Math.max(
      outer * 1.5,
      ...data.values.map((v) => Math.min(Math.abs(v), outer * 6) * 1.1)
    );
    const x = scale(-reach, reach, 0);
    const height = 40 * data.values.length;
    const inner = data.limits[0];
    const parts = [
      draw("rect", {
        class: "p-band",
        x: percent(x(-inner)),
        y: 0,
        width: percent(x(inner) - x(-inner)),
        height,
      }),
    ];
    data.limits.forEach((limit) =>
      [-limit, limit].forEach((v) => {
        parts.push(
          line("p-lim", percent(x(v)), 0, percent(x(v)), height + 6),
          words(percent(x(v)), height + 24, show(v))
        );
      })
    );
    parts.push(line("p-zero", "50%", 0, "50%", height + 6), words("50%", height + 24, "0"));
    data.values.forEach((value, i) => {
      const y = 20 + 40 * i;
      const at = x(Math.max(-reach, Math.min(reach, value)));
      const inside = Math.abs(value) <= inner;
      parts.push(line("p-stem", "50%", y, percent(at), y), ...mark(at, y, inside));
      if (!inside) parts.push(words(percent(at), y - 12, "超出"));
    });
    return [
      labels(
        data.labels,
        data.values.map((v) => show(v))
      ),
      plot(height + 30, "比分与界限：" + data.values.map((v) => show(v)).join("，"), parts),
    ];
  }

  function histogram(data) {
    const h = data.histogram;
    const most = Math.max(...h.counts, 1);
    const ends = [h.low, h.high, data.low, data.high].concat(
      typeof data.gum_low === "number" ? [data.gum_low, data.gum_high] : []
    );
    const x = scale(Math.min(...ends), Math.max(...ends), 0.02);
    const height = 180;
    const width = (h.high - h.low) / h.counts.length;
    const parts = h.counts.map((count, i) =>
      draw("rect", {
        class: "p-bar",
        x: percent(x(h.low + i * width)),
        width: percent(x(width) - x(0)),
        y: height - (count / most) * 165,
        height: (count / most) * 165,
      })
    );
    const edges = (low, high, css) =>
      [low, high].forEach((v) =>
        parts.push(line(css, percent(x(v)), 0, percent(x(v)), height + 6))
      );
    edges(data.low, data.high, "p-edge");
    if (typeof data.gum_low === "number") edges(data.gum_low, data.gum_high, "p-lim");
    parts.push(line("p-zero", 0, height, "100%", height));
    parts.push(
      words(percent(x(data.low)), height + 22, show(data.low)),
      words(percent(x(data.high)), height + 22, show(data.high))
    );
    return [
      null,
      plot(
        height + 30,
        "结果的直方图，包含区间从 " + show(data.low) + " 到 " + show(data.high),
        parts
      ),
    ];
  }

  /** Bars in falling order, the running sum as a line. */
  function pareto(data) {
    const total = Number(data.total);
    const values = data.values.map(Number);
    const running = data.cumulative.map(Number);
    const height = 190;
    const count = values.length;
    const slot = 1 / Math.max(count, 1);
    const y = (value) => height - (value / total) * 175;
    const parts = [line("p-zero", 0, height, "100%", height)];
    values.forEach((value, i) => {
      parts.push(
        draw("rect", {
          class: "p-bar",
          x: percent(slot * (i + 0.15)),
          width: percent(slot * 0.7),
          y: y(value),
          height: height - y(value),
        })
      );
      parts.push(words(percent(slot * (i + 0.5)), y(value) - 6, show(value)));
      if (i > 0)
        parts.push(
          line(
            "p-stem",
            percent(slot * (i - 0.5)),
            y(running[i - 1]),
            percent(slot * (i + 0.5)),
            y(running[i])
          )
        );
      parts.push(
        draw("circle", { class: "p-ok", cx: percent(slot * (i + 0.5)), cy: y(running[i]), r: 4 })
      );
      if (i > 0) parts.push(words(percent(slot * (i + 0.5)), y(running[i]) - 10, show(running[i])));
      parts.push(words(percent(slot * (i + 0.5)), height + 20, String(i + 1)));
    });
    const names = ui.el(
      "ol",
      { class: "kb-pic__names" },
      data.labels.map((text) => ui.el("li", {}, String(text)))
    );
    return [
      null,
      plot(
        height + 26,
        "排列图：" + data.labels.map((t, i) => t + " " + values[i]).join("，"),
        parts
      ),
      names,
    ];
  }

  /** Points over their order or over x, with a line. */
  function points(data) {
    const xs = data.x || data.values.map((_, i) => i + 1);
    const fitted = (v) => (data.slope === undefined ? data.line : data.intercept + data.slope * v);
    const high = Math.max(...data.values, ...(data.line === undefined ? [] : [data.line]));
    const low = Math.min(...data.values, ...(data.line === undefined ? [] : [data.line]));
    const x = scale(Math.min(...xs), Math.max(...xs), 0.05);
    // Room above and below for the two labels: no point lies there, however narrow the screen.
    const up = scale(low, high, 0.2);
    const height = 180;
    const y = (value) => height - up(value) * height;
    const parts = [line("p-zero", 0, height, "100%", height)];
    if (data.line !== undefined || data.slope !== undefined) {
      const [a, b] = [Math.min(...xs), Math.max(...xs)];
      parts.push(line("p-lim", percent(x(a)), y(fitted(a)), percent(x(b)), y(fitted(b))));
    }
    data.values.forEach((value, i) =>
      parts.push(draw("circle", { class: "p-ok", cx: percent(x(xs[i])), cy: y(value), r: 5 }))
    );
    parts.push(
      words(0, y(high) - 10, show(high, 6), "start"),
      words(0, Math.min(height - 4, y(low) + 20), show(low, 6), "start")
    );
    parts.push(
      words(percent(x(xs[0])), height + 20, show(xs[0], 4)),
      words(percent(x(xs[xs.length - 1])), height + 20, show(xs[xs.length - 1], 4))
    );
    return [
      null,
      plot(
        height + 26,
        "共 " + data.values.length + " 个点，从 " + show(low, 6) + " 到 " + show(high, 6),
        parts
      ),
    ];
  }

  /** A value, its interval, and the limits around it. */
  function band(data) {
    const held = (name) => typeof data[name] === "number";
    const half = held("half") ? data.half : 0;
    const ends = ["low", "high", "accept_low", "accept_high"]
      .filter(held)
      .map((name) => data[name])
      .concat([data.value - half, data.value + half]);
    const x = scale(Math.min(...ends), Math.max(...ends), 0.12);
    const from = held("accept_low") ? data.accept_low : held("low") ? data.low : null;
    const to = held("accept_high") ? data.accept_high : held("high") ? data.high : null;
    const left = from === null ? 0 : x(from);
    const right = to === null ? 1 : x(to);
    const inside = (from === null || data.value >= from) && (to === null || data.value <= to);
    const parts = [];
    if (right > left)
      parts.push(
        draw("rect", {
          class: "p-band",
          x: percent(left),
          y: 0,
          width: percent(right - left),
          height: 60,
        })
      );
    ["low", "high", "accept_low", "accept_high"].filter(held).forEach((name) => {
      parts.push(
        line(
          name.startsWith("accept") ? "p-lim" : "p-edge",
          percent(x(data[name])),
          0,
          percent(x(data[name])),
          66
        )
      );
      const covered =
        (name === "accept_low" && held("low") && data.low === data.accept_low) ||
        (name === "accept_high" && held("high") && data.high === data.accept_high);
      if (!covered)
        parts.push(
          words(percent(x(data[name])), name.startsWith("accept") ? 100 : 82, show(data[name], 5))
        );
    });
    if (half)
      parts.push(
        line("p-stem", percent(x(data.value - half)), 30, percent(x(data.value + half)), 30)
      );
    parts.push(
      ...mark(x(data.value), 30, inside),
      words(percent(x(data.value)), 18, show(data.value, 5))
    );
    return [
      null,
      plot(106, "测得值 " + show(data.value, 5) + (inside ? "，在界限之内" : "，超出界限"), parts),
    ];
  }

  /** Lists side by side, a row for each element. */
  function table(columns) {
    const count = Math.max(...columns.map((one) => one.values.length));
    const head = columns.map((one, i) =>
      ui.el("th", { scope: "col", class: i ? "kb-num" : null }, one.title)
    );
    const rows = Array.from({ length: count }, (_, i) =>
      ui.el(
        "tr",
        {},
        columns.map((one, j) => ui.el("td", { class: j ? "kb-num" : null }, one.values[i]))
      )
    );
    return ui.el(
      "div",
      { class: "kb-calc__scroll" },
      ui.el(
        "table",
        { class: "kb-table" },
        ui.el("thead", {}, ui.el("tr", {}, head)),
        ui.el("tbody", {}, rows)
      )
    );
  }

  const DRAW = { bars, scores, histogram, pareto, points, band };

  /** A figure for a picture of a result; null for an unknown kind. */
  form.figure = function (picture) {
    const caption = picture.title ? ui.el("figcaption", {}, picture.title) : null;
    if (picture.type === "table") {
      return ui.el("figure", { class: "kb-plot kb-plot--whole" }, table(picture.columns), caption);
    }
    if (!DRAW[picture.type]) return null;
    const [list, svg, after] = DRAW[picture.type](picture.data);
    return ui.el(
      "figure",
      { class: "kb-plot" + (list ? "" : " kb-plot--whole") },
      list,
      svg,
      after || null,
      caption
    );
  };
})((globalThis.labkb = globalThis.labkb || {}));
