/** A Cargo.toml as the studio needs it: features with their edges, groups and help, dependencies, and where each stands. */
import { parse, TomlError } from 'smol-toml';
import {
  allEntries,
  lineCounter,
  scanToml,
  type TomlComment,
  type TomlEntry,
  type TomlHeader,
  type TomlPlace,
} from './scan-toml.ts';

/** What a feature turns on. https://doc.rust-lang.org/cargo/reference/features.html */
export type FeatureEdge =
  /** Another feature of the package. */
  | { readonly kind: 'feature'; readonly name: string }
  /** `dep:name`: an optional dependency. */
  | { readonly kind: 'dependency'; readonly name: string }
  /** `name/feature`, and with `weak` `name?/feature`: only where something else turns the dependency on. */
  | {
      readonly kind: 'dependency-feature';
      readonly name: string;
      readonly feature: string;
      readonly weak: boolean;
    };

export interface ManifestFeature {
  readonly name: string;
  readonly edges: readonly FeatureEdge[];
  /** From 1. 0: an optional dependency that is a feature by itself; then the line is that of the dependency. */
  readonly line: number;
  /** Text of the comments above it, '' for none. */
  readonly help: string;
  /** Heading that it stands under, '' for none. */
  readonly group: string;
  /** The feature that an optional dependency makes by itself, where no `dep:` names it. */
  readonly implicit: boolean;
}

export interface ManifestGroup {
  readonly title: string;
  readonly help: string;
  readonly line: number;
}

export interface ManifestDependency {
  /** Name in the manifest; `package` is the crate's own where it differs. */
  readonly name: string;
  readonly package: string;
  readonly kind: 'normal' | 'build' | 'dev';
  /** `cfg(…)` or a triple; '' for every target. */
  readonly target: string;
  readonly optional: boolean;
  readonly defaultFeatures: boolean;
  readonly features: readonly string[];
  readonly version: string | null;
  readonly path: string | null;
  readonly git: { readonly url: string; readonly tag: string | null; readonly rev: string | null } | null;
  readonly line: number;
  /** Where its value stands, and the path of its key. */
  readonly place: TomlPlace | null;
  readonly key: readonly string[];
}

export interface ManifestProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface Manifest {
  /** '' for a virtual workspace. */
  readonly name: string;
  readonly version: string;
  readonly edition: string;
  readonly isWorkspace: boolean;
  readonly defaultRun: string | null;
  /** In the order of the file; `default` is not one of them. */
  readonly features: readonly ManifestFeature[];
  /** What `default` lists. */
  readonly defaults: readonly string[];
  readonly groups: readonly ManifestGroup[];
  readonly dependencies: readonly ManifestDependency[];
  /** Names of `[[bin]]`. */
  readonly bins: readonly string[];
  readonly problems: readonly ManifestProblem[];
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

export function parseEdge(word: string): FeatureEdge {
  if (word.startsWith('dep:')) return { kind: 'dependency', name: word.slice(4) };
  const slash = word.indexOf('/');
  if (slash < 0) return { kind: 'feature', name: word };
  const weak = word[slash - 1] === '?';
  const name = word.slice(0, weak ? slash - 1 : slash);
  return { kind: 'dependency-feature', name, feature: word.slice(slash + 1), weak };
}

/** Never throws: of a text that is not TOML, as much as can be read, and the problem. */
export function parseManifest(source: string): Manifest {
  const problems: ManifestProblem[] = [];
  let root: Fields = {};
  try {
    root = fields(parse(source));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = 'This is not TOML.'] = error.message.split('\n');
    const message = first.replace(/^Invalid TOML document: /, '');
    problems.push({ message, line: error.line, column: error.column });
  }
  const scan = scanToml(source);
  const lineOf = lineCounter(source);
  const entries = allEntries(scan);
  const pkg = fields(root.package);
  const isWorkspace = typeof root.workspace === 'object' && root.workspace !== null;

