/** What is wrong with a Kraftfile, with places and ways out: YAML first, then the shape of each part, then what it means. */
import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Fix, Problem, SourceRange } from '../../contract/problem.ts';
import { closestName } from '../problems/closest-name.ts';
import {
  type KraftfileText,
  keyText,
  kraftfileValues,
  pairOf,
  rangeOf,
  readKraftfile,
  resolved,
} from './kraftfile-document.ts';
import { ARCHITECTURES, type Field, KRAFTFILE, OLD_PLATFORMS, PLATFORMS, type Shape } from './kraftfile-schema.ts';

export function checkKraftfile(text: string, file: string): readonly Problem[] {
  const kraftfile = readKraftfile(text);
  const checker = new Checker(kraftfile, file);
  return checker.check();
}

/** What processors are called elsewhere. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  x64: 'x86_64',
  'x86-64': 'x86_64',
  aarch64: 'arm64',
};

class Checker {
  /** Maps and lists that are being looked at: an alias may lead back into them. */
  private readonly inside = new Set<Node>();
  private readonly problems: Problem[] = [];

  constructor(
    private readonly kraftfile: KraftfileText,
    private readonly file: string,
  ) {}

  check(): readonly Problem[] {
    const { document } = this.kraftfile;
    for (const error of document.errors) {
      this.tell(
        'syntax',
        'error',
        `This is not YAML: ${sentence(error.message)}`,
        this.range(error.pos[0], error.pos[1]),
      );
    }
    const root = resolved(document.contents, document);
    if (root === null) {
      if (document.errors.length === 0) {
        this.tell(
          'empty',
          'error',
          'The Kraftfile is empty.',
          this.range(0, 0),
          'It needs `spec`, and what to build or run: `unikraft` and `targets`, or `runtime`.',
        );
      }
      return this.problems;
    }
    this.shape(root, KRAFTFILE, 'the Kraftfile');
    if (isMap(root)) this.meaning(root);
    return this.problems;
  }

  private range(start: number, end: number): SourceRange {
    return rangeOf(this.kraftfile, start, end, this.file);
  }

  private at(node: unknown): SourceRange {
    const range = (node as Node | null)?.range;
    return range ? this.range(range[0], range[1]) : this.range(0, 0);
  }

  private tell(
    code: string,
    severity: Problem['severity'],
    title: string,
    at: SourceRange,
    why?: string,
    fixes: readonly Fix[] = [],
  ): void {
    const evidence = { firstLine: 0, lastLine: 0 };
    this.problems.push({
      code: `kraftfile.${code}`,
      severity,
      title,
      ...(why ? { why } : {}),
      at,
      evidence,
      fixes: [...fixes],
    });
  }

  private replace(title: string, at: SourceRange, newText: string): Fix {
    return { kind: 'edit', title, effect: `line ${at.line} of ${this.file}`, edits: [{ at, newText }] };
  }

  private shape(raw: unknown, shape: Shape, where: string): void {
    const node = resolved(raw, this.kraftfile.document);
    const fitting = choose(node, shape);
    if (!fitting) {
      this.tell(
        'shape',
        'error',
        `${capital(where)} can't be ${kindOf(node)}.`,
        this.at(raw),
        `It is ${describe(shape)}.`,
      );
      return;
    }
    if (node && !this.inside.has(node)) {
      this.inside.add(node);
      if (fitting.kind === 'list' && isSeq(node)) {
        for (const item of node.items) this.shape(item, fitting.of, `an entry of ${where}`);
      }
      if (fitting.kind === 'map' && isMap(node)) this.keys(node.items as Pair[], fitting, where);
      this.inside.delete(node);
    }
    if (fitting.kind === 'text' && fitting.values && isScalar(node)) this.choice(node, fitting, where);
  }

  private choice(
    node: Node & { value: unknown },
    { values = [], loose }: Extract<Shape, { kind: 'text' }>,
    where: string,
  ): void {
    const text = String(node.value);
    if (values.includes(text)) return;
    const today = OLD_PLATFORMS[text];
    const better = today ?? closestName(text, [...values]);
    const fixes = better ? [this.replace(`Change it to \`${better}\``, this.at(node), better)] : [];
    if (today)
      this.tell(
        'old-name',
        'warning',
        `\`${text}\` is called \`${today}\` today.`,
        this.at(node),
        'kraft still understands it, but filters (`--plat`) go by the new name.',
        fixes,
      );
    else
      this.tell(
        'value',
        loose ? 'warning' : 'error',
        `${capital(where)} has no value \`${text}\`.`,
        this.at(node),
        `Known: ${values.map((value) => `\`${value}\``).join(', ')}.`,
        fixes,
      );
  }

  private keys(pairs: readonly Pair[], shape: Extract<Shape, { kind: 'map' }>, where: string): void {
    const seen = new Set<string>();
    for (const pair of pairs) {
      const key = keyText(pair);
      if (seen.has(key))
        this.tell(
          'twice',
          'error',
          `\`${key}\` stands twice in ${where}.`,
          this.at(pair.key),
          'The later one counts, and the earlier one is lost.',
        );
      seen.add(key);
      const field = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      if (!field && shape.open) this.shape(pair.value, shape.open, `\`${key}\``);
      else if (!field) this.unknown(pair, shape, where);
      else {
        this.shape(pair.value, field.shape, `\`${key}\``);
        if (field.alias !== undefined && seen.has(field.alias)) {
          this.tell(
            'twice',
            'error',
            `\`${key}\` and \`${field.alias}\` mean the same.`,
            this.at(pair.key),
            'Only one of them may stand here.',
          );
        }
      }
    }
  }

  private unknown(pair: Pair, { keys }: Extract<Shape, { kind: 'map' }>, where: string): void {
    const key = keyText(pair);
    const better = closestName(key, Object.keys(keys));
    const fixes = better ? [this.replace(`Change it to \`${better}\``, this.at(pair.key), better)] : [];
    const known = Object.keys(keys)
      .slice(0, 12)
      .map((name) => `\`${name}\``);
    this.tell(
      'unknown-key',
      'error',
      `There is no \`${key}\` in ${where}.`,
      this.at(pair.key),
      `${better ? `Perhaps \`${better}\` is meant. ` : ''}Known: ${known.join(', ')}.`,
      fixes,
    );
  }

  /** What each part may be, and the whole is not. */
  private meaning(root: Node): void {
    const values = kraftfileValues(this.kraftfile);
    const start = this.range(0, 0);
    const spec = pairOf(root, 'spec') ?? pairOf(root, 'specification');
    if (!spec) {
      const first = this.range(root.range![0], root.range![0]);
      const at = { ...first, endColumn: first.column };
      this.tell(
        'no-spec',
        'error',
        'The Kraftfile does not say which version of the format it is in.',
        start,
        'Its first line is `spec: v0.6`.',
        [this.replace('Add `spec: v0.6`', at, 'spec: v0.6\n')],
      );
    }
    const old = isScalar(spec?.value) && /0\.5/.test(String(spec.value.value));
    if (old) this.sinceSix(root);
    const built = pairOf(root, 'unikraft') ?? pairOf(root, 'template');
    if (!built && !pairOf(root, 'runtime')) {
      this.tell(
        'nothing-to-do',
        'error',
        'The Kraftfile names nothing to build and nothing to run.',
        start,
        '`unikraft` says what is built, `runtime` names a kernel that is ready-made.',
      );
    }
    const targets = pairOf(root, 'targets');
    if (built && values.targets.length === 0 && !targets) {
      this.tell(
        'no-targets',
        'warning',
        'No targets are named.',
        this.at(built.key),
        'kraft builds what stands under `targets`, for example `- qemu/x86_64`.',
      );
    }
    const list = resolved(targets?.value, this.kraftfile.document);
    if (isSeq(list)) for (const item of list.items) this.target(resolved(item, this.kraftfile.document));
    this.options(root);
  }

  private sinceSix(root: Node): void {
    for (const [key, { since }] of Object.entries(KRAFTFILE.keys) as [string, Field][]) {
      const pair = since === '0.6' ? pairOf(root, key) : undefined;
      if (pair)
        this.tell(
          'too-new',
          'error',
          `\`${key}\` is not part of version 0.5 of the format.`,
          this.at(pair.key),
          'It came with `spec: v0.6`.',
        );
    }
  }

  private target(node: Node | null): void {
    if (isMap(node)) {
      if (!pairOf(node, 'platform') && !pairOf(node, 'plat'))
        this.tell(
          'target',
          'error',
          'This target has no platform.',
          this.at(node),
          '`platform` is `qemu`, `fc` or `xen`.',
        );
      const platform = (pairOf(node, 'platform') ?? pairOf(node, 'plat'))?.value;
      const whole = isScalar(platform) && String(platform.value).includes('/');
      if (!whole && !pairOf(node, 'architecture') && !pairOf(node, 'arch'))
        this.tell(
          'target',
          'error',
          'This target has no processor.',
          this.at(node),
          '`architecture` is `x86_64`, `arm64` or `arm`.',
        );
      return;
    }
    if (!isScalar(node)) return;
    const text = String(node.value);
    const [platform = '', architecture] = text.split('/');
    if (architecture === undefined) {
      this.tell(
        'target',
        'error',
        `A target is a platform and a processor: \`${text}\` is one of them.`,
        this.at(node),
        'Write `qemu/x86_64`.',
      );
      return;
    }
    const today = OLD_PLATFORMS[platform];
    if (today) {
      this.tell(
        'old-name',
        'warning',
        `\`${platform}\` is called \`${today}\` today.`,
        this.at(node),
        'kraft still understands it, but filters (`--plat qemu`) go by the new name: "no targets selected to build".',
        [this.replace(`Change it to \`${today}/${architecture}\``, this.at(node), `${today}/${architecture}`)],
      );
    } else if (!(PLATFORMS as readonly string[]).includes(platform)) {
      this.tell(
        'value',
        'warning',
        `\`${platform}\` is no platform that is known here.`,
        this.at(node),
        `Known: ${PLATFORMS.join(', ')}.`,
      );
    }
    if (!(ARCHITECTURES as readonly string[]).includes(architecture)) {
      const better = OTHER_NAMES[architecture] ?? closestName(architecture, [...ARCHITECTURES]);
      this.tell(
        'value',
        'error',
        `\`${architecture}\` is no processor that Unikraft builds for.`,
        this.at(node),
        `Known: ${ARCHITECTURES.join(', ')}.`,
        better ? [this.replace(`Change it to \`${platform}/${better}\``, this.at(node), `${platform}/${better}`)] : [],
      );
    }
  }

  /** Names in kconfig blocks: letters, digits, underscore; in capitals. */
  private options(node: unknown): void {
    const value = resolved(node, this.kraftfile.document);
    if (value === null || this.inside.has(value)) return;
    this.inside.add(value);
    if (isSeq(value)) for (const item of value.items) this.options(item);
    if (!isMap(value)) return;
    for (const pair of value.items) {
      if (keyText(pair) !== 'kconfig') {
        this.options(pair.value);
        continue;
      }
      const block = resolved(pair.value, this.kraftfile.document);
      if (!isMap(block)) continue;
      for (const entry of block.items) {
        const name = keyText(entry);
        if (/^(?:CONFIG_)?[A-Z0-9_]+$/i.test(name)) continue;
        this.tell(
          'option-name',
          'error',
          `\`${name}\` is no name of an option.`,
          this.at(entry.key),
          'Names have letters, digits and underscores.',
        );
      }
    }
  }
}

