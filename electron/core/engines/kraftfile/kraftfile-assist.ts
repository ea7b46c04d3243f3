/** What the editor offers inside of a Kraftfile: completions at a place, and what the thing under the pointer means. */
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { type KraftfileText, keyText, readKraftfile, resolved } from './kraftfile-document.ts';
import { ARCHITECTURES, type Field, KRAFTFILE, PLATFORMS, type Shape } from './kraftfile-schema.ts';

export interface KraftCompletion {
  readonly label: string;
  readonly kind: 'key' | 'value';
  /** Snippet in the notation of editors: `$1` is where the caret goes. */
  readonly insert: string;
  readonly help?: string;
}

export interface KraftHover {
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** Markdown. */
  readonly text: string;
}

interface Place {
  /** Shapes that are possible where the caret is. */
  readonly shapes: readonly Shape[];
  readonly atKey: boolean;
  /** Name of the map that the caret is in. */
  readonly inside: string | null;
  /** Keys that stand in this map already. */
  readonly used: readonly string[];
}

function flat(shape: Shape): readonly Shape[] {
  return shape.kind === 'any' ? shape.of.flatMap(flat) : [shape];
}

/** Into a key of every map among the shapes, or of every list. */
function inKey(shapes: readonly Shape[], key: string): readonly Shape[] {
  return shapes.flatMap((shape) => {
    if (shape.kind !== 'map') return [];
    const field = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    return field ? flat(field.shape) : shape.open ? flat(shape.open) : [];
  });
}

function inItem(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.flatMap((shape) => (shape.kind === 'list' ? flat(shape.of) : []));
}

interface Line {
  readonly indent: number;
  readonly dash: boolean;
  readonly key: string | null;
}

function readLine(text: string): Line | null {
  const [, blanks = '', dashes = '', key, rest] = /^(\s*)((?:- +)*)(?:"?([\w./-]+)"?\s*:(\s.*|$))?/.exec(text) ?? [];
  if (text.trim() === '' || text.trimStart().startsWith('#')) return null;
  return {
    indent: blanks.length + dashes.length,
    dash: dashes !== '' || /^\s*-\s*$/.test(text),
    key: key !== undefined && rest !== undefined ? key : null,
  };
}

/** While a file is written it is no YAML half of the time, so the place is found by indentation. */
function placeAt(text: string, offset: number): Place {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  const own = readLine(`${before}x`);
  const typed = readLine(before);
  const indent = /^\s*(?:- *)*/.exec(before)![0].length;
  const above = text.slice(0, start).split('\n').slice(0, -1);
  const path: (string | null)[] = [];
  let limit = indent;
  let dashed = /^\s*-/.test(before);
  if (dashed) {
    path.unshift(null);
    limit = before.indexOf('-');
  }
  const used: string[] = [];
  for (const line of [...above].reverse()) {
    const read = readLine(line);
    if (!read) continue;
    const outer = /^\s*/.exec(line)![0].length;
    // Keys of the same map, further up.
    if (read.key !== null && read.indent === indent && limit === indent && !dashed) used.push(read.key);
    if (read.dash && outer < limit) {
      if (read.indent <= limit) {
        path.unshift(null);
        limit = outer;
        dashed = true;
        continue;
      }
    }
    if (read.key !== null && (read.indent < limit || (dashed && read.indent <= limit && !read.dash))) {
      path.unshift(read.key);
      limit = read.indent;
      dashed = false;
    }
    if (limit === 0 && indent > 0 && !dashed) break;
  }
  let shapes: readonly Shape[] = [KRAFTFILE];
  for (const step of path) shapes = step === null ? inItem(shapes) : inKey(shapes, step);
  const value = typed?.key ?? null;
  if (value !== null) return { shapes: inKey(shapes, value), atKey: false, inside: value, used };
  const below = text.slice(offset).split('\n').slice(1);
  for (const line of below) {
    const read = readLine(line);
    if (!read) continue;
    if (read.indent < indent || read.dash) break;
    if (read.key !== null && read.indent === indent) used.push(read.key);
  }
  return { shapes, atKey: own !== null, inside: path.at(-1) ?? null, used };
}

const TARGETS = PLATFORMS.flatMap((platform) => ARCHITECTURES.slice(0, 2).map((arch) => `${platform}/${arch}`));

