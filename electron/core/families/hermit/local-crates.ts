/**
 * Crates that cargo would fetch from git, taken from folders instead: a directory source for cargo
 * (https://doc.rust-lang.org/cargo/reference/source-replacement.html) that links to the downloaded or adopted trees.
 * Nothing of the project changes but a Cargo.lock, which cargo would write just the same.
 */
import type { PreparedFile } from '../family.ts';
import type { FoundSource, PlanContext } from '../source.ts';
import { type HermitProject, MANIFEST } from './hermit-project.ts';

interface GitCrate {
  /** Id of the source, which is also the crate's name but for `hermit`. */
  readonly source: string;
  readonly crate: string;
  readonly url: string;
  readonly at: { readonly key: 'tag' | 'branch'; readonly name: string };
  /** Of the crate in its tree. */
  readonly folder: string;
  readonly parts: readonly string[];
}

export interface LocalCrates {
  /** Arguments for cargo. */
  readonly args: readonly string[];
  readonly prepare: readonly PreparedFile[];
}

/** Git dependencies of the kernel 0.13.2. */
export const KERNEL_CRATES: readonly (GitCrate & { readonly commit: string })[] = [
  {
    commit: 'd703026ada41be60c55eb79d0b29a1fbf18b7a0b',
    ...{ source: 'async-executor', crate: 'async-executor', url: 'https://github.com/hermit-os/async-executor.git' },
    ...{ at: { key: 'branch', name: 'no_std' }, folder: '', parts: ['Cargo.toml', 'src'] },
  },
  {
    commit: '9ba84bf7af075d81769f142f2ea74e4a2b5a621f',
    ...{ source: 'safe-mmio', crate: 'safe-mmio', url: 'https://github.com/hermit-os/safe-mmio' },
    ...{ at: { key: 'branch', name: 'be' }, folder: '', parts: ['Cargo.toml', 'src'] },
  },
];

/** The crate `hermit` itself; null where cargo fetches it, or it is no git dependency. */
export function localHermit(project: HermitProject, context: PlanContext): LocalCrates | null {
  const { dependency, manifest } = project;
  const source = context.sources['hermit-rs'];
  if (!source || !dependency?.git?.tag) return null;
  const { url, tag } = dependency.git;
  const crate: GitCrate = {
    ...{ source: 'hermit-rs', crate: 'hermit', url, at: { key: 'tag', name: tag } },
    ...{ folder: 'hermit', parts: ['Cargo.toml', 'src', 'build.rs'] },
  };
  const base = `${context.cache}/crates-${markOf(source)}`;
  const config = `${base}/config.toml`;
  const version = /^version = "([^"]+)"/m.exec(source.read('hermit/Cargo.toml') ?? '')?.[1] ?? source.version;
  const lock =
    source.commit === null
      ? []
      : [lockFile(manifest.name, manifest.version, { url, tag, version, commit: source.commit })];
  return {
    args: ['--config', config],
    prepare: [
      ...linked(`${base}/crates`, crate, source),
      { kind: 'file', path: config, text: replacement(`${base}/crates`, [crate]), executable: false },
      ...lock,
    ],
  };
}

/** Those of the kernel, for a cargo whose home is `home`; nothing for those that are not at hand. */
export function kernelCrates(home: string, { sources }: PlanContext): readonly PreparedFile[] {
  const here = KERNEL_CRATES.flatMap((crate) => {
    const source = sources[crate.source];
    return source ? [{ crate, source }] : [];
  });
  if (here.length === 0) return [];
  const folder = `${home}/crates`;
  return [
    ...here.flatMap(({ crate, source }) => linked(folder, crate, source)),
    {
      kind: 'file',
      path: `${home}/config.toml`,
      text: replacement(
        folder,
        here.map(({ crate }) => crate),
      ),
      executable: false,
    },
  ];
}

function markOf({ adopted, commit, version }: FoundSource): string {
  return `${version.replace(/[^\w.-]/g, '_')}-${adopted ? 'own' : (commit ?? 'x').slice(0, 12)}`;
}

function linked(
  folder: string,
  { crate, folder: within, parts }: GitCrate,
  source: FoundSource,
): readonly PreparedFile[] {
  const from = within === '' ? source.folder : `${source.folder}/${within}`;
  return [
    ...parts.map((part): PreparedFile => ({ kind: 'link', path: `${folder}/${crate}/${part}`, to: `${from}/${part}` })),
    {
      kind: 'file',
      path: `${folder}/${crate}/.cargo-checksum.json`,
      text: '{"files":{},"package":null}\n',
      executable: false,
    },
  ];
}

function replacement(folder: string, crates: readonly GitCrate[]): string {
  const quoted = (text: string) => JSON.stringify(text);
  const sources = crates.map(
    ({ url, at }) =>
      `[source.${quoted(`git+${url}?${at.key}=${at.name}`)}]\ngit = ${quoted(url)}\n${at.key} = ${quoted(at.name)}\nreplace-with = "unikernel-studio"\n`,
  );
  return `${sources.join('\n')}\n[source.unikernel-studio]\ndirectory = ${quoted(folder)}\n`;
}

/** A directory source wants to know the commit that it stands for. */
function lockFile(
  name: string,
  version: string,
  hermit: { readonly url: string; readonly tag: string; readonly version: string; readonly commit: string },
): PreparedFile {
  const text = `version = 4

[[package]]
name = "${name}"
version = "${version}"
dependencies = [
 "hermit",
]

[[package]]
name = "hermit"
version = "${hermit.version}"
source = "git+${hermit.url}?tag=${hermit.tag}#${hermit.commit}"
`;
  return { kind: 'seed', path: MANIFEST.replace('.toml', '.lock'), text };
}
