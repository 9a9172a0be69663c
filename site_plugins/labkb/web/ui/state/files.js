/** Saving to and opening files, without a server: a download and a file field. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;

  /** Hands a text to the browser as a file to keep. */
  ui.state.download = function (name, text, type) {
    const url = URL.createObjectURL(new Blob([text], { type: type || "application/json" }));
    const link = ui.el("a", { href: url, download: name });
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  };

  /** A name that Windows accepts. */
  ui.state.fileName = function (title, day, extension) {
    const clean = title.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60);
    return clean + "-" + day + "." + extension;
  };

  /** Today by the reader's clock, as 2026-11-21. */
  ui.state.today = function () {
    const now = new Date();
    const two = (n) => String(n).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  };

  /**
   * A button that opens a file, with its hidden field.
   * @param {string} label @param {(name: string, text: string) => void} done
   */
  ui.state.openButton = function (label, done) {
    const field = ui.el("input", {
      type: "file", accept: ".json,application/json", hidden: true, tabindex: "-1",
      "aria-label": label, "data-kb-open": true,
    });
    field.addEventListener("change", () => {
      const file = field.files[0];
      if (!file) return;
      const reader = new FileReader();
      reader.onload = () => {
        field.value = "";
        done(file.name, String(reader.result));
      };
      reader.onerror = () => {
        field.value = "";
        done(file.name, "");
      };
      reader.readAsText(file, "utf-8");
    });
    const button = ui.el(
      "button", { type: "button", class: "kb-btn", onclick: () => field.click() }, ui.icon("open"), label
    );
    return ui.el("span", {}, button, field);
  };
})((globalThis.labkb = globalThis.labkb || {}));
