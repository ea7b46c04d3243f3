/** A message of GCC or of the assembler as its lines say it, before anybody explains it. */

export type MessageKind = 'error' | 'warning' | 'note';

/** Where GCC points; `column` in the units that GCC was told to count. */
export interface RawPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

/** A row of GCC's excerpt: a line of the source, or marks and words below one. */
export type ExcerptRow =
  | { readonly kind: 'source'; readonly line: number; readonly text: string }
  /** A line that GCC proposes to add before the source row that follows. */
  | { readonly kind: 'added'; readonly text: string }
  | { readonly kind: 'marks'; readonly text: string };

/** From `-fdiagnostics-parseable-fixits` and JSON: byte columns, the end is exclusive. */
export interface RawFixIt {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

export interface Message {
  readonly kind: MessageKind;
  /** Nothing can go on after it: "fatal error", "internal compiler error". */
  readonly fatal: boolean;
  readonly place: RawPlace | null;
  readonly text: string;
  /** `-Wformat=`, without the `error=` that -Werror puts in. */
  readonly option: string | null;
  /** The line as printed. */
  readonly quote: string;
  readonly rows: ExcerptRow[];
  readonly fixIts: RawFixIt[];
  /** JSON gives the columns of the range's ends (inclusive); text says it with the marks. */
  readonly range?: { readonly bytes: readonly [number, number]; readonly cells: readonly [number, number] };
}

export interface Diagnostic {
  /** `as`: the assembler. */
  readonly tool: 'gcc' | 'as';
  readonly head: Message;
  readonly notes: Message[];
  /** Function that the compiler was in; null at top level. */
  readonly inFunction: string | null;
  /** Files that include the one of the message, innermost first. */
  readonly includedFrom: readonly RawPlace[];
  readonly firstLine: number;
  lastLine: number;
}

const HEADER =
  /^(.+?):(\d+):(?:(\d+):)? +(fatal error|error|warning|note|internal compiler error|sorry, unimplemented|Fatal error|Error|Warning|Info|Internal error|Note): ?(.*)$/;
const PROGRAM_HEADER =
  /^((?:\S*[/-])?(?:gcc|g\+\+|cc|c\+\+|cpp|cc1|cc1plus|lto1|lto-wrapper|collect2|clang|clang\+\+|as|gas)(?:-[\d.]+)?(?:\.exe)?): (fatal error|error|warning|internal compiler error|note|Error|Fatal error): ?(.*)$/;
const AS_FATAL = /^(?:(.+?): )?(Fatal error|Error): (.*)$/;
const OPTION = / \[(-[Wf][^\]\s]*)(?:, *-W[^\]]*)?\]$/;

export interface Header {
  readonly tool: 'gcc' | 'as';
  readonly message: Message;
  /** The program that speaks where no file is named, e.g. `cc1`. */
  readonly program: string | null;
}

/** Understands the first line of a message; null for every other line. */
export function parseHeader(text: string): Header | null {
  const placed = HEADER.exec(text);
  if (placed) {
    const [, file = '', line = '', column, word = '', rest = ''] = placed;
    const tool = /^[A-Z]/.test(word) ? 'as' : 'gcc';
    const place = { file, line: Number(line), column: column === undefined ? null : Number(column) };
    return { tool, program: null, message: message(word, rest, place, text) };
  }
  const program = PROGRAM_HEADER.exec(text);
  if (program) {
    const [, name = '', word = '', rest = ''] = program;
    const base = name.replace(/^.*\//, '');
    return {
      tool: /^(?:.*-)?(?:g?as)$/.test(base) ? 'as' : 'gcc',
      program: base,
      message: message(word, rest, null, text),
    };
  }
  const fatal = text.includes('rror: ') ? AS_FATAL.exec(text) : null;
  if (fatal && !fatal[1]?.includes(': ')) {
    const [, file = '', word = '', rest = ''] = fatal;
    return { tool: 'as', program: file, message: message(word, rest, null, text) };
  }
  return null;
}

function message(word: string, rest: string, place: RawPlace | null, quote: string): Message {
  const lower = word.toLowerCase();
  const option = OPTION.exec(rest);
  // A place of line 0 stands for the whole file.
  const valid = place && place.line > 0 && Number.isSafeInteger(place.line) ? place : null;
  return {
    kind: lower === 'warning' ? 'warning' : lower === 'note' || lower === 'info' ? 'note' : 'error',
    fatal: lower.startsWith('fatal') || lower.startsWith('internal'),
    place: valid && valid.column !== null && !(valid.column > 0) ? { ...valid, column: null } : valid,
    text: option ? rest.slice(0, option.index) : rest,
    option: option ? option[1]!.replace(/^-Werror=/, '-W') : null,
    quote,
    rows: [],
    fixIts: [],
  };
}

/** Names that GCC puts between quotes, in order: ‘x’ in UTF-8, 'x' in ASCII. */
export function quotedNames(text: string): readonly string[] {
  return [...text.matchAll(/‘([^’]*)’|(?<![\w])'([^']*)'(?![\w])|`([^']*)'/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

/** GCC's sentence with names between backticks, as problems write them. */
export function withBackticks(text: string): string {
  return text
    .replace(/`([^`'\n]+)'/g, '‘$1’')
    .replace(/(?<![\w])'([^'\n]+)'(?![\w])/g, '‘$1’')
    .replace(/‘([^’`]+)’/g, '`$1`');
}
