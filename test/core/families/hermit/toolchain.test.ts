import { describe, expect, it } from 'vitest';
import { chooseToolchain, toolchainFiles, toolchainQuestions } from '#core/families/hermit/toolchain.ts';
import { noContext, type PlanContext } from '#core/families/source.ts';

const LLVM = 'llvm-ar\nllvm-as\nllvm-nm\nllvm-objcopy\nllvm-objdump\nllvm-strip\nlld';
const DEBIAN = {
  'active.version': 'rustc 1.96.0\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\nLLVM version: 22.1.8\n',
  'active.sysroot': '/usr\n',
  'active.targets': 'etc\nsrc\nx86_64-unknown-linux-gnu',
  'active.source': 'Cargo.lock\nCargo.toml\ncore',
  'active.source-path': '/usr/src/rustc-1.96.0/library',
  'active.source-version': '1.96.0\n',
  'active.bin': 'gcc-ld',
  'active.llvm': LLVM,
};
const RUSTUP = {
  'rustup.toolchains': 'stable-x86_64-unknown-linux-gnu (active, default)\nnightly-x86_64-unknown-linux-gnu\n',
  'system.there': null,
  'active.version': 'rustc 1.95.0\nhost: x86_64-unknown-linux-gnu\nrelease: 1.95.0\nLLVM version: 21.1.0\n',
  'active.targets': 'x86_64-unknown-linux-gnu',
  'nightly.version':
    'rustc 1.97.0-nightly\nhost: x86_64-unknown-linux-gnu\nrelease: 1.97.0-nightly\nLLVM version: 22.1.0\n',
  'nightly.source': 'Cargo.toml\ncore',
};

function context(facts: PlanContext['facts'], ...programs: string[]): PlanContext {
  const which = (name: string) => (programs.includes(name) ? `/bin/${name}` : null);
  return { ...noContext, facts, cache: '/cache', which };
}
const debian = (change: PlanContext['facts'] = {}) => context({ ...DEBIAN, ...change }, 'cargo', 'rustc');
const rustup = (change: PlanContext['facts'] = {}) => context({ ...RUSTUP, ...change }, 'cargo', 'rustc', 'rustup');
const codes = (all: ReturnType<typeof chooseToolchain>) => all.problems.map(({ code }) => code);

