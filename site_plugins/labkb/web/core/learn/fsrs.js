/**
 * When to ask again: FSRS-6, the Free Spaced Repetition Scheduler of the Open Spaced Repetition
 * project, with its default parameters, without fuzz. Written after the published description of
 * the algorithm; tests hold it against values computed by the project's own package (py-fsrs 6.3).
 *
 * A card is {state, step, stability, difficulty, due, last}; times are ISO texts in UTC.
 */
(function (labkb) {
  "use strict";
  const learn = (labkb.core.learn = labkb.core.learn || {});
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const AGAIN = 1, HARD = 2, GOOD = 3, EASY = 4;
  const RETENTION = 0.9;
  const LONGEST = 36500;
  const MINUTE = 60000;
  const DAY = 86400000;
  const DECAY = -W[20];
  const FACTOR = Math.pow(0.9, 1 / DECAY) - 1;
  const STEPS = { learning: [MINUTE, 10 * MINUTE], relearning: [10 * MINUTE] };

  const clampD = (d) => Math.min(10, Math.max(1, d));
  const clampS = (s) => Math.max(0.001, s);
  const rawDifficulty = (rating) => W[4] - Math.exp(W[5] * (rating - 1)) + 1;

  /** The chance, 0 to 1, that the card is still known. */
  function retrievability(card, at) {
    if (!card || !card.last) return 0;
    const days = Math.max(0, Math.floor((Date.parse(at) - Date.parse(card.last)) / DAY));
    return Math.pow(1 + (FACTOR * days) / card.stability, DECAY);
  }

  function nextDifficulty(d, rating) {
    const moved = d + ((10 - d) * (-W[6] * (rating - GOOD))) / 9;
    return clampD(W[7] * rawDifficulty(EASY) + (1 - W[7]) * moved);
  }

  function sameDay(s, rating) {
    const growth = Math.exp(W[17] * (rating - GOOD + W[18])) * Math.pow(s, -W[19]);
    return clampS(s * (rating === AGAIN ? growth : Math.max(1, growth)));
  }

  function forgotten(d, s, r) {
    const long = W[11] * Math.pow(d, -W[12]) * (Math.pow(s + 1, W[13]) - 1) * Math.exp((1 - r) * W[14]);
    return clampS(Math.min(long, s / Math.exp(W[17] * W[18])));
  }

  function recalled(d, s, r, rating) {
    const bonus = rating === HARD ? W[15] : rating === EASY ? W[16] : 1;
    const growth = Math.exp(W[8]) * (11 - d) * Math.pow(s, -W[9]) * (Math.exp((1 - r) * W[10]) - 1);
    return clampS(s * (1 + growth * bonus));
  }

  /** Python's round(): halves go to the even neighbour. */
  function roundEven(x) {
    const low = Math.floor(x);
    if (x - low !== 0.5) return Math.round(x);
    return low % 2 === 0 ? low : low + 1;
  }

  function interval(s) {
    const days = roundEven((s / FACTOR) * (Math.pow(RETENTION, 1 / DECAY) - 1));
    return Math.min(LONGEST, Math.max(1, days)) * DAY;
  }

  /** The card after a review. @param {object|null} card @param {1|2|3|4} rating @param {string} at */
  function review(card, rating, at) {
    const now = Date.parse(at);
    const held = card || { state: "learning", step: 0, stability: 0, difficulty: 0, due: at, last: "" };
    const next = Object.assign({}, held, { last: at });
    if (!held.last) {
      next.stability = clampS(W[rating - 1]);
      next.difficulty = clampD(rawDifficulty(rating));
    } else {
      const elapsed = Math.floor((now - Date.parse(held.last)) / DAY);
      const r = retrievability(held, at);
      next.difficulty = nextDifficulty(held.difficulty, rating);
      if (elapsed < 1) next.stability = sameDay(held.stability, rating);
      else if (rating === AGAIN) next.stability = forgotten(held.difficulty, held.stability, r);
      else next.stability = recalled(held.difficulty, held.stability, r, rating);
    }
    next.due = new Date(now + wait(held, next, rating)).toISOString();
    return next;
  }

  /** How long until the next time; sets state and step. */
  function wait(held, next, rating) {
    if (held.state === "review") {
      if (rating !== AGAIN) return interval(next.stability);
      next.state = "relearning";
      next.step = 0;
      return STEPS.relearning[0];
    }
    const steps = STEPS[held.state];
    if (rating === AGAIN) {
      next.step = 0;
      return steps[0];
    }
    if (rating === HARD) {
      if (held.step > 0) return steps[held.step];
      return steps.length === 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2;
    }
    if (rating === GOOD && held.step + 1 < steps.length) {
      next.step = held.step + 1;
      return steps[next.step];
    }
    next.state = "review";
    next.step = 0;
    return interval(next.stability);
  }

  learn.fsrs = { review, retrievability, AGAIN, HARD, GOOD, EASY };
})((globalThis.labkb = globalThis.labkb || {}));
