/** Global risk of a conformity decision (JCGM 106): prior of the items times spread of the measurement. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const values = calc.values;
  const { define } = calc.evaluation;
  const STEPS = 4000;

  /** Simpson's rule. */
  function integrate(f, low, high) {
    const h = (high - low) / STEPS;
    let sum = f(low) + f(high);
    for (let i = 1; i < STEPS; i++) sum += f(low + i * h) * (i % 2 ? 4 : 2);
    return (sum * h) / 3;
  }

  /**
   * @param itp share of items in tolerance @param ratio prior sd / measurement sd @param limits tolerance
   * @returns {{prior, noise, accepted, false_accept, false_reject}} probabilities
   */
  function globalRisk(itp, ratio, limits) {
    const [low, high] = values.list(limits).map((v) => values.number(v));
    const centre = (low + high) / 2;
    const half = (high - low) / 2;
    const prior = half / calc.statistics.tTwoSided(itp, Infinity);
    const noise = prior / values.number(ratio);
    const { normalCdf } = calc.statistics;
    const density = (e) => Math.exp(-0.5 * (e / prior) ** 2) / (prior * Math.sqrt(2 * Math.PI));
    const accept = (e) => normalCdf((half - e) / noise) - normalCdf((-half - e) / noise);
    const reach = Math.min(10 * noise, 12 * prior);
    const falseAccept = 2 * integrate((e) => density(e) * accept(e), half, half + reach);
    const accepted = 1 - 2 * normalCdf(-half / Math.hypot(prior, noise));
    return {
      prior,
      noise,
      accepted,
      centre,
      false_accept: falseAccept,
      // Rejected and in tolerance = in tolerance − accepted and in tolerance.
      false_reject: values.number(itp) - (accepted - falseAccept),
    };
  }

  define({ global_risk: [3, 3, globalRisk] });
  calc.risk = { globalRisk };
})((globalThis.labkb = globalThis.labkb || {}));
