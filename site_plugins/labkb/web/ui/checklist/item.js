/** One check item on the page: shows its value, commits changes field by field. */
(function (labkb) {
  "use strict";
  const core = labkb.core.checklist;
  const ui = labkb.ui;
  ui.checklist = ui.checklist || {};
  const WAIT = 500;

  const MORE = {
    reason: { label: "为什么不适用", hint: "必填，评审时会被问到", kind: "line" },
    problem: { label: "差在哪里", kind: "text" },
    action: { label: "打算怎么改", kind: "text" },
    owner: { label: "责任人", kind: "line" },
    due: { label: "完成日期", kind: "date" },
  };

  /**
   * @param {HTMLElement} article @param {object} item of the page's data
   * @param {object} store @param {{answers: Record<string, string>, again: () => Record<string, string>}} context
   */
  ui.checklist.mountItem = function (article, item, store, context) {
    const radios = Array.from(article.querySelectorAll("input[type=radio]"));
    const more = article.querySelector("[data-kb-more]");
    const againHost = article.querySelector("[data-kb-again]");
    const fields = new Map();
    let shown = core.valueOf({}, item.id);
    let moreFor = "";

    radios.forEach((radio) => radio.addEventListener("change", () => commit("answer", radio.value)));
    article.querySelectorAll("[data-kb-field]").forEach((field) => adopt(field.getAttribute("data-kb-field"), field));

    function adopt(name, field) {
      const paper = ui.el("p", { class: "kb-print-only kb-print-text" });
      field.after(paper);
      fields.set(name, { field: field, paper: paper });
      const later = ui.state.soon(() => commit(name, field.value), WAIT);
      field.addEventListener("input", () => {
        paper.textContent = field.value;
        later.start();
      });
      field.addEventListener("change", () => {
        later.stop();
        commit(name, field.value);
      });
    }

    function commit(name, text) {
      const before = shown[name];
      const latestItem = store.item(item.id);
      if (text === before && !(name === "answer" && latestItem && latestItem.fingerprint !== item.fingerprint)) return;
      shown = Object.assign({}, shown, { [name]: text });
      // An answer given anew is an answer to the clause as it stands; a note beside it is not.
      const isAsked = Object.prototype.hasOwnProperty.call(context.again(), item.id);
      const fingerprint = isAsked && name !== "answer" && latestItem ? latestItem.fingerprint : item.fingerprint;
      store.update(
        item.id,
        (latest) => {
          const value = core.valueOf({ x: { value: latest } }, "x");
          value[name] = text;
          return core.isEmpty(value) ? null : compact(value);
        },
        {
          fingerprint: fingerprint,
          clash: (latest) => {
            const now = core.valueOf({ x: { value: latest } }, "x")[name];
            return now !== before && now !== text;
          },
        }
      );
    }

    /** Shows what the store holds; a field that is being typed in keeps its text. */
    function show() {
      const value = core.valueOf(store.items(), item.id);
      const before = shown;
      shown = Object.assign({}, value);
      // A field that is being typed in still shows what it showed; so a later commit can tell that
      // another tab has changed it meanwhile.
      fields.forEach((held, name) => {
        if (document.activeElement === held.field) shown[name] = before[name];
      });
      radios.forEach((radio) => {
        radio.checked = radio.value === value.answer;
      });
      showMore(value);
      fields.forEach((held, name) => {
        if (document.activeElement !== held.field) held.field.value = value[name];
        held.paper.textContent = document.activeElement === held.field ? held.field.value : value[name];
      });
      showMissing(value);
      showAgain();
    }

    function showMore(value) {
      const wanted = value.answer === "not_applicable" ? "reason" : core.isGap(value) ? "gap" : "";
      if (wanted === moreFor) return;
      moreFor = wanted;
      ["reason", "problem", "action", "owner", "due"].forEach((name) => fields.delete(name));
      const names = wanted === "reason" ? ["reason"] : wanted === "gap" ? ["problem", "action", "owner", "due"] : [];
      ui.fill(
        more,
        names.length
          ? ui.el("div", { class: wanted === "gap" ? "kb-ev" : "kb-ev kb-ev--one" }, names.map(fieldOf))
          : null,
        names.length ? ui.el("p", { class: "kb-err", id: article.id + "-missing", "data-kb-missing": true, hidden: true }) : null
      );
    }

    function fieldOf(name) {
      const about = MORE[name];
      const id = article.id + "-" + name;
      const field =
        about.kind === "text"
          ? ui.el("textarea", { class: "kb-in", rows: "2", id: id })
          : ui.el("input", { class: "kb-in", id: id, type: about.kind === "date" ? "date" : "text", autocomplete: "off" });
      field.setAttribute("data-kb-field", name);
      if (name === "reason") field.setAttribute("aria-required", "true");
      if (name !== "problem" && name !== "action") field.setAttribute("aria-describedby", article.id + "-missing");
      const hint =
        name === "owner" && item.owner ? "资料写的：" + item.owner : name === "due" && item.due ? "资料写的：" + item.due : about.hint;
      const label = ui.el(
        "label", { class: "kb-field" }, ui.el("span", {}, about.label, hint ? ui.el("span", { class: "kb-hint" }, hint) : null), field
      );
      adopt(name, field);
      return label;
    }

    function showMissing(value) {
      const host = more.querySelector("[data-kb-missing]");
      if (!host) return;
      const missing = core.missing(value);
      const reason = fields.get("reason");
      if (reason) {
        if (missing.indexOf("reason") >= 0) reason.field.setAttribute("aria-invalid", "true");
        else reason.field.removeAttribute("aria-invalid");
      }
      const words = {
        reason: "不适用要写理由，没写的算未答。",
        owner: "还缺责任人，清单里写“待定”。",
        due: "还缺完成日期，清单里写“待定”。",
      };
      const said =
        missing.length === 2 ? "还缺责任人和完成日期，清单里写“待定”。" : missing.length ? words[missing[0]] : "";
      host.hidden = !said;
      ui.fill(host, ui.icon("warn"), ui.el("span", {}, said));
    }

    function showAgain() {
      const again = context.again();
      if (!Object.prototype.hasOwnProperty.call(again, item.id)) {
        ui.fill(againHost);
        return;
      }
      ui.fill(
        againHost,
        ui.el(
          "div", { class: "kb-note kb-note--warn kb-again" },
          ui.el("p", {}, ui.el("b", {}, "重新确认"), "　" + again[item.id]),
          ui.el(
            "button", {
              type: "button", class: "kb-btn kb-btn--quiet", "data-kb-confirm": true,
              onclick: () => {
                store.update(item.id, (latest) => latest, { fingerprint: item.fingerprint });
                (radios.find((radio) => radio.checked) || radios[0]).focus();
              },
            },
            "对照过了，回答不变"
          )
        )
      );
    }

    return {
      item: item,
      article: article,
      show: show,
      hide(isHidden) {
        article.hidden = isHidden;
      },
      focus() {
        (radios.find((radio) => radio.checked) || radios[0]).focus();
        article.scrollIntoView({ block: "center" });
      },
      choose(index) {
        if (!radios[index]) return;
        radios[index].checked = true;
        radios[index].focus();
        commit("answer", radios[index].value);
      },
    };
  };

  /** The value without empty members, so that files stay small. */
  function compact(value) {
    const made = {};
    Object.keys(value).forEach((name) => {
      if (value[name]) made[name] = value[name];
    });
    return made;
  }

  /** The value as name and text, for conflicts. */
  ui.checklist.rows = function (value, answers) {
    const names = { evidence: "证据", note: "备注", reason: "理由", problem: "差在哪里", action: "怎么改", owner: "责任人", due: "完成日期" };
    if (typeof value === "string") return [["内容", value]];
    if (Array.isArray(value)) {
      return value.map((row) => [row.name || "（未命名）", "人数" + (row.persons || "空") + "，负责人" + (row.custodians || "空")]);
    }
    const read = core.valueOf({ x: { value: value } }, "x");
    const rows = read.answer ? [["回答", answers[read.answer]]] : [];
    Object.keys(names).forEach((name) => {
      if (read[name]) rows.push([names[name], read[name]]);
    });
    return rows;
  };
})((globalThis.labkb = globalThis.labkb || {}));
