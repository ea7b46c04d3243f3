/**
 * Cuts Kconfig files into tokens, a statement at a time. It never throws: a character that belongs to no token is
 * reported and skipped, and a statement can always be left with `skipLine`.
 *
 * It works on bytes and makes no strings: a word is its number among the tree's words, a quoted text its place in the
 * file. Only what holds macros or escapes is made a text.
 */
import { binaryText } from './bytes.ts';
import type { SourceFile } from './model.ts';
import type { MacroPlace, Preprocessor } from './preprocessor.ts';
import { isUnknown, withoutMarks } from './unknown-answers.ts';
import { hashStep, type Words } from './words.ts';

export enum Token {
  /** End of the line, also at the end of the file. */
  End,
  Word,
  Quoted,
  Or,
  And,
  Equal,
  Unequal,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Not,
  Open,
  Close,
  ColonEqual,
  PlusEqual,
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const BLANK = 32;
const QUOTE = 34;
const HASH = 35;
const DOLLAR = 36;
const APOSTROPHE = 39;
const BACKSLASH = 92;

const wordChar = new Uint8Array(256);
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-') wordChar[c.charCodeAt(0)] = 1;

/** kconfiglib's words may be paths. */
const pathChar = wordChar.slice();
for (const c of './') pathChar[c.charCodeAt(0)] = 1;

const NOTHING: SourceFile = { name: '', bytes: new Uint8Array(0) };

export class Scanner implements MacroPlace {
  file = NOTHING;
  at = 0;
  /** Line of the token read last, from 1; a statement over several lines keeps the line of its first token apart. */
  line = 1;
  token: Token = Token.End;
  /** Of a word: its number. */
  word = 0;
  /** Where the token starts, for the column of a problem. */
  start = 0;
  /** Text of a word or a quoted text that is not in the file as it is; null for others, which are at `from … to`. */
  made: string | null = null;
  from = 0;
  to = 0;
  /** Of the help that was read last, in columns. */
  indentation = 0;
  private bytes = NOTHING.bytes;
  private readonly wordChar: Uint8Array;

  constructor(
    private readonly words: Words,
    private readonly macros: Preprocessor,
    private readonly report: (message: string, severity: 'error' | 'warning') => void,
    private readonly likeKconfiglib = false,
  ) {
    this.wordChar = likeKconfiglib ? pathChar : wordChar;
  }

  /** Goes on in a file, at its beginning or where it was left. */
  enter(file: SourceFile, at = 0, line = 1): void {
    this.file = file;
    this.bytes = file.bytes;
    this.at = at;
    this.line = line;
    this.token = Token.End;
    this.start = at;
    // A byte order mark.
    if (at === 0 && this.byte(0) === 0xef && this.byte(1) === 0xbb && this.byte(2) === 0xbf) this.at = 3;
  }

  get column(): number {
    let column = 1;
    for (let at = this.start - 1; at >= 0 && this.bytes[at] !== NEWLINE; at--) column++;
    return column;
  }

  /** Text of a word or a quoted text. */
  get value(): string {
    return this.made ?? binaryText(this.bytes, this.from, this.to);
  }

  /** Whether the word or quoted text is made of an answer of the shell that nobody knows. */
  get isUnknown(): boolean {
    return this.made !== null && isUnknown(this.made);
  }

  /** Number of a quoted text among the words. */
  quotedWord(): number {
    if (this.made !== null) return this.words.internText(this.made);
    let hash = 0;
    for (let at = this.from; at < this.to; at++) hash = hashStep(hash, this.bytes[at]!);
    return this.words.intern(this.bytes, this.from, this.to, hash);
  }

  /** Moves to the first token of the next statement; false at the end of the file. */
  nextStatement(): boolean {
    const { bytes } = this;
    const { length } = bytes;
    let at = this.at;
    for (;;) {
      if (at >= length) {
        this.at = at;
        return false;
      }
      const code = bytes[at]!;
      if (code === NEWLINE) {
        at++;
        this.line++;
      } else if (code === BLANK || code === TAB || code === RETURN) at++;
      else if (code === HASH) at = this.endOfLine(at);
      else if (code === BACKSLASH && at + 1 < length && bytes[at + 1] === NEWLINE) {
        at += 2;
        this.line++;
      } else {
        this.at = at;
        if (this.next() !== Token.End) return true;
        // Nothing but characters that were skipped, or a macro that expanded to nothing.
        at = this.at;
      }
    }
  }