  const table = fields(root.features);
  const named = new Set<string>();
  const features: ManifestFeature[] = [];
  const featureEntries = entries.filter(({ path }) => path[0] === 'features' && path.length === 2);
  const commentsOf = comments(source, scan.comments, lineOf);
  const from = scan.headers.find(({ path }) => path.length === 1 && path[0] === 'features')?.start ?? source.length;
  const until = scan.headers.find(({ start, path }) => start > from && path[0] !== 'features')?.start ?? source.length;
  const groups = commentsOf.groups(from, until);
  for (const { path, keyStart } of featureEntries) {
    const name = path[1]!;
    const words = texts(table[name] ?? valueTexts(featureEntries, name));
    for (const word of words) if (word.startsWith('dep:')) named.add(word.slice(4));
    if (name === 'default') continue;
    const line = lineOf(keyStart);
    const help = commentsOf.above(line);
    const group = groups.findLast((one) => one.line < line)?.title ?? '';
    features.push({ name, edges: words.map(parseEdge), line, help, group, implicit: false });
  }

  const dependencies = readDependencies(root, { entries, headers: scan.headers, lineOf });
  const known = new Set(features.map(({ name }) => name));
  for (const { name, optional, line, kind } of dependencies) {
    if (!optional || kind === 'dev' || named.has(name) || known.has(name)) continue;
    known.add(name);
    const edges: readonly FeatureEdge[] = [{ kind: 'dependency', name }];
    features.push({ name, edges, line, help: '', group: '', implicit: true });
  }
  const bins = Array.isArray(root.bin) ? root.bin.flatMap((bin) => text(fields(bin).name) ?? []) : [];
  return {
    name: text(pkg.name) ?? '',
    version: text(pkg.version) ?? '',
    edition: text(pkg.edition) ?? '2015',
    isWorkspace,
    defaultRun: text(pkg['default-run']),
    features,
    defaults: texts(table.default ?? valueTexts(featureEntries, 'default')),
    groups,
    dependencies,
    bins,
    problems,
  };
}

/** What an array says in a text that the parser gave up on. */
function valueTexts(entries: readonly TomlEntry[], name: string): readonly string[] {
  const found = entries.find(({ path }) => path[1] === name)?.value;
  return found?.kind === 'array' ? found.items.flatMap((item) => (item.kind === 'string' ? [item.text] : [])) : [];
}

const KINDS: Readonly<Record<string, ManifestDependency['kind']>> = {
  dependencies: 'normal',
  'build-dependencies': 'build',
  build_dependencies: 'build',
  'dev-dependencies': 'dev',
  dev_dependencies: 'dev',
};

function readDependencies(
  root: Fields,
  scan: {
    readonly entries: readonly TomlEntry[];
    readonly headers: readonly TomlHeader[];
    readonly lineOf: (offset: number) => number;
  },
): readonly ManifestDependency[] {
  const { entries, headers, lineOf } = scan;
  const out: ManifestDependency[] = [];
  const workspace = fields(fields(root.workspace).dependencies);
  const read = (table: unknown, prefix: readonly string[], target: string) => {
    for (const [section, kind] of Object.entries(KINDS)) {
      for (const [name, value] of Object.entries(fields(fields(table)[section]))) {
        const key = [...prefix, section, name];
        const own = typeof value === 'string' ? { version: value } : fields(value);
        const inherited = own.workspace === true ? workspace[name] : undefined;
        const shared = typeof inherited === 'string' ? { version: inherited } : fields(inherited);
        const spec: Fields = { ...shared, ...own };
        const exact = entries.find(({ path }) => samePath(path, key));
        const start =
          exact?.keyStart ??
          headers.find(({ path }) => samePath(path, key))?.start ??
          entries.find(({ path }) => samePath(path.slice(0, key.length), key))?.keyStart;
        const url = text(spec.git);
        out.push({
          name,
          package: text(spec.package) ?? name,
          kind,
          target,
          optional: spec.optional === true,
          defaultFeatures: (spec['default-features'] ?? spec.default_features) !== false,
          features: [...texts(shared.features), ...texts(own.features)],
          version: text(spec.version),
          path: text(spec.path),
          git: url === null ? null : { url, tag: text(spec.tag), rev: text(spec.rev) },
          line: start === undefined ? 1 : lineOf(start),
          place: exact?.value ?? null,
          key,
        });
      }
    }
  };
  read(root, [], '');
  for (const [target, table] of Object.entries(fields(root.target))) read(table, ['target', target], target);
  return out;
}

