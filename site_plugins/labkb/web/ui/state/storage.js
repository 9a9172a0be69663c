/** The browser's storage as a convenience that may be missing or full, never an exception. */
(function (labkb) {
  "use strict";
  const ui = (labkb.ui = labkb.ui || {});
  ui.state = ui.state || {};

  /** What to tell the reader when the browser keeps nothing. */
  ui.state.TROUBLES = {
    forbidden: "浏览器不让本页存东西，关掉页面就没有了。请随时保存到文件；保存文件不受影响。",
    full: "浏览器的存储满了，最新的改动没有存进浏览器。请保存到文件；保存文件不受影响。",
    newer: "浏览器里已有更新版本写的内容，本页不动它。在本页的改动请保存到文件。",
  };

  /** @returns {{read(key: string): string|null, write(key: string, text: string|null): ""|"full"|"forbidden"}} */
  ui.state.openStorage = function () {
    let area = null;
    try {
      area = globalThis.localStorage;
      area.getItem("labkb");
    } catch (error) {
      area = null;
    }
    return {
      read(key) {
        if (!area) return null;
        try {
          return area.getItem(key);
        } catch (error) {
          return null;
        }
      },
      write(key, text) {
        if (!area) return "forbidden";
        try {
          if (text === null) area.removeItem(key);
          else area.setItem(key, text);
          return "";
        } catch (error) {
          const isFull = error && (error.name === "QuotaExceededError" || error.code === 22 || error.code === 1014);
          return isFull ? "full" : "forbidden";
        }
      },
    };
  };
})((globalThis.labkb = globalThis.labkb || {}));
