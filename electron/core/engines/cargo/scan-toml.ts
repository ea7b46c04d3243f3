/**
 * Where things stand in a TOML text: tables, keys, values and comments with their offsets, for editing one value and
 * leaving every other byte alone. Lenient: what is not TOML is skipped line by line; smol-toml says what is wrong.
 */

export type TomlPlace =
  | { readonly kind: 'string'; readonly start: number; readonly end: number; readonly text: string }
  /** A number, a boolean, a date. */
  | { readonly kind: 'bare'; readonly start: number; readonly end: number; readonly text: string }
  | { readonly kind: 'array'; readonly start: number; readonly end: number; readonly items: readonly TomlPlace[] }
  | { readonly kind: 'table'; readonly start: number; readonly end: number; readonly entries: readonly TomlEntry[] };

export interface TomlEntry {
  /** The whole path from the top of the file: table header and dotted key. */
  readonly path: readonly string[];
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: TomlPlace;
}

export interface TomlHeader {
  readonly path: readonly string[];
  /** `[[…]]` */
  readonly isArray: boolean;
  readonly start: number;
  readonly end: number;
}

export interface TomlComment {
  /** Offset of its `#`. */
  readonly start: number;
  /** The line, from `#`, without its line break. */
  readonly text: string;
  /** Nothing but blanks stands before it on its line. */
  readonly alone: boolean;
}

export interface TomlScan {
  readonly headers: readonly TomlHeader[];
  /** In the order of the file; those of inline tables are inside their value. */
  readonly entries: readonly TomlEntry[];
  readonly comments: readonly TomlComment[];
}

const BARE_KEY = /[A-Za-z0-9_-]/;
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
};
/** Deeper nesting is no configuration that anybody wrote. */
const MOST_NESTED = 64;

class NotToml extends Error {}

