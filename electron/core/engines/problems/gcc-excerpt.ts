/** Reads the marks that GCC draws below a line of source: the underlined range, and the changes that it proposes. */
import type { SourceRange, TextEdit } from '../../contract/problem.ts';
import type { ExcerptRow, Message, RawFixIt } from './gcc-message.ts';
import type { LogPaths } from './log-paths.ts';
import { columnOfByte, columnOfDisplay, expandTabs } from './source-columns.ts';

const GUTTER = /^ *(\d+|\+{3})? +\|(.*)$/;

/** Understands a row with GCC's gutter (`   18 | …`); null for every other line. */
export function parseExcerptRow(text: string): ExcerptRow | null {
  const row = GUTTER.exec(text);
  if (!row) return null;
  const [, number, rest = ''] = row;
  if (number === '+++') return { kind: 'added', text: rest.replace(/^\+/, '') };
  const body = rest.startsWith(' ') ? rest.slice(1) : rest;
  return number === undefined ? { kind: 'marks', text: body } : { kind: 'source', line: Number(number), text: body };
}

interface Run {
  /** Display columns from 1, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly hasCaret: boolean;
}

/** A line of source with the rows of marks below it. */
interface Block {
  readonly line: number;
  readonly text: string;
  readonly marks: readonly string[];
  readonly added: readonly string[];
}

function blocksOf(rows: readonly ExcerptRow[]): readonly Block[] {
  const blocks: { line: number; text: string; marks: string[]; added: string[] }[] = [];
  let added: string[] = [];
  for (const row of rows) {
    if (row.kind === 'added') added.push(row.text);
    else if (row.kind === 'marks') blocks.at(-1)?.marks.push(row.text);
    else {
      blocks.push({ line: row.line, text: row.text, marks: [], added });
      added = [];
    }
  }
  return blocks;
}

function runsOf(marks: string): readonly Run[] {
  if (!/^[ ~^]*$/.test(marks)) return [];
  return [...marks.matchAll(/[~^]+/g)].map((match) => ({
    start: match.index + 1,
    end: match.index + 1 + match[0].length,
    hasCaret: match[0].includes('^'),
  }));
}

/** Words that GCC puts below the marks: what it would write there. Words that name a part hang on a bar. */
function proposals(marks: readonly string[]): readonly { column: number; text: string }[] {
  const found: { column: number; text: string }[] = [];
  const bars = new Set<number>();
  for (const row of marks.slice(1)) {
    if (/^[ |]*\|[ |]*$/.test(row)) {
      for (const bar of row.matchAll(/\|/g)) bars.add(bar.index + 1);
      continue;
    }
    const start = row.search(/\S/);
    if (start < 0 || bars.has(start + 1)) continue;
    // A bar that still hangs down beside a word.
    if (row.includes('|') && [...row.matchAll(/\|/g)].some((bar) => bars.has(bar.index + 1))) continue;
    found.push({ column: start + 1, text: row.trim() });
  }
  return found;
}

export interface ReadExcerpt {
  readonly at: SourceRange | null;
  readonly edits: readonly TextEdit[];
}

/** Translates columns of one line: exact where the text of the source is known and is what GCC saw. */
class LineColumns {
  /** Known text that differs from GCC's: the file was changed meanwhile. */
  readonly stale: boolean;
  /** Columns cannot be trusted to the character: a tab may hide behind spaces. */
  readonly vague: boolean;
  private readonly tabStop: number;
  private readonly line: string;

  constructor(
    private readonly excerpt: string | null,
    source: string | undefined,
    private readonly shift: number,
  ) {
    const seen = excerpt?.trimEnd();
    const same = (stop: number) =>
      source !== undefined && (seen === undefined || expandTabs(source, stop).slice(shift).trimEnd() === seen);
    this.tabStop = same(8) ? 8 : same(1) ? 1 : 8;
    this.stale = source !== undefined && !same(this.tabStop);
    this.vague = source === undefined || this.stale;
    this.line = this.vague ? (excerpt ?? '') : source!;
  }

  /** `display` counts in the excerpt as printed. */
  column(display: number): number {
    if (this.vague && this.excerpt === null) return display;
    return this.vague
      ? columnOfDisplay(this.line, display) + this.shift
      : columnOfDisplay(this.line, display + this.shift, this.tabStop);
  }

  /** True when the column is right although the source is not at hand: no tab can end before it. */
  isCertain(display: number): boolean {
    if (!this.vague) return true;
    if (this.stale || this.excerpt === null || this.shift > 0) return false;
    for (let end = 8; end < display; end += 8) if (this.excerpt[end - 1] === ' ') return false;
    return true;
  }

  byte(column: number): number {
    return this.vague && /[^\x00-\x7f]/.test(this.line)
      ? columnOfByte(this.line, column)
      : this.vague
        ? column
        : columnOfByte(this.line, column);
  }

