/** The knowledge map: pointing at a node lights its links. */
(function () {
  "use strict";
  document.querySelectorAll("[data-kb-map]").forEach((map) => {
    const links = [...map.querySelectorAll(".m-link")];
    const nodes = new Map([...map.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]));

    /** @param {string} key empty for none */
    function light(key) {
      map.classList.toggle("is-dimmed", Boolean(key));
      nodes.forEach((node, name) => node.classList.toggle("is-lit", name === key));
      links.forEach((link) => {
        const isLit = key === link.dataset.from || key === link.dataset.to;
        link.classList.toggle("is-lit", isLit);
        if (isLit) [link.dataset.from, link.dataset.to].forEach((name) => nodes.get(name).classList.add("is-lit"));
      });
    }

    const keyOf = (event) => {
      const node = event.target.closest("[data-node]");
      return node ? node.dataset.node : "";
    };
    map.addEventListener("pointerover", (event) => light(keyOf(event)));
    map.addEventListener("pointerleave", () => light(""));
    map.addEventListener("focusin", (event) => light(keyOf(event)));
    map.addEventListener("focusout", () => light(""));
  });
})();
