/** Hits, groups and the line "按这些词查" as elements; data only ever becomes text. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const el = ui.element;

  const KINDS = {
    clause: ["条款", "条"], requirement: ["要求", "条"], document: ["文件", "份"], reference: ["引用文件", "份"], term: ["术语", "条"],
    organization: ["机构部门", "个"], person: ["人员", "人"], responsibility: ["职责任务", "项"], fact: ["数字", "个"], change: ["变更", "条"],
    crosswalk: ["对照", "张"], checklist: ["自查表", "张"], check_item: ["自查项", "项"], calculator: ["计算器", "个"],
    calculator_page: ["计算器页", "页"], course: ["课程", "门"], lesson: ["课", "课"], question: ["题目", "道"], material: ["资料", "份"],
    section: ["说明", "节"],
  };
  const STATES = { draft: "草案", pending: "尚未施行", superseded: "已被代替", withdrawn: "废止" };

  /** Text with marks. @param {string} text @param {number[][]} marks @returns {(Node|string)[]} */
  function marked(text, marks) {
    const parts = [];
    let at = 0;
    for (const [from, to] of marks || []) {
      if (from > at) parts.push(text.slice(at, from));
      parts.push(el("mark", {}, text.slice(from, to)));
      at = to;
    }
    parts.push(text.slice(at));
    return parts;
  }

  /** One hit as a link that is an option. @param {object} hit @param {string} id */
  function hitOf(hit, id) {
    const where = [hit.document_title !== hit.title ? hit.document_title : "", hit.context].filter(Boolean).join(" › ");
    const head = el("strong", {}, ...marked(hit.title, hit.title_marks));
    if (hit.original) head.append(el("span", { class: "kb-tag" }, "原文"));
    if (STATES[hit.status] && (hit.status !== "draft" || hit.kind === "document")) head.append(el("span", { class: "kb-tag" }, STATES[hit.status]));
    const body = el("span", {}, head);
    if (hit.excerpt) body.append(el("span", { class: hit.original ? "kb-hit__say kb-hit__say--song" : "kb-hit__say" }, ...marked(hit.excerpt, hit.marks)));
    if (where) body.append(el("small", {}, where));
    const number = hit.number && hit.number.length <= 8 ? hit.number : nameOf(hit.kind);
    return el(
      "a",
      { class: "kb-hit", href: ui.root + hit.url, role: "option", id: id, "aria-selected": "false", tabindex: "-1" },
      el("span", { class: "kb-hit__no" }, number),
      body
    );
  }

  const nameOf = (kind) => (KINDS[kind] || [kind, "条"])[0];

  /** How the query was understood. @param {object} result @param {() => void} literally */
  function understood(result, literally) {
    const words = result.understood.map((word) => {
      const shown = el("span", {}, el("b", {}, word.text));
      const also = word.also.slice(0, 3);
      if (word.instead) shown.append("（您写的是 " + word.instead + "）");
      else if (also.length) shown.append("（也查 " + also.join("、") + "）");
      return shown;
    });
    const numbers = result.numbers.map((number) => el("span", {}, "编号 ", el("b", {}, number)));
    if (!words.length && !numbers.length) return null;
    const line = el("div", { class: "kb-under" }, el("span", {}, result.literal ? "只查原句：" : "按这些词查："), ...numbers, ...words);
    const link = el("button", { type: "button", class: "kb-link" }, result.literal ? "按词查" : "只查原句");
    link.addEventListener("click", literally);
    line.append(link);
    return line;
  }

  /** Nothing found: the nearest words as buttons. */
  function nothing(result, query, ask) {
    const box = el("div", { class: "kb-nohit" }, el("p", {}, "没有找到“" + query.slice(0, 40) + (query.length > 40 ? "…" : "") + "”。"));
    if (result.nearest.length) {
      const line = el("p", {}, "相近的词：");
      for (const word of result.nearest) {
        const button = el("button", { type: "button", class: "kb-link" }, word);
        button.addEventListener("click", () => ask(word));
        line.append(button, " ");
      }
      box.append(line);
    } else box.append(el("p", {}, "换一个词，或只写条款号、文件号、人名里的一部分。"));
    return box;
  }

  /** Found, but nothing of it passes the filters. @param {number} total @param {() => void} unfilter */
  function filteredOut(total, unfilter) {
    const button = el("button", { type: "button", class: "kb-link" }, "不筛选，看全部" + total + "条");
    button.addEventListener("click", unfilter);
    return el("div", { class: "kb-nohit" }, el("p", {}, "这样筛选后一条也没有。"), button);
  }

  /** What could not be read. @param {string[]} problems */
  function troubles(problems) {
    if (!problems.length) return null;
    return el("p", { class: "kb-trouble", role: "alert" }, problems.slice(0, 3).join("；") + (problems.length > 3 ? "等" + problems.length + "个" : "") + "，结果可能不全。");
  }

  ui.searchHits = {
    hitOf: hitOf, nameOf: nameOf, understood: understood, nothing: nothing, filteredOut: filteredOut, troubles: troubles,
    amount: (kind, count) => count + (KINDS[kind] || [kind, "条"])[1],
  };
})((globalThis.labkb = globalThis.labkb || {}));
