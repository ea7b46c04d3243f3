/**
 * Changes of a Kraftfile as edits of its text: what is not changed keeps every byte, comments and layout with it. Places
 * come from the YAML document; a part that is missing is written in the style of its neighbours.
 */
import { isMap, isPair, isScalar, isSeq, type Node, type Pair, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import type { TextEdit } from '../../contract/problem.ts';
import {
  type KraftfileText,
  keyText,
  kraftfileValues,
  pairOf,
  rangeOf,
  readKraftfile,
  resolved,
  valueAt,
} from './kraftfile-document.ts';

export { KRAFTFILE_NAMES } from './kraftfile-schema.ts';

/** Targets as `platform/architecture`, in the order of the file. */
export function kraftTargets(text: string): readonly string[] {
  return kraftfileValues(readKraftfile(text)).targets.map(
    ({ platform, architecture }) => `${platform}/${architecture}`,
  );
}

/** Adds `qemu/x86_64` to the targets; null where the file is no YAML or has it already. */
export function addTarget(text: string, target: string, file: string): readonly TextEdit[] | null {
  const kraftfile = readable(text);
  if (!kraftfile || kraftTargets(text).includes(target)) return null;
  const { document } = kraftfile;
  const pair = pairOf(document.contents, 'targets');
  const list = resolved(pair?.value, document);
  if (isSeq(list) && list.items.length > 0) return [addItem(kraftfile, list, target, file)];
  return setIn(text, ['targets'], [target], file);
}

/** Gives options these values (as .config writes them; null takes the entry out) in `unikraft.kconfig`, or where they stand. */
export function setKconfig(
  text: string,
  values: Readonly<Record<string, string | null>>,
  file: string,
): readonly TextEdit[] | null {
  const kraftfile = readable(text);
  if (!kraftfile) return null;
  const edits: TextEdit[] = [];
  const added: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const places = findOption(kraftfile, name);
    for (const place of places)
      edits.push(
        value === null
          ? removeEntry(kraftfile, place.pair, place.parent, file)
          : replaceValue(kraftfile, place.pair, yamlValue(value), file),
      );
    if (places.length === 0 && value !== null) added[`CONFIG_${name}`] = yamlValue(value);
  }
  if (Object.keys(added).length === 0) return edits;
  const more = addOptions(kraftfile, added, file);
  return more && [...edits, ...more];
}

/** Sets a value of the file, making the maps that lead to it; null where the text is no YAML. */
export function setIn(text: string, path: readonly string[], value: unknown, file: string): readonly TextEdit[] | null {
  const kraftfile = readable(text);
  if (!kraftfile || path.length === 0) return null;
  const { document } = kraftfile;
  let parent: Node | null = resolved(document.contents, document);
  for (const [depth, key] of path.entries()) {
    const pair: Pair<Node, Node | null> | undefined = pairOf(parent, key);
    const rest = path.slice(depth + 1);
    const inner = rest.reduceRight<unknown>((made, name) => ({ [name]: made }), value);
    if (!pair) return parent === null || isMap(parent) ? [addEntry(kraftfile, parent, key, inner, file)] : null;
    const next = resolved(pair.value, document);
    if (rest.length === 0 || !isMap(next) || next.items.length === 0) {
      // `unikraft: stable` becomes a mapping that keeps the version.
      const kept =
        rest.length > 0 && isScalar(next) && next.value !== null && key === 'unikraft'
          ? { version: next.toJSON() }
          : {};
      const whole = rest.length === 0 ? value : { ...kept, ...(inner as object) };
      return [replaceEntry(kraftfile, pair, whole, file)];
    }
    parent = next;
  }
  return null;
}

/** Takes an entry out, with all that belongs to it; null where there is none. */
export function removeIn(text: string, path: readonly string[], file: string): readonly TextEdit[] | null {
  const kraftfile = readable(text);
  const key = path.at(-1);
  if (!kraftfile || key === undefined) return null;
  const parent = path.length === 1 ? kraftfile.document.contents : valueAt(kraftfile, ...path.slice(0, -1));
  const pair = pairOf(parent, key);
  return pair && isMap(parent) ? [removeEntry(kraftfile, pair, parent, file)] : null;
}

