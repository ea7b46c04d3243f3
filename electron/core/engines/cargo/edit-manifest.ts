/** Changes of a Cargo.toml that leave every byte alone which they do not mean: comments, order, spacing, line ends. */
import { samePath } from './manifest.ts';
import { allEntries, scanToml, type TomlEntry, type TomlPlace } from './scan-toml.ts';

export interface DependencyChoice {
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
}

const quoted = (word: string) => `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const listed = (words: readonly string[]) => `[${words.map(quoted).join(', ')}]`;
const bareOrQuoted = (key: string) => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key));

function spliced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The text in which the package's `default` feature lists exactly these, in the order that it has and new ones last. */
export function withDefaults(text: string, names: readonly string[]): string {
  return withValue(text, ['features', 'default'], names);
}

/** @param key path of the dependency, e.g. `['dependencies', 'serde']` or `['target', 'cfg(…)', 'dependencies', 'hermit']` */
export function withDependency(text: string, key: readonly string[], choice: DependencyChoice): string {
  const before = allEntries(scanToml(text)).find(({ path }) => samePath(path, key))?.value;
  let next = text;
  if (before?.kind === 'string') {
    const parts = [`version = ${text.slice(before.start, before.end)}`];
    if (!choice.defaultFeatures) parts.push('default-features = false');
    if (choice.features.length > 0) parts.push(`features = ${listed(choice.features)}`);
    return parts.length === 1 ? text : spliced(text, before.start, before.end, `{ ${parts.join(', ')} }`);
  }
  const old = [...key, 'default_features'];
  const legacy = allEntries(scanToml(next)).some(({ path }) => samePath(path, old));
  const flag = legacy ? old : [...key, 'default-features'];
  next = withFlag(next, flag, choice.defaultFeatures);
  return withValue(next, [...key, 'features'], choice.features);
}

/** Sets one text, e.g. a variable of `[env]`; null takes it away. */
export function withText(text: string, path: readonly string[], value: string | null): string {
  const entry = find(text, path);
  if (value === null) return entry ? withoutEntry(text, entry) : text;
  const found = entry?.value;
  if (found?.kind === 'table') {
    const inner = found.entries.find((one) => one.path.at(-1) === 'value');
    if (inner) return spliced(text, inner.value.start, inner.value.end, quoted(value));
  }
  if (found) return spliced(text, found.start, found.end, quoted(value));
  return inserted(text, path, quoted(value));
}

/** `true` is what cargo takes where nothing is written. */
function withFlag(text: string, path: readonly string[], value: boolean): string {
  const entry = find(text, path);
  if (value)
    return entry && entry.value.kind === 'bare' && entry.value.text !== 'true' ? withoutEntry(text, entry) : text;
  if (entry) return spliced(text, entry.value.start, entry.value.end, 'false');
  return inserted(text, path, 'false');
}

function withValue(text: string, path: readonly string[], words: readonly string[]): string {
  const entry = find(text, path);
  if (entry?.value.kind === 'array') {
    const edited = withItems(text, entry.value, words);
    if (says(edited, path, words)) return edited;
    // Commas and comments in odd places: the list is written anew.
  }
  if (entry) return spliced(text, entry.value.start, entry.value.end, listed(words));
  return words.length === 0 ? text : inserted(text, path, listed(words));
}

function find(text: string, path: readonly string[]): TomlEntry | undefined {
  return allEntries(scanToml(text)).find((entry) => samePath(entry.path, path));
}

function says(text: string, path: readonly string[], words: readonly string[]): boolean {
  const value = find(text, path)?.value;
  if (value?.kind !== 'array') return false;
  const found = value.items.map((item) => (item.kind === 'string' ? item.text : ''));
  return found.length === words.length && found.every((word) => words.includes(word));
}

type ArrayPlace = Extract<TomlPlace, { kind: 'array' }>;

/** Takes items out and adds others at the end, each where the array has them: on one line, or one on each. */
function withItems(text: string, array: ArrayPlace, words: readonly string[]): string {
  const wanted = new Set(words);
  const present = new Set(array.items.flatMap((item) => (item.kind === 'string' ? [item.text] : [])));
  const added = words.filter((word) => !present.has(word));
  const inner = text.slice(array.start, array.end);
  const isLong = inner.includes('\n');
  const kept = array.items.filter((item) => item.kind !== 'string' || wanted.has(item.text));
  let next = text;
  if (added.length > 0) {
    const last = array.items.at(-1);
    if (!last) {
      next = spliced(next, array.start + 1, array.start + 1, added.map(quoted).join(', '));
    } else {
      const rest = text.slice(last.end, array.end);
      const comma = /^\s*,/.exec(rest)?.[0].length ?? 0;
      const lineStart = text.lastIndexOf('\n', last.start) + 1;
      const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
      const alone = isLong && text.slice(lineStart, last.start).trim() === '';
      if (alone) {
        const lineEnd = endOfLine(text, last.end);
        const body = added.map((word) => `${lineBreakOf(text)}${indent}${quoted(word)},`).join('');
        next = spliced(next, lineEnd, lineEnd, body);
        if (comma === 0) next = spliced(next, last.end, last.end, ',');
      } else {
        const at = last.end + comma;
        const body = added.map(quoted).join(', ');
        next = spliced(next, at, at, comma > 0 ? ` ${body}` : `, ${body}`);
      }
    }
  }
  if (kept.length === array.items.length) return next;
  // From the last to the first, so that offsets before stay what they are.
  for (const item of [...array.items].reverse()) {
    if (kept.includes(item)) continue;
    next = withoutItem(next, item, array.start);
  }
  return next;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function withoutItem(text: string, item: TomlPlace, arrayStart: number): string {
  const lineStart = text.lastIndexOf('\n', item.start) + 1;
  const after = /^[ \t]*,/.exec(text.slice(item.end))?.[0].length ?? 0;
  const rest = text.slice(item.end + after, endOfLine(text, item.end));
  if (lineStart > arrayStart && text.slice(lineStart, item.start).trim() === '' && /^\s*(?:#.*)?$/.test(rest)) {
    const lineEnd = text.indexOf('\n', item.end);
    return spliced(text, lineStart, lineEnd < 0 ? text.length : lineEnd + 1, '');
  }
  if (after > 0) {
    const blank = /^[ \t]*/.exec(text.slice(item.end + after))?.[0].length ?? 0;
    return spliced(text, item.start, item.end + after + blank, '');
  }
  const before = /,?\s*$/.exec(text.slice(arrayStart + 1, item.start))?.[0].length ?? 0;
  return spliced(text, item.start - before, item.end, '');
}

function withoutEntry(text: string, entry: TomlEntry): string {
  const lineStart = text.lastIndexOf('\n', entry.keyStart) + 1;
  const rest = text.slice(entry.value.end, endOfLine(text, entry.value.end));
  if (text.slice(lineStart, entry.keyStart).trim() === '' && /^\s*(?:#.*)?$/.test(rest)) {
    const lineEnd = text.indexOf('\n', entry.value.end);
    return spliced(text, lineStart, lineEnd < 0 ? text.length : lineEnd + 1, '');
  }
  const comma = /^\s*,[ \t]*/.exec(text.slice(entry.value.end))?.[0].length ?? 0;
  if (comma > 0) return spliced(text, entry.keyStart, entry.value.end + comma, '');
  const before = /,?\s*$/.exec(text.slice(0, entry.keyStart))?.[0] ?? '';
  const keep = before.startsWith(',') ? before.replace(/^,/, '') : before;
  return spliced(text, entry.keyStart - before.length, entry.value.end, keep === ' ' ? '' : keep);
}

/** A new key: into the inline table that holds it, below its header, or under a header of its own at the end. */
function inserted(text: string, path: readonly string[], value: string): string {
  const scan = scanToml(text);
  const owner = path.slice(0, -1);
  const name = bareOrQuoted(path.at(-1) ?? '');
  const inline = allEntries(scan).find((entry) => samePath(entry.path, owner))?.value;
  if (inline?.kind === 'table') {
    const last = inline.entries.at(-1);
    if (!last) return spliced(text, inline.start, inline.end, `{ ${name} = ${value} }`);
    return spliced(text, last.value.end, last.value.end, `, ${name} = ${value}`);
  }
  const line = `${name} = ${value}`;
  const end = lineBreakOf(text);
  const header = scan.headers.find((one) => !one.isArray && samePath(one.path, owner));
  if (header) {
    const next = scan.headers.find(({ start }) => start > header.start)?.start ?? text.length;
    const inside = scan.entries.filter(({ keyStart }) => keyStart > header.start && keyStart < next);
    const at = endOfLine(text, inside.at(-1)?.value.end ?? header.end);
    return spliced(text, at, at, `${end}${line}`);
  }
  // `hermit.git = "…"` under [dependencies]: its siblings are dotted keys.
  const sibling = scan.entries.findLast(({ path: other }) => samePath(other.slice(0, owner.length), owner));
  if (sibling) {
    const above = scan.headers.findLast(({ start }) => start < sibling.keyStart)?.path ?? [];
    const dotted = path.slice(above.length).map(bareOrQuoted).join('.');
    const at = endOfLine(text, sibling.value.end);
    return spliced(text, at, at, `${end}${dotted} = ${value}`);
  }
  const gap = text === '' || text.endsWith(`${end}${end}`) ? '' : text.endsWith('\n') ? end : `${end}${end}`;
  return `${text}${gap}[${owner.map(bareOrQuoted).join('.')}]${end}${line}${end}`;
}
