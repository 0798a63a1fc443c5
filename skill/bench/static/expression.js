// APL's data-binding expressions: the operators and values that our documents use.
// Grammar: Alexa Presentation Language, "Data-binding syntax".

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'((?:[^'\\]|\\.)*)'|(@?[A-Za-z_]\w*)|(\|\||&&|==|!=|<=|>=|[-+*/%<>!?:().[\]]))/y;
const LEVELS = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

function tokens(source) {
  const found = [];
  TOKEN.lastIndex = 0;
  while (source.slice(TOKEN.lastIndex).trim()) {
    const match = TOKEN.exec(source);
    if (!match) throw new SyntaxError(`cannot read \${${source}}`);
    const [, number, text, name, sign] = match;
    if (number !== undefined) found.push({ value: Number(number) });
    else if (text !== undefined) found.push({ value: text.replace(/\\(.)/g, "$1") });
    else if (name !== undefined) found.push({ name });
    else found.push({ sign });
  }
  return found;
}

const APPLY = {
  "==": (a, b) => a === b, "!=": (a, b) => a !== b,
  "<": (a, b) => a < b, ">": (a, b) => a > b, "<=": (a, b) => a <= b, ">=": (a, b) => a >= b,
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b,
  "%": (a, b) => a % b,
};

class Reader {
  constructor(source, scope) {
    this.tokens = tokens(source);
    this.at = 0;
    this.scope = scope;
  }

  takes(sign) {
    if (this.tokens[this.at]?.sign !== sign) return false;
    this.at += 1;
    return true;
  }

  needs(sign) {
    if (!this.takes(sign)) throw new SyntaxError(`expected ${sign}`);
  }

  whole() {
    const value = this.choice();
    if (this.at < this.tokens.length) throw new SyntaxError("something is left over");
    return value;
  }

  choice() {
    const condition = this.level(0);
    if (!this.takes("?")) return condition;
    const yes = this.choice();
    this.needs(":");
    const no = this.choice();
    return condition ? yes : no;
  }

  level(depth) {
    if (depth === LEVELS.length) return this.unary();
    let left = this.level(depth + 1);
    for (;;) {
      const sign = this.tokens[this.at]?.sign;
      if (!LEVELS[depth].includes(sign)) return left;
      this.at += 1;
      const right = this.level(depth + 1);
      if (sign === "||") left = left || right;
      else if (sign === "&&") left = left && right;
      else left = APPLY[sign](left, right);
    }
  }

  unary() {
    if (this.takes("!")) return !this.unary();
    if (this.takes("-")) return -this.unary();
    return this.member();
  }

  member() {
    let value = this.primary();
    for (;;) {
      if (this.takes(".")) {
        const name = this.tokens[this.at++]?.name;
        value = own(value, name);
      } else if (this.takes("[")) {
        const key = this.choice();
        this.needs("]");
        value = own(value, key);
      } else return value;
    }
  }

  primary() {
    if (this.takes("(")) {
      const value = this.choice();
      this.needs(")");
      return value;
    }
    const token = this.tokens[this.at++];
    if (token && "value" in token) return token.value;
    if (!token?.name) throw new SyntaxError("expected a value");
    if (token.name.startsWith("@")) return this.scope.resource(token.name.slice(1));
    if (["true", "false", "null"].includes(token.name)) return JSON.parse(token.name);
    return own(this.scope.names, token.name);
  }
}

function own(holder, key) {
  return holder !== null && typeof holder === "object" && Object.hasOwn(holder, key)
    ? holder[key] : undefined;
}

/** A property's value: expressions in it evaluated once, then a leading @ looked up. */
export function bound(value, scope) {
  if (typeof value !== "string") return value;
  const parts = value.split(/(\$\{[^}]*\})/).filter((part) => part !== "");
  const read = parts.map((part) =>
    part.startsWith("${") && part.endsWith("}") ? new Reader(part.slice(2, -1), scope).whole() : part);
  const result = read.length === 1 ? read[0] : read.map((part) => part ?? "").join("");
  return typeof result === "string" && /^@\w+$/.test(result) ? scope.resource(result.slice(1)) : result;
}
