/** A light outline of C and C++: functions, macros, types and variables at file level. It guesses where a compiler would know. */
import { scanC, type Token } from './c-scanner.ts';
import type { OutlineItem, OutlineKind } from './outline-item.ts';

/** Words in front of `(` that are no function's name. */
const NOT_FUNCTIONS = new Set([
  'if',
  'while',
  'for',
  'switch',
  'return',
  'sizeof',
  'alignof',
  '_Alignof',
  'alignas',
  '_Alignas',
  '__attribute__',
  '__declspec',
  '__asm__',
  'asm',
  'typeof',
  '__typeof__',
  'decltype',
  'noexcept',
  'static_assert',
  '_Static_assert',
  'defined',
]);
const TYPE_WORDS: Readonly<Record<string, OutlineKind>> = {
  struct: 'struct',
  class: 'struct',
  union: 'union',
  enum: 'enum',
};
const NAME = /^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/;
/** A declaration longer than this is data; its later tokens say nothing about its name. */
const MAX_STATEMENT = 4000;

/** Items in the order of the text. Never throws. */
export function outlineC(text: string): readonly OutlineItem[] {
  return new COutline().read(text);
}

class COutline {
  private readonly items: OutlineItem[] = [];
  /** Tokens of the declaration at hand, its blocks and parentheses left out but for their marks. */
  private statement: Token[] = [];

  read(text: string): readonly OutlineItem[] {
    const tokens = scanC(text);
    for (const token of tokens) {
      if (token.directive !== undefined) this.directive(token);
      else if (token.text === '{') this.block(token, tokens);
      else if (token.text === ';') this.endStatement(token.line);
      else if (token.text === '}') this.statement = [];
      else if (this.statement.length < MAX_STATEMENT) this.statement.push(token);
    }
    return this.items.sort((a, b) => a.line - b.line);
  }

  private directive(token: Token): void {
    const macro = /^#\s*define\s+([A-Za-z_]\w*)/.exec(token.directive ?? '')?.[1];
    if (macro) this.add('macro', macro, token.line, token.endLine ?? token.line);
  }

  /** A brace at file level: of a function, a type, an initialiser, or of something whose inside is file level too. */
  private block(open: Token, tokens: Generator<Token>): void {
    const { statement } = this;
    const [first, second] = statement;
    const isLinkage = first?.text === 'extern' && second?.text === '"' && statement.length === 2;
    if (isLinkage || first?.text === 'namespace' || (first?.text === 'inline' && second?.text === 'namespace')) {
      this.statement = [];
      return;
    }
    const end = this.skipBlock(open.line, tokens);
    const name = functionName(statement);
    const typeAt = statement.findIndex(({ text }) => text in TYPE_WORDS);
    const assigned = statement.some(({ text }) => text === '=');
    if (name && !assigned) {
      this.add('function', name.text, statement[0]?.line ?? name.line, end);
      this.statement = [];
    } else if (typeAt >= 0 && !assigned) {
      const tag = typeTag(statement, typeAt);
      const kind = TYPE_WORDS[statement[typeAt]!.text]!;
      if (tag) this.add(kind, tag, statement[0]!.line, end);
      // What follows up to the `;` are names of variables or of a typedef.
      this.statement = [...statement.slice(0, typeAt), { text: '{}', line: statement[0]!.line }];
      if (first?.text === 'typedef' && !tag) this.statement.push({ text: `{${kind}}`, line: statement[0]!.line });
    } else this.statement.push({ text: '{}', line: open.line });
  }

  /** @returns the line of the closing brace, or the last line of the text. */
  private skipBlock(line: number, tokens: Generator<Token>): number {
    let depth = 1;
    let last = line;
    for (;;) {
      const next = tokens.next();
      if (next.done) return last;
      const token = next.value;
      last = token.line;
      if (token.directive !== undefined) this.directive(token);
      else if (token.text === '{') depth++;
      else if (token.text === '}' && --depth === 0) return token.line;
    }
  }

