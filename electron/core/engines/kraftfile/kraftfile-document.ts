/** A Kraftfile as a YAML document with places, and what it says as plain values. Reading never throws. */
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { SourceRange } from '../../contract/problem.ts';
import { OLD_PLATFORMS } from './kraftfile-schema.ts';

export interface KraftfileText {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

export function readKraftfile(text: string): KraftfileText {
  const lines = new LineCounter();
  // YAML 1.1 knows `y` and `no` as booleans; kraft's reader does not, nor does the core schema.
  const document = parseDocument(text, {
    lineCounter: lines,
    keepSourceTokens: true,
    prettyErrors: false,
    uniqueKeys: false,
  });
  return { text, document, lines };
}

/** A part of the text as a range of the file; an empty one covers a character, so that it can be seen. */
export function rangeOf({ lines, text }: KraftfileText, start: number, end: number, file: string): SourceRange {
  const from = lines.linePos(Math.min(start, text.length));
  const to = lines.linePos(Math.min(Math.max(end, start), text.length));
  const empty = from.line === to.line && from.col >= to.col;
  return { file, line: from.line, column: from.col, endLine: to.line, endColumn: empty ? from.col + 1 : to.col };
}

/** What the node means after an alias (`*name`) is followed. */
export function resolved(node: unknown, document: Document): Node | null {
  if (isAlias(node)) return (node.resolve(document) as Node | undefined) ?? null;
  return (node as Node | null) ?? null;
}

export function pairOf(map: unknown, key: string): Pair<Node, Node | null> | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find((item) => isPair(item) && keyText(item) === key) as Pair<Node, Node | null> | undefined;
}

export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value ?? '') : '';
}

export function valueAt(kraftfile: KraftfileText, ...path: readonly string[]): Node | null {
  let node: Node | null = kraftfile.document.contents;
  for (const key of path) {
    const pair = pairOf(resolved(node, kraftfile.document), key);
    if (!pair) return null;
    node = resolved(pair.value, kraftfile.document);
  }
  return node;
}

function textOf(node: Node | null): string | null {
  if (!isScalar(node) || node.value === null || node.value === undefined) return null;
  return typeof node.value === 'string' || node.source === undefined ? String(node.value) : node.source;
}

export interface KraftTarget {
  readonly name: string | null;
  /** As today's kraft calls it: `qemu`, `fc`, `xen`. */
  readonly platform: string;
  readonly architecture: string;
}

export interface KraftSource {
  readonly version: string | null;
  readonly source: string | null;
}

/** What the file says, as far as it can be understood. */
export interface KraftfileValues {
  readonly name: string | null;
  readonly outdir: string | null;
  readonly unikraft: KraftSource | null;
  readonly libraries: ReadonlyMap<string, KraftSource>;
  readonly targets: readonly KraftTarget[];
  /** All maps together (the file's, Unikraft's, each library's), without `CONFIG_`, as .config writes values. */
  readonly kconfig: ReadonlyMap<string, string>;
  readonly command: readonly string[];
  readonly rootfs: string | null;
}

function sourceOf(node: Node | null, { document }: KraftfileText): KraftSource {
  if (!isMap(node)) return { version: textOf(node), source: null };
  const part = (key: string) => textOf(resolved(pairOf(node, key)?.value, document));
  return { version: part('version'), source: part('source') };
}

/** A value of a kconfig map as .config has it: `y` and `n`, numbers as they are, texts in quotes. */
export function configValue(node: Node | null): string {
  if (!isScalar(node) || node.value === null) return 'n';
  const { value } = node;
  if (typeof value === 'boolean') return value ? 'y' : 'n';
  const text = typeof value === 'string' ? value : (node.source ?? String(value));
  if (/^(?:y|n|m)$/.test(text)) return text;
  if (text === 'yes' || text === 'no') return text === 'yes' ? 'y' : 'n';
  return /^-?(?:\d+|0x[0-9a-f]+)$/i.test(text) || /^".*"$/.test(text) ? text : JSON.stringify(text);
}

/** The entries of one kconfig block: `NAME: value`, or lines `NAME=value`. */
export function kconfigEntries(node: Node | null, kraftfile: KraftfileText): readonly (readonly [string, string])[] {
  const { document } = kraftfile;
  const plain = (name: string) => name.replace(/^CONFIG_/, '');
  if (isMap(node)) {
    return (node as YAMLMap).items.map((pair) => [plain(keyText(pair)), configValue(resolved(pair.value, document))]);
  }
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(textOf(resolved(item, document)) ?? '') ?? [];
    if (name === undefined || value === undefined) return [];
    const shown = /^(?:y|n|m|-?\d+|0x[0-9a-f]+|".*")$/i.test(value) ? value : JSON.stringify(value);
    return [[plain(name), shown] as const];
  });
}

function targetOf(node: Node | null, { document }: KraftfileText): KraftTarget | null {
  const today = (platform: string) => OLD_PLATFORMS[platform] ?? platform;
  if (isMap(node)) {
    const part = (...keys: string[]) =>
      keys.map((key) => textOf(resolved(pairOf(node, key)?.value, document))).find((text) => text !== null) ?? null;
    const [platform, architecture] = [part('platform', 'plat'), part('architecture', 'arch')];
    if (platform === null && architecture === null) return null;
    const [own = '', other] = (platform ?? '').split('/');
    return { name: part('name'), platform: today(own), architecture: architecture ?? other ?? '' };
  }
  const [, platform, architecture] = /^([^/]+)\/(.+)$/.exec(textOf(node) ?? '') ?? [];
  return platform && architecture ? { name: null, platform: today(platform), architecture } : null;
}

export function kraftfileValues(kraftfile: KraftfileText): KraftfileValues {
  const { document } = kraftfile;
  const at = (...path: string[]) => valueAt(kraftfile, ...path);
  const libraries = new Map<string, KraftSource>();
  const kconfig = new Map<string, string>();
  const collect = (node: Node | null) => {
    for (const [name, value] of kconfigEntries(node, kraftfile)) kconfig.set(name, value);
  };
  collect(at('unikraft', 'kconfig'));
  const named = at('libraries');
  if (isMap(named)) {
    for (const pair of named.items) {
      const node = resolved(pair.value, document);
      libraries.set(keyText(pair), sourceOf(node, kraftfile));
      collect(isMap(node) ? resolved(pairOf(node, 'kconfig')?.value, document) : null);
    }
  }
  collect(at('kconfig'));
  const targets = at('targets');
  const unikraft = at('unikraft');
  const command = at('cmd') ?? at('command');
  return {
    name: textOf(at('name')),
    outdir: textOf(at('outdir')),
    unikraft: unikraft ? sourceOf(unikraft, kraftfile) : null,
    libraries,
    targets: isSeq(targets) ? targets.items.flatMap((item) => targetOf(resolved(item, document), kraftfile) ?? []) : [],
    kconfig,
    command: isSeq(command)
      ? command.items.map((item) => textOf(resolved(item, document)) ?? '')
      : (textOf(command) ?? '').split(/\s+/).filter((word) => word !== ''),
    rootfs: textOf(at('rootfs')),
  };
}