function readable(text: string): KraftfileText | null {
  const kraftfile = readKraftfile(text);
  const { document } = kraftfile;
  const root = resolved(document.contents, document);
  return document.errors.length === 0 && (root === null || isMap(root)) ? kraftfile : null;
}

/** `y` and `n` in quotes: readers of YAML 1.1 take them for booleans. */
function yamlValue(value: string): string {
  if (/^[ynm]$/.test(value)) return `"${value}"`;
  return value.startsWith('"') ? stringify(JSON.parse(value)).trimEnd() : value;
}

interface OptionPlace {
  readonly pair: Pair;
  readonly parent: YAMLMap;
}

function findOption(kraftfile: KraftfileText, name: string): readonly OptionPlace[] {
  const { document } = kraftfile;
  const libraries = valueAt(kraftfile, 'libraries');
  const blocks = [
    valueAt(kraftfile, 'unikraft', 'kconfig'),
    ...(isMap(libraries)
      ? libraries.items.map((pair) => resolved(pairOf(resolved(pair.value, document), 'kconfig')?.value, document))
      : []),
    valueAt(kraftfile, 'kconfig'),
  ];
  return blocks.flatMap((block) => {
    if (!isMap(block)) return [];
    const pair = block.items.find((item) => keyText(item).replace(/^CONFIG_/, '') === name);
    return pair ? [{ pair, parent: block }] : [];
  });
}

function addOptions(
  kraftfile: KraftfileText,
  added: Readonly<Record<string, string>>,
  file: string,
): readonly TextEdit[] | null {
  const home = ['unikraft', 'kconfig'].reduce<Node | null>(
    (node, key) => resolved(pairOf(node, key)?.value, kraftfile.document),
    kraftfile.document.contents,
  );
  const top = valueAt(kraftfile, 'kconfig');
  const block = isMap(home) || isSeq(home) ? home : top;
  if (isMap(block) && block.items.length > 0) {
    return [
      addLines(
        kraftfile,
        block,
        Object.entries(added).map(([key, value]) => `${key}: ${value}`),
        file,
      ),
    ];
  }
  if (isSeq(block) && block.items.length > 0) {
    return [
      addLines(
        kraftfile,
        block,
        Object.entries(added).map(([key, value]) => `- ${key}=${value.replaceAll('"', '')}`),
        file,
      ),
    ];
  }
  const plain = Object.fromEntries(Object.entries(added).map(([key, value]) => [key, unquoted(value)]));
  return setIn(kraftfile.text, ['unikraft', 'kconfig'], plain, file);
}

function unquoted(value: string): unknown {
  return value.startsWith('"') || value.startsWith("'")
    ? value.slice(1, -1)
    : /^-?\d+$/.test(value)
      ? Number(value)
      : value;
}

/** A value as lines of YAML below a key, without the key. Texts that YAML 1.1 reads as booleans get quotes. */
function lines(value: unknown): readonly string[] {
  return stringify(value, {
    lineWidth: 0,
    version: '1.1',
    schema: 'yaml-1.1',
    defaultStringType: 'PLAIN',
    indentSeq: true,
  })
    .trimEnd()
    .split('\n');
}

function entryText(key: string, value: unknown, indent: string): string {
  const below = lines(value);
  if (typeof value !== 'object' || value === null) return `${indent}${key}: ${below[0]}`;
  return [`${indent}${key}:`, ...below.map((line) => `${indent}  ${line}`)].join('\n');
}

function column(kraftfile: KraftfileText, offset: number): string {
  const start = kraftfile.text.lastIndexOf('\n', offset - 1) + 1;
  return ' '.repeat(offset - start);
}

/** Where the last thing of a node ends, before blanks and comments that follow it. */
function endOf(node: unknown): number {
  if (isPair(node)) return endOf(node.value ?? node.key);
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return (node as Node | null)?.range?.[1] ?? 0;
}

