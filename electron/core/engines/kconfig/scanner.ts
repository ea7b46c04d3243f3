/**
 * Cuts one Kconfig file into tokens, a statement at a time. It never throws: a character that belongs to no token is
 * reported and skipped, and a statement can always be left with `skipLine`.
 */
import type { SourceFile } from './model.ts';
import type { MacroPlace, Preprocessor } from './preprocessor.ts';

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

export class Scanner implements MacroPlace {
  at = 0;
  /** Line of the token read last, from 1; a statement over several lines keeps the line of its first token apart. */
  line = 1;
  token: Token = Token.End;
  /** Text of a word or a quoted string. */
  value = '';
  private readonly wordChar: Uint8Array;
  /** Where the token starts, for the column of a problem. */
  start = 0;

  constructor(
    readonly file: SourceFile,
    private readonly macros: Preprocessor,
    private readonly report: (message: string, severity: 'error' | 'warning') => void,
    private readonly likeKconfiglib = false,
  ) {
    this.wordChar = likeKconfiglib ? pathChar : wordChar;
    // A byte order mark, as bytes.
    if (file.text.startsWith('\u00ef\u00bb\u00bf')) this.at = 3;
  }

  get column(): number {
    return this.start - this.file.text.lastIndexOf('\n', this.start - 1);
  }

  /** Moves to the first token of the next statement; false at the end of the file. */
  nextStatement(): boolean {
    const { text } = this.file;
    for (;;) {
      if (this.at >= text.length) return false;
      const code = text.charCodeAt(this.at);
      if (code === NEWLINE) {
        this.at++;
        this.line++;
      } else if (code === BLANK || code === TAB || code === RETURN) this.at++;
      else if (code === HASH) {
        const end = text.indexOf('\n', this.at);
        this.at = end < 0 ? text.length : end;
      } else if (code === BACKSLASH && text.charCodeAt(this.at + 1) === NEWLINE) {
        this.at += 2;
        this.line++;
      } else {
        if (this.next() !== Token.End) return true;
        // Nothing but characters that were skipped, or a macro that expanded to nothing.
      }
    }
  }

  next(): Token {
    this.token = this.read();
    return this.token;
  }

