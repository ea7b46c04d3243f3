/** Where a Kraftfile and a `.config` say different things of one project, and the edits that settle it either way. */
import type { Problem, TextEdit } from '../../contract/problem.ts';
import { optionEdits, parseDotConfig } from '../config/dot-config.ts';
import { type KraftfileValues, kraftfileValues, rangeOf, readKraftfile, valueAt } from './kraftfile-document.ts';
import { addTarget, removeIn, setIn, setKconfig } from './kraftfile-edits.ts';

export interface KraftDifference {
  readonly what: 'option' | 'target' | 'library' | 'name';
  /** Option without `CONFIG_`, `qemu/x86_64`, a library's name, or `name`. */
  readonly subject: string;
  /** null: not there at all. */
  readonly inKraftfile: string | null;
  readonly inConfig: string | null;
  /** Edits of the .config that make it say what the Kraftfile says; null where that is more than an edit. */
  readonly toConfig: readonly TextEdit[] | null;
  /** Edits of the Kraftfile that make it say what the .config says. */
  readonly toKraftfile: readonly TextEdit[] | null;
}

export interface ComparedFiles {
  readonly kraftfile: { readonly file: string; readonly text: string };
  readonly config: { readonly file: string; readonly text: string };
}

const ARCHS: Readonly<Record<string, string>> = { x86_64: 'ARCH_X86_64', arm64: 'ARCH_ARM_64', arm: 'ARCH_ARM_32' };
const PLATFORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  qemu: { PLAT_KVM: 'y', KVM_VMM_QEMU: 'y', KVM_VMM_FIRECRACKER: 'n', PLAT_XEN: 'n' },
  fc: { PLAT_KVM: 'y', KVM_VMM_FIRECRACKER: 'y', KVM_VMM_QEMU: 'n', PLAT_XEN: 'n' },
  xen: { PLAT_XEN: 'y', PLAT_KVM: 'n' },
};

type Values = ReadonlyMap<string, string>;

/** `qemu/x86_64`, as the options of a .config choose it; null where they choose none. */
export function configTarget(values: Values): string | null {
  const arch = Object.keys(ARCHS).find((name) => values.get(ARCHS[name]!) === 'y');
  const platform =
    values.get('PLAT_XEN') === 'y' && values.get('PLAT_KVM') !== 'y'
      ? 'xen'
      : values.get('PLAT_KVM') !== 'y'
        ? null
        : values.get('KVM_VMM_FIRECRACKER') === 'y'
          ? 'fc'
          : 'qemu';
  return arch && platform ? `${platform}/${arch}` : null;
}

function targetOptions(target: string): Readonly<Record<string, string>> | null {
  const [platform = '', arch = ''] = target.split('/');
  const own = PLATFORMS[platform];
  const chosen = ARCHS[arch];
  if (!own || !chosen) return null;
  return { ...Object.fromEntries(Object.values(ARCHS).map((name) => [name, name === chosen ? 'y' : 'n'])), ...own };
}

function same(a: string, b: string): boolean {
  const plain = (value: string) => value.replace(/^"(.*)"$/, '$1').toLowerCase();
  return plain(a) === plain(b);
}

export function compareKraftfile({ kraftfile, config }: ComparedFiles): readonly KraftDifference[] {
  const read = readKraftfile(kraftfile.text);
  if (read.document.errors.length > 0) return [];
  const said = kraftfileValues(read);
  const values = parseDotConfig(config.text);
  return [
    ...nameDifference(said, values, { kraftfile, config }),
    ...targetDifference(said, values, { kraftfile, config }),
    ...libraryDifferences(said, values, { kraftfile, config }),
    ...optionDifferences(said, values, { kraftfile, config }),
  ];
}

function nameDifference(said: KraftfileValues, values: Values, files: ComparedFiles): readonly KraftDifference[] {
  const chosen = values.get('UK_NAME')?.replace(/^"(.*)"$/, '$1');
  if (said.name === null || chosen === undefined || chosen === '' || chosen === said.name) return [];
  return [
    {
      what: 'name',
      subject: 'name',
      inKraftfile: said.name,
      inConfig: chosen,
      toConfig: optionEdits(files.config.text, { UK_NAME: JSON.stringify(said.name) }, files.config.file),
      toKraftfile: setIn(files.kraftfile.text, ['name'], chosen, files.kraftfile.file),
    },
  ];
}

function targetDifference(said: KraftfileValues, values: Values, files: ComparedFiles): readonly KraftDifference[] {
  const target = configTarget(values);
  const there = said.targets.map(({ platform, architecture }) => `${platform}/${architecture}`);
  if (target === null || there.length === 0 || there.includes(target)) return [];
  const first = there[0]!;
  const options = targetOptions(first);
  return [
    {
      what: 'target',
      subject: target,
      inKraftfile: there.join(', '),
      inConfig: target,
      toConfig: options && optionEdits(files.config.text, options, files.config.file),
      toKraftfile: addTarget(files.kraftfile.text, target, files.kraftfile.file),
    },
  ];
}

