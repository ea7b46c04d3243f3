/** What cargo itself refuses, in words that say what to do: the manifest, features, targets, sources, the network. */
import type { Fix } from '../../contract/problem.ts';

interface Said {
  readonly title: string;
  readonly why: string;
  readonly fixes?: readonly Fix[];
}

export interface CargoCase {
  readonly code: string;
  /** On the message with its causes. */
  readonly pattern: RegExp;
  explain(match: RegExpExecArray): Said;
}

const command = (title: string, argv: readonly string[]): Fix => ({ kind: 'command', title, argv: [...argv] });

export const cargoCases: readonly CargoCase[] = [
  {
    code: 'cargo.rust-src-missing',
    pattern:
      /does not exist, unable to build with the standard library(?:, try:\s+rustup component add rust-src --toolchain (\S+))?/,
    explain: ([, toolchain]) => ({
      title: 'The source of the standard library is not installed',
      why: 'No ready-made `std` exists for this target, so cargo compiles it, and for that it needs the component `rust-src`.',
      fixes: toolchain
        ? [command('Install rust-src', ['rustup', 'component', 'add', 'rust-src', '--toolchain', toolchain])]
        : [],
    }),
  },
  {
    code: 'cargo.unstable-flag',
    pattern: /the `(-Z[^`]*)` flag is only accepted on the nightly channel of Cargo, but this is the `(\w+)` channel/,
    explain: ([, flag, channel]) => ({
      title: `This cargo is of the ${channel} channel and does not take \`${flag}\``,
      why: 'Building the standard library is a feature of nightly Rust. A nightly toolchain takes it, and so does a distribution’s Rust with `RUSTC_BOOTSTRAP=1`.',
    }),
  },
  {
    code: 'cargo.toolchain-missing',
    pattern: /toolchain '([^']+)' is not installed/,
    explain: ([, name = '']) => ({
      title: `The toolchain \`${name}\` is not installed`,
      why: 'A file `rust-toolchain.toml` asks for exactly this version, and rustup does not have it.',
      fixes: [
        command('Install the toolchain', [
          'rustup',
          'toolchain',
          'install',
          name.replace(/-x86_64-.*|-aarch64-.*/, ''),
        ]),
      ],
    }),
  },
  {
    code: 'cargo.unknown-feature',
    pattern:
      /the package '([^']+)' does not contain (?:this feature|these features): ([^\n]+)|depends on `([^`]+)`, with features: `([^`]+)` but `[^`]+` does not have these features/,
    explain: ([, own, feature, dependency, wanted]) => ({
      title: `\`${own ?? dependency}\` has no feature \`${feature ?? wanted}\``,
      why: 'The name is misspelt, or the version that is used does not have the feature.',
    }),
  },
  {
    code: 'cargo.unknown-target',
    pattern: /could not find specification for target "([^"]+)"/,
    explain: ([, target]) => ({
      title: `This compiler does not know the target \`${target}\``,
      why: 'The name is misspelt, or the compiler is too old for it.',
    }),
  },
  {
    code: 'cargo.lock-outdated',
    pattern: /the lock file (\S+) needs to be updated but --(locked|frozen) was passed/,
    explain: ([, file]) => ({
      title: '`Cargo.lock` does not fit `Cargo.toml` any more',
      why: `\`${file}\` would have to be changed, and the build was asked not to.`,
    }),
  },
  {
    code: 'cargo.broken-git',
    pattern: /invalid version \d+ on git_\w+_options/,
    explain: () => ({
      title: 'This cargo can’t fetch anything from git',
      why: 'It was built for another version of libgit2 than it found (Debian’s cargo-web 1.96 is one of these). Give the crates as folders, or use rustup’s cargo.',
      fixes: [{ kind: 'action', title: 'Use folders', command: 'sources.show' }],
    }),
  },
  {
    code: 'cargo.offline',
    pattern: /(?:you are in the offline mode|you're using offline mode|can't (?:update|checkout).*offline)/,
    explain: () => ({
      title: 'A dependency is not on this computer, and cargo is offline',
      why: 'It has to be downloaded once. Build with a network, or use a folder of your own.',
    }),
  },
  {
    code: 'cargo.network',
    pattern:
      /Could not resolve host[^\n]*|spurious network error[^\n]*|failed to (?:download|fetch)[^\n]*|unable to access '[^']+'[^\n]*|Could not connect to server[^\n]*|failed to connect to[^\n]*/i,
    explain: ([what = '']) => ({
      title: 'A dependency could not be downloaded',
      why: `${what.trim().replace(/[.:]?$/, '.')} What is downloaded already is kept; build again when the network is there.`,
    }),
  },
  {
    code: 'cargo.path-missing',
    pattern: /failed to read `([^`]+Cargo\.toml)`[\s\S]*No such file or directory/,
    explain: ([, file]) => ({
      title: `A dependency is looked for at \`${file}\`, where nothing is`,
      why: 'The `path` of the dependency in Cargo.toml does not lead to a crate.',
    }),
  },
  {
    code: 'cargo.no-package',
    pattern: /no matching package (?:named `([^`]+)` )?found/,
    explain: ([, name]) => ({
      title: name ? `There is no crate \`${name}\` where cargo looked` : 'A dependency was not found',
      why: 'The name or the version is wrong, or it comes from another place than crates.io: some crates are had from git only.',
    }),
  },
  {
    code: 'cargo.no-bin',
    pattern: /no bin target named `([^`]+)`/,
    explain: ([, name]) => ({
      title: `The package has no program \`${name}\``,
      why: 'A program is `src/main.rs`, a file in `src/bin`, or a `[[bin]]` of Cargo.toml.',
    }),
  },
];
