/** Calculators on a page: form, live result, examples, saving and opening, one calculator shown at a time. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const state = labkb.core.state;
  const form = (ui.calc = ui.calc || {});
  const ITEM = "inputs";
  const WAIT = 250;
  /** More trials than this take long enough to want a button and a progress bar. */
  const usesTrials = (definition) =>
    (definition.steps || []).some((one) => /\bmonte_carlo\(/.test(one.expression));

  function mount(section) {
    section.dataset.kbMounted = "";
    const name = section.dataset.kbCalc;
    const definition = labkb.core.calc.engine.definition(name);
    const find = (part) => section.querySelector("[data-kb-" + part + "]");
    const result = find("result");
    const slow = usesTrials(definition);
    const later = ui.state.soon(take, WAIT);
    let run = 0;
    const store = ui.state.openStore({
      kb: section.dataset.kbKb,
      edition: section.dataset.kbEdition,
      kind: "calculation",
      subject: section.dataset.kbId,
    });

    const fields = form.mountForm(definition, find("form"), section, later.start);
    const examples = mountExamples();
    const go = ui.el(
      "button",
      {
        type: "button",
        class: "kb-btn kb-btn--main",
        "data-kb-go": true,
        onclick: () => {
          later.stop();
          keep();
          compute(true);
        },
      },
      "计算"
    );
    const progress = ui.el("progress", { max: 1, value: 0, "aria-label": "抽样进度" });
    progress.hidden = true;
    find("form").append(
      ui.el("div", { class: "kb-calc__actions no-print" }, go, examples, progress)
    );
    ui.state.mountBar(find("state"), store, {
      title: () => definition.title,
      buttons: [
        ui.el(
          "button",
          {
            type: "button",
            class: "kb-btn",
            "data-kb-print": true,
            onclick: () => globalThis.print(),
          },
          ui.icon("print"),
          "打印"
        ),
      ],
    });
    ui.state.mountConflicts(find("conflicts"), store, {
      label: () => "输入",
      rows: (value) => Object.entries(value || {}).map(([key, v]) => [titleOf(key), words(v)]),
    });
    store.subscribe((event) => {
      if (
        event.type === "opened" ||
        event.type === "external" ||
        (event.type === "change" && event.ids.length && !typing)
      )
        restore();
    });
    let typing = false;
    restore();

    function titleOf(key) {
      const spec = definition.inputs.find((one) => one.name === key);
      return spec ? spec.title : key;
    }

    function words(value) {
      return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
    }

    function mountExamples() {
      return (definition.examples || []).map((example, i) =>
        ui.el(
          "button",
          {
            type: "button",
            class: "kb-btn kb-btn--quiet",
            "data-kb-load": String(i),
            onclick: () => {
              later.stop();
              fields.write(example.inputs);
              keep();
              compute(true);
            },
          },
          "载入算例：" + example.title
        )
      );
    }

    /** The saved inputs back into the fields. */
    function restore() {
      const held = store.value(ITEM);
      later.stop();
      fields.write(held || {});
      if (held) compute(!slow);
      else quiet("填好输入，结果就出现在这里；也可以载入算例。");
    }

    function keep() {
      typing = true;
      const inputs = fields.read();
      const before = store.value(ITEM);
      if (!before || !state.equal(before, inputs))
        store.update(ITEM, () => inputs, { fingerprint: definition.id });
      typing = false;
    }

    function take() {
      keep();
      if (slow) quiet("输入改了，点“计算”得到新的结果。");
      else compute(false);
    }

    function quiet(text) {
      run += 1;
      fields.clearError();
      form.clearSteps(section);
      ui.fill(result, ui.el("p", { class: "kb-empty" }, text));
    }

    /** @param {boolean} asked a field not filled in is an error only when the reader asked for the result */
    async function compute(asked) {
      const mine = ++run;
      if (slow) {
        progress.hidden = false;
        progress.value = 0;
        go.disabled = true;
      }
      let answer;
      try {
        answer = await ui.explain(name, fields.read(), {
          progress: (share) => {
            progress.value = share;
          },
        });
      } catch (error) {
        answer = { error: { code: "failed", field: "", message: error.message } };
      }
      progress.hidden = true;
      go.disabled = false;
      if (mine !== run) return;
      if (!answer.error) {
        fields.clearError();
        form.showResult(result, answer, definition);
        form.showSteps(section, answer.steps);
        return;
      }
      form.clearSteps(section);
      const waiting = answer.error.code === "empty" && !asked;
      ui.fill(
        result,
        ui.el(
          "p",
          { class: "kb-empty" },
          waiting
            ? answer.error.message.replace(/没有填写。$/, "还没有填写。")
            : "没有结果：" + answer.error.message
        )
      );
      if (waiting) fields.clearError();
      else fields.showError(answer.error);
    }
  }

  /** With several calculators on a page, shows the one that the address names. */
  function mountChoice(nav) {
    const sections = Array.from(document.querySelectorAll("[data-kb-calc]"));
    const links = Array.from(nav.querySelectorAll("a"));
    function show() {
      const wanted = decodeURIComponent(location.hash.slice(1));
      const chosen = sections.find((one) => one.id === wanted) || sections[0];
      sections.forEach((one) => {
        one.hidden = one !== chosen;
      });
      links.forEach((link) => {
        if (link.getAttribute("href") === "#" + chosen.id)
          link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }
    globalThis.addEventListener("hashchange", show);
    show();
  }

  function start() {
    // Two embedded calculators bring this file along twice.
    const sections = document.querySelectorAll("[data-kb-calc]:not([data-kb-mounted])");
    if (!sections.length) return;
    document.documentElement.classList.add("js");
    labkb.core.calc.engine.load(labkb.consume("calculators", 1) || []);
    sections.forEach(mount);
    const nav = document.querySelector("[data-kb-calc-nav]");
    if (nav) mountChoice(nav);
  }

  form.start = start;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})((globalThis.labkb = globalThis.labkb || {}));
