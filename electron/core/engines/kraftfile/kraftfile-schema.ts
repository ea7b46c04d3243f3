/** The keys of a Kraftfile (v0.5, v0.6) with their shapes and meanings, in our own words: for errors, completion and hover. */

/**
 * One place of the file. `any`: one of several shapes. `map` with `open`: names of the person's own, each with that shape.
 */
export type Shape =
  | { readonly kind: 'text'; readonly values?: readonly string[]; readonly loose?: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly keys: Readonly<Record<string, Field>>; readonly open?: Shape }
  | { readonly kind: 'any'; readonly of: readonly Shape[] };

export interface Field {
  readonly shape: Shape;
  /** Markdown, one or two sentences. */
  readonly help: string;
  /** Another name of the same key; only one of the two may stand there. */
  readonly alias?: string;
  /** What a completion puts behind the colon. */
  readonly snippet?: string;
  readonly since?: '0.6';
}

export const ARCHITECTURES = ['x86_64', 'arm64', 'arm'] as const;
export const PLATFORMS = ['qemu', 'fc', 'xen'] as const;
/** Names that kraft still understands, with today's. */
export const OLD_PLATFORMS: Readonly<Record<string, string>> = { kvm: 'qemu', firecracker: 'fc' };
export const SPECIFICATIONS = ['v0.5', 'v0.6'] as const;

const text: Shape = { kind: 'text' };
const number: Shape = { kind: 'number' };
const any = (...of: Shape[]): Shape => ({ kind: 'any', of });
const list = (of: Shape): Shape => ({ kind: 'list', of });
const map = (keys: Readonly<Record<string, Field>>): Shape => ({ kind: 'map', keys });
const named = (open: Shape): Shape => ({ kind: 'map', keys: {}, open });

const scalar = any(text, number, { kind: 'boolean' }, { kind: 'empty' });
const kconfig = any(named(scalar), list(text));

const KCONFIG: Field = {
  shape: kconfig,
  help: 'Options of the configuration, with or without `CONFIG_`: `CONFIG_LIBVFSCORE: y`. Quote `y` and `n`: YAML 1.1 reads them as true and false.',
  snippet: '\n    CONFIG_$1: "y"',
};
const COMPONENT_KEYS: Readonly<Record<string, Field>> = {
  source: {
    shape: text,
    help: 'Where it comes from: a folder of this computer (then nothing is downloaded), a git address, or an archive.',
  },
  version: {
    shape: any(text, number),
    help: 'A release (`0.17.0`), a channel (`stable`, `staging`), a branch or a commit.',
  },
  kconfig: KCONFIG,
};
const component = map(COMPONENT_KEYS);

const target = any(
  text,
  map({
    name: { shape: text, help: 'A name of your own for this target; it goes into the name of the image.' },
    architecture: {
      shape: { kind: 'text', values: ARCHITECTURES },
      help: 'The processor: `x86_64`, `arm64` or `arm`.',
      alias: 'arch',
    },
    arch: {
      shape: { kind: 'text', values: ARCHITECTURES },
      help: 'The processor; short for `architecture`.',
      alias: 'architecture',
    },
    platform: {
      shape: { kind: 'text', values: PLATFORMS, loose: true },
      help: 'What the image runs on: `qemu`, `fc` (Firecracker) or `xen`.',
      alias: 'plat',
    },
    plat: { shape: { kind: 'text', values: PLATFORMS, loose: true }, help: 'Short for `platform`.', alias: 'platform' },
    kconfig: KCONFIG,
  }),
);

const volume = any(
  text,
  map({
    driver: {
      shape: { kind: 'text', values: ['9pfs', 'initrd'], loose: true },
      help: 'How it is handed to the guest: `9pfs` or `initrd`.',
    },
    source: { shape: text, help: 'A folder or file of this computer.' },
    destination: { shape: text, help: 'Where the guest finds it, from `/` on.' },
    mode: { shape: text, help: 'Options of the mount.' },
    readonly: { shape: { kind: 'boolean' }, help: 'True: the guest cannot write to it.', alias: 'readOnly' },
    readOnly: { shape: { kind: 'boolean' }, help: 'True: the guest cannot write to it.', alias: 'readonly' },
  }),
);

export const KRAFTFILE: Extract<Shape, { kind: 'map' }> = {
  kind: 'map',
  keys: {
    spec: {
      shape: any({ kind: 'text', values: ['v0.6', 'v0.5', '0.6', '0.5'] }, number),
      help: 'The version of this format: `v0.6` (today) or `v0.5`.',
      alias: 'specification',
      snippet: ' v0.6',
    },
    specification: {
      shape: any({ kind: 'text', values: ['v0.6', 'v0.5', '0.6', '0.5'] }, number),
      help: 'The version of this format; today it is written `spec`.',
      alias: 'spec',
    },
    name: { shape: text, help: 'Name of the application and of its image; without it that of the folder.' },
    outdir: { shape: text, help: 'Folder for what is built; without it `.unikraft/build`.' },
    unikraft: {
      shape: any(text, number, component),
      help: "Unikraft's own sources: a version (`stable`, `0.17.0`), or `source` with a folder of this computer.",
      snippet: '\n  version: stable',
    },
    libraries: {
      shape: named(any(scalar, component)),
      help: 'External libraries by name, each with a version or a `source`: `musl: stable`.',
      snippet: '\n  musl: stable',
    },
    targets: {
      shape: list(target),
      help: 'What is built: `qemu/x86_64`, or `name`, `platform` and `architecture` apart.',
      snippet: '\n  - qemu/x86_64',
    },
    kconfig: { ...KCONFIG, help: `For all targets. ${KCONFIG.help}`, snippet: '\n  CONFIG_$1: "y"' },
    cmd: {
      shape: any(text, list(any(text, number))),
      help: 'Arguments of the program when it is run: a text, or a list of words.',
      alias: 'command',
      snippet: ' ["$1"]',
    },
    command: {
      shape: any(text, list(any(text, number))),
      help: 'Arguments of the program; today written `cmd`.',
      alias: 'cmd',
    },
    rootfs: {
      shape: text,
      help: 'The first file system: a folder, a Dockerfile, a cpio archive or a tarball.',
      snippet: ' ./rootfs',
    },
    volumes: {
      shape: any(text, list(volume)),
      help: 'Folders handed to the guest while it runs: `./data:/data`, or `source` and `destination` apart.',
      since: '0.6',
    },
    env: {
      shape: any(named(scalar), list(text)),
      help: 'Environment variables of the program: a mapping, or a list of `NAME=value`.',
      since: '0.6',
    },
    labels: {
      shape: named(any(text, number, { kind: 'boolean' })),
      help: 'Notes for tools, put into packages.',
      since: '0.6',
    },
    runtime: {
      shape: any(text, component),
      help: 'A ready-made kernel that the program runs on; then nothing is compiled here.',
      since: '0.6',
    },
    template: { shape: any(text, component), help: 'Another application that this one starts from.' },
  },
};

/** At the root of a project; the first that is there counts. */
export const KRAFTFILE_NAMES = ['Kraftfile', 'Kraftfile.yaml', 'Kraftfile.yml', 'kraft.yaml', 'kraft.yml'] as const;

export function isKraftfile(path: string): boolean {
  return KRAFTFILE_NAMES.some((name) => path === name || path.endsWith(`/${name}`));
}