  private read(): Token {
    const { text } = this.file;
    for (;;) {
      if (this.at >= text.length) {
        this.start = this.at;
        return Token.End;
      }
      const at = this.at;
      const code = text.charCodeAt(at);
      this.start = at;
      if (this.wordChar[code] === 1) {
        let end = at + 1;
        while (this.wordChar[text.charCodeAt(end)] === 1) end++;
        if (text.charCodeAt(end) === DOLLAR) return this.macroWord();
        this.value = text.slice(at, end);
        this.at = end;
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
          if (text.charCodeAt(this.at) === NEWLINE) continue;
          this.report('a carriage return is ignored', 'warning');
          continue;
        case HASH: {
          const end = text.indexOf('\n', at);
          this.at = end < 0 ? text.length : end;
          continue;
        }
        case BACKSLASH: {
          const skip = text.charCodeAt(at + 1) === RETURN ? 2 : 1;
          if (text.charCodeAt(at + skip) === NEWLINE) {
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
          if (this.value !== '') return token;
          continue;
        }
        default: {
          const token = this.operator(code);
          if (token !== Token.End) return token;
        }
      }
      this.at++;
      this.report(`the character “${JSON.stringify(text[at]).slice(1, -1)}” is ignored`, 'warning');
    }
  }

  private operator(code: number): Token {
    const { text } = this.file;
    const following = text.charCodeAt(this.at + 1);
    const take = (length: number, token: Token): Token => {
      this.at += length;
      return token;
    };
    switch (code) {
      case 124:
        return following === 124 ? take(2, Token.Or) : Token.End;
      case 38:
        return following === 38 ? take(2, Token.And) : Token.End;
      case 61:
        return take(1, Token.Equal);
      case 33:
        return following === 61 ? take(2, Token.Unequal) : take(1, Token.Not);
      case 60:
        return following === 61 ? take(2, Token.LessEqual) : take(1, Token.Less);
      case 62:
        return following === 61 ? take(2, Token.GreaterEqual) : take(1, Token.Greater);
      case 40:
        return take(1, Token.Open);
      case 41:
        return take(1, Token.Close);
      case 58:
        return following === 61 ? take(2, Token.ColonEqual) : Token.End;
      case 43:
        return following === 61 ? take(2, Token.PlusEqual) : Token.End;
      default:
        return Token.End;
    }
  }

  private macroWord(): Token {
    const expanded = this.macros.expandToken(this.file.text, this.at, this.lineEnd(), this, this.wordChar);
    this.at = expanded.end;
    this.value = expanded.text;
    return Token.Word;
  }

  private quoted(quote: number): Token {
    const { text } = this.file;
    let out = '';
    let from = this.at + 1;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.value = out === '' ? text.slice(from, at) : out + text.slice(from, at);
        if (this.likeKconfiglib) this.value = this.macros.expandDollars(this.value);
        this.at = at + 1;
        return Token.Quoted;
      }
      if (at >= text.length || code === NEWLINE) {
        this.value = out + text.slice(from, at);
        this.at = at;
        this.report('the string has no closing quote', 'warning');
        return Token.Quoted;
      }
      if (code === BACKSLASH && text.charCodeAt(at + 1) !== NEWLINE) {
        out += text.slice(from, at);
        from = at + 1;
        at = Math.min(at + 2, text.length);
      } else if (code === BACKSLASH) {
        out += text.slice(from, at);
        // C knows no strings over several lines; kconfiglib joins lines before it looks at them.
        from = at + (this.likeKconfiglib ? 2 : 1);
        if (this.likeKconfiglib) this.line++;
        at = from;
      } else if (code === DOLLAR) {
        out += text.slice(from, at);
        const expanded = this.macros.expandReference(text, at, this.lineEnd(at), this);
        out += expanded.text;
        at = expanded.end;
        from = at;
      } else at++;
    }
  }

  private lineEnd(from = this.at): number {
    const end = this.file.text.indexOf('\n', from);
    return end < 0 ? this.file.text.length : end;
  }

  /** Leaves the rest of the statement. */
  skipLine(): void {
    this.at = this.lineEnd();
    this.token = Token.End;
  }

  /** The rest of the line, without blanks around it: the value of an assignment, or an unquoted path. */
  restOfLine(): string {
    const { text } = this.file;
    let end = this.lineEnd();
    let rest = text.slice(this.at, end);
    while (this.likeKconfiglib && rest.endsWith('\\') && end < text.length) {
      const from = end + 1;
      end = this.lineEnd(from);
      rest = rest.slice(0, -1) + text.slice(from, end);
      this.line++;
    }
    this.at = end;
    this.token = Token.End;
    return rest;
  }

  /**
   * Moves past a help text: the lines that are empty or indented at least as its first line. Answers with the start
   * of its first line, its end, and its indentation in columns (a tab goes to the next multiple of 8); null for none.
   */
  help(): readonly [number, number, number] | null {
    const { text } = this.file;
    let indentation = -1;
    let start = -1;
    let end = -1;
    // The `help` keyword's own line is done.
    let at = this.lineEnd() + 1;
    let line = this.line + 1;
    while (at < text.length) {
      let position = at;
      let columns = 0;
      for (;;) {
        const code = text.charCodeAt(position);
        if (code === BLANK) columns++;
        else if (code === TAB) columns = (columns & ~7) + 8;
        else break;
        position++;
      }
      const code = text.charCodeAt(position);
      const blank = code === NEWLINE || (code === RETURN && text.charCodeAt(position + 1) === NEWLINE);
      if (!blank) {
        if (position >= text.length) break;
        if (columns === 0 || columns < indentation) break;
        if (indentation < 0) {
          indentation = columns;
          start = at;
        }
      }
      const lineEnd = text.indexOf('\n', position);
      const after = lineEnd < 0 ? text.length : lineEnd;
      if (!blank) end = after;
      at = after + 1;
      line++;
    }
    this.at = Math.min(at, text.length);
    this.line = line;
    this.token = Token.End;
    return start < 0 ? null : [start, end, indentation];
  }
}
