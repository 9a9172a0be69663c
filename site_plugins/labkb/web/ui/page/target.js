/** Marks the clause that the address names until another is chosen; opens what hides it. */
(function (labkb) {
  "use strict";
  const MARK = "kb-clause--target";

  function mark() {
    document.querySelectorAll("." + MARK).forEach((old) => old.classList.remove(MARK));
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (_) { /* the address is as it is */ }
    const found = name && document.getElementById(name);
    if (!found) return;
    const clause = found.closest(labkb.ui.CLAUSES + ", [data-kb-entry]");
    if (clause) clause.classList.add(MARK);
    for (let above = found; above; above = above.parentElement) {
      if (above.tagName === "DETAILS") above.open = true;
    }
    document.querySelectorAll(".kb-strip a").forEach((cell) => {
      cell.classList.toggle("on", cell.getAttribute("href") === "#" + name);
    });
    found.scrollIntoView({ block: "start" });
  }

  window.addEventListener("hashchange", mark);
  if (location.hash) mark();
})((globalThis.labkb = globalThis.labkb || {}));