/** A library's option is its name in capitals: musl → LIBMUSL. */
function libraryOption(name: string): string {
  return `LIB${name
    .replace(/^lib-?/, '')
    .replaceAll('-', '_')
    .toUpperCase()}`;
}

/** External libraries that options of their own tell of; those of Unikraft's tree are not named in a Kraftfile. */
const KNOWN_EXTERNAL = ['musl', 'lwip', 'newlib'];

function libraryDifferences(said: KraftfileValues, values: Values, files: ComparedFiles): readonly KraftDifference[] {
  const named = [...said.libraries.keys()];
  const missing = named.filter((name) => values.get(libraryOption(name)) === 'n');
  const extra = KNOWN_EXTERNAL.filter((name) => values.get(libraryOption(name)) === 'y' && !said.libraries.has(name));
  return [
    ...missing.map(
      (name): KraftDifference => ({
        what: 'library',
        subject: name,
        inKraftfile: 'used',
        inConfig: 'off',
        toConfig: optionEdits(files.config.text, { [libraryOption(name)]: 'y' }, files.config.file),
        toKraftfile: removeIn(files.kraftfile.text, ['libraries', name], files.kraftfile.file),
      }),
    ),
    ...extra.map(
      (name): KraftDifference => ({
        what: 'library',
        subject: name,
        inKraftfile: null,
        inConfig: 'on',
        toConfig: optionEdits(files.config.text, { [libraryOption(name)]: 'n' }, files.config.file),
        toKraftfile: setIn(files.kraftfile.text, ['libraries', name], 'stable', files.kraftfile.file),
      }),
    ),
  ];
}

/** `conf` wrote it: what it does not speak of is off, or hidden. In a text that is still to be completed it is only not said yet. */
const BY_CONF = /^# Automatically generated file; DO NOT EDIT\.$/m;

function optionDifferences(said: KraftfileValues, values: Values, files: ComparedFiles): readonly KraftDifference[] {
  return [...said.kconfig].flatMap(([name, wanted]): KraftDifference[] => {
    const now = values.get(name) ?? null;
    if (now === null && !BY_CONF.test(files.config.text)) return [];
    if (same(now ?? 'n', wanted)) return [];
    return [
      {
        what: 'option',
        subject: name,
        inKraftfile: wanted,
        inConfig: now,
        toConfig: optionEdits(files.config.text, { [name]: wanted }, files.config.file),
        toKraftfile: setKconfig(files.kraftfile.text, { [name]: now }, files.kraftfile.file),
      },
    ];
  });
}

const TITLES: Readonly<Record<KraftDifference['what'], (difference: KraftDifference) => string>> = {
  option: ({ subject, inKraftfile, inConfig }) =>
    `\`${subject}\` is \`${inKraftfile}\` in the Kraftfile and \`${inConfig ?? 'not set'}\` in .config`,
  target: ({ inKraftfile, inConfig }) =>
    `.config builds for \`${inConfig}\`, which the Kraftfile does not list (it has ${inKraftfile})`,
  library: ({ subject, inKraftfile }) =>
    inKraftfile === null
      ? `.config uses the library \`${subject}\`, and the Kraftfile does not name it`
      : `The Kraftfile uses the library \`${subject}\`, which is off in .config`,
  name: ({ inKraftfile, inConfig }) =>
    `The image is called \`${inKraftfile}\` in the Kraftfile and \`${inConfig}\` in .config`,
};

/** The differences as problems of the Kraftfile, each with both ways out. */
export function differenceProblems(files: ComparedFiles): readonly Problem[] {
  const read = readKraftfile(files.kraftfile.text);
  const place = (path: readonly string[]) => {
    const node = valueAt(read, ...path);
    return node?.range ? rangeOf(read, node.range[0], node.range[1], files.kraftfile.file) : null;
  };
  return compareKraftfile(files).map((difference): Problem => {
    const { what, subject, toConfig, toKraftfile } = difference;
    const at =
      what === 'name'
        ? place(['name'])
        : what === 'target'
          ? place(['targets'])
          : what === 'library'
            ? place(['libraries', subject])
            : (place(['unikraft', 'kconfig', `CONFIG_${subject}`]) ??
              place(['kconfig', `CONFIG_${subject}`]) ??
              place(['unikraft', 'kconfig', subject]) ??
              place(['kconfig', subject]));
    return {
      code: `kraftfile.differs-${what}`,
      severity: 'warning',
      title: TITLES[what](difference),
      why: 'make goes by .config, kraft by the Kraftfile: the two build different images.',
      at: at ?? { file: files.kraftfile.file, line: 1, column: 1 },
      evidence: { firstLine: 0, lastLine: 0 },
      fixes: [
        ...(toConfig && toConfig.length > 0
          ? [
              {
                kind: 'edit' as const,
                title: 'Take over what the Kraftfile says',
                effect: files.config.file,
                edits: [...toConfig],
              },
            ]
          : []),
        ...(toKraftfile && toKraftfile.length > 0
          ? [
              {
                kind: 'edit' as const,
                title: 'Take over what .config says',
                effect: files.kraftfile.file,
                edits: [...toKraftfile],
              },
            ]
          : []),
      ],
    };
  });
}