/** The end of the line that `offset` is on: a comment at its end stays with it. */
function lineEnd({ text }: KraftfileText, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function insertion(kraftfile: KraftfileText, offset: number, newText: string, file: string): TextEdit {
  const at = rangeOf(kraftfile, offset, offset, file);
  return { at: { ...at, endLine: at.line, endColumn: at.column }, newText };
}

function addLines(
  kraftfile: KraftfileText,
  block: YAMLMap | YAMLSeq,
  added: readonly string[],
  file: string,
): TextEdit {
  const last = block.items.at(-1);
  if (block.flow) {
    const close = block.range![1] - 1;
    const plain = added.map((line) => line.replace(/^- /, '')).join(', ');
    return insertion(kraftfile, last ? endOf(last) : close, `${last ? ', ' : ''}${plain}`, file);
  }
  const indent = column(kraftfile, block.range![0]);
  return insertion(
    kraftfile,
    lineEnd(kraftfile, endOf(last)),
    added.map((line) => `\n${indent}${line}`).join(''),
    file,
  );
}

function addItem(kraftfile: KraftfileText, list: YAMLSeq, value: string, file: string): TextEdit {
  return addLines(kraftfile, list, [`- ${value}`], file);
}

function addEntry(kraftfile: KraftfileText, parent: Node | null, key: string, value: unknown, file: string): TextEdit {
  if (isMap(parent) && parent.items.length > 0) {
    if (parent.flow) return addLines(kraftfile, parent, [`${key}: ${JSON.stringify(value)}`], file);
    const indent = column(kraftfile, parent.range![0]);
    return insertion(kraftfile, lineEnd(kraftfile, endOf(parent)), `\n${entryText(key, value, indent)}`, file);
  }
  const { text } = kraftfile;
  const before = text === '' || text.endsWith('\n') ? '' : '\n';
  return insertion(kraftfile, text.length, `${before}${entryText(key, value, '')}\n`, file);
}

/** Another value for a pair, on the line of its key; comments behind the old value stay. */
function replaceValue(kraftfile: KraftfileText, pair: Pair, newText: string, file: string): TextEdit {
  const value = pair.value as Node | null;
  const key = pair.key as Node;
  if (!value?.range || value.range[0] === value.range[1]) {
    return insertion(kraftfile, kraftfile.text.indexOf(':', key.range![1]) + 1, ` ${newText}`, file);
  }
  return { at: rangeOf(kraftfile, value.range[0], value.range[1], file), newText };
}

function replaceEntry(kraftfile: KraftfileText, pair: Pair, value: unknown, file: string): TextEdit {
  const key = pair.key as Node;
  const indent = column(kraftfile, key.range![0]);
  if (typeof value !== 'object' || value === null) return replaceValue(kraftfile, pair, lines(value)[0]!, file);
  const start = kraftfile.text.indexOf(':', key.range![1]) + 1;
  const empty = isScalar(pair.value) && pair.value.value === null;
  const end = empty ? start : Math.max(start, endOf(pair));
  const below = lines(value)
    .map((line) => `\n${indent}  ${line}`)
    .join('');
  if (end === start) return insertion(kraftfile, start, below, file);
  return { at: rangeOf(kraftfile, start, end, file), newText: below };
}

/** Takes a pair out, with its line; the last one of a map leaves `{}` behind. */
function removeEntry(kraftfile: KraftfileText, pair: Pair, parent: YAMLMap, file: string): TextEdit {
  const { text } = kraftfile;
  const start = (pair.key as Node).range![0];
  const end = endOf(pair);
  if (parent.items.length === 1) return { at: rangeOf(kraftfile, parent.range![0], end, file), newText: '{}' };
  if (parent.flow) {
    const next = /^\s*,\s*/.exec(text.slice(end));
    const before = /,\s*$/.exec(text.slice(0, start));
    const from = next ? start : start - (before?.[0].length ?? 0);
    return { at: rangeOf(kraftfile, from, end + (next?.[0].length ?? 0), file), newText: '' };
  }
  const from = text.lastIndexOf('\n', start - 1) + 1;
  // An entry that stands behind `- ` shares its line with the dash.
  const shared = text.slice(from, start).trim() !== '';
  const to = Math.min(text.length, lineEnd(kraftfile, end) + 1);
  if (!shared) return { at: rangeOf(kraftfile, from, to, file), newText: '' };
  const after = text.slice(to).search(/\S/);
  return { at: rangeOf(kraftfile, start, to + Math.max(0, after), file), newText: '' };
}
