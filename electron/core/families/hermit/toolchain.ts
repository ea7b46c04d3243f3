/**
 * Which Rust builds a project: three routes, each with what it still lacks. Everything is known before the build: what a
 * compiler says of itself, and what lies in its folders.
 */
import type { Arch, Fix, Problem } from '../../contract/problem.ts';
import type { PreparedFile } from '../family.ts';
import type { Facts, PlanContext, Question } from '../source.ts';
import { kernelCrates } from './local-crates.ts';
import { TARGETS } from './targets.ts';
import { shimFiles, shimFolder } from './toolchain-shim.ts';

export interface Toolchain {
  readonly route: 'std-package' | 'nightly' | 'distribution';
  /** One sentence: why this one. */
  readonly reason: string;
  readonly cargo: readonly string[];
  readonly buildStd: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly prepare: readonly PreparedFile[];
}

export interface RouteAnswer {
  readonly toolchain: Toolchain | null;
  readonly problems: readonly Problem[];
}

const SYSTEM_RUSTC = '/usr/bin/rustc';
const QUIET = { RUSTUP_AUTO_INSTALL: '0' };

interface Compiler {
  /** Prefix of its questions. */
  readonly key: 'active' | 'nightly' | 'system';
  readonly argv: readonly string[];
}

function compilers({ which, facts }: PlanContext): readonly Compiler[] {
  const rustup = which('rustup') !== null;
  const out: Compiler[] = [];
  if (which('rustc') !== null) out.push({ key: 'active', argv: ['rustc'] });
  if (rustup && /^nightly-[a-z0-9_]+-/m.test(facts['rustup.toolchains'] ?? '')) {
    out.push({ key: 'nightly', argv: ['rustup', 'run', 'nightly', 'rustc'] });
  }
  // Beside rustup, the distribution's own compiler is hidden behind rustup's names.
  if (rustup && facts['system.there'] !== null) out.push({ key: 'system', argv: [SYSTEM_RUSTC] });
  return out;
}

export function toolchainQuestions(context: PlanContext): readonly Question[] {
  const { which, facts } = context;
  const asked: Question[] = [];
  if (which('rustup') !== null) {
    asked.push({ id: 'rustup.toolchains', kind: 'run', argv: ['rustup', 'toolchain', 'list'], env: QUIET });
    asked.push({ id: 'system.there', kind: 'size', path: SYSTEM_RUSTC });
    if (!('rustup.toolchains' in facts)) return asked;
  }
  for (const { key, argv } of compilers(context)) {
    asked.push({ id: `${key}.version`, kind: 'run', argv: [...argv, '-vV'], env: QUIET });
    asked.push({ id: `${key}.sysroot`, kind: 'run', argv: [...argv, '--print', 'sysroot'], env: QUIET });
    const sysroot = facts[`${key}.sysroot`]?.trim();
    const host = hostOf(facts, key);
    if (!sysroot || !host) continue;
    const rustlib = `${sysroot}/lib/rustlib`;
    asked.push(
      { id: `${key}.targets`, kind: 'list', path: rustlib },
      { id: `${key}.source`, kind: 'list', path: `${rustlib}/src/rust/library` },
      { id: `${key}.source-path`, kind: 'real-path', path: `${rustlib}/src/rust/library` },
      { id: `${key}.source-version`, kind: 'read', path: `${rustlib}/src/rust/version` },
      { id: `${key}.bin`, kind: 'list', path: `${rustlib}/${host}/bin` },
    );
    const llvm = llvmOf(facts, key);
    if (llvm) asked.push({ id: `${key}.llvm`, kind: 'list', path: `/usr/lib/llvm-${llvm}/bin` });
  }
  const kernel = context.sources.kernel;
  if (kernel) asked.push({ id: 'kernel.toolchain', kind: 'read', path: `${kernel.folder}/rust-toolchain.toml` });
  const own = kernelRustlib(facts);
  if (own) {
    asked.push({ id: 'kernel.bin', kind: 'list', path: `${own.rustlib}/${own.host}/bin` });
    asked.push({ id: 'kernel.source', kind: 'list', path: `${own.rustlib}/src/rust/library` });
  }
  return asked;
}

const kernelChannel = (facts: Facts) => /^channel\s*=\s*"([^"]+)"/m.exec(facts['kernel.toolchain'] ?? '')?.[1];

