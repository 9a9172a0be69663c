/**
 * A question as a form. Nothing in it tells what is right until `show` is called.
 *
 *   const form = labkb.ui.learn.questionForm(id, question, {seed, given, onChange, level});
 *   form.node, form.given(), form.show(result), form.lock(), form.choose(n)
 */
(function (labkb) {
  "use strict";
  const learn = labkb.ui.learn;
  const core = labkb.core.learn;
  const LETTERS = "ABCDEFGHIJ";
  let serial = 0;

  learn.questionForm = function (id, question, options) {
    serial += 1;
    const settings = Object.assign({ seed: "", given: null, onChange() {}, level: 2, isPart: false }, options);
    const name = "kb-q" + serial;
    const body = BODIES[question.kind](question, name, settings);
    const stem = learn.el(
      "h" + settings.level, { class: "kb-quiz__stem", id: name + "-stem" },
      learn.el("span", { class: "kb-tag" }, learn.KINDS[question.kind]), " ",
      question.kind === "fill" ? "把空填上" : question.stem
    );
    const node = learn.el(
      "div", { class: "kb-quiz__question", role: "group", "aria-labelledby": name + "-stem", "data-kb-question": id },
      stem, body.node
    );
    return {
      node: node,
      stem: stem,
      given: body.given,
      lock() {
        node.querySelectorAll("input, select, button").forEach((field) => { field.disabled = true; });
      node.querySelectorAll(".kb-opt").forEach((row) => row.classList.add("is-locked"));
      },
      show(result) {
        this.lock();
        body.show(result);
      },
      choose: body.choose || function () { return false; },
    };
  };

  function optionOrder(question, seed) {
    const all = question.options.map((_, index) => index);
    return question.fixed ? all : core.random.shuffled(all, seed);
  }

  /** Options of single, multiple and true_false. `list` is [{value, text}]. */
  function optionList(list, name, type, chosen, onChange) {
    const rows = list.map((option, place) => {
      const field = learn.el("input", { type: type, name: name, value: String(place), class: "kb-opt__field" });
      field.checked = chosen.indexOf(option.value) >= 0;
      field.addEventListener("change", onChange);
      const verdict = learn.el("span", { class: "kb-opt__verdict" });
      const row = learn.el(
        "label", { class: "kb-opt" },
        field, learn.el("b", { "aria-hidden": "true" }, LETTERS[place]), learn.el("span", {}, option.text), verdict
      );
      return { field: field, row: row, verdict: verdict, value: option.value };
    });
    return {
      node: learn.el("div", { class: "kb-opts" }, rows.map((one) => one.row)),
      values: () => rows.filter((one) => one.field.checked).map((one) => one.value),
      choose(place) {
        if (!rows[place] || rows[place].field.disabled) return false;
        rows[place].field.click();
        rows[place].field.focus();
        return true;
      },
      mark(isRight) {
        rows.forEach((one) => {
          const right = isRight(one.value);
          const picked = one.field.checked;
          if (right) one.row.classList.add("right");
          else if (picked) one.row.classList.add("wrong");
          if (right) one.verdict.append(learn.verdict(true, picked ? "选对了" : type === "checkbox" ? "漏选" : "正确"));
          else if (picked) one.verdict.append(learn.verdict(false, "您选的"));
        });
      },
    };
  }

  function rightAnswer(...children) {
    return learn.el("p", { class: "kb-quiz__right" }, learn.el("b", {}, "正确答案："), ...children);
  }

  const BODIES = {
    single(question, name, settings) {
      const list = optionOrder(question, settings.seed).map((i) => ({ value: i, text: question.options[i] }));
      const made = optionList(list, name, "radio", [settings.given], settings.onChange);
      return {
        node: made.node,
        given: () => (made.values().length ? made.values()[0] : null),
        show: (result) => made.mark((value) => result.right.indexOf(value) >= 0),
        choose: made.choose,
      };
    },

    multiple(question, name, settings) {
      const list = optionOrder(question, settings.seed).map((i) => ({ value: i, text: question.options[i] }));
      const made = optionList(list, name, "checkbox", settings.given || [], settings.onChange);
      return {
        node: learn.el("div", {}, learn.el("p", { class: "kb-sm kb-q" }, "可以选几项，全对才算对。"), made.node),
        given: () => (made.values().length ? made.values().sort((a, b) => a - b) : null),
        show: (result) => made.mark((value) => result.right.indexOf(value) >= 0),
        choose: made.choose,
      };
    },

    true_false(question, name, settings) {
      const list = [{ value: true, text: "对" }, { value: false, text: "错" }];
      const made = optionList(list, name, "radio", [settings.given], settings.onChange);
      return {
        node: made.node,
        given: () => (made.values().length ? made.values()[0] : null),
        show: (result) => made.mark((value) => value === result.right),
        choose: made.choose,
      };
    },

    number(question, name, settings) {
      const field = learn.el("input", {
        class: "kb-in kb-in--num", inputmode: "decimal", autocomplete: "off", id: name + "-n", "aria-label": "答案，单位" + (question.unit || ""),
      });
      field.value = settings.given === null ? "" : settings.given;
      field.addEventListener("input", settings.onChange);
      const node = learn.el(
        "div", { class: "kb-quiz__number" },
        learn.el("span", { class: "kb-unit" }, field, question.unit ? learn.el("b", {}, question.unit) : null)
      );
      return {
        node: node,
        given: () => (field.value.trim() ? field.value : null),
        show(result) {
          node.classList.add(result.isRight ? "right" : "wrong");
          const off = result.tolerance && Number(result.tolerance) ? "（差不超过" + result.tolerance + "都算对）" : "";
          node.append(rightAnswer(result.right + " " + (question.unit || "") + off));
        },
      };
    },

    fill(question, name, settings) {
      const pieces = question.stem.split("___");
      const fields = pieces.slice(1).map((_, i) => {
        const field = learn.el("input", { class: "kb-in kb-quiz__blank", autocomplete: "off", "aria-label": "第" + (i + 1) + "空" });
        field.value = (settings.given || [])[i] || "";
        field.addEventListener("input", settings.onChange);
        return field;
      });
      const line = learn.el("p", { class: "kb-quiz__line" }, pieces.flatMap((text, i) => (i ? [fields[i - 1], text] : [text])));
      const node = learn.el("div", {}, line);
      return {
        node: node,
        given: () => (fields.some((field) => field.value.trim()) ? fields.map((field) => field.value) : null),
        show(result) {
          fields.forEach((field, i) => {
            field.classList.add(result.marks[i] ? "right" : "wrong");
            if (!result.marks[i]) field.after(learn.el("ins", { class: "kb-quiz__ins" }, result.right[i]));
          });
        },
      };
    },

    order(question, name, settings) {
      const list = learn.el("ol", { class: "kb-order" });
      let order = settings.given ? settings.given.slice() : question.items.map((_, i) => i);
      let touched = Boolean(settings.given);
      const said = learn.el("span", { class: "kb-vh", role: "status" });

      function draw(focus) {
        labkb.ui.fill(list, order.map((item, place) => row(item, place)));
        if (focus) {
          const button = list.children[focus.place].querySelector("[data-kb-move='" + focus.by + "']:not(:disabled)") ||
            list.children[focus.place].querySelector("button:not(:disabled)");
          if (button) button.focus();
        }
      }

      function row(item, place) {
        const move = (by, icon, word) =>
          learn.el(
            "button", {
              type: "button", class: "kb-btn kb-btn--quiet", "data-kb-move": by, disabled: place + by < 0 || place + by >= order.length,
              "aria-label": "“" + question.items[item] + "”" + word,
              onclick() {
                touched = true;
                [order[place], order[place + by]] = [order[place + by], order[place]];
                draw({ place: place + by, by: by });
                said.textContent = "移到第" + (place + by + 1) + "位";
                settings.onChange();
              },
            },
            learn.icon(icon)
          );
        return learn.el(
          "li", { class: "kb-order__item" },
          learn.el("b", { "aria-hidden": "true" }, String(place + 1)), learn.el("span", {}, question.items[item]),
          learn.el("span", { class: "kb-order__move" }, move(-1, "up", "上移一位"), move(1, "down", "下移一位"))
        );
      }

      draw();
      const node = learn.el("div", {}, learn.el("p", { class: "kb-sm kb-q" }, "用箭头上下移动，排成正确的先后。"), list, said);
      return {
        node: node,
        // The order on the screen is an answer only once it is handed in or was touched.
        given: (isFinal) => (touched || isFinal ? order.slice() : null),
        show(result) {
          Array.from(list.children).forEach((item, place) => item.classList.add(result.marks[place] ? "right" : "wrong"));
          if (!result.isRight) {
            node.append(rightAnswer(), learn.el("ol", { class: "kb-quiz__list" }, result.right.map((i) => learn.el("li", {}, question.items[i]))));
          }
        },
      };
    },

    match(question, name, settings) {
      const fields = question.left.map((left, i) => {
        const field = learn.el(
          "select", { class: "kb-in", id: name + "-" + i },
          learn.el("option", { value: "" }, "请选"),
          question.right.map((right, j) => learn.el("option", { value: String(j) }, right))
        );
        const held = (settings.given || [])[i];
        field.value = Number.isInteger(held) ? String(held) : "";
        field.addEventListener("change", settings.onChange);
        return field;
      });
      const rows = question.left.map((left, i) =>
        learn.el("div", { class: "kb-match__row" }, learn.el("label", { for: name + "-" + i }, left), fields[i])
      );
      return {
        node: learn.el("div", { class: "kb-match" }, rows),
        given: () => (fields.some((field) => field.value !== "") ? fields.map((field) => (field.value === "" ? null : Number(field.value))) : null),
        show(result) {
          rows.forEach((row, i) => {
            row.classList.add(result.marks[i] ? "right" : "wrong");
            row.append(
              result.marks[i]
                ? learn.verdict(true, "配对了")
                : learn.el("span", { class: "kb-match__right" }, learn.verdict(false, "应配"), " ", question.right[result.right[i]])
            );
          });
        },
      };
    },

    case(question, name, settings) {
      const held = settings.given || [];
      const forms = question.parts.map((part, i) =>
        learn.questionForm(name + "." + i, part, {
          seed: settings.seed + "." + i, given: held[i] === undefined ? null : held[i],
          onChange: settings.onChange, level: Math.min(6, settings.level + 1), isPart: true,
        })
      );
      return {
        node: learn.el("div", { class: "kb-case" }, forms.map((form) => form.node)),
        given(isFinal) {
          const all = forms.map((form) => form.given(isFinal));
          return all.some((one) => one !== null) ? all : null;
        },
        show(result) {
          forms.forEach((form, i) => {
            form.show(result.parts[i]);
            if (result.parts[i].explanation) {
              form.node.append(learn.el("p", { class: "kb-quiz__why" }, result.parts[i].explanation));
            }
          });
        },
      };
    },
  };
})((globalThis.labkb = globalThis.labkb || {}));
