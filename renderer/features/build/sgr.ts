/** Reads the colours of a log line (SGR escape sequences, ECMA-48 8.3.117); every other escape sequence is dropped. */

/** A colour: one of the 16 of the theme, or a fixed one as CSS text. */
export type SgrColour =
  | { readonly kind: 'theme'; readonly index: number }
  | { readonly kind: 'css'; readonly css: string };

export interface SgrStyle {
  readonly fg?: SgrColour;
  readonly bg?: SgrColour;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

export interface SgrSpan {
  readonly text: string;
  readonly style: SgrStyle;
}

const PLAIN: SgrStyle = {};
/** CSI, OSC and other string sequences, two-character escapes, and control characters that print nothing. */
const ESCAPE =
  /\x1b\[([0-?]*)([ -/]*)([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** Spans of one line in order; joined, their texts are `plainText(line)`. */
export function parseSgr(line: string): readonly SgrSpan[] {
  const spans: SgrSpan[] = [];
  let style = PLAIN;
  let from = 0;
  for (const match of line.matchAll(ESCAPE)) {
    if (match.index > from) spans.push({ text: line.slice(from, match.index), style });
    from = match.index + match[0].length;
    if (match[3] === 'm' && match[2] === '') style = applySgr(style, match[1] ?? '');
  }
  if (from < line.length) spans.push({ text: line.slice(from), style });
  return spans;
}

export function plainText(line: string): string {
  return /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(line) ? line.replace(ESCAPE, '') : line;
}

function applySgr(before: SgrStyle, parameters: string): SgrStyle {
  let style = before;
  const codes = parameters.split(/[;:]/).map((part) => (part === '' ? 0 : Number(part)));
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 0) style = PLAIN;
    else if (code === 1) style = { ...style, bold: true };
    else if (code === 2) style = { ...style, dim: true };
    else if (code === 3) style = { ...style, italic: true };
    else if (code === 4) style = { ...style, underline: true };
    else if (code === 7) style = { ...style, inverse: true };
    else if (code === 22) style = without(style, 'bold', 'dim');
    else if (code === 23) style = without(style, 'italic');
    else if (code === 24) style = without(style, 'underline');
    else if (code === 27) style = without(style, 'inverse');
    else if (code === 39) style = without(style, 'fg');
    else if (code === 49) style = without(style, 'bg');
    else if (code >= 30 && code <= 37) style = { ...style, fg: { kind: 'theme', index: code - 30 } };
    else if (code >= 40 && code <= 47) style = { ...style, bg: { kind: 'theme', index: code - 40 } };
    else if (code >= 90 && code <= 97) style = { ...style, fg: { kind: 'theme', index: code - 82 } };
    else if (code >= 100 && code <= 107) style = { ...style, bg: { kind: 'theme', index: code - 92 } };
    else if (code === 38 || code === 48) {
      const { colour, used } = extendedColour(codes, i + 1);
      i += used;
      if (colour) style = code === 38 ? { ...style, fg: colour } : { ...style, bg: colour };
    }
  }
  return style;
}

/** `5;n` or `2;r;g;b` after 38 or 48. */
function extendedColour(codes: readonly number[], at: number): { colour: SgrColour | null; used: number } {
  if (codes[at] === 5) return { colour: indexedColour(codes[at + 1] ?? 0), used: 2 };
  if (codes[at] !== 2) return { colour: null, used: 0 };
  const [r, g, b] = [codes[at + 1] ?? 0, codes[at + 2] ?? 0, codes[at + 3] ?? 0];
  const good = [r, g, b].every((part) => part >= 0 && part <= 255);
  return { colour: good ? { kind: 'css', css: `rgb(${r} ${g} ${b})` } : null, used: 4 };
}

/** The 256 colours of xterm: 16 of the theme, a cube of 6 × 6 × 6, and 24 greys. */
function indexedColour(index: number): SgrColour | null {
  if (!(index >= 0 && index <= 255)) return null;
  if (index < 16) return { kind: 'theme', index };
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return { kind: 'css', css: `rgb(${grey} ${grey} ${grey})` };
  }
  const level = (n: number) => (n === 0 ? 0 : 55 + n * 40);
  const cube = index - 16;
  return {
    kind: 'css',
    css: `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`,
  };
}

function without(style: SgrStyle, ...keys: (keyof SgrStyle)[]): SgrStyle {
  const rest: { -readonly [K in keyof SgrStyle]: SgrStyle[K] } = { ...style };
  for (const key of keys) delete rest[key];
  return rest;
}