describe('the route to a Rust that builds Hermit', () => {
  it("is the distribution's own Rust where its source is beside it, through a folder of wrappers", () => {
    const { toolchain, problems } = chooseToolchain('x86_64', debian());
    expect(problems).toEqual([]);
    expect(toolchain).toMatchObject({
      route: 'distribution',
      reason: expect.stringMatching(/^[^.]+1\.96\.0[^.]*\([^)]*\); no rustup is needed\.$/),
      cargo: ['/cache/rust-1.96.0/bin/cargo'],
      buildStd: true,
      env: { CARGO_HOME: '/cache/rust-1.96.0', RUSTC_BOOTSTRAP: '1' },
    });
    const paths = toolchain?.prepare.map(({ path }) => path) ?? [];
    expect(paths.every((path) => path.startsWith('/cache/rust-1.96.0/'))).toBe(true);
    expect(toolchain?.prepare).toContainEqual({
      kind: 'link',
      path: '/cache/rust-1.96.0/sysroot/lib/rustlib/x86_64-unknown-linux-gnu/bin/llvm-objcopy',
      to: '/usr/lib/llvm-22/bin/llvm-objcopy',
    });
  });

  it.each([
    [{ 'active.source': null }, ['hermit.no-rust-src']],
    [{ 'active.source-version': '1.95.0\n' }, ['hermit.std-source-skew']],
    [
      { 'active.source-version': null, 'active.source-path': '/usr/src/rustc-1.94.1/library' },
      ['hermit.std-source-skew'],
    ],
    [{ 'active.llvm': null }, ['hermit.no-llvm-tools', 'hermit.no-lld']],
    [{ 'active.llvm': LLVM.replace('\nlld', '') }, ['hermit.no-lld']],
    [{ 'active.version': null }, ['hermit.no-rust']],
  ])('lacks something that is told before the build: %o', (change, expected) => {
    const answer = chooseToolchain('x86_64', debian(change));
    expect(answer.toolchain).toBeNull();
    expect(codes(answer)).toEqual(expected);
  });

  it('is a nightly of rustup with its source', () => {
    expect(chooseToolchain('riscv64', rustup()).toolchain).toMatchObject({
      route: 'nightly',
      cargo: ['cargo', '+nightly'],
    });
    expect(codes(chooseToolchain('x86_64', rustup({ 'nightly.source': null })))).toEqual(['hermit.no-rust-src']);
  });

  it('is a stable Rust with rust-std-hermit, for the architecture that it is of', () => {
    const facts = { 'active.targets': 'x86_64-unknown-hermit\nx86_64-unknown-linux-gnu' };
    expect(chooseToolchain('x86_64', rustup(facts)).toolchain).toMatchObject({ route: 'std-package', buildStd: false });
    expect(chooseToolchain('arm64', rustup(facts)).toolchain?.route).toBe('nightly');
  });

  it("is refused while the kernel's own toolchain misses", () => {
    const kernel = { 'kernel.toolchain': '[toolchain]\nchannel = "nightly-2026-02-01"\n' };
    const answer = chooseToolchain('x86_64', rustup(kernel));
    expect(codes(answer)).toEqual(['hermit.kernel-toolchain']);
    expect(answer.problems[0]?.fixes[0]).toMatchObject({ kind: 'command' });
    const list = `${RUSTUP['rustup.toolchains']}nightly-2026-02-01-x86_64-unknown-linux-gnu\n`;
    expect(chooseToolchain('x86_64', rustup({ ...kernel, 'rustup.toolchains': list })).toolchain?.route).toBe(
      'nightly',
    );
  });

  it("is refused while a component of the kernel's own toolchain misses, which is looked for beside the active one", () => {
    const installed = {
      'kernel.toolchain': '[toolchain]\nchannel = "nightly-2026-02-01"\n',
      'rustup.toolchains': `${RUSTUP['rustup.toolchains']}nightly-2026-02-01-x86_64-unknown-linux-gnu\n`,
      'active.sysroot': '/home/me/.rustup/toolchains/stable-x86_64-unknown-linux-gnu\n',
      'active.version': 'release: 1.95.0\nhost: x86_64-unknown-linux-gnu\n',
    };
    const asked = toolchainQuestions(rustup(installed)).flatMap((each) => ('path' in each ? [each.path] : []));
    expect(asked).toContain(
      '/home/me/.rustup/toolchains/nightly-2026-02-01-x86_64-unknown-linux-gnu/lib/rustlib/x86_64-unknown-linux-gnu/bin',
    );
    const bare = chooseToolchain('x86_64', rustup({ ...installed, 'kernel.bin': null, 'kernel.source': 'Cargo.toml' }));
    expect(codes(bare)).toEqual(['hermit.no-llvm-tools']);
    expect(bare.problems[0]?.fixes[0]).toMatchObject({
      argv: ['rustup', 'component', 'add', '--toolchain', 'nightly-2026-02-01', 'llvm-tools'],
    });
    const whole = { ...installed, 'kernel.bin': 'llvm-objcopy\nrust-lld', 'kernel.source': 'Cargo.toml' };
    expect(chooseToolchain('x86_64', rustup(whole)).toolchain?.route).toBe('nightly');
  });

  it('is none where there is no Rust, or only a stable one without a library for Hermit', () => {
    expect(codes(chooseToolchain('x86_64', context({})))).toEqual(['hermit.no-rust']);
    const stable = { 'rustup.toolchains': 'stable-x86_64-unknown-linux-gnu (default)\n' };
    expect(codes(chooseToolchain('x86_64', rustup(stable)))).toEqual(['hermit.no-std']);
  });

  it('asks in rounds, and never makes rustup download anything', () => {
    const first = toolchainQuestions(context({}, 'rustc', 'cargo', 'rustup'));
    expect(first.map(({ id }) => id)).toEqual(['rustup.toolchains', 'system.there']);
    const second = toolchainQuestions(
      context({ 'rustup.toolchains': 'stable\n', 'system.there': null }, 'rustc', 'rustup'),
    );
    expect(second.map(({ id }) => id)).toContain('active.version');
    for (const question of [...first, ...second]) {
      if (question.kind === 'run') expect(question.env).toMatchObject({ RUSTUP_AUTO_INSTALL: '0' });
    }
  });
});

describe('what decides which Rust answers', () => {
  const of = (facts: Record<string, string | null>, rustup = true) =>
    toolchainFiles('/home/me/app', {
      ...noContext,
      which: (name) => (name === 'rustup' && !rustup ? null : `/bin/${name}`),
      facts,
    });

  it('is the programs, rustup’s choice, and what the folders above a project choose', () => {
    const files = of({ 'active.sysroot': '/r/toolchains/stable-x\n', 'active.version': 'release: 1.95.0' });
    expect(files).toEqual(
      expect.arrayContaining([
        ...['/bin/cargo', '/bin/rustup', '/usr/bin/rustc', '/r/toolchains/stable-x/bin/rustc'],
        ...['/r/settings.toml', '/r/toolchains', '/rust-toolchain.toml', '/home/me/app/rust-toolchain'],
      ]),
    );
  });

  it('is not known of a rustup in an odd place, nor where a compiler gave no answer', () => {
    expect(of({ 'active.sysroot': '/odd' })).toBeNull();
    expect(of({ 'active.sysroot': '/r/toolchains/x', 'nightly.version': null })).toBeNull();
    expect(of({ 'active.sysroot': '/usr' }, false)).toContain('/usr/bin/rustc');
  });
});