  get length(): number {
    return this.line.length;
  }
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

/** The range and the edits of one message. Files outside the project get no edits. */
export function readExcerpt(message: Message, paths: LogPaths): ReadExcerpt {
  const { place } = message;
  const file = place ? paths.resolve(place.file) : null;
  if (!place || file === null) return { at: null, edits: [] };
  const source = paths.line(file, place.line);
  const blocks = blocksOf(message.rows);
  const block = blocks.find((candidate) => candidate.line === place.line);
  const runs = block ? runsOf(block.marks[0] ?? '') : [];
  const caret = block?.marks[0]?.indexOf('^') ?? -1;
  // GCC scrolls a line that is too wide for its terminal: the marks are then left of the column it names.
  const shift = caret >= 0 && place.column !== null ? Math.max(0, place.column - 1 - caret) : 0;
  const columns = new LineColumns(block ? block.text : null, source, isScrolled(block, source, shift) ? shift : 0);
  const inProject = !file.startsWith('/');
  const at = rangeOf(message, file, source, columns, runs);
  if (!inProject) return { at, edits: [] };
  const edits =
    message.fixIts.length > 0
      ? message.fixIts.flatMap((fixIt) => exactEdit(fixIt, paths, message.rows))
      : [
          ...(block ? proposedEdits(message, block, file, columns, runs) : []),
          ...blocks.flatMap((b) => b.added.map((text) => insertedLine(file, b.line, text))),
        ];
  return { at, edits };
}

function isScrolled(block: Block | undefined, source: string | undefined, shift: number): boolean {
  return (
    shift > 0 &&
    block !== undefined &&
    source !== undefined &&
    expandTabs(source).slice(shift).startsWith(block.text.trimEnd())
  );
}

function rangeOf(
  message: Message,
  file: string,
  source: string | undefined,
  columns: LineColumns,
  runs: readonly Run[],
): SourceRange {
  const place = message.place!;
  const { line } = place;
  if (message.range) {
    const [start, end] = source === undefined ? message.range.cells : message.range.bytes;
    const column = source === undefined ? start : columnOfByte(source, start);
    const endColumn = source === undefined ? end + 1 : columnOfByte(source, end + 1);
    return { file, line, column, endLine: line, endColumn };
  }
  const run = runs.find((candidate) => candidate.hasCaret);
  // Marks below a text that is not the one on disk (GCC writes some characters as <U+201C>) count for nothing.
  if (run && !columns.stale) {
    const column = columns.column(run.start);
    return { file, line, column, endLine: line, endColumn: Math.max(column + 1, columns.column(run.end)) };
  }
  if (place.column !== null) {
    return { file, line, column: source === undefined ? place.column : columnOfDisplay(source, place.column) };
  }
  if (source === undefined || source.trim() === '') return { file, line, column: 1 };
  return { file, line, column: indent(source) + 1, endLine: line, endColumn: source.trimEnd().length + 1 };
}

function proposedEdits(
  message: Message,
  block: Block,
  file: string,
  columns: LineColumns,
  runs: readonly Run[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { column, text } of proposals(block.marks)) {
    if (!columns.isCertain(column)) continue;
    const run = runs.find((candidate) => candidate.start === column);
    const start = columns.column(column);
    // A row of dashes takes away what stands above it.
    const removes = /^-+$/.test(text) && !message.text.includes(text);
    const replaces = run && (run.end - run.start > 1 || message.text.includes('did you mean'));
    const end = removes ? columns.column(column + text.length) : replaces ? columns.column(run.end) : start;
    const at = { file, line: block.line, column: start, endLine: block.line, endColumn: end };
    edits.push({ at, newText: removes ? '' : text });
  }
  return edits;
}

function insertedLine(file: string, line: number, text: string): TextEdit {
  return { at: { file, line, column: 1, endLine: line, endColumn: 1 }, newText: `${text}\n` };
}

function exactEdit(fixIt: RawFixIt, paths: LogPaths, rows: readonly ExcerptRow[]): readonly TextEdit[] {
  const file = paths.resolve(fixIt.file);
  if (file === null || file.startsWith('/') || fixIt.line < 1 || fixIt.endLine < fixIt.line) return [];
  const column = (line: number, byte: number): number | null => {
    const source = paths.line(file, line);
    const seen = rows.find((row) => row.kind === 'source' && row.line === line);
    const printed = seen?.kind === 'source' ? seen.text.trimEnd() : null;
    // Bytes are columns only in plain ASCII, and only while the file is what GCC saw.
    if (source === undefined) return printed !== null && /[^\x00-\x7f]/.test(printed) ? null : Math.max(1, byte);
    const changed = printed !== null && ![8, 1].some((stop) => expandTabs(source, stop).includes(printed));
    return changed ? null : columnOfByte(source, byte);
  };
  const start = column(fixIt.line, fixIt.column);
  const end = column(fixIt.endLine, fixIt.endColumn);
  if (start === null || end === null) return [];
  return [
    { at: { file, line: fixIt.line, column: start, endLine: fixIt.endLine, endColumn: end }, newText: fixIt.text },
  ];
}
