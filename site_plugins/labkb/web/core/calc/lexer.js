/** Cuts the text of an expression into tokens, each with line and column. */
(function (labkb) {
  "use strict";
  const calc = labkb.core.calc;
  const { refuse } = calc.errors;

  const LONGEST = 8000;
  const PUNCTUATION = {
    "（": "(",
    "）": ")",
    "，": ",",
    "＋": "+",
    "－": "-",
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "＊": "*",
    "÷": "/",
    "／": "/",
    "＝": "=",
    "＜": "<",
    "＞": ">",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "．": ".",
    "［": "[",
    "］": "]",
    "＾": "^",
  };
  const NUMBER = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;
  const NAME = /^[\p{L}_][\p{L}\p{N}_]*/u;
  const OPERATOR = /^(?:\*\*|<=|>=|==|!=|<>|&&|\|\||[-+*/^(),.<>=!\[\]])/;
  const WORDS = new Set(["and", "or", "not", "true", "false", "null"]);
  const SAME = { "**": "^", "==": "=", "<>": "!=", "&&": "and", "||": "or", "!": "not" };

  /** Full-width forms and typographic signs as the ASCII they stand for; places stay the same. */
  function normalise(text) {
    return text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  }

  /**
   * @param {string} source @param {string} field the input or step it belongs to
   * @returns {{type: string, text: string, line: number, column: number}[]} ends with type "end"
   */
  function tokens(source, field) {
    if (source.length > LONGEST) {
      refuse("expression_too_long", field, "表达式不能超过 " + LONGEST + " 个字符。");
    }
    const found = [];
    let rest = normalise(source);
    let line = 1;
    let column = 1;
    const take = (length) => {
      column += Array.from(rest.slice(0, length)).length;
      rest = rest.slice(length);
    };
    const push = (type, text, length) => {
      found.push({ type, text, line, column });
      take(length);
    };
    while (rest) {
      const char = rest[0];
      if (char === "\n") {
        rest = rest.slice(1);
        line += 1;
        column = 1;
      } else if (/\s/.test(char)) take(1);
      else if (char === '"' || char === "“") {
        const close = rest.slice(1).search(/["”]/);
        if (close < 0)
          refuse("syntax", field, at(line, column) + "引号没有配对。", { line, column });
        push("text", rest.slice(1, close + 1), close + 2);
      } else if (PUNCTUATION[char])
        push("operator", SAME[PUNCTUATION[char]] || PUNCTUATION[char], 1);
      else {
        const number = NUMBER.exec(rest);
        const name = number ? null : NAME.exec(rest);
        const operator = number || name ? null : OPERATOR.exec(rest);
        if (number) push("number", number[0], number[0].length);
        else if (name) {
          push(WORDS.has(name[0]) ? "word" : "name", name[0], name[0].length);
        } else if (operator) push("operator", SAME[operator[0]] || operator[0], operator[0].length);
        else {
          const shown = Array.from(rest)[0];
          refuse("syntax", field, at(line, column) + "不认识字符“" + shown + "”。", {
            line,
            column,
          });
        }
      }
    }
    found.push({ type: "end", text: "", line, column });
    return found;
  }

  const at = (line, column) => "表达式第 " + line + " 行第 " + column + " 列：";

  calc.lexer = { tokens, at };
})((globalThis.labkb = globalThis.labkb || {}));
