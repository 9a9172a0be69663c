/** Shows in the contents beside the page where the reader is. */
(function () {
  "use strict";
  const toc = document.querySelector("[data-kb-toc]");
  if (!toc || !("IntersectionObserver" in window)) return;
  const links = new Map();
  toc.querySelectorAll("a").forEach((link) => {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (target) links.set(target, link);
  });
  const targets = [...links.keys()];
  let pending = 0;

  function follow() {
    pending = 0;
    let current = null;
    // Where an entry that the address names comes to stand, and a little below.
    const line = 9 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    for (const target of targets) {
      if (target.getBoundingClientRect().top > line) break;
      current = target;
    }
    links.forEach((link, target) => {
      if (target === current) {
        link.setAttribute("aria-current", "true");
        const box = link.getBoundingClientRect();
        const side = toc.getBoundingClientRect();
        if (box.top < side.top || box.bottom > side.bottom) toc.scrollTop += box.top - side.top - side.height / 3;
      } else link.removeAttribute("aria-current");
    });
  }

  if (!targets.length) return;
  window.addEventListener("scroll", () => {
    if (!pending) pending = requestAnimationFrame(follow);
  }, { passive: true });
  follow();
})();
