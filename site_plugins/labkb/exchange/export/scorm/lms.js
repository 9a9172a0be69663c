/**
 * The way to the learning platform: the SCORM 1.2 run-time API, or none.
 *
 *   const lms = labkb.lms.connect(window);
 *   lms.isConnected, lms.get(name), lms.set(name, value), lms.commit(), lms.finish(status)
 */
(function (labkb) {
  "use strict";
  const MAX_PARENTS = 500;

  /** The API object in this window, a parent or an opener. @param {Window} start */
  function find(start) {
    for (const first of [start, start.opener]) {
      let place = first;
      for (let i = 0; place && i < MAX_PARENTS; i += 1) {
        try {
          if (place.API) return place.API;
        } catch (_) {
          break; // a window of another site
        }
        if (place.parent === place) break;
        place = place.parent;
      }
    }
    return null;
  }

  const two = (n) => String(n).padStart(2, "0");

  /** A time span as SCORM 1.2 writes it: HHHH:MM:SS. @param {number} seconds */
  function timespan(seconds) {
    const s = Math.max(0, Math.round(seconds));
    return String(Math.floor(s / 3600)).padStart(4, "0") + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
  }

  /** @param {Window} start */
  function connect(start) {
    const api = find(start);
    const began = Date.now();
    let isOpen = false;
    if (api) isOpen = String(api.LMSInitialize("")) === "true";
    return {
      isConnected: isOpen,
      get: (name) => (isOpen ? String(api.LMSGetValue(name)) : ""),
      set: (name, value) => isOpen && String(api.LMSSetValue(name, String(value))) === "true",
      commit: () => isOpen && String(api.LMSCommit("")) === "true",
      /** Ends the session; a course that is not done is kept for later. */
      finish(isDone) {
        if (!isOpen) return;
        this.set("cmi.core.session_time", timespan((Date.now() - began) / 1000));
        this.set("cmi.core.exit", isDone ? "" : "suspend");
        this.commit();
        api.LMSFinish("");
        isOpen = false;
      },
    };
  }

  labkb.lms = { connect, timespan };
})((globalThis.labkb = globalThis.labkb || {}));
