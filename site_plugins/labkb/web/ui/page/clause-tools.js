/** Copy link and copy citation beside every clause. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const clauses = document.querySelectorAll(ui.CLAUSES);
  const head = document.querySelector("[data-kb-document]");
  if (!clauses.length) return;
  const LINK = ["M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71", "M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71"];
  const QUOTE = ["M16 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z", "M5 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"];

  /** @param {string} label @param {string[]} icon @param {string} action */
  function tool(label, icon, action) {
    const button = ui.element("button", { type: "button", class: "kb-ibtn", title: label, "aria-label": label, "data-kb-copy": action });
    button.append(ui.icon(icon));
    return button;
  }

  /** The number beside a clause. @param {Element} clause */
  function printedNumber(clause) {
    const printed = clause.querySelector(":scope > a, .kb-clause__no, .kb-sub__no");
    return printed && printed.textContent !== "·" ? printed.textContent : "";
  }

  /** The whole number of a clause, 第三条（二）: its own after that of the entry it is listed under, where no attribute says otherwise. @param {HTMLElement} clause */
  function wholeNumber(clause) {
    if (clause.dataset.cite !== undefined) return clause.dataset.cite;
    const own = printedNumber(clause);
    if (!own) return "";
    let lead = clause;
    while (lead && (lead.classList.contains("kb-clause--item") || !lead.matches(ui.CLAUSES))) lead = lead.previousElementSibling;
    return (lead && lead !== clause ? printedNumber(lead) : "") + own;
  }

  /** The citation of a clause: document, number, and where the address is fixed. @param {Element} clause */
  function citation(clause) {
    const number = wholeNumber(clause);
    const where = (head && head.dataset.cite) || document.title;
    if (!number) return where;
    return where + (number.startsWith("第") ? number : "第" + number + "条");
  }

  clauses.forEach((clause) => {
    const tools = ui.element("div", { class: "kb-clause__tools" });
    const number = wholeNumber(clause);
    const named = number ? " " + number : "";
    tools.append(tool("复制链接" + named, LINK, "link"), tool("复制引用格式" + named, QUOTE, "cite"));
    const place = clause.querySelector(".kb-clause__head");
    if (place && clause.tagName === "ARTICLE") place.append(tools);
    else if (clause.tagName === "ARTICLE") {
      tools.classList.add("kb-clause__tools--float");
      (clause.querySelector(".kb-clause__body") || clause.lastElementChild).prepend(tools);
    } else clause.append(tools);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kb-copy]");
    if (!button) return;
    const clause = button.closest(ui.CLAUSES);
    const isLink = button.dataset.kbCopy === "link";
    const text = isLink ? location.href.split("#")[0] + "#" + clause.id : citation(clause);
    ui.copy(text).then((done) => {
      ui.say(done ? (isLink ? "链接已复制" : "已复制：" + text) : "浏览器不让复制，请手工选取：" + text);
    });
  });
})((globalThis.labkb = globalThis.labkb || {}));