function choose(node: Node | null, shape: Shape): Shape | null {
  switch (shape.kind) {
    case 'any': {
      const fits = shape.of.flatMap((one) => choose(node, one) ?? []);
      // Of several that fit by kind, one whose values hold is better.
      return (
        fits.find(
          (one) => one.kind !== 'text' || !one.values || (isScalar(node) && one.values.includes(String(node.value))),
        ) ??
        fits[0] ??
        null
      );
    }
    case 'map':
      return isMap(node) ? shape : null;
    case 'list':
      return isSeq(node) ? shape : null;
    case 'empty':
      return node === null || (isScalar(node) && node.value === null) ? shape : null;
    case 'number':
      return isScalar(node) && typeof node.value === 'number' ? shape : null;
    case 'boolean':
      return isScalar(node) && typeof node.value === 'boolean' ? shape : null;
    case 'text':
      return isScalar(node) && typeof node.value === 'string' ? shape : null;
  }
}

function kindOf(node: Node | null): string {
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a list';
  if (!isScalar(node) || node.value === null) return 'empty';
  return typeof node.value === 'number' ? 'a number' : typeof node.value === 'boolean' ? 'true or false' : 'a text';
}

const WORDS: Readonly<Record<Exclude<Shape['kind'], 'any'>, string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  empty: 'empty',
  list: 'a list',
  map: 'a mapping',
};

function describe(shape: Shape): string {
  if (shape.kind !== 'any') return WORDS[shape.kind];
  return [...new Set(shape.of.map(describe))].join(' or ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The parser's message as the end of a sentence. */
function sentence(message: string): string {
  const first = message.split('\n')[0]!.trim();
  return first.endsWith('.') ? first : `${first}.`;
}
