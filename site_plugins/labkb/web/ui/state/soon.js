/** What is typed is kept a moment after the last key, and at once when the page is left. */
(function (labkb) {
  "use strict";
  const ui = labkb.ui;
  const waiting = new Map(); // what is still to be kept -> its timer

  /**
   * @param {() => void} keep takes over what was typed @param {number} wait milliseconds after the last key
   * @returns {{start(): void, stop(): void}} `stop` is for who keeps it by other means
   */
  ui.state.soon = function (keep, wait) {
    function stop() {
      clearTimeout(waiting.get(keep));
      waiting.delete(keep);
    }
    return {
      start() {
        stop();
        waiting.set(keep, setTimeout(() => finish(keep), wait));
      },
      stop: stop,
    };
  };

  function finish(keep) {
    clearTimeout(waiting.get(keep));
    if (waiting.delete(keep)) keep();
  }

  function finishAll() {
    Array.from(waiting.keys()).forEach(finish);
  }

  // Neither reloading nor closing a page makes its field say that it changed.
  globalThis.addEventListener("beforeunload", finishAll);
  globalThis.addEventListener("pagehide", finishAll);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") finishAll();
  });
})((globalThis.labkb = globalThis.labkb || {}));