  next(): Token {
    this.token = this.read();
    return this.token;
  }

  private read(): Token {
    const { bytes, wordChar } = this;
    const { length } = bytes;
    for (;;) {
      const { at } = this;
      this.start = at;
      if (at >= length) return Token.End;
      const code = bytes[at]!;
      if (wordChar[code] === 1) {
        let hash = code;
        let end = at + 1;
        let following = 0;
        while (end < length) {
          following = bytes[end]!;
          if (wordChar[following] !== 1) break;
          hash = hashStep(hash, following);
          end++;
        }
        if (following === DOLLAR && end < length) return this.macroWord();
        this.made = null;
        this.from = at;
        this.to = end;
        this.at = end;
        this.word = this.words.intern(bytes, at, end, hash);
        return Token.Word;
      }
      switch (code) {
        case BLANK:
        case TAB:
          this.at++;
          continue;
        case NEWLINE:
          // Left in place: `nextStatement` counts it.
          return Token.End;
        case RETURN:
          this.at++;
          if (this.byte(at + 1) === NEWLINE) continue;
          this.report('a carriage return is ignored', 'warning');
          continue;
        case HASH:
          this.at = this.endOfLine(at);
          continue;
        case BACKSLASH: {
          const skip = this.byte(at + 1) === RETURN ? 2 : 1;
          if (this.byte(at + skip) === NEWLINE) {
            this.at += skip + 1;
            this.line++;
            continue;
          }
          break;
        }
        case QUOTE:
        case APOSTROPHE:
          return this.quoted(code);
        case DOLLAR: {
          const token = this.macroWord();
          if (this.made !== '') return token;
          continue;
        }
        default: {
          const token = this.operator(code, this.byte(at + 1));
          if (token !== Token.End) return token;
        }
      }
      this.at++;
      this.report(`the character “${JSON.stringify(String.fromCharCode(code)).slice(1, -1)}” is ignored`, 'warning');
    }
  }

  /** The byte at a position; -1 behind the end. */
  private byte(at: number): number {
    return at < this.bytes.length ? this.bytes[at]! : -1;
  }

  private operator(code: number, following: number): Token {
    switch (code) {
      case 124:
        return following === 124 ? this.take(2, Token.Or) : Token.End;
      case 38:
        return following === 38 ? this.take(2, Token.And) : Token.End;
      case 61:
        return this.take(1, Token.Equal);
      case 33:
        return following === 61 ? this.take(2, Token.Unequal) : this.take(1, Token.Not);
      case 60:
        return following === 61 ? this.take(2, Token.LessEqual) : this.take(1, Token.Less);
      case 62:
        return following === 61 ? this.take(2, Token.GreaterEqual) : this.take(1, Token.Greater);
      case 40:
        return this.take(1, Token.Open);
      case 41:
        return this.take(1, Token.Close);
      case 58:
        return following === 61 ? this.take(2, Token.ColonEqual) : Token.End;
      case 43:
        return following === 61 ? this.take(2, Token.PlusEqual) : Token.End;
      default:
        return Token.End;
    }
  }

  private take(length: number, token: Token): Token {
    this.at += length;
    return token;
  }

  private macroWord(): Token {
    const line = binaryText(this.bytes, this.at, this.endOfLine(this.at));
    const expanded = this.macros.expandToken(line, 0, line.length, this, this.wordChar);
    this.at += expanded.end;
    this.made = expanded.text;
    // No keyword looks like an answer that nobody knows.
    this.word = this.words.internText(this.isUnknown ? withoutMarks(expanded.text, '?') : expanded.text);
    return Token.Word;
  }

  private quoted(quote: number): Token {
    const { bytes } = this;
    const { length } = bytes;
    const from = this.at + 1;
    let at = from;
    while (at < length) {
      const code = bytes[at]!;
      if (code === quote) {
        this.made = null;
        this.from = from;
        this.to = at;
        this.at = at + 1;
        return Token.Quoted;
      }
      if (code === BACKSLASH || code === DOLLAR || code === NEWLINE) break;
      at++;
    }
    return this.quotedSlowly(quote, at);
  }

