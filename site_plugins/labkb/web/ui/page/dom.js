/** Small helpers over the DOM: building elements without HTML strings, messages, icons. */
(function (labkb) {
  "use strict";
  const ui = (labkb.ui = labkb.ui || {});
  const SVG = "http://www.w3.org/2000/svg";

  /** Entries and sections of a document; by class, as a large collection has a hundred thousand. */
  ui.CLAUSES = ".kb-doc > .kb-clause[id], .kb-doc > .kb-section";

  /**
   * An element with attributes and children; text children are text, never HTML.
   * @param {string} tag @param {Object<string, unknown>} [attributes] @param {...(Node|string)} children
   */
  ui.element = function (tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
    });
    made.append(...children);
    return made;
  };

  /** A line icon from its paths. @param {string[]} paths */
  ui.icon = function (paths) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.classList.add("kb-i");
    paths.forEach((d) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", d);
      svg.append(path);
    });
    return svg;
  };

  let live = null;
  let timer = 0;

  /** Says a short sentence at the foot of the window, and to screen readers. @param {string} text */
  ui.say = function (text) {
    if (!live) {
      live = ui.element("div", { class: "kb-toast", role: "status" });
      document.body.append(live);
    }
    live.hidden = false;
    live.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { live.hidden = true; }, 2600);
  };

  /**
   * Puts text on the clipboard; on file:// older browsers only know the selection way.
   * @param {string} text @returns {Promise<boolean>}
   */
  ui.copy = function (text) {
    const old = () => {
      const area = ui.element("textarea", { readonly: true, class: "kb-vh", "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      let done = false;
      try { done = document.execCommand("copy"); } catch (_) { done = false; }
      area.remove();
      return done;
    };
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(() => true, old);
    }
    return Promise.resolve(old());
  };

  /** The way from this page to the site's root, read from the script that brought this code. */
  const own = document.currentScript && document.currentScript.getAttribute("src");
  ui.root = own ? own.replace(/assets\/labkb\/[^/]*$/, "") : "";

  /** Loads a data script once. @param {string} path relative to the site's root @returns {Promise<void>} */
  ui.load = function (path) {
    return new Promise((resolve, reject) => {
      const script = ui.element("script", { src: ui.root + path });
      script.onload = () => resolve();
      script.onerror = () => reject(new Error("读不到 " + path));
      document.head.append(script);
    });
  };
})((globalThis.labkb = globalThis.labkb || {}));
