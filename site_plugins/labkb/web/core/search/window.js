/** The first hits read: phrases, nearness, exact titles, what answers a question. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const OF = /的/g;
  /** How a sentence begins that says what something is. */
  const DEFINING = ["X是指", "所称X", "X是", "X指"];
  /** 有下列情形之一的，为假兽药： */
  const CALLED_SO = ["。", "：", ":", "；"];
  /** Rules come before what follows when they are broken, and before what a text is made for. */
  const PENALTY = /法律责任|罚则|处罚/;
  const BROKEN = /^违反|责令|罚款|依法追究刑事责任/;
  const ARTICLE = /第[一二三四五六七八九十百千零〇]+条/g;
  const ASKS_PENALTY = /罚|责任|处分|责令|拘留|吊销|没收|违反|违法|赔偿|追究|后果|怎么办/;
  /** A number and a heading of a text that is not at hand come after what says something. */
  const EMPTY = 10;
  /** People and departments are asked for as such; of these a reader wants what the rules say. */
  const CARDS = new Set(["term", "reference", "fact", "responsibility", "calculator_page", "check_item", "question", "section"]);
  const NAMED = new Set(["organization", "person"]);
  const PART_OF = /^[.-]/;
  const LESS = 10;
  const LISTED = /条件|职责|情形|材料|文件|证件|资料|内容|程序|种类|事项|措施/;
  /** 有效期为十年: what follows a word whose value is said. */
  const VALUE = /^(?:期限?|应当|分别)?(?:为|是|不得?少于|不得?超过|最长|最短|至少|不得?低于|不得?高于)[^，。]{0,4}?[\d一二三四五六七八九十百两]/;
  const STATED = 1;
  const LEAD = /^[^。；\n]{1,90}/;
  const REGIME = /^国家(?:实行|建立|对)/;
  /** A law comes before what is made to carry it out. */
  const LAW = /法$/;
  const PURPOSE = /^为了?.{4,120}制定本/;

  /**
   * The first hits in a new order, now that their text is at hand.
   * @param {number[]} window ordinals @param {Float32Array} scores changed for these
   */
  function reread(window, parsed, terms, scores, index) {
    const worth = new Map();
    const asked = {
      whole: parsed.whole, plain: parsed.whole.replace(OF, ""),
      runs: parsed.runs.map((run) => run.run.replace(OF, "")).filter((run) => run.length > 2),
      groups: groupsOf(terms),
      penalty: ASKS_PENALTY.test(parsed.text),
      listed: listedIn(parsed.text),
    };
    asked.words = Array.from(new Set([asked.plain].concat(...asked.groups))).filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
    asked.defined = parsed.defines ? asked.words.concat(asked.groups.map((group) => group[0]).join("")) : [];
    window.forEach((ordinal, place) => {
      const row = index.stored.get(ordinal);
      const base = scores[ordinal];
      worth.set(ordinal, { score: row ? base + gain(row, parsed, asked) : base, place: place });
    });
    partsFirst(window, worth, asked, index);
    if (asked.penalty) penaltiesFirst(window, worth, index);
    window.sort((a, b) => worth.get(b).score - worth.get(a).score || worth.get(a).place - worth.get(b).place);
    for (const ordinal of window) scores[ordinal] = worth.get(ordinal).score;
    if (!parsed.defines) originalFirst(window, asked, scores, index);
    if (parsed.hints.length) ruleSecond(window, scores, index);
    return window;
  }

  /** Where the reader's own text says it word by word, it comes before the card that explains it. */
  function originalFirst(window, asked, scores, index) {
    const kindOf = (ordinal) => index.directory.classes[index.directory.classOf[ordinal]].kind;
    const says = (ordinal) => {
      const row = index.stored.get(ordinal);
      return kindOf(ordinal) === "clause" && row && row.said.includes(asked.whole);
    };
    const own = (ordinal) => says(ordinal) && index.stored.get(ordinal).texts.original.norm.includes(asked.whole);
    if (!window.length || asked.whole.length < 2 || !CARDS.has(kindOf(window[0]))) return;
    const place = window.findIndex(says);
    if (place < 1 || !window.some(own)) return;
    const ordinal = window.splice(place, 1)[0];
    scores[ordinal] = scores[window[0]] + 0.001;
    window.unshift(ordinal);
  }

  /** Who asks gets the rule at once, however many cards answer as well. */
  function ruleSecond(window, scores, index) {
    const kindOf = (ordinal) => index.directory.classes[index.directory.classOf[ordinal]].kind;
    const isCard = (ordinal) => CARDS.has(kindOf(ordinal)) || NAMED.has(kindOf(ordinal));
    const place = window.findIndex((ordinal) => kindOf(ordinal) === "clause");
    if (place < 2 || !window.slice(0, place).every(isCard)) return;
    const ordinal = window.splice(place, 1)[0];
    scores[ordinal] = scores[window[0]] - 0.001;
    window.splice(1, 0, ordinal);
  }

  /** A clause that is found for what its parts say comes after the best of them. */
  function partsFirst(window, worth, asked, index) {
    const rows = window.map((ordinal) => index.stored.get(ordinal));
    window.forEach((ordinal, place) => {
      const row = rows[place];
      if (!row || !row.document || asked.words.some((word) => row.texts.title.norm.includes(word))) return;
      const whole = worth.get(ordinal);
      window.forEach((other, at) => {
        const part = rows[at];
        if (!part || part.document !== row.document || !PART_OF.test(part.id.slice(row.id.length)) || !part.id.startsWith(row.id)) return;
        const own = worth.get(other).score;
        if (whole.score >= own && own > whole.score - LESS) whole.score = own - 0.001;
      });
    });
  }

  /** Where a penalty is asked for, the article that punishes comes before the one it names: 违反本法第十条规定的. */
  function penaltiesFirst(window, worth, index) {
    const rows = window.map((ordinal) => index.stored.get(ordinal));
    window.forEach((ordinal, place) => {
      const row = rows[place];
      if (!row || !BROKEN.test(row.body)) return;
      const named = new Set(row.body.match(ARTICLE) || []);
      const own = worth.get(ordinal);
      window.forEach((other, at) => {
        const rule = rows[at];
        if (!rule || rule.document !== row.document || !named.has(rule.number) || BROKEN.test(rule.body)) return;
        own.score = Math.max(own.score, worth.get(other).score + 0.001);
      });
    });
  }

  /** 下列条件, when the conditions are asked for. */
  function listedIn(text) {
    const noun = LISTED.exec(text);
    return noun && new RegExp("下列[^，。：:]{0,8}" + noun[0] + "|" + noun[0] + "(?:包括|如下|：|:)");
  }

  /** For every term that is wanted the words that stand for it. @returns {string[][]} */
  function groupsOf(terms) {
    const wanted = terms.filter((term) => !term.link && !term.soft && !term.number);
    return wanted
      .map((term) => term.variants.map((variant) => variant.word).filter(Boolean).concat(term.parts || []).map((word) => word.replace(OF, "")))
      .filter((group) => group.length);
  }

  function gain(row, parsed, asked) {
    const title = row.texts.title.norm;
    const plain = plainOf(row);
    let sum = 0;
    if (title === asked.whole) sum += parsed.hints.length ? 0 : 8;
    else if (asked.whole.length > 1 && title.includes(asked.whole)) sum += 3;
    if (asked.whole.length > 2 && plain.includes(asked.plain)) sum += 4;
    else for (const run of asked.runs) if (plain.includes(run) || row.named.includes(run)) sum += 4 / asked.runs.length;
    const text = row.body + "\n" + row.original;
    if (parsed.hints.length) sum += 4 * answering(text, row, parsed.hints, asked.groups);
    else if (parsed.implied.length) sum += 2 * answering(text, row, parsed.implied, asked.groups);
    if (asked.listed && asked.listed.test(text)) sum += 3;
    sum += defining(row, plain, asked.defined);
    if (!asked.penalty && (PENALTY.test(row.context) || BROKEN.test(row.body))) sum -= 3;
    if (PURPOSE.test(row.body)) sum -= 2;
    if (LAW.test(row.documentTitle)) sum += 1;
    const lead = leadOf(row);
    const begins = asked.groups.length > 0 && asked.groups.every((group) => group.some((word) => lead.plain.includes(word) || row.named.includes(word)));
    if (begins) sum += REGIME.test(lead.text) ? 3 : 1.5;
    if (row.document && row.number && !row.body && !row.original) sum -= EMPTY;
    else if (row.number && row.title !== row.number && row.title.startsWith(row.documentTitle)) sum -= 1;
    return sum + 3.2 * nearness(plain, asked.words);
  }

  /** How plainly a record says what one of some words means. */
  function defining(row, plain, words) {
    if (words.some((word) => plain.includes("称" + word + "是指"))) return 6;
    if (words.some((word) => CALLED_SO.some((end) => row.body.includes("为" + word + end)))) return 5;
    return words.some((word) => DEFINING.some((sign) => plain.includes(sign.replace("X", word)))) ? 3 : 0;
  }

  /** What a record says without 的; kept, as a query is often asked again. */
  function plainOf(row) {
    if (row.plain === undefined) row.plain = row.said.replace(OF, "");
    return row.plain;
  }
  function leadOf(row) {
    if (!row.lead) {
      const text = (LEAD.exec(row.body) || [""])[0];
      row.lead = { text: text, plain: search.text.aligned(text).norm.replace(OF, "") };
    }
    return row.lead;
  }
  function sentencesOf(row, text) {
    if (!row.sentences) {
      row.sentences = text.split(/[。；\n]/).map((sentence) => ({ sentence: sentence, plain: search.text.aligned(sentence).norm.replace(OF, "") }));
    }
    return row.sentences;
  }

  /** How much of what is asked for stands in one sentence with what looks like an answer. */
  function answering(text, row, hints, groups) {
    if (!groups.length || !hints.some((hint) => search.answersTo(hint, text))) return 0;
    let best = 0;
    for (const { sentence, plain } of sentencesOf(row, text)) {
      if (!hints.some((hint) => search.answersTo(hint, sentence))) continue;
      const held = groups.filter((group) => group.some((word) => plain.includes(word))).length;
      const named = groups.filter((group) => group.some((word) => row.named.includes(word) && !plain.includes(word))).length;
      const stated = groups[groups.length - 1].some((word) => VALUE.test(plain.split(word)[1] || ""));
      best = Math.max(best, (held + 0.5 * named) / groups.length + (stated ? STATED : 0));
    }
    return best;
  }

  /** 1 when all words that a text holds stand side by side, towards 0 as they drift apart. */
  function nearness(body, words) {
    const found = search.occurrences({ norm: body }, words.slice(0, 12));
    const kinds = new Set(found.map((hit) => hit.word));
    if (kinds.size < 2) return 0;
    const counts = new Map();
    let left = 0;
    let best = Infinity;
    const total = Array.from(kinds).reduce((sum, word) => sum + word.length, 0);
    for (const hit of found) {
      counts.set(hit.word, (counts.get(hit.word) || 0) + 1);
      while (counts.size === kinds.size) {
        best = Math.min(best, hit.to - found[left].from);
        const word = found[left++].word;
        if (counts.get(word) === 1) counts.delete(word);
        else counts.set(word, counts.get(word) - 1);
      }
    }
    return Math.min(1, total / best);
  }

  search.reread = reread;
})((globalThis.labkb = globalThis.labkb || {}));
