/** Finds the messages of GCC, G++ and the assembler in a log, each with its excerpt, its notes and its fix-its. */
import type { Problem } from '../../contract/problem.ts';
import { describeDiagnostic } from './describe-diagnostic.ts';
import { parseExcerptRow } from './gcc-excerpt.ts';
import { parseGccJson } from './gcc-json.ts';
import { type Diagnostic, type Message, parseHeader, type RawFixIt, type RawPlace } from './gcc-message.ts';
import type { LogPaths } from './log-paths.ts';
import type { EmitProblem, LineParser, LogLine } from './tool-output-context.ts';

const INTERESTING =
  /rror: |arning: |[Nn]ote: |Info: |unimplemented: |from |: In |: At |fix-it:|ompilation terminated|messages:|being treated|^\s*\[/;
const INCLUDED = /^(?:In file included|In module imported| +) ?from (.+?):(\d+)(?::(\d+))?[,:]$/;
const SCOPE =
  /^(?:(.+?): )(?:In (?:\w+ )*?(?:function|constructor|destructor|lambda function|program|subroutine) (.*)|In instantiation of .*|In substitution of .*|At (?:global scope|top level)|In function):?$/;
const REQUIRED = /^(.+?):(\d+):(?:(\d+):)? +(?:recursively )?required (?:from|by) /;
const INLINED = /^ +inlined from .* at .+:\d+:(?:\d+:)?[,:]?$/;
const FIX_IT = /^fix-it:"((?:[^"\\]|\\.)*)":\{(\d+):(\d+)-(\d+):(\d+)\}:"((?:[^"\\]|\\.)*)"$/;
const CLOSING =
  /^compilation terminated|^cc1(?:plus)?: (?:all|some) warnings being treated as errors|^\S*as: \S+: Assembler messages:$|: Assembler messages:$/;
const OLD_MARKS = /^[ \t]*\^[~^ ]*$|^[ \t]*~[~ ]*\^[~^ ]*$/;
/** A note this many lines after its message still belongs to it: another program's output came between. */
const REOPEN_LINES = 40;

export class GccParser implements LineParser {
  private current: Diagnostic | null = null;
  private told: Problem | null = null;
  private grown = false;
  private inFunction: string | null = null;
  private includes: RawPlace[] = [];
  private openIncludes = false;
  /** A line that is the source row of an old GCC if marks come next. */
  private maybeSource: LogLine | null = null;

  constructor(
    private readonly paths: LogPaths,
    private readonly emit: EmitProblem,
  ) {}

  feed(line: LogLine): boolean {
    if (this.current && this.extend(line)) return true;
    if (!INTERESTING.test(line.text)) {
      this.leave();
      return false;
    }
    const header = parseHeader(line.text);
    if (header) {
      if (header.program === 'collect2' && header.message.text.startsWith('ld returned')) {
        this.leave();
        return false;
      }
      // gold speaks like a compiler.
      if (header.message.text.startsWith('undefined reference to')) {
        this.leave();
        return false;
      }
      this.take(header.tool, header.message, line);
      return true;
    }
    if (this.feedContext(line)) return true;
    const json = parseGccJson(line.text, line.number);
    if (json) {
      this.close();
      for (const diagnostic of json) this.emit(describeDiagnostic(diagnostic, this.paths), null);
      return true;
    }
    this.leave();
    return false;
  }

  flush(): void {
    const { current } = this;
    if (!current || !this.grown) return;
    const problem = describeDiagnostic(current, this.paths);
    this.emit(problem, this.told);
    this.told = problem;
    this.grown = false;
  }

  private take(tool: 'gcc' | 'as', message: Message, line: LogLine): void {
    this.maybeSource = null;
    const isPragma = message.text.startsWith('#pragma message');
    if (message.kind === 'note' && !isPragma) {
      this.includes = [];
      const { current } = this;
      // A note without a message at hand says nothing that could be shown.
      if (!current || line.number - current.lastLine > REOPEN_LINES) return;
      current.notes.push(message);
      this.grew(line);
      return;
    }
    if (this.current && repeats(this.current, message)) {
      this.current.notes.push({ ...message, kind: 'note', text: '' });
      this.grew(line);
      return;
    }
    this.close();
    this.current = {
      tool,
      head: message,
      notes: [],
      inFunction: this.inFunction,
      includedFrom: this.includes,
      firstLine: line.number,
      lastLine: line.number,
    };
    this.includes = [];
    this.grown = true;
  }

  /** Lines that belong to the message at hand although they are no messages themselves. */
  private extend(line: LogLine): boolean {
    const current = this.current!;
    const last = current.notes.at(-1) ?? current.head;
    const { text } = line;
    if (line.number === current.lastLine + 1) {
      const row = text.includes('|') ? parseExcerptRow(text) : null;
      if (row) {
        last.rows.push(row);
        this.grew(line);
        return true;
      }
    }
    if (text.startsWith('fix-it:')) {
      const fixIt = parseFixIt(text);
      if (fixIt) last.fixIts.push(fixIt);
      this.grew(line);
      return true;
    }
    const source = this.maybeSource;
    this.maybeSource = null;
    if (source && OLD_MARKS.test(text) && last.place) {
      // GCC before 9 and clang print the source without a gutter; both rows keep their first column.
      last.rows.push({ kind: 'source', line: last.place.line, text: source.text.replace(/^ /, '') });
      last.rows.push({ kind: 'marks', text: text.replace(/^ /, '') });
      this.grew(line);
      return true;
    }
    if (line.number === current.lastLine + 1 && /^[ \t]/.test(text) && last.rows.length === 0) this.maybeSource = line;
    return false;
  }

  /** "In file included from", "In function", "required from": what the next message is about. */
  private feedContext(line: LogLine): boolean {
    const { text } = line;
    const included = INCLUDED.exec(text);
    if (included) {
      if (!text.startsWith(' ') || !this.openIncludes) this.includes = [];
      this.openIncludes = true;
      const [, file = '', number = '', column] = included;
      this.includes.push({ file, line: Number(number), column: column === undefined ? null : Number(column) });
      // Notes come with such lines too: the message at hand stays open.
      return true;
    }
    this.openIncludes = false;
    const scope = SCOPE.exec(text);
    if (scope) {
      this.close();
      this.inFunction = scope[2]?.replace(/^[‘'`]|[’']:?$|:$/g, '') ?? null;
      return true;
    }
    if (INLINED.test(text)) return true;
    const required = REQUIRED.exec(text);
    if (required) {
      const [, file = '', number = '', column] = required;
      this.includes.push({ file, line: Number(number), column: column === undefined ? null : Number(column) });
      return true;
    }
    if (CLOSING.test(text)) {
      this.close();
      return true;
    }
    return false;
  }

  private grew(line: LogLine): void {
    this.current!.lastLine = line.number;
    this.grown = true;
  }

  /** Another program's line: what is known is told, and a late note may still be added. */
  private leave(): void {
    this.flush();
    this.openIncludes = false;
  }

  private close(): void {
    this.flush();
    this.current = null;
    this.told = null;
    this.maybeSource = null;
  }
}

/** GCC says twice that a function of the C library was not declared: once for the call, once for its own copy of it. */
function repeats(current: Diagnostic, message: Message): boolean {
  const [before, now] = [current.head.place, message.place];
  return (
    message.option === '-Wbuiltin-declaration-mismatch' &&
    message.text.startsWith('incompatible implicit declaration') &&
    current.head.text.startsWith('implicit declaration') &&
    before?.line === now?.line &&
    before?.column === now?.column
  );
}

function parseFixIt(text: string): RawFixIt | null {
  const match = FIX_IT.exec(text);
  if (!match) return null;
  const [, file = '', line, column, endLine, endColumn, replacement = ''] = match;
  return {
    file: unescaped(file),
    line: Number(line),
    column: Number(column),
    endLine: Number(endLine),
    endColumn: Number(endColumn),
    text: unescaped(replacement),
  };
}

/** GCC writes `\\`, `\"`, `\n`, `\t` and octal bytes. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const part of text.match(/\\[0-7]{3}|\\.|[^\\]+/gs) ?? []) {
    if (/^\\[0-7]{3}$/.test(part)) bytes.push(Number.parseInt(part.slice(1), 8) & 0xff);
    else if (part.startsWith('\\')) bytes.push(...encoder.encode({ n: '\n', t: '\t' }[part[1]!] ?? part.slice(1)));
    else bytes.push(...encoder.encode(part));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
