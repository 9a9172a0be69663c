/** Shows a result: verdict first, then numbers with their units, messages, picture, steps with values. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const form = (ui.calc = ui.calc || {});
  const TONES = {
    pass: ["ok", "check"],
    fail: ["bad", "cross"],
    warn: ["warn", "warn"],
    note: ["na", "dash"],
  };

  function verdict(one) {
    const [css, icon] = TONES[one.tone];
    return ui.el(
      "p",
      { class: "kb-result__v" },
      ui.el("span", { class: "kb-verdict " + css }, ui.icon(icon), one.text)
    );
  }

  /** A value that gives its full digits, with an ASCII minus, to the clipboard. */
  function value(one) {
    const plain = one.full.replace(/−/g, "-").replace(/×10\^/g, "e");
    const button = ui.el(
      "button",
      {
        type: "button",
        class: "kb-calc__value",
        title: "全值 " + one.full + "，点按复制",
        "aria-label": one.title + " " + one.value + "，点按复制全值",
        onclick: () =>
          ui
            .copy(plain)
            .then((done) => ui.say(done ? "已复制 " + plain : "没有复制成，全值是 " + plain)),
      },
      one.value
    );
    return ui.el("td", { class: "kb-num" }, button);
  }

  function table(results) {
    return ui.el(
      "div",
      { class: "kb-calc__scroll" },
      ui.el(
        "table",
        { class: "kb-table kb-calc__results" },
        ui.el(
          "thead",
          {},
          ui.el(
            "tr",
            {},
            ui.el("th", { scope: "col" }, "结果"),
            ui.el("th", { scope: "col", class: "kb-num" }, "值"),
            ui.el("th", { scope: "col" }, "单位")
          )
        ),
        ui.el(
          "tbody",
          {},
          results.map((one) =>
            ui.el(
              "tr",
              { class: one.main ? "kb-calc__main" : null },
              ui.el("th", { scope: "row" }, one.title),
              value(one),
              ui.el("td", {}, one.unit)
            )
          )
        )
      )
    );
  }

  function said(answer) {
    const rows = answer.notices.map((text) => ({ tone: "note", text })).concat(answer.messages);
    if (!rows.length) return null;
    return ui.el(
      "ul",
      { class: "kb-calc__said" },
      rows.map((one) =>
        ui.el(
          "li",
          { class: one.tone === "warn" ? "kb-calc__warn" : null },
          one.tone === "warn" ? ui.icon("warn") : null,
          ui.el("span", {}, one.text)
        )
      )
    );
  }

  /** Rows of an output that is a record with names of its own. */
  function expand(answer, definition) {
    const spread = definition.outputs.filter((one) => one.spread);
    if (!spread.length) return answer.results;
    const named = new Set(spread.map((one) => one.name));
    const show = labkb.core.calc.display.show;
    const extra = Object.entries(answer.outputs).map(([name, v]) => ({
      name,
      title: name,
      unit: "",
      main: false,
      value: show(v, 6),
      full: show(v, 15),
    }));
    return answer.results.filter((one) => !named.has(one.name)).concat(extra);
  }

  /** @param {Element} host @param {object} answer of ui.explain @param {object} definition */
  form.showResult = function (host, answer, definition) {
    ui.fill(
      host,
      ui.el("h3", {}, "结果"),
      answer.verdicts.length
        ? ui.el("div", { class: "kb-result" }, answer.verdicts.map(verdict))
        : null,
      table(expand(answer, definition)),
      said(answer),
      answer.pictures.map(form.figure),
      ui.el(
        "p",
        { class: "kb-sm kb-q" },
        "按未修约的值判定；点按数值复制全值。结论供授权签字人参考，不代替其判断。"
      )
    );
  };

  /** Fills values into the list of formulas; steps that do not take part are hidden. */
  form.showSteps = function (section, steps) {
    const held = new Map(steps.map((one) => [one.name, one]));
    section.querySelectorAll("[data-kb-step]").forEach((item) => {
      const step = held.get(item.dataset.kbStep);
      item.hidden = !step;
      item.querySelectorAll(".kb-calc__filled").forEach((old) => old.remove());
      if (!step) return;
      const unit = step.unit ? " " + step.unit : "";
      const filled = ui.el(
        "p",
        { class: "kb-calc__filled" },
        (step.substituted ? step.substituted + " " : "") + "= ",
        ui.el("b", {}, step.value + unit)
      );
      item.firstElementChild.append(filled);
      if (step.note)
        item.firstElementChild.append(
          ui.el("p", { class: "kb-calc__filled kb-sm kb-q" }, step.note)
        );
    });
  };

  /** Leaves the formulas without values. */
  form.clearSteps = function (section) {
    section.querySelectorAll("[data-kb-step]").forEach((item) => {
      item.hidden = false;
      item.querySelectorAll(".kb-calc__filled").forEach((old) => old.remove());
    });
  };
})((globalThis.labkb = globalThis.labkb || {}));
