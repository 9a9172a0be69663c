/** How many persons each item of work is short. */
(function (labkb) {
  "use strict";
  const core = labkb.core.checklist;
  const ui = labkb.ui;
  ui.checklist = ui.checklist || {};
  const ID = "@headcount";
  const WAIT = 500;

  /** @param {HTMLElement} host @param {object} rule the checklist's `headcount` @param {object} store */
  ui.checklist.mountHeadcount = function (host, rule, store) {
    const body = ui.el("tbody", {});
    const sum = ui.el("p", { class: "kb-sm", role: "status" });
    ui.fill(
      host,
      ui.el("h2", {}, "人数核对", ui.el("span", {}, "每项至少" + rule.persons + "人，" + rule.custodians_name + rule.custodians + "名")),
      rule.note ? ui.el("p", { class: "kb-sm kb-q" }, rule.note) : null,
      ui.el(
        "table", { class: "kb-table kb-headcount" },
        ui.el("thead", {}, ui.el("tr", {}, [rule.per, "人数", rule.custodians_name, "还差"].map((name) => ui.el("th", { scope: "col" }, name)))),
        body
      ),
      ui.el("p", { class: "no-print" }, ui.el("button", { type: "button", class: "kb-btn", onclick: add }, "加一个项目")),
      sum
    );

    function rows() {
      const held = store.value(ID);
      const list = Array.isArray(held) ? held.filter((row) => row && typeof row === "object") : [];
      return list.length ? list : [{ name: "", persons: "", custodians: "" }];
    }

    function add() {
      keep(rows().concat([{ name: "", persons: "", custodians: "" }]));
      const names = body.querySelectorAll("input[data-kb-name]");
      names[names.length - 1].focus();
    }

    function keep(list) {
      store.update(ID, () => list, {});
    }

    function set(index, name, text) {
      keep(rows().map((row, at) => (at === index ? Object.assign({}, row, { [name]: text }) : row)));
    }

    function show() {
      const list = rows();
      while (body.children.length > list.length) body.lastElementChild.remove();
      while (body.children.length < list.length) body.append(line(body.children.length));
      const short = core.shortages(list, rule);
      list.forEach((row, index) => {
        const cells = body.children[index].querySelectorAll("input");
        ["name", "persons", "custodians"].forEach((name, at) => {
          if (document.activeElement !== cells[at]) cells[at].value = typeof row[name] === "string" ? row[name] : "";
        });
        showShort(body.children[index].lastElementChild, row, short[index]);
      });
      const known = short.filter((row) => row.known);
      const persons = known.reduce((sumOf, row) => sumOf + row.persons, 0);
      const custodians = known.reduce((sumOf, row) => sumOf + row.custodians, 0);
      sum.textContent = known.length
        ? "数了" + known.length + "个项目：共差" + persons + "人，差" + rule.custodians_name + custodians + "名。同一个人可以算在几个项目里，合计不等于要招的人数。"
        : "";
    }

    function showShort(cell, row, short) {
      if (!short.known) {
        const isBad = [row.persons, row.custodians].some((text) => String(text || "").trim() && !/^\d{1,4}$/.test(String(text).trim()));
        ui.fill(cell, isBad ? ui.el("span", { class: "kb-err" }, "人数写成整数，例如 2") : "");
        return;
      }
      const said = [];
      if (short.persons) said.push("差" + short.persons + "人");
      if (short.custodians) said.push("差" + rule.custodians_name + short.custodians + "名");
      ui.fill(
        cell,
        ui.el("span", { class: "kb-verdict " + (said.length ? "bad" : "ok") }, ui.icon(said.length ? "cross" : "check"), said.join("，") || "够")
      );
    }

    function line(index) {
      const field = (name, label, numeric) => {
        const input = ui.el("input", {
          class: numeric ? "kb-in kb-in--num" : "kb-in", "aria-label": "第" + (index + 1) + "行" + label,
          inputmode: numeric ? "numeric" : null, "data-kb-name": name === "name", autocomplete: "off",
        });
        const commit = () => set(index, name, input.value.trim());
        const later = ui.state.soon(commit, WAIT);
        input.addEventListener("input", later.start);
        input.addEventListener("change", () => {
          later.stop();
          commit();
        });
        return ui.el("td", {}, input);
      };
      return ui.el("tr", {}, field("name", rule.per), field("persons", "人数", true), field("custodians", rule.custodians_name, true), ui.el("td", {}));
    }

    store.subscribe(show);
    show();
  };
})((globalThis.labkb = globalThis.labkb || {}));