/** What decides which Rust answers, and what: the programs, rustup's own choice, and what folders above a project choose. */
export function toolchainFiles(root: string, { which, facts }: PlanContext): readonly string[] | null {
  // What gave no answer may only have been too slow.
  const isAsked = /\.(?:version|sysroot)$|^rustup\.toolchains$/;
  if (Object.entries(facts).some(([id, answer]) => answer === null && isAsked.test(id))) return null;
  const sysroots = ['active', 'nightly', 'system'].flatMap((key) => facts[`${key}.sysroot`]?.trim() || []);
  const home = /^(.*)\/toolchains\/[^/]+$/.exec(facts['active.sysroot']?.trim() ?? '')?.[1];
  if (sysroots.length === 0 || (which('rustup') !== null && home === undefined)) return null;
  const above = root.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  return [
    ...['cargo', 'rustc', 'rustup'].flatMap((name) => which(name) ?? []),
    ...[SYSTEM_RUSTC, ...sysroots.map((sysroot) => `${sysroot}/bin/rustc`)],
    ...(home === undefined ? [] : [`${home}/settings.toml`, `${home}/toolchains`]),
    ...above.flatMap((folder) => [`${folder}/rust-toolchain`, `${folder}/rust-toolchain.toml`]),
  ];
}

/** Of the toolchain that rustup takes for the kernel: it lies beside the active one. */
function kernelRustlib(facts: Facts): { readonly rustlib: string; readonly host: string } | null {
  const channel = kernelChannel(facts);
  const host = hostOf(facts, 'active');
  const folder = /^(.*\/toolchains)\/[^/]+$/.exec(facts['active.sysroot']?.trim() ?? '')?.[1];
  if (!channel || !host || !folder || !isInstalled(facts, channel)) return null;
  return { rustlib: `${folder}/${channel}-${host}/lib/rustlib`, host };
}

function isInstalled(facts: Facts, channel: string): boolean {
  const list = facts['rustup.toolchains'] ?? '';
  return list.split('\n').some((line) => line.startsWith(`${channel}-`) || line.startsWith(`${channel} `));
}

const field = (text: string | null | undefined, name: string) =>
  new RegExp(`^${name}: (.+)$`, 'm').exec(text ?? '')?.[1]?.trim();
const hostOf = (facts: Facts, key: string) => field(facts[`${key}.version`], 'host');
const releaseOf = (facts: Facts, key: string) => field(facts[`${key}.version`], 'release');
const llvmOf = (facts: Facts, key: string) => /^(\d+)/.exec(field(facts[`${key}.version`], 'LLVM version') ?? '')?.[1];
const has = (facts: Facts, id: string, name: string) => (facts[id] ?? '').split('\n').includes(name);

/** Picks the first route that lacks nothing; where each lacks something, says what the nearest one lacks. */
export function chooseToolchain(arch: Arch, context: PlanContext): RouteAnswer {
  const { facts, which } = context;
  const known = compilers(context);
  if (known.length === 0 || which('cargo') === null)
    return { toolchain: null, problems: [noRust(which('rustup') !== null)] };
  const isRustup = which('rustup') !== null;
  const answers: RouteAnswer[] = [];
  for (const { key } of known) {
    const managed = isRustup && key !== 'system';
    if (managed && key === 'active' && has(facts, 'active.targets', TARGETS[arch].triple)) {
      answers.push(stdPackage(arch, context));
    } else if (managed && isNightly(facts, key)) answers.push(nightly(key, context));
    else if (!managed) answers.push(distribution(key, context));
  }
  const ready = answers.find(({ toolchain }) => toolchain !== null);
  if (ready) return ready;
  const nearest = [...answers].sort((a, b) => a.problems.length - b.problems.length)[0];
  return nearest ?? { toolchain: null, problems: [noRoute(arch, releaseOf(facts, 'active') ?? '')] };
}

function isNightly(facts: Facts, key: string): boolean {
  return /-nightly|-dev/.test(releaseOf(facts, key) ?? '');
}

function stdPackage(arch: Arch, context: PlanContext): RouteAnswer {
  const release = releaseOf(context.facts, 'active') ?? '';
  const problems = kernelToolchain(context);
  if (problems.length > 0) return { toolchain: null, problems };
  return {
    toolchain: {
      route: 'std-package',
      reason: `Rust ${release} has a ready-made standard library for ${TARGETS[arch].triple} (rust-std-hermit), so nothing of it is compiled.`,
      ...{ cargo: ['cargo'], buildStd: false, env: QUIET, prepare: [] },
    },
    problems: [],
  };
}