  private endStatement(endLine: number): void {
    const { statement } = this;
    this.statement = [];
    const [first] = statement;
    if (!first) return;
    if (first.text === 'typedef') {
      const anonymous = statement.find(({ text }) => /^\{\w+\}$/.test(text));
      const kind = (anonymous?.text.slice(1, -1) as OutlineKind | undefined) ?? 'type';
      const name = typedefName(statement);
      if (name) this.add(kind, name, first.line, endLine);
      return;
    }
    if (first.text === 'extern' || first.text === 'using' || first.text === 'template' || first.text === 'friend')
      return;
    const assign = statement.findIndex(({ text }) => text === '=');
    const head = assign < 0 ? statement : statement.slice(0, assign);
    // A declaration of a function has parentheses and no value.
    if (head.some(({ text }) => text === '(')) return;
    const name = head.findLast(({ text }, index) => NAME.test(text) && !inBrackets(head, index))?.text;
    if (name && head.length > 1 && !(name in TYPE_WORDS) && !isOnlyTag(head))
      this.add('variable', name, first.line, endLine);
  }

  private add(kind: OutlineKind, name: string, line: number, endLine: number): void {
    this.items.push({ kind, name, line, endLine: Math.max(line, endLine) });
  }
}

/** The name in front of the first parenthesis at depth 0, unless that is a keyword or an attribute. */
function functionName(statement: readonly Token[]): Token | null {
  let depth = 0;
  for (const [index, { text }] of statement.entries()) {
    if (text === '(') {
      const before = statement[index - 1];
      if (depth === 0 && before && NAME.test(before.text) && !NOT_FUNCTIONS.has(before.text)) {
        return qualified(statement, index - 1);
      }
      depth++;
    } else if (text === ')') depth--;
  }
  return null;
}

/** `Class::method` keeps its class. */
function qualified(statement: readonly Token[], index: number): Token {
  let name = statement[index]!.text;
  let at = index;
  if (statement[at - 1]?.text === '~') {
    name = `~${name}`;
    at--;
  }
  while (
    statement[at - 1]?.text === ':' &&
    statement[at - 2]?.text === ':' &&
    NAME.test(statement[at - 3]?.text ?? '')
  ) {
    name = `${statement[at - 3]!.text}::${name}`;
    at -= 3;
  }
  return { text: name, line: statement[index]!.line };
}

/** The tag after `struct`, attributes left out; null for one without a name. */
function typeTag(statement: readonly Token[], typeAt: number): string | null {
  let depth = 0;
  for (const { text } of statement.slice(typeAt + 1)) {
    if (text === '(' || text === '[') depth++;
    else if (text === ')' || text === ']') depth--;
    else if (text === ':') return null;
    else if (depth === 0 && NAME.test(text) && !/^(?:__attribute__|alignas|__packed|class|struct|final)$/.test(text))
      return text;
  }
  return null;
}

/** The name that a typedef makes: the last one, or the one of a pointer to a function. */
function typedefName(statement: readonly Token[]): string | null {
  const pointer = statement.findIndex(({ text }, index) => text === '(' && statement[index + 1]?.text === '*');
  if (pointer >= 0) return statement.slice(pointer).find(({ text }) => NAME.test(text))?.text ?? null;
  const call = statement.findIndex(({ text }) => text === '(');
  const head =
    call >= 0 && statement[call - 1]?.text !== '__attribute__'
      ? statement.slice(0, call)
      : statement.slice(0, call < 0 ? undefined : call - 1);
  return head.findLast(({ text }, index) => NAME.test(text) && !inBrackets(head, index))?.text ?? null;
}

function inBrackets(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (const { text } of tokens.slice(0, index)) {
    if (text === '[') depth++;
    else if (text === ']') depth--;
  }
  return depth > 0;
}

/** `struct name;` declares nothing that an outline shows. */
function isOnlyTag(head: readonly Token[]): boolean {
  return head.length === 2 && head[0]!.text in TYPE_WORDS;
}
