/**
 * Makes a distribution's Rust do what Hermit's build asks of rustup's: a folder in the cache that is cargo's home, with
 * small wrappers and links. Nothing of the system is changed, and no administrator is needed.
 *
 * hermit-rs and xtask take every variable that begins with CARGO or RUST out of the environment, look for cargo in
 * `$CARGO_HOME/bin`, call `rustup target add`, and find LLVM's tools below the sysroot that rustc prints.
 */
import type { PreparedFile } from '../family.ts';

export interface ShimTools {
  readonly host: string;
  readonly sysroot: string;
  readonly rustc: string;
  readonly cargo: string;
  /** Name below the sysroot → absolute path of this system's. */
  readonly tools: Readonly<Record<string, string | null>>;
}

export function shimFolder(cache: string, release: string): string {
  return `${cache}/rust-${release.replace(/[^\w.-]/g, '_')}`;
}

/**
 * The kernel for x86_64 is built for a target whose `core` rustup brings ready-made, and a distribution does not. In a
 * debug build the checks that cargo then compiles into `compiler_builtins` fail before the kernel has a console.
 */
const CARGO = `#!/bin/sh
# Made by Unikernel Studio: cargo of this system for Hermit's builds.
here=$(cd "$(dirname "$0")/.." && pwd) || exit 1
export CARGO_HOME="$here" RUSTC_BOOTSTRAP=1 RUSTC="$here/bin/rustc" PATH="$here/bin:$PATH"
for argument; do
  case $argument in
    --target=x86_64-unknown-none | --target=aarch64-unknown-none-softfloat | --target=riscv64imac-unknown-none-elf)
      bare=1 ;;
    -Zbuild-std=*)
      std=1 ;;
  esac
done
if [ "$bare" = 1 ]; then
  for setting in debug-assertions=false overflow-checks=false opt-level=3; do
    set -- "$@" --config "profile.dev.package.compiler_builtins.$setting"
  done
  [ "$std" = 1 ] || set -- "$@" -Zbuild-std=core,alloc -Zbuild-std-features=compiler-builtins-mem
fi
exec "$here/real/cargo" "$@"
`;

const RUSTC = `#!/bin/sh
# Made by Unikernel Studio: rustc of this system, with LLVM's tools below its sysroot.
here=$(cd "$(dirname "$0")/.." && pwd) || exit 1
exec "$here/real/rustc" --sysroot "$here/sysroot" "$@"
`;

const RUSTUP = `#!/bin/sh
# Made by Unikernel Studio: targets are compiled from source here, so there is nothing to add.
exit 0
`;

export function shimFiles(folder: string, { host, sysroot, rustc, cargo, tools }: ShimTools): readonly PreparedFile[] {
  const script = (name: string, text: string): PreparedFile => ({
    ...{ kind: 'file', path: `${folder}/bin/${name}`, text, executable: true },
  });
  const link = (path: string, to: string): PreparedFile => ({ kind: 'link', path: `${folder}/${path}`, to });
  const rustlib = 'sysroot/lib/rustlib';
  return [
    script('cargo', CARGO),
    script('rustc', RUSTC),
    script('rustup', RUSTUP),
    link('real/cargo', cargo),
    link('real/rustc', rustc),
    link(`${rustlib}/src`, `${sysroot}/lib/rustlib/src`),
    link(`${rustlib}/etc`, `${sysroot}/lib/rustlib/etc`),
    link(`${rustlib}/${host}/lib`, `${sysroot}/lib/rustlib/${host}/lib`),
    ...Object.entries(tools).flatMap(([name, to]) => (to === null ? [] : [link(`${rustlib}/${host}/bin/${name}`, to)])),
  ];
}