export function scanToml(text: string): TomlScan {
  const headers: TomlHeader[] = [];
  const entries: TomlEntry[] = [];
  const comments: TomlComment[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let table: readonly string[] = [];

  const blanks = () => {
    while (text[at] === ' ' || text[at] === '\t') at++;
  };
  const toLineEnd = () => {
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : end;
  };
  function comment(): void {
    const start = at;
    toLineEnd();
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const alone = text.slice(lineStart, start).trim() === '';
    comments.push({ start, text: text.slice(start, at).replace(/\r$/, ''), alone });
  }
  /** Blanks, line breaks and comments, as arrays allow between their items. */
  function space(): void {
    for (;;) {
      blanks();
      if (text[at] === '\r' || text[at] === '\n') at++;
      else if (text[at] === '#') comment();
      else return;
    }
  }

  function basic(): string {
    let out = '';
    for (at++; at < text.length && text[at] !== '"'; at++) {
      const char = text[at]!;
      if (char === '\n') throw new NotToml();
      if (char !== '\\') {
        out += char;
        continue;
      }
      const name = text[++at] ?? '';
      const length = name === 'u' ? 4 : name === 'U' ? 8 : name === 'x' ? 2 : 0;
      if (length > 0) {
        const code = Number.parseInt(text.slice(at + 1, at + 1 + length), 16);
        out += code <= 0x10ffff ? String.fromCodePoint(code) : '';
        at += length;
      } else out += ESCAPES[name] ?? '';
    }
    if (text[at] !== '"') throw new NotToml();
    at++;
    return out;
  }
  function literal(): string {
    const end = text.indexOf("'", at + 1);
    const line = text.indexOf('\n', at);
    if (end < 0 || (line >= 0 && line < end)) throw new NotToml();
    const out = text.slice(at + 1, end);
    at = end + 1;
    return out;
  }
  function multiline(quote: string): string {
    const start = at + 3;
    let end = start;
    for (;;) {
      end = text.indexOf(quote, end);
      if (end < 0) throw new NotToml();
      const isEscaped = quote === '"""' && /(?:^|[^\\])(?:\\\\)*\\$/.test(text.slice(Math.max(start, end - 64), end));
      if (!isEscaped) break;
      end++;
    }
    // Up to two more quotes belong to the text.
    while (text[end + 3] === quote[0] && end + 3 - at < text.length) end++;
    at = end + 3;
    return text.slice(start, end).replace(/^\r?\n/, '');
  }

  function key(): readonly string[] {
    const parts: string[] = [];
    for (;;) {
      blanks();
      const start = at;
      if (text[at] === '"') parts.push(basic());
      else if (text[at] === "'") parts.push(literal());
      else {
        while (BARE_KEY.test(text[at] ?? '')) at++;
        if (at === start) throw new NotToml();
        parts.push(text.slice(start, at));
      }
      const end = at;
      blanks();
      if (text[at] !== '.') {
        at = end;
        return parts;
      }
      at++;
    }
  }

  function value(path: readonly string[], depth: number): TomlPlace {
    if (depth > MOST_NESTED) throw new NotToml();
    const start = at;
    const char = text[at];
    if (char === '"' || char === "'") {
      const long = char.repeat(3);
      const content = text.startsWith(long, at) ? multiline(long) : char === '"' ? basic() : literal();
      return { kind: 'string', start, end: at, text: content };
    }
    if (char === '[') return array(path, depth);
    if (char === '{') return inlineTable(path, depth);
    while (at < text.length && !/[\s,\]}#]/.test(text[at]!)) at++;
    if (at === start) throw new NotToml();
    // A date and its time may have a space between them.
    if (/^\d{4}-\d\d-\d\d$/.test(text.slice(start, at)) && /^ \d\d:/.test(text.slice(at, at + 4))) {
      at++;
      while (at < text.length && !/[\s,\]}#]/.test(text[at]!)) at++;
    }
    return { kind: 'bare', start, end: at, text: text.slice(start, at) };
  }
  function array(path: readonly string[], depth: number): TomlPlace {
    const start = at++;
    const items: TomlPlace[] = [];
    for (space(); text[at] !== ']'; space()) {
      if (at >= text.length) throw new NotToml();
      items.push(value(path, depth + 1));
      space();
      if (text[at] === ',') at++;
      else if (text[at] !== ']') throw new NotToml();
    }
    at++;
    return { kind: 'array', start, end: at, items };
  }
  function inlineTable(path: readonly string[], depth: number): TomlPlace {
    const start = at++;
    const inner: TomlEntry[] = [];
    for (space(); text[at] !== '}'; space()) {
      if (at >= text.length) throw new NotToml();
      inner.push(entry(path, depth + 1));
      space();
      if (text[at] === ',') at++;
      else if (text[at] !== '}') throw new NotToml();
    }
    at++;
    return { kind: 'table', start, end: at, entries: inner };
  }
  function entry(within: readonly string[], depth: number): TomlEntry {
    const keyStart = at;
    const path = [...within, ...key()];
    const keyEnd = at;
    blanks();
    if (text[at] !== '=') throw new NotToml();
    at++;
    blanks();
    return { path, keyStart, keyEnd, value: value(path, depth) };
  }
  function header(): void {
    const start = at;
    const isArray = text.startsWith('[[', at);
    at += isArray ? 2 : 1;
    table = key();
    blanks();
    const close = isArray ? ']]' : ']';
    if (!text.startsWith(close, at)) throw new NotToml();
    at += close.length;
    headers.push({ path: table, isArray, start, end: at });
  }

  while (at < text.length) {
    space();
    if (at >= text.length) break;
    try {
      if (text[at] === '[') header();
      else entries.push(entry(table, 0));
    } catch (error) {
      if (!(error instanceof NotToml)) throw error;
      toLineEnd();
    }
  }
  return { headers, entries, comments };
}

/** Entries of the scan with those of inline tables, each with its whole path. */
export function allEntries(scan: TomlScan): readonly TomlEntry[] {
  const out: TomlEntry[] = [];
  const visit = (entry: TomlEntry): void => {
    out.push(entry);
    if (entry.value.kind === 'table') for (const inner of entry.value.entries) visit(inner);
  };
  for (const entry of scan.entries) visit(entry);
  return out;
}

/** The number of the line of an offset, from 1, for many questions about one text. */
export function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
