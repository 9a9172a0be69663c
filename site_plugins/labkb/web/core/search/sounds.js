/** Pinyin, initials and typing errors: from sounds and shapes to words of the collection. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const WIDTH = 12;
  const CHOICES = 8;
  const LONGEST = 36;
  const SKIPPED = 16;
  const MOST_OF_TWO = 4;
  const MOST_JOINED = 12;
  const SMALL_WORDS = { de: "的", he: "和", yu: "与", ji: "及", huo: "或" };

  /** @param {{sounds: string, shapes: string}} data the `letters` script */
  function Letters(data) {
    this.readings = new Map();
    this.syllables = new Set();
    for (const entry of data.sounds.split(";")) {
      const syllable = /^[a-z]+/.exec(entry)[0];
      this.syllables.add(syllable);
      for (const char of entry.slice(syllable.length)) {
        const known = this.readings.get(char);
        if (known) known.push(syllable);
        else this.readings.set(char, [syllable]);
      }
    }
    this.shapes = new Map();
    for (const group of data.shapes.split(" ")) {
      for (const char of group) {
        this.shapes.set(char, (this.shapes.get(char) || "") + group.replace(char, ""));
      }
    }
  }

  /** The ways to read letters as whole syllables: `xian` -> [[xian], [xi, an]]. */
  Letters.prototype.split = function (token) {
    const ways = [];
    const walk = (at, found) => {
      if (ways.length >= 6) return;
      if (at === token.length) {
        ways.push(found);
        return;
      }
      for (let length = Math.min(6, token.length - at); length > 0; length--) {
        const part = token.slice(at, at + length);
        if (this.syllables.has(part) && part !== "m" && part !== "n") walk(at + length, found.concat(part));
      }
    };
    if (token.length <= LONGEST) walk(0, []);
    return ways;
  };

  /** The initials that letters and characters can stand for: `celiangbq` -> [clbq]; with the pieces. */
  Letters.prototype.patterns = function (chars) {
    const found = [];
    const walk = (at, pieces) => {
      if (found.length >= 12) return;
      if (at === chars.length) {
        found.push(pieces);
        return;
      }
      if (!/[a-z]/.test(chars[at])) {
        const readings = this.readings.get(chars[at]) || [];
        for (const reading of readings.slice(0, 2)) {
          walk(at + 1, pieces.concat({ char: chars[at], initial: reading[0] }));
        }
        return;
      }
      for (let length = Math.min(6, chars.length - at); length > 1; length--) {
        const part = chars.slice(at, at + length).join("");
        if (this.syllables.has(part)) walk(at + length, pieces.concat({ sound: part, initial: part[0] }));
      }
      walk(at + 1, pieces.concat({ initial: chars[at] }));
    };
    if (chars.length <= LONGEST) walk(0, []);
    return found.filter((pieces) => pieces.length > 1 && pieces.length <= 20);
  };

  Letters.prototype.fits = function (word, pieces) {
    const chars = Array.from(word);
    return (
      chars.length === pieces.length &&
      chars.every((char, place) => {
        const piece = pieces[place];
        if (piece.char) return piece.char === char;
        return !piece.sound || (this.readings.get(char) || [piece.sound]).includes(piece.sound);
      })
    );
  };

  const coupleKey = (first, second) => "*" + first + "." + second;

  /** Words that sound so, best first. */
  function* bySound(syllables, letters, index) {
    const keys = [];
    for (let i = 0; i + 1 < syllables.length; i++) keys.push(coupleKey(syllables[i], syllables[i + 1]));
    yield { keys: keys };
    const couples = keys.map((key) =>
      index.entries(key).map((entry) => ({ chars: Array.from(entry.rest), level: entry.count }))
    );
    const sounds = (chars, at) =>
      at + chars.length <= syllables.length &&
      chars.every((char, i) => (letters.readings.get(char) || [syllables[at + i]]).includes(syllables[at + i]));
    let beams = [[{ chars: [], score: 0 }]];
    for (let at = 0; at < syllables.length; at++) {
      const grown = beams[at] || [];
      grown.sort((a, b) => b.score - a.score);
      for (const state of grown.slice(0, WIDTH)) {
        const last = state.skipped ? "" : state.chars[at - 1];
        const put = (extra, score) => {
          const place = at + extra.length;
          (beams[place] = beams[place] || []).push({ chars: state.chars.concat(extra), score: state.score + score, skipped: state.skipped });
        };
        for (const couple of at ? couples[at - 1] : []) {
          if (couple.chars.length === 2 && couple.chars[0] === last) put([couple.chars[1]], couple.level + 4);
        }
        for (const couple of couples[at] || []) {
          const length = couple.chars.length;
          if (length === 2) put(couple.chars, couple.level);
          else if (sounds(couple.chars, at)) put(couple.chars, couple.level + 9 * (length - 2) + 6);
        }
        if (at && SMALL_WORDS[syllables[at]]) put([SMALL_WORDS[syllables[at]]], -2);
        // 人身安全保护令: no word of the collection has its last character where it stands.
        if (at > 1) skip(state, at);
      }
    }
    function skip(state, at) {
      if (state.skipped) return;
      const place = at + 1;
      (beams[place] = beams[place] || []).push({ chars: state.chars, score: state.score - SKIPPED, skipped: true });
    }
    const whole = (beams[syllables.length] || []).sort((a, b) => b.score - a.score);
    const words = new Map();
    for (const state of whole) {
      const word = state.chars.join("");
      if (!words.has(word)) words.set(word, state.score);
    }
    const best = whole.length ? whole[0].score : 0;
    return Array.from(words).filter((pair) => pair[1] >= best - 8).slice(0, CHOICES).map((pair) => pair[0]);
  }

  /** Names that begin so, letter by letter; a long word may be two names. */
  function* byInitials(chars, letters, index) {
    const patterns = letters.patterns(chars);
    const keys = new Set(patterns.map((pieces) => "-" + pieces.map((piece) => piece.initial).join("")));
    yield { keys: Array.from(keys) };
    const found = new Map();
    for (const pieces of patterns) {
      const key = "-" + pieces.map((piece) => piece.initial).join("");
      const whole = pieces.filter((piece) => piece.sound || piece.char).length;
      for (const entry of index.entries(key)) {
        if (!letters.fits(entry.rest, pieces)) continue;
        const score = entry.count + (entry.named ? 6 : 0) + whole * 3;
        if (!(found.get(entry.rest) >= score)) found.set(entry.rest, score);
      }
    }
    if (found.size) {
      return Array.from(found).sort((a, b) => b[1] - a[1]).slice(0, CHOICES).map((pair) => pair[0]);
    }
    return yield* ofTwoWords(patterns, letters, index);
  }

  /** Two words that stand side by side somewhere: xxhjs, 信息化建设. */
  function* ofTwoWords(patterns, letters, index) {
    const initialsOf = (pieces) => "-" + pieces.map((piece) => piece.initial).join("");
    const cuts = [];
    for (const pieces of patterns) {
      for (let at = 2; at + 2 <= pieces.length; at++) cuts.push([pieces.slice(0, at), pieces.slice(at)]);
    }
    yield { keys: Array.from(new Set(cuts.flatMap((cut) => cut.map(initialsOf)))) };
    const wordsOf = (pieces) =>
      index.entries(initialsOf(pieces)).filter((entry) => letters.fits(entry.rest, pieces)).slice(0, MOST_OF_TWO);
    const joined = new Map();
    for (const [left, right] of cuts) {
      for (const first of wordsOf(left)) {
        for (const second of wordsOf(right)) joined.set(first.rest + second.rest, { bridge: first.rest.slice(-1) + second.rest[0], count: first.count + second.count });
      }
    }
    const likely = Array.from(joined).sort((a, b) => b[1].count - a[1].count).slice(0, MOST_JOINED);
    yield { keys: likely.map((pair) => pair[1].bridge) };
    return likely.filter((pair) => index.count(pair[1].bridge)).map((pair) => pair[0]);
  }

  /**
   * A run with one character replaced, so that its pairs are words of the collection.
   * @param {string[]} chars @param {number[]} suspects places whose pairs are unknown
   */
  function* corrected(chars, suspects, letters, index) {
    const places = suspects.filter((place) => search.text.isHan(chars[place]));
    const sounds = (char) => letters.readings.get(char) || [];
    const keys = new Set();
    for (const place of places) {
      for (const sound of sounds(chars[place])) {
        for (const left of place ? sounds(chars[place - 1]) : []) keys.add(coupleKey(left, sound));
        for (const right of place + 1 < chars.length ? sounds(chars[place + 1]) : []) keys.add(coupleKey(sound, right));
      }
      for (const char of letters.shapes.get(chars[place]) || "") {
        if (place) keys.add(chars[place - 1] + char);
        if (place + 1 < chars.length) keys.add(char + chars[place + 1]);
      }
    }
    if (!keys.size) return null;
    yield { keys: Array.from(keys) };
    let best = null;
    for (const place of places) {
      const candidates = new Map();
      const add = (char, level) => candidates.set(char, (candidates.get(char) || 0) + level);
      const heard = new Set();
      for (const sound of sounds(chars[place])) {
        for (const left of place ? sounds(chars[place - 1]) : []) {
          for (const entry of index.entries(coupleKey(left, sound))) {
            const pair = Array.from(entry.rest);
            if (pair.length === 2 && pair[0] === chars[place - 1] && !heard.has("l" + pair[1])) {
              heard.add("l" + pair[1]);
              add(pair[1], entry.count + 1);
            }
          }
        }
        for (const right of place + 1 < chars.length ? sounds(chars[place + 1]) : []) {
          for (const entry of index.entries(coupleKey(sound, right))) {
            const pair = Array.from(entry.rest);
            if (pair.length === 2 && pair[1] === chars[place + 1] && !heard.has("r" + pair[0])) {
              heard.add("r" + pair[0]);
              add(pair[0], entry.count + 1);
            }
          }
        }
      }
      for (const char of letters.shapes.get(chars[place]) || "") {
        for (const pair of [place && chars[place - 1] + char, place + 1 < chars.length && char + chars[place + 1]]) {
          const size = pair ? index.count(pair) : 0;
          if (size) add(char, Math.min(9, Math.ceil(Math.log2(size + 1))));
        }
      }
      candidates.delete(chars[place]);
      for (const [char, level] of candidates) {
        if (!best || level > best.level) best = { level: level, place: place, char: char };
      }
    }
    if (!best) return null;
    const fixed = chars.slice();
    fixed[best.place] = best.char;
    return fixed;
  }

  search.Letters = Letters;
  search.bySound = bySound;
  search.byInitials = byInitials;
  search.corrected = corrected;
})((globalThis.labkb = globalThis.labkb || {}));
