/** Algorithm A of ISO 13528 (annex C.3.1), converged, with its iterations. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const values = calc.values;
  const { define } = calc.evaluation;
  const CONVERGED = 1e-12;
  const MOST = 10000;

  const threeDigits = (value) => (value === 0 ? "0" : value.toExponential(2));

  /**
   * @param {unknown[]} items readings @param {unknown} start median @param {unknown} scale 1.483 MAD
   * @returns {{mean: number, s: number, iterations: object[], stop: number, stop_s: number}}
   */
  function algorithmA(items, start, scale) {
    const x = values.list(items).map((v) => values.number(v));
    let mean = values.number(start);
    let s = values.number(scale);
    const iterations = [{ iter: 0, mean, s }];
    let stop = null;
    for (let iter = 1; iter <= MOST; iter++) {
      const low = mean - 1.5 * s;
      const high = mean + 1.5 * s;
      const clipped = x.map((v) => Math.min(high, Math.max(low, v)));
      const nextMean = clipped.reduce((sum, v) => sum + v, 0) / x.length;
      const squares = clipped.reduce((sum, v) => sum + (v - nextMean) ** 2, 0);
      const nextS = 1.134 * Math.sqrt(squares / (x.length - 1));
      const settled =
        threeDigits(nextMean) === threeDigits(mean) && threeDigits(nextS) === threeDigits(s);
      const done =
        Math.abs(nextMean - mean) <= CONVERGED * nextS && Math.abs(nextS - s) <= CONVERGED * nextS;
      mean = nextMean;
      s = nextS;
      iterations.push({ iter, mean, s });
      if (settled && !stop) stop = iterations[iter];
      if (done) break;
    }
    stop = stop || iterations[iterations.length - 1];
    return {
      mean,
      s,
      first: iterations.slice(0, 6),
      count: iterations.length - 1,
      stop: stop.iter,
      stop_s: stop.s,
    };
  }

  define({ algorithm_a: [3, 3, algorithmA] });
  calc.robust = { algorithmA };
})((globalThis.labkb = globalThis.labkb || {}));
