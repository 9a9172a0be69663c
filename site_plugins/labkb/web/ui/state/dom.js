/** Makes elements without ever building HTML from strings: `labkb.ui.el`, `labkb.ui.icon`. */
(function (labkb) {
  "use strict";
  const ui = (labkb.ui = labkb.ui || {});

  /**
   * An element. Attributes that are null, undefined or false are left out; `on…` members are
   * listeners; children are nodes or texts.
   * @param {string} tag @param {Record<string, unknown>} [attributes]
   * @param {...(Node|string|null|undefined|Array<Node|string>)} children
   */
  ui.el = function (tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => {
      const value = attributes[name];
      if (value === null || value === undefined || value === false) return;
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name === "class") made.className = value;
      else made.setAttribute(name, value === true ? "" : String(value));
    });
    children.flat().forEach((child) => {
      if (child !== null && child !== undefined) made.append(child);
    });
    return made;
  };

  /** Empties an element and fills it anew. */
  ui.fill = function (host, ...children) {
    host.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  };

  /** Lucide icons (ISC); parts from Feather (MIT). */
  const PATHS = {
    save: ["M12 15V3", "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4", "m7 10 5 5 5-5"],
    open: ["M12 3v12", "m17 8-5-5-5 5", "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"],
    disk: [
      "M15.2 3a2 2 0 0 1 1.4.6l3.8 3.8a2 2 0 0 1 .6 1.4V19a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z",
      "M17 21v-7a1 1 0 0 0-1-1H8a1 1 0 0 0-1 1v7",
      "M7 3v4a1 1 0 0 0 1 1h7",
    ],
    print: [
      "M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2",
      "M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6",
      "M6 14h12v8H6z",
    ],
    warn: ["m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3", "M12 9v4", "M12 17h.01"],
    check: ["M20 6 9 17l-5-5"],
    part: ["M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0z", "M9 15l6-6"],
    cross: ["M18 6 6 18", "m6 6 12 12"],
    dash: ["M5 12h14"],
  };

  /** An icon beside a word; hidden from screen readers. */
  ui.icon = function (name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "kb-i");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    PATHS[name].forEach((d) => {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", d);
      svg.append(path);
    });
    return svg;
  };
})((globalThis.labkb = globalThis.labkb || {}));
