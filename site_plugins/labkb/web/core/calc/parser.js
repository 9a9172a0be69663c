/** Turns the text of a restricted expression into a tree; nothing in it can be executed. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const { refuse } = calc.errors;
  const { tokens, at } = calc.lexer;

  const DEEPEST = 200;
  const LEVELS = [["or"], ["and"], ["=", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/"]];
  const COMPARISON = 2;

  class Parser {
    constructor(source, field) {
      this.field = field;
      this.tokens = tokens(source, field);
      this.position = 0;
      this.depth = 0;
    }

    get token() {
      return this.tokens[this.position];
    }

    wrong(message, token) {
      const place = token || this.token;
      refuse("syntax", this.field, at(place.line, place.column) + message, place);
    }

    sees(...texts) {
      const token = this.token;
      return (token.type === "operator" || token.type === "word") && texts.includes(token.text);
    }

    next() {
      return this.tokens[this.position++];
    }

    expect(text, opened) {
      if (this.sees(text)) return this.next();
      const shown =
        this.token.type === "end" ? "表达式到此为止" : "这里是“" + this.token.text + "”";
      return this.wrong("应当有“" + text + "”" + (opened || "") + "，但" + shown + "。");
    }

    whole() {
      if (this.token.type === "end") this.wrong("表达式是空的。");
      const tree = this.level(0);
      if (this.token.type !== "end") {
        const hint =
          this.token.text === ")"
            ? "多了一个“)”。"
            : "这里不应当有“" + this.token.text + "”，是不是漏了运算符？";
        this.wrong(hint);
      }
      return tree;
    }

    level(index) {
      if (++this.depth > DEEPEST) this.wrong("括号套得太深。");
      const tree = index === LEVELS.length ? this.unary() : this.binary(index);
      this.depth -= 1;
      return tree;
    }

    binary(index) {
      let left = this.level(index + 1);
      let count = 0;
      while (this.sees(...LEVELS[index])) {
        const token = this.next();
        count += 1;
        if (index === COMPARISON && count > 1) {
          this.wrong("比较号不能连写，请写成 a < b and b < c。", token);
        }
        left = this.node("binary", token, { op: token.text, a: left, b: this.level(index + 1) });
      }
      return left;
    }

    unary() {
      if (this.sees("-", "+", "not")) {
        const token = this.next();
        if (++this.depth > DEEPEST) this.wrong("符号连得太多。", token);
        const tree = this.node("unary", token, { op: token.text, a: this.unary() });
        this.depth -= 1;
        return tree;
      }
      return this.power();
    }

    power() {
      const base = this.postfix();
      if (!this.sees("^")) return base;
      const token = this.next();
      return this.node("binary", token, { op: "^", a: base, b: this.unary() });
    }

    postfix() {
      let tree = this.primary();
      for (;;) {
        if (this.sees(".")) {
          this.next();
          const token = this.next();
          if (token.type !== "name") this.wrong("“.”后面应当是名称。", token);
          tree = this.node("member", token, { a: tree, name: token.text });
        } else if (this.sees("[")) {
          const token = this.next();
          const index = this.level(0);
          this.expect("]", "与前面的“[”配对");
          tree = this.node("index", token, { a: tree, b: index });
        } else return tree;
      }
    }

    primary() {
      const token = this.next();
      if (token.type === "number") return this.node("number", token, { text: token.text });
      if (token.type === "text") return this.node("text", token, { text: token.text });
      if (token.type === "word") return this.word(token);
      if (token.type === "name") {
        if (!this.sees("(")) return this.node("name", token, { name: token.text });
        this.next();
        return this.node("call", token, { name: token.text, args: this.list(")") });
      }
      if (token.text === "(") {
        const inner = this.level(0);
        this.expect(")", "与第 " + token.column + " 列的“(”配对");
        return inner;
      }
      if (token.text === "[") return this.node("list", token, { items: this.list("]") });
      if (token.type === "end") return this.wrong("表达式没有写完。", token);
      return this.wrong("这里不应当是“" + token.text + "”，应当是数、名称或括号。", token);
    }

    word(token) {
      if (token.text === "null") return this.node("constant", token, { value: null });
      if (token.text === "true" || token.text === "false") {
        return this.node("constant", token, { value: token.text === "true" });
      }
      return this.wrong("“" + token.text + "”前面缺少内容。", token);
    }

    list(close) {
      const items = [];
      if (!this.sees(close)) {
        items.push(this.level(0));
        while (this.sees(",")) {
          this.next();
          items.push(this.level(0));
        }
      }
      this.expect(close);
      return items;
    }

    node(kind, token, rest) {
      return Object.assign({ kind, line: token.line, column: token.column }, rest);
    }
  }

  /** @returns {object} the tree @throws {CalcError} code "syntax" with line and column */
  function parse(source, field) {
    return new Parser(source, field || "").whole();
  }

  /** Every name that the tree reads, and every function that it calls. */
  function uses(tree) {
    const names = new Map();
    const calls = new Map();
    const walk = (node) => {
      if (node.kind === "name" && !names.has(node.name)) names.set(node.name, node);
      if (node.kind === "call" && !calls.has(node.name)) calls.set(node.name, node);
      [node.a, node.b].forEach((child) => child && child.kind && walk(child));
      (node.args || node.items || []).forEach(walk);
    };
    walk(tree);
    return { names, calls };
  }

  calc.parser = { parse, uses };
})((globalThis.labkb = globalThis.labkb || {}));