function nightly(key: Compiler['key'], context: PlanContext): RouteAnswer {
  const { facts } = context;
  const release = releaseOf(facts, key) ?? '';
  const problems: Problem[] = [];
  if (!has(facts, `${key}.source`, 'Cargo.toml'))
    problems.push(noRustSrc(release, ['rustup', 'component', 'add', 'rust-src', '--toolchain', 'nightly']));
  problems.push(...skew(key, facts), ...kernelToolchain(context));
  if (problems.length > 0) return { toolchain: null, problems };
  return {
    toolchain: {
      route: 'nightly',
      reason: `Rust ${release} is a nightly with its source (rust-src), so cargo compiles the standard library for Hermit itself.`,
      cargo: key === 'nightly' ? ['cargo', '+nightly'] : ['cargo'],
      ...{ buildStd: true, env: QUIET, prepare: [] },
    },
    problems: [],
  };
}

function distribution(key: Compiler['key'], context: PlanContext): RouteAnswer {
  const { facts, which, cache } = context;
  const release = releaseOf(facts, key);
  const sysroot = facts[`${key}.sysroot`]?.trim();
  const host = hostOf(facts, key);
  if (!release || !sysroot || !host) return { toolchain: null, problems: [noRust(false)] };
  const problems: Problem[] = [];
  if (!has(facts, `${key}.source`, 'Cargo.toml')) problems.push(noRustSrc(release, null));
  problems.push(...skew(key, facts));
  const llvm = llvmOf(facts, key);
  const versioned = llvm ? `/usr/lib/llvm-${llvm}/bin` : '';
  const tool = (name: string): string | null =>
    has(facts, `${key}.bin`, name)
      ? `${sysroot}/lib/rustlib/${host}/bin/${name}`
      : has(facts, `${key}.llvm`, name)
        ? `${versioned}/${name}`
        : which(name);
  const linker = has(facts, `${key}.bin`, 'rust-lld')
    ? tool('rust-lld')
    : (which('rust-lld') ?? tool('lld') ?? which(`lld-${llvm}`));
  const names = ['llvm-ar', 'llvm-as', 'llvm-nm', 'llvm-objcopy', 'llvm-objdump', 'llvm-strip'];
  const tools = Object.fromEntries(names.flatMap((name) => [[name, tool(name)] as const]));
  const missing = names.filter((name) => tools[name] === null && name !== 'llvm-strip');
  if (missing.length > 0) problems.push(noLlvmTools(missing, llvm));
  if (linker === null) problems.push(noLinker(llvm));
  if (problems.length > 0) return { toolchain: null, problems };
  const folder = shimFolder(cache, release);
  const links = { ...tools, 'rust-lld': linker };
  const rustc = key === 'system' ? SYSTEM_RUSTC : (which('rustc') ?? SYSTEM_RUSTC);
  const cargo = key === 'system' ? SYSTEM_RUSTC.replace(/rustc$/, 'cargo') : (which('cargo') ?? 'cargo');
  return {
    toolchain: {
      route: 'distribution',
      reason: `This system's own Rust ${release} has its source beside it, so cargo compiles the standard library with it (RUSTC_BOOTSTRAP=1); no rustup is needed.`,
      cargo: [`${folder}/bin/cargo`],
      buildStd: true,
      env: { CARGO_HOME: folder, RUSTC_BOOTSTRAP: '1', RUSTC: `${folder}/bin/rustc` },
      prepare: [...shimFiles(folder, { host, sysroot, rustc, cargo, tools: links }), ...kernelCrates(folder, context)],
    },
    problems: [],
  };
}

