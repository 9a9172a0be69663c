/** Brings an envelope of an earlier version to the present one, step by step. */
(function (labkb) {
  "use strict";
  const state = (labkb.core.state = labkb.core.state || {});

  /**
   * `STEPS[n]` turns version n into version n + 1. A step is never removed or changed: files live
   * longer than programs. Version 0 is the trial format: `answers` as a list, one stamp for all.
   */
  const STEPS = [
    function (old) {
      const items = {};
      (Array.isArray(old.answers) ? old.answers : []).forEach((answer) => {
        if (!answer || typeof answer.id !== "string") return;
        items[answer.id] = {
          value: answer.value === undefined ? null : answer.value,
          fingerprint: answer.fingerprint || "",
          by: old.writer || "",
          at: old.saved_at || "",
        };
      });
      const made = Object.assign({}, old, { version: 1, items: old.items || items });
      delete made.answers;
      return made;
    },
  ];

  /** @param {object} envelope of any version up to the present one */
  state.upgrade = function (envelope) {
    let made = envelope;
    while (made.version < state.VERSION) made = STEPS[made.version](made);
    return made;
  };
})((globalThis.labkb = globalThis.labkb || {}));