  /** A text with escapes or macros, or without its closing quote; nothing of the kind is before `special`. */
  private quotedSlowly(quote: number, special: number): Token {
    const { bytes } = this;
    let out = '';
    let from = this.at + 1;
    let at = special;
    for (;;) {
      const code = this.byte(at);
      if (code === quote) {
        this.made = out + binaryText(bytes, from, at);
        if (this.likeKconfiglib) this.made = this.macros.expandDollars(this.made);
        this.at = at + 1;
        return Token.Quoted;
      }
      if (code < 0 || code === NEWLINE) {
        this.made = out + binaryText(bytes, from, at);
        this.at = at;
        this.report('the string has no closing quote', 'warning');
        return Token.Quoted;
      }
      if (code === BACKSLASH && this.byte(at + 1) !== NEWLINE) {
        out += binaryText(bytes, from, at);
        from = at + 1;
        at = Math.min(at + 2, bytes.length);
      } else if (code === BACKSLASH) {
        out += binaryText(bytes, from, at);
        // C knows no strings over several lines; kconfiglib joins lines before it looks at them.
        from = at + (this.likeKconfiglib ? 2 : 1);
        if (this.likeKconfiglib) this.line++;
        at = from;
      } else if (code === DOLLAR) {
        out += binaryText(bytes, from, at);
        const line = binaryText(bytes, at, this.endOfLine(at));
        const expanded = this.macros.expandReference(line, 0, line.length, this);
        out += expanded.text;
        at += expanded.end;
        from = at;
      } else at++;
    }
  }

  private endOfLine(at: number): number {
    const { bytes } = this;
    const { length } = bytes;
    let end = at;
    while (end < length && bytes[end] !== NEWLINE) end++;
    return end;
  }

  /** Leaves the rest of the statement. */
  skipLine(): void {
    this.at = this.endOfLine(this.at);
    this.token = Token.End;
  }

  /** The position of what follows the blanks here. */
  afterBlanks(): number {
    let { at } = this;
    while (this.byte(at) === BLANK || this.byte(at) === TAB) at++;
    return at;
  }

  /** The operator of an assignment at a position; null where none is. */
  assignmentAt(at: number): '=' | ':=' | '+=' | null {
    const code = this.byte(at);
    if (code === 61) return '=';
    if (this.byte(at + 1) !== 61) return null;
    return code === 58 ? ':=' : code === 43 ? '+=' : null;
  }

  isQuoteAt(at: number): boolean {
    const code = this.byte(at);
    return code === QUOTE || code === APOSTROPHE;
  }

  /** The rest of the line from a position on, as it is. */
  restOfLine(from: number): string {
    let end = this.endOfLine(from);
    let rest = binaryText(this.bytes, from, end);
    while (this.likeKconfiglib && rest.endsWith('\\') && end < this.bytes.length) {
      const start = end + 1;
      end = this.endOfLine(start);
      rest = rest.slice(0, -1) + binaryText(this.bytes, start, end);
      this.line++;
    }
    this.at = end;
    this.token = Token.End;
    return rest;
  }

  /**
   * Moves past a help text: the lines that are empty or indented at least as its first line (a tab goes to the next
   * multiple of 8). It is then at `from … to`; false for none.
   */
  help(): boolean {
    const { bytes } = this;
    const { length } = bytes;
    let indentation = -1;
    let start = -1;
    let end = -1;
    // The `help` keyword's own line is done.
    let at = this.endOfLine(this.at) + 1;
    let { line } = this;
    line++;
    while (at < length) {
      let position = at;
      let columns = 0;
      let code = -1;
      while (position < length) {
        code = bytes[position]!;
        if (code === BLANK) columns++;
        else if (code === TAB) columns = (columns & ~7) + 8;
        else break;
        position++;
      }
      if (position >= length) code = -1;
      const blank = code === NEWLINE || (code === RETURN && this.byte(position + 1) === NEWLINE);
      if (!blank) {
        if (code < 0) break;
        if (columns === 0 || columns < indentation) break;
        if (indentation < 0) {
          indentation = columns;
          start = at;
        }
      }
      while (position < length && bytes[position] !== NEWLINE) position++;
      if (!blank) end = position;
      at = position + 1;
      line++;
    }
    this.at = Math.min(at, length);
    this.line = line;
    this.token = Token.End;
    this.from = start;
    this.to = end;
    this.indentation = indentation;
    return start >= 0;
  }
}