/** rustup's cargo obeys the kernel's own rust-toolchain.toml, whichever toolchain the project has. */
function kernelToolchain({ facts }: PlanContext): readonly Problem[] {
  const channel = kernelChannel(facts);
  if (channel === undefined || !facts['rustup.toolchains']) return [];
  if (!isInstalled(facts, channel)) {
    return [
      problem('hermit.kernel-toolchain', `The kernel asks for Rust \`${channel}\`, which is not installed`, {
        why: 'Its `rust-toolchain.toml` names exactly this version, with `rust-src` and `llvm-tools`; the build of the kernel would stop there.',
        fixes: [
          command('Install it', [
            ...['rustup', 'toolchain', 'install', channel, '--profile', 'minimal'],
            ...['--component', 'rust-src', '--component', 'llvm-tools'],
          ]),
        ],
      }),
    ];
  }
  // Lists that were not asked for, or that can't be had, say nothing.
  const lacking = [
    ...(lacks(facts, 'kernel.bin', 'llvm-objcopy') ? ['llvm-tools'] : []),
    ...(lacks(facts, 'kernel.source', 'Cargo.toml') ? ['rust-src'] : []),
  ];
  if (lacking.length === 0) return [];
  return [
    problem(
      lacking[0] === 'llvm-tools' ? 'hermit.no-llvm-tools' : 'hermit.no-rust-src',
      `The kernel’s Rust \`${channel}\` lacks ${lacking.map((name) => `\`${name}\``).join(' and ')}`,
      {
        why: 'The kernel is compiled from that source, and symbols are taken out of the finished library with LLVM’s tools; the build would stop there.',
        fixes: [command('Install what is missing', ['rustup', 'component', 'add', '--toolchain', channel, ...lacking])],
      },
    ),
  ];
}

/** The folder was looked at, and it is not there or does not hold this. */
function lacks(facts: Facts, id: string, name: string): boolean {
  return id in facts && !has(facts, id, name);
}

/** Source of another version than the compiler gives dozens of errors in `core`, minutes later. */
function skew(key: Compiler['key'], facts: Facts): readonly Problem[] {
  const release = releaseOf(facts, key)?.replace(/-.*$/, '');
  const said =
    facts[`${key}.source-version`]?.trim() ?? /rustc-(\d+\.\d+\.\d+)/.exec(facts[`${key}.source-path`] ?? '')?.[1];
  const source = /^\d+\.\d+\.\d+/.exec(said ?? '')?.[0];
  if (!release || !source || source === release) return [];
  return [
    problem(
      'hermit.std-source-skew',
      `The compiler is Rust ${release}, and the standard library's source is of ${source}`,
      {
        why: 'The two have to be of one release: the source uses what only its own compiler knows, and stops with dozens of errors in `core`.',
      },
    ),
  ];
}

function problem(code: string, title: string, more: { why: string; fixes?: readonly Fix[] }): Problem {
  const evidence = { firstLine: 0, lastLine: 0 };
  return { code, severity: 'error', title, why: more.why, evidence, fixes: [...(more.fixes ?? [])] };
}

const command = (title: string, argv: readonly string[]): Fix => ({
  kind: 'command',
  title,
  effect: `Runs \`${argv.join(' ')}\` in a terminal that you can see.`,
  argv: [...argv],
});

function noRust(rustup: boolean): Problem {
  return problem('hermit.no-rust', 'No Rust compiler was found', {
    why: 'Hermit programs are built by cargo and rustc.',
    fixes: rustup
      ? [
          command('Install a nightly', [
            'rustup',
            'toolchain',
            'install',
            'nightly',
            '--component',
            'rust-src',
            '--component',
            'llvm-tools',
          ]),
        ]
      : [
          command("Install the distribution's Rust", [
            'apt-get',
            'install',
            '-y',
            'rustc-web',
            'cargo-web',
            'rust-web-src',
            'rust-web-llvm',
            'llvm',
            'lld',
          ]),
        ],
  });
}

function noRoute(arch: Arch, release: string): Problem {
  return problem('hermit.no-std', `Rust ${release} has no standard library for ${TARGETS[arch].triple}`, {
    why: 'The target is of tier 3: `rustup target add` has nothing for it. Install the package rust-std-hermit of exactly this version, or use a nightly, which compiles it from source.',
    fixes: [
      command('Install a nightly with its source', [
        ...['rustup', 'toolchain', 'install', 'nightly', '--profile', 'minimal'],
        ...['--component', 'rust-src', '--component', 'llvm-tools'],
      ]),
    ],
  });
}

function noRustSrc(release: string, install: readonly string[] | null): Problem {
  return problem('hermit.no-rust-src', `The source of Rust ${release}'s standard library is not installed`, {
    why: 'No ready-made `std` for Hermit is here, so cargo compiles it from that source.',
    fixes: [command('Install rust-src', install ?? ['apt-get', 'install', '-y', 'rust-web-src'])],
  });
}

function noLlvmTools(missing: readonly string[], llvm: string | undefined): Problem {
  return problem(
    'hermit.no-llvm-tools',
    `The kernel's build needs ${missing.map((name) => `\`${name}\``).join(', ')}`,
    {
      why: 'It takes symbols out of the finished library and marks it as Hermit, with the tools of LLVM.',
      fixes: llvm ? [command(`Install LLVM ${llvm}`, ['apt-get', 'install', '-y', `llvm-${llvm}`])] : [],
    },
  );
}

function noLinker(llvm: string | undefined): Problem {
  return problem('hermit.no-lld', 'The linker `rust-lld` is not here', {
    why: "Hermit's targets are linked by LLVM's linker, which this Rust does not bring along.",
    fixes: llvm ? [command(`Install lld ${llvm}`, ['apt-get', 'install', '-y', `lld-${llvm}`])] : [],
  });
}
