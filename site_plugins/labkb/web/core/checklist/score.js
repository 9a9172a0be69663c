/** The total of a checklist, by the rule that its data states. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const checklist = (core.checklist = core.checklist || {});

  /**
   * @param {{chapters: Array<{key: string, title: string, number?: string}>}} form
   * @param {Array<object>} items those that are asked
   * @param {Record<string, {value: object}>} answers
   * @param {{conforming: string, partial: string, nonconforming: string, unanswered: string,
   *   thresholds: Array<{at_least: string, words: string, tone: string}>,
   *   critical_words?: string|null, incomplete_words: string}} rule
   */
  checklist.score = function (form, items, answers, rule) {
    const chapters = form.chapters
      .map((chapter) => {
        const own = items.filter((item) => item.chapter === chapter.key);
        return Object.assign({ key: chapter.key, number: chapter.number || "", title: chapter.title }, tally(own, answers, rule));
      })
      .filter((chapter) => chapter.total > 0);
    const all = tally(items, answers, rule);
    const failed = items
      .filter((item) => item.critical && checklist.valueOf(answers, item.id).answer === "nonconforming")
      .map((item) => item.id);
    return Object.assign(all, {
      chapters: chapters,
      critical: failed,
      verdict: verdict(all, failed, rule),
    });
  };

  function tally(items, answers, rule) {
    const counts = { conforming: 0, partial: 0, nonconforming: 0, not_applicable: 0, unanswered: 0 };
    // Credits are hundredths and weights whole numbers: sums stay exact.
    let got = 0;
    let possible = 0;
    items.forEach((item) => {
      const value = checklist.valueOf(answers, item.id);
      const answer = checklist.isAnswered(value) ? value.answer : "unanswered";
      counts[answer] += 1;
      if (answer === "not_applicable") return;
      if (answer === "unanswered" && rule.unanswered !== "zero") return;
      possible += 100 * item.weight;
      if (answer !== "unanswered") got += Math.round(Number(rule[answer]) * 100) * item.weight;
    });
    return {
      total: items.length,
      answered: items.length - counts.unanswered,
      counts: counts,
      got: got / 100,
      possible: possible / 100,
      // Compared unrounded; shown rounded.
      percent: possible ? (got * 100) / possible : null,
      shown: possible ? String(Math.floor((got * 100) / possible + 0.5)) : null,
    };
  }

  function verdict(all, failed, rule) {
    if (failed.length && rule.critical_words) return { tone: "bad", words: rule.critical_words };
    if (all.percent === null) return { tone: "none", words: "" };
    if (all.answered < all.total) return { tone: "none", words: rule.incomplete_words };
    const reached = (rule.thresholds || []).find((t) => all.percent >= Number(t.at_least));
    return reached ? { tone: reached.tone, words: reached.words } : { tone: "none", words: "" };
  }
})((globalThis.labkb = globalThis.labkb || {}));