function isTargetText(shapes: readonly Shape[]): boolean {
  return shapes.some((shape) => shape.kind === 'map' && Object.hasOwn(shape.keys, 'architecture'));
}

/** @param options names of the configuration's options, for the maps that set them */
export function completeKraftfile(
  text: string,
  offset: number,
  options: readonly string[] = [],
): readonly KraftCompletion[] {
  const place = placeAt(text, offset);
  const found: KraftCompletion[] = [];
  for (const shape of place.shapes) {
    if (shape.kind === 'map' && place.atKey) {
      for (const [label, field] of Object.entries(shape.keys)) found.push(...keyCompletion(label, field, place.used));
      if (shape.open && place.inside === 'kconfig') {
        found.push(
          ...options.map((name) => ({
            label: `CONFIG_${name}`,
            kind: 'key' as const,
            insert: `CONFIG_${name}: "y"`,
          })),
        );
      }
    }
    if (shape.kind === 'text' && shape.values) {
      found.push(...shape.values.map((value) => ({ label: value, kind: 'value' as const, insert: value })));
    }
    if (shape.kind === 'boolean') {
      found.push(...['true', 'false'].map((value) => ({ label: value, kind: 'value' as const, insert: value })));
    }
  }
  if (isTargetText(place.shapes)) {
    found.push(...TARGETS.map((value) => ({ label: value, kind: 'value' as const, insert: value })));
  }
  return found.filter((one, index) => found.findIndex(({ label }) => label === one.label) === index);
}

function keyCompletion(label: string, field: Field, used: readonly string[]): readonly KraftCompletion[] {
  if (used.includes(label) || (field.alias !== undefined && used.includes(field.alias))) return [];
  return [{ label, kind: 'key', insert: `${label}:${field.snippet ?? ' '}`, help: field.help }];
}

/** Help for the key, or for the part that the value belongs to. @param optionHelp prompt and help of an option */
export function hoverKraftfile(
  text: string,
  offset: number,
  optionHelp: (name: string) => string | null = () => null,
): KraftHover | null {
  const kraftfile = readKraftfile(text);
  return hoverIn(resolved(kraftfile.document.contents, kraftfile.document), [KRAFTFILE], {
    kraftfile,
    offset,
    optionHelp,
  });
}

interface Pointer {
  readonly kraftfile: KraftfileText;
  readonly offset: number;
  readonly optionHelp: (name: string) => string | null;
}

function covers(node: unknown, offset: number): boolean {
  const range = (node as Node | null)?.range;
  return range !== null && range !== undefined && range[0] <= offset && offset <= range[1];
}

function hoverIn(node: Node | null, shapes: readonly Shape[], pointer: Pointer): KraftHover | null {
  const { kraftfile, offset } = pointer;
  if (isSeq(node)) {
    for (const item of node.items) {
      if (covers(item, offset)) return hoverIn(resolved(item, kraftfile.document), inItem(shapes), pointer);
    }
  }
  if (!isMap(node)) return null;
  for (const pair of node.items as Pair[]) {
    const key = keyText(pair);
    if (covers(pair.key, offset)) return keyHover(pair, key, shapes, pointer);
    if (!covers(pair.value, offset)) continue;
    const inner = hoverIn(resolved(pair.value, kraftfile.document), inKey(shapes, key), pointer);
    return inner ?? (isScalar(pair.value) ? keyHover(pair, key, shapes, pointer, pair.value) : null);
  }
  return null;
}

function keyHover(
  pair: Pair,
  key: string,
  shapes: readonly Shape[],
  pointer: Pointer,
  shown?: Node,
): KraftHover | null {
  const range = (shown ?? (pair.key as Node)).range;
  if (!range) return null;
  const field = shapes.flatMap((shape) =>
    shape.kind === 'map' && Object.hasOwn(shape.keys, key) ? [shape.keys[key]!] : [],
  )[0];
  const help =
    field?.help ?? (/^(?:CONFIG_)?[A-Z0-9_]+$/.test(key) ? pointer.optionHelp(key.replace(/^CONFIG_/, '')) : null);
  if (help === null || help === undefined) return null;
  const since = field?.since ? `\n\nSince \`spec: v${field.since}\`.` : '';
  return { start: range[0], end: range[1], text: `**${key}**\n\n${help}${since}` };
}
