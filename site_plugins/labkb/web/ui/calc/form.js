/** The form of a calculator: fields from its definition, values as `labkb.calc` takes them, errors beside fields. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const form = (ui.calc = ui.calc || {});

  /**
   * @param {object} definition @param {Element} host @param {Element} section holds the symbols
   * @param {() => void} changed
   */
  form.mountForm = function (definition, host, section, changed) {
    let error = null;
    const parts = new Map();
    const unitBox = ui.el("input", {
      class: "kb-in",
      autocomplete: "off",
      spellcheck: "false",
      id: section.id + "-unit",
    });
    const usesUnit = JSON.stringify([
      definition.inputs,
      definition.steps,
      definition.outputs,
    ]).includes('"unit":"unit"');
    const units = [];
    const showUnits = () =>
      units.forEach((one) => {
        one.textContent = unitBox.value.trim();
        const box = one.closest(".kb-unit > b");
        if (!box) return;
        box.hidden = !one.textContent;
        box.parentElement.classList.toggle("kb-unit--bare", box.hidden);
      });
    unitBox.addEventListener("input", () => {
      showUnits();
      changed();
    });

    const context = {
      changed: () => {
        clearError();
        changed();
      },
      unit() {
        const text = ui.el("span", { class: "kb-calc__unit" });
        units.push(text);
        return text;
      },
      symbol(name) {
        const held = section.querySelector('template[data-kb-symbol="' + CSS.escape(name) + '"]');
        return held ? held.content.cloneNode(true) : null;
      },
      value: (name) => (parts.has(name) ? parts.get(name).read() : undefined),
    };

    const plain = ui.el("div", { class: "kb-form" });
    const more = ui.el("div", { class: "kb-form" });
    const wide = ui.el("div", {});
    definition.inputs.forEach((spec) => {
      const part = form.makeField(spec, context);
      parts.set(spec.name, part);
      part.node.dataset.kbInput = spec.name;
      if (part.wide) part.node.classList.add("kb-calc__wide");
      if (spec.advanced) more.append(part.node);
      else if (part.wide) wide.append(part.node);
      else plain.append(part.node);
    });
    if (usesUnit) {
      plain.append(
        ui.el(
          "div",
          { class: "kb-field" },
          ui.el(
            "label",
            { class: "kb-label", for: unitBox.id },
            "单位",
            ui.el("span", { class: "kb-q kb-sm" }, "（可不填）")
          ),
          ui.el("span", { class: "kb-hint" }, "各项相同，随结果显示"),
          unitBox
        )
      );
    }
    const details = more.children.length
      ? ui.el("details", { class: "kb-calc__more" }, ui.el("summary", {}, "更多选项"), more)
      : null;
    const problem = ui.el("p", { class: "kb-err", role: "alert", id: section.id + "-error" });
    problem.hidden = true;
    ui.fill(
      host,
      plain.children.length ? plain : null,
      wide.children.length ? wide : null,
      details
    );
    host.append(problem);
    host.addEventListener("paste", pasteColumns);
    showUnits();

    /** Several columns of a spreadsheet go into this list and the ones after it. */
    function pasteColumns(event) {
      const lists = Array.from(host.querySelectorAll("[data-kb-column]"));
      const at = lists.indexOf(event.target);
      const text = event.clipboardData && event.clipboardData.getData("text/plain");
      if (at < 0 || !text || !text.includes("\t")) return;
      event.preventDefault();
      const cells = form.cellsOf(text);
      const width = Math.max(...cells.map((row) => row.length));
      for (let j = 0; j < width && lists[at + j]; j++) {
        lists[at + j].value = cells
          .map((row) => row[j] || "")
          .filter(Boolean)
          .join("\n");
      }
      context.changed();
    }

    function read() {
      const inputs = {};
      for (const [name, part] of parts) {
        const value = part.read();
        if (value === undefined) continue;
        if (part.spread) Object.assign(inputs, value);
        else inputs[name] = value;
      }
      if (usesUnit && unitBox.value.trim()) inputs.unit = unitBox.value.trim();
      return inputs;
    }

    function write(inputs) {
      clearError();
      for (const [name, part] of parts) {
        const spec = definition.inputs.find((one) => one.name === name);
        if (part.spread) {
          const known = new Set(definition.inputs.map((one) => one.name).concat(["unit", "note"]));
          part.write(
            inputs[name] ||
              Object.fromEntries(
                Object.entries(inputs).filter(([key, v]) => !known.has(key) && Array.isArray(v))
              )
          );
          continue;
        }
        const key = [name].concat(spec.aliases || []).find((one) => inputs[one] !== undefined);
        const value =
          key === undefined
            ? spec.type === "choice" || spec.default === undefined
              ? undefined
              : spec.default
            : inputs[key];
        part.write(value === undefined && spec.type === "boolean" ? spec.default || "true" : value);
        if (details && spec.advanced && key !== undefined) details.open = true;
      }
      unitBox.value = inputs.unit || "";
      showUnits();
    }

    function clearError() {
      if (error) {
        error.removeAttribute("aria-invalid");
        error.removeAttribute("aria-errormessage");
        error = null;
      }
      problem.hidden = true;
    }

    /** Puts the message beside the field it is about. */
    function showError(refusal) {
      clearError();
      const name = String(refusal.field || "").split(/[.[]/)[0];
      const part = parts.get(name) || [...parts.values()].find((one) => one.spread);
      ui.fill(problem, ui.icon("warn"), ui.el("span", {}, refusal.message));
      problem.hidden = false;
      if (!name || !part) {
        host.append(problem);
        return;
      }
      error = part.field(String(refusal.field).slice(name.length)) || part.field("");
      if (error) {
        error.setAttribute("aria-invalid", "true");
        error.setAttribute("aria-errormessage", problem.id);
        if (details && details.contains(error)) details.open = true;
      }
      part.node.append(problem);
    }

    return { read, write, showError, clearError };
  };
})((globalThis.labkb = globalThis.labkb || {}));
