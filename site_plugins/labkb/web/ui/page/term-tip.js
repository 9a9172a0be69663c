/** Explains a term on hover, focus and touch; Escape closes. Without it the term is a plain link. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const store = document.querySelector("[data-kb-glosses]");
  if (!store) return;
  const glosses = new Map([...store.children].map((gloss) => [gloss.dataset.term, gloss]));
  const tip = ui.element("div", { class: "kb-tip", role: "tooltip", id: "kb-tip", hidden: true });
  document.body.append(tip);
  let shown = null;
  let touched = false;
  let timer = 0;

  function place(term) {
    const box = term.getBoundingClientRect();
    const width = tip.offsetWidth;
    const left = Math.max(8, Math.min(box.left - 20, document.documentElement.clientWidth - width - 12));
    const below = box.bottom + tip.offsetHeight + 12 < window.innerHeight || box.top < tip.offsetHeight + 80;
    tip.style.left = left + window.scrollX + "px";
    tip.style.top = (below ? box.bottom + 8 : box.top - tip.offsetHeight - 8) + window.scrollY + "px";
  }

  function show(term) {
    const gloss = glosses.get(term.dataset.term);
    if (!gloss) return;
    clearTimeout(timer);
    shown = term;
    tip.replaceChildren(...[...gloss.childNodes].map((node) => node.cloneNode(true)));
    if (touched) {
      const more = ui.element("a", { href: term.getAttribute("href") }, "看这个术语");
      tip.append(more);
    }
    tip.hidden = false;
    place(term);
    term.setAttribute("aria-describedby", "kb-tip");
  }

  function hide() {
    clearTimeout(timer);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }

  const termOf = (event) => (event.target.closest ? event.target.closest(".kb-term") : null);
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const term = termOf(event);
    if (term) show(term);
    else if (event.target.closest && event.target.closest(".kb-tip")) clearTimeout(timer);
    else if (shown) {
      clearTimeout(timer);
      timer = setTimeout(hide, 180);
    }
  });
  document.addEventListener("focusin", (event) => {
    const term = termOf(event);
    if (term) show(term);
    else if (shown && !tip.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const term = termOf(event);
    if (term && touched) event.preventDefault();
    else if (!tip.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide();
  });
})((globalThis.labkb = globalThis.labkb || {}));