export function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

/**
 * Comments as features' documentation. `## text` above a feature is its help and `#! ### Title` a group (the convention
 * of the crate document-features); in files without it, plain comments directly above a feature are its help, and a
 * comment that stands alone between blank lines is a group.
 */
function comments(source: string, all: readonly TomlComment[], lineOf: (offset: number) => number) {
  const alone = new Map(all.filter((one) => one.alone).map((one) => [lineOf(one.start), one]));
  const documented = all.some(({ text: words }) => /^(?:##(?!#)|#!)(?: |$)/.test(words));
  const words = (line: number) => alone.get(line)?.text.replace(/^#+!? ?/, '') ?? '';

  return {
    above(line: number): string {
      const out: string[] = [];
      for (let at = line - 1; alone.has(at); at--) {
        const raw = alone.get(at)!.text;
        if (documented && !/^##(?: |$)/.test(raw)) break;
        if (!isRule(raw)) out.unshift(words(at));
      }
      return unwrap(out);
    },

    groups(from: number, until: number): readonly ManifestGroup[] {
      const [first, last] = [lineOf(from), lineOf(Math.max(from, until - 1))];
      const groups: ManifestGroup[] = [];
      for (let line = first; line <= last; line++) {
        if (!alone.has(line)) continue;
        const start = line;
        while (alone.has(line + 1)) line++;
        const block = Array.from({ length: line - start + 1 }, (_, index) => start + index);
        if (documented) {
          const heads = block.filter((at) => /^#! *#+ +\S/.test(alone.get(at)!.text));
          for (const [index, at] of heads.entries()) {
            const end = heads[index + 1] ?? line + 1;
            const rest = block.filter((each) => each > at && each < end && alone.get(each)!.text.startsWith('#!'));
            groups.push({ title: words(at).replace(/^#+ */, '').trim(), help: unwrap(rest.map(words)), line: at });
          }
          continue;
        }
        const isFree = sourceLine(source, line + 1).trim() === '';
        const spoken = block.filter((at) => !isRule(alone.get(at)!.text) && words(at).trim() !== '');
        if (!isFree || spoken.length === 0) continue;
        const [head = start, ...rest] = spoken;
        const title = words(head).replace(/^[-=*#\s]+|[-=*#\s:.]+$/g, '');
        if (title !== '') groups.push({ title, help: unwrap(rest.map(words)), line: head });
      }
      return groups;
    },
  };
}

/** A line of a comment that only draws. */
function isRule(comment: string): boolean {
  return /^#[-=*#\s]*[-=*#]{3,}\s*$/.test(comment);
}

function sourceLine(source: string, line: number): string {
  return source.split('\n', line)[line - 1] ?? '';
}

/** Wrapped lines become paragraphs; lists, headings and link definitions keep their lines. */
function unwrap(lines: readonly string[]): string {
  const out: string[] = [];
  for (const line of lines) {
    const before = out.at(-1);
    const own = /^\s*(?:[-*+]|\d+\.|#+|\[[^\]]+\]:|>|```|\|)/.test(line) || line.trim() === '';
    if (before === undefined || before === '' || own || /^\s*(?:\[[^\]]+\]:|```)/.test(before))
      out.push(line.trimEnd());
    else out[out.length - 1] = `${before} ${line.trim()}`;
  }
  return out
    .filter((line) => !/^\[[^\]]+\]: \S+$/.test(line))
    .join('\n')
    .trim();
}
