/** What a query says before the index is asked: numbers, codes and runs of characters. */
(function (labkb) {
  "use strict";
  const core = (labkb.core = labkb.core || {});
  const search = (core.search = core.search || {});

  const LONGEST = 400;
  const MOST_RUNS = 12;
  const LONGEST_RUN = 40;

  /** Asking, not asked for; longest first. The second part is what an answer looks like. */
  const ASKING = {
    time: "多长时间 什么时间 什么时候 哪一天 哪天 何时 多久 多长",
    number: "多大比例 什么比例 百分之几 多少钱 多少 多大 几倍",
    list: "有哪些 哪些 哪几个 哪几种 哪几项",
    年: "几年 多少年", 月: "几个月 多少个月", 日: "几天 几日 多少天 多少日 几个工作日 多少个工作日", 小时: "几个小时 多少小时 几小时",
    周岁: "几岁 多少岁 几周岁 多少周岁", 次: "几次 多少次", 人: "几人 几名 几个人 多少人 多少名", 个: "几个 多少个", 种: "几种 多少种",
    项: "几项 几条 几类 多少项", 家: "几家 多少家", 等: "几等 多少等", 级: "几级 多少级",
    office: "哪个部门 哪些部门 什么部门 哪个主管部门 哪个机关 哪些机关 什么机关 哪个机构 什么机构 哪一级政府 哪级政府",
    who: "由谁 谁来 找谁 归谁 什么人 哪些人 哪些单位 谁",
    where: "哪里 哪儿 哪个法院 什么地方 何处",
    "": "指什么 什么叫 是什么意思 什么意思 可不可以 需不需要 能不能 要不要 是不是 有没有 会不会 用不用 该不该 算不算 什么样 怎么办 怎么样 " +
      "为什么 有什么 是什么 什么是 请问 怎么 怎样 如何 什么 哪个 哪种 是否 能否 可否 应该 吗 呢 啥",
  };
  const HINTS = new Map();
  for (const hint of Object.keys(ASKING)) for (const word of ASKING[hint].split(" ")) HINTS.set(word, hint);
  const ASKED = new RegExp(
    "(?:最多|最少|至少|至多)?(?:可以|必须|需要|应当)?(?:分为|分成|[是要了由归在分])?(" +
      Array.from(HINTS.keys()).sort((a, b) => b.length - a.length).join("|") + ")", "g"
  );
  const NUMERAL = "(?:\\d+|[一二三四五六七八九十百两]+)";
  const ANSWERS = {
    time: new RegExp(NUMERAL + "(?:个)?(?:年|月|日|天|小时|周|工作日)|期限|时限|届满|之日"),
    number: new RegExp(NUMERAL + "(?:周岁|人|名|次|个|家|项|种|万|元|%|倍|以上)|百分之|不少于|不超过"),
    人: new RegExp(NUMERAL + "\\s*(?:人|名|个)"),
    个: new RegExp(NUMERAL + "\\s*(?:个|人|名|家|项)"),
    list: /下列|以下|包括/,
    who: /应当?由|负责|主管|资格|职称|取得|担任/,
    office: new RegExp(
      "(?:机关|部门|机构|单位)(?:是|为)|是[^，。；]{2,30}(?:机关|部门|主管单位)|(?:机关|部门|机构)[^，。；]{0,20}(?:负责|主管)|" +
        "由[^，。；]{2,24}(?:部门|机关|机构|政府|委员会)[^，。；]{0,8}(?:负责|批准|审批|决定|登记|办理|管辖|主管|核准|授予|组织)"
    ),
    where: /所在地|管辖|窗口|位置|地点|机关|部门|机构|法院|在[^，。；]{2,12}(?:召开|举行|举办|开)/,
  };

  /** What is wanted without a word of asking: 商标 有效期. */
  const IMPLIED = {
    time: /期限|时限|有效期|年限|时间/, list: /条件|种类|类型|职责|情形|范围|内容|程序|步骤/, number: /比例|税率|标准|金额|数额|倍/,
  };

  /** Words too common in this field to be wanted for themselves. */
  const EMPTY = new Set(
    ("需要 应该 必须 可以 应当 进行 有关 相关 关于 以及 或者 如果 其他 哪 几 要求 规定 情况 问题 方面 内容 " +
      "的话 要 能 会 是 在 和 与 及 或 由 对 把 被 就 都 而 得 着 过 也 的 了 吗 呢 有 为 以 于 从 到 给 让 向 按 之 其 等 做 用 该 用来 可用 怎 办 " +
      "一共 总共 共有 共计 总计 遇到 碰到 一下 到底 究竟 请 想 问 跟 同 里 上 中 时 算 这 那 我 人 来 去 还 再 没 不").split(" ")
  );

  /** Wanted, but less than what they stand with. */
  const WEAK = new Set(
    ("一次 最长 最短 最多 最少 至少 至多 最高 最低 必须 应当 具体 哪 不能 不得 可以 定义 概念 含义 意思 办理 处理 目前 " +
      "开始 计算 自己 别人 一个 所有 多少 时候 行为 一年 每年 一天 每天 一个月 每月 一般 东西 不用 不能 包括").split(" ")
  );

  const WORD = /[a-z0-9]+(?:[-./:_+][a-z0-9]+)*|[^\p{P}\p{Z}\p{C}a-z0-9]+/gu;
  /** English words that say nothing by themselves. */
  const ENGLISH_EMPTY = new Set("of the a an in on for to and or is are what how by with from at as about between".split(" "));
  const ENGLISH_DEFINES = new Set("definition definitions define defined meaning".split(" "));
  const DEFINES = /\b(?:definitions?|define|meaning) of\b|\bwhat (?:is|are)\b|定义|概念|含义|是什么意思|什么意思|什么是|什么叫|是什么$|指什么|指的是|包括哪些|包括什么/;
  const QUOTED = /^\s*["“「『](.+)["”」』]\s*$/;

  /**
   * @param {string} query @param {boolean} literal look for the sentence as it stands
   * @returns {{text: string, literal: boolean, numbers: {key: string, text: string}[],
   *   runs: {run: string, parts: {text: string, written: string, ascii: boolean}[]}[],
   *   codes: {keys: string[], from: number, to: number}[], hints: string[], implied: string[], whole: string, inside: boolean, defines: boolean}}
   */
  function parse(query, literal) {
    let folded = search.withoutState(search.text.fold(String(query).slice(0, LONGEST)));
    const quoted = QUOTED.exec(folded);
    if (quoted) folded = quoted[1];
    const whole = Array.from(search.text.normalise(folded)).slice(0, LONGEST_RUN).join("");
    const exact = literal || Boolean(quoted);
    if (exact) {
      const run = { run: whole, parts: [{ text: whole, written: whole, ascii: false }] };
      return { text: folded, literal: true, numbers: [], runs: whole ? [run] : [], codes: [], hints: [], implied: [], whole: whole, inside: false, defines: false };
    }
    const defines = DEFINES.test(folded);
    const taken = search.numbers.takeNumbers(folded);
    const hints = [];
    const content = taken.rest.replace(ASKED, (_, word) => {
      hints.push(HINTS.get(word));
      return " ";
    });
    const numbers = taken.numbers;
    let runs = runsOf(content, numbers);
    runs = withoutBare(runs, numbers);
    if (!runs.some((run) => Array.from(run.run).length > 1)) {
      const all = runsOf(taken.rest, []);
      if (all.some((run) => Array.from(run.run).length > 1)) runs = all;
    }
    if (hints.length && runs.some((run) => Array.from(run.run).length > 1)) {
      runs = runs.filter((run) => Array.from(run.run).length > 1);
    }
    return {
      text: folded, literal: false, numbers: joined(numbers), runs: runs.slice(0, MOST_RUNS),
      codes: codesOf(runs), hints: hints, implied: Object.keys(IMPLIED).filter((hint) => IMPLIED[hint].test(folded)), whole: whole, inside: taken.inside && !hints.length, defines: defines,
    };
  }

  /** Runs of characters that stand together; dotted numbers go to the numbers instead. */
  function runsOf(text, numbers) {
    const runs = [];
    let open = null;
    let end = -1;
    for (const match of text.matchAll(WORD)) {
      const written = match[0];
      const ascii = /^[a-z0-9]/.test(written);
      const letters = open && match.index - end < 2 && /^[a-z/]+$/.test(open.parts[open.parts.length - 1].written);
      if (ascii && !letters && search.numbers.isDotted(written)) {
        numbers.push({ key: written, text: written });
        open = null;
        continue;
      }
      const part = { text: search.text.normalise(written), written: written, ascii: ascii };
      if (open && match.index === end) open.parts.push(part);
      else runs.push((open = { run: "", parts: [part] }));
      end = match.index + written.length;
    }
    for (const run of runs) {
      const room = LONGEST_RUN;
      run.run = Array.from(run.parts.map((part) => part.text).join("")).slice(0, room).join("");
    }
    return runs.filter((run) => run.run);
  }

  /** A small number beside a name is a clause of it: 公司法 23. */
  function withoutBare(runs, numbers) {
    if (numbers.length || !runs.some((run) => search.looksNamed(run.run))) return runs;
    return runs.filter((run) => {
      const bare = search.isBare(run.run);
      if (bare) numbers.push({ key: run.run, text: run.run });
      return !bare;
    });
  }

  /** 三、（八） is 3.8 as well as 8. */
  function joined(numbers) {
    const plain = numbers.filter((number) => /^\d+$/.test(number.key));
    if (numbers.length < 2 || plain.length !== numbers.length) return numbers;
    const path = { key: plain.map((number) => number.key).join("."), text: plain.map((n) => n.text).join("") };
    return [Object.assign({ or: [plain[0].key, plain[plain.length - 1].key] }, path)];
  }

  /** Words of letters and digits that may be codes, alone and joined with their neighbours. */
  function codesOf(runs) {
    const parts = [];
    runs.forEach((run, place) => {
      run.parts.forEach((part, inside) => {
        const follows = run.parts[inside + 1];
        const notice = part.ascii && /^\d{1,4}$/.test(part.text) && follows && /^号文?/.exec(follows.text);
        if (part.ascii) parts.push({ text: part.text, written: part.written, place: place });
        if (notice) parts.push({ text: part.text + notice[0], written: part.text + notice[0], place: -1 });
      });
    });
    const found = [];
    for (let from = 0; from < parts.length && from < 8; from++) {
      let written = "";
      for (let to = from; to < parts.length && to < from + 4; to++) {
        if (to > from && (parts[to].place < 0 || parts[from].place < 0)) break;
        written += (to > from ? " " : "") + parts[to].written;
        if (/\d/.test(written)) {
          found.push({ keys: search.numbers.codeKeys(written), from: parts[from].place, to: parts[to].place });
        }
      }
    }
    return found;
  }

  search.answersTo = (hint, text) => {
    if (!hint) return false;
    if (!ANSWERS[hint]) ANSWERS[hint] = new RegExp(NUMERAL + "\\s*个?\\s*(?:" + hint + ")");
    return ANSWERS[hint].test(text);
  };
  search.parse = parse;
  search.isEnglishEmpty = (word, defines) => ENGLISH_EMPTY.has(word) || (defines && ENGLISH_DEFINES.has(word));
  search.isEmptyWord = (word) => EMPTY.has(word);
  search.isWeakWord = (word) => WEAK.has(word);
})((globalThis.labkb = globalThis.labkb || {}));
