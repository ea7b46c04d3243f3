import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { UnikernelFamily } from '#core/families/family.ts';
import { noContext, type PlanContext } from '#core/families/source.ts';
import { unikraftFamily } from '#core/families/unikraft/unikraft.ts';
import { BuildFixture } from '../build/build-fixture.ts';
import { fakeKraft } from '../kraft/fake-kraft.ts';

const real = spawnSync('kraft', ['version']).status === 0;
const fake = fakeKraft();
const fixture = new BuildFixture();
const FILES = {
  Kraftfile:
    'spec: v0.6\n# mine\nname: hello\nunikraft: stable\nlibraries:\n  musl: stable\ntargets:\n  - qemu/x86_64\n',
  'Makefile.uk': '$(eval $(call addlib,apphello))\nAPPHELLO_SRCS-y += $(APPHELLO_BASE)/main.c\n',
  'main.c': 'int main(void) { return 0; }\n',
  '.config': 'CONFIG_ARCH_X86_64=y\nCONFIG_PLAT_KVM=y\nCONFIG_KVM_VMM_QEMU=y\n',
  '.unikernel-studio.json': '{"driver": "kraft"}\n',
};

/** The family with sources that are on the disk already, and kraft in PATH. */
function family(folders: Readonly<Record<string, string>>): UnikernelFamily {
  const { sources: _, ...rest } = unikraftFamily;
  const found = Object.fromEntries(
    Object.entries(folders).map(([id, folder]) => [
      id,
      { folder, version: '1', commit: null, adopted: true, read: () => undefined },
    ]),
  );
  const context: PlanContext = { ...noContext, sources: found, which: (command) => `/bin/${command}` };
  return { ...rest, planBuild: (files, request) => unikraftFamily.planBuild(files, request, context) };
}

const LOCAL = family({ unikraft: '/src/unikraft', 'lib-musl': '/src/lib-musl' });

beforeEach(() => fake.play(''));
afterAll(async () => {
  fake.dispose();
  await fixture.dispose();
});

test("a build by kraft shows kraft's text, finds the image, and builds from local folders", async () => {
  const { id, root } = fixture.project(FILES, LOCAL);
  const built = await fixture.build(id);
  expect(built.outcome).toBe('succeeded');
  expect(built.text).toContain('  CC      libkvmplat: trace.common.o\n');
  expect(built.text).not.toContain('{"level"');
  expect(existsSync(join(root, '.unikraft/build/hello_qemu-x86_64'))).toBe(true);
  expect(fake.seen('kraftfile')).toBe(
    'spec: v0.6\n# mine\nname: hello\nunikraft:\n  source: /src/unikraft\nlibraries:\n  musl:\n    source: /src/lib-musl\ntargets:\n  - qemu/x86_64\n',
  );
  expect(JSON.parse(fake.seen('argv'))).toEqual(
    expect.arrayContaining(['--no-prompt', '--no-check-updates', '--no-update', 'json']),
  );
});

test('a second build is not stopped by the question whether to configure again', async () => {
  const { id } = fixture.project(FILES, LOCAL);
  expect((await fixture.build(id)).outcome).toBe('succeeded');
  expect((await fixture.build(id)).outcome).toBe('succeeded');
});

test('"build completed successfully" over an image that is not there is no success', async () => {
  fake.play('lie');
  const built = await fixture.build(fixture.project(FILES, LOCAL).id);
  expect(built.outcome).toBe('failed');
  expect(built.problems.map(({ code }) => code)).toContain('build.image-missing');
});

test("the compiler's and the linker's messages are read through kraft's JSON", async () => {
  fake.play('undefined');
  const link = await fixture.build(fixture.project(FILES, LOCAL).id);
  expect(link.problems.map(({ title }) => title)).toContain(
    '`read()` lives in `posix-fdio`, which is not part of this image',
  );
  fake.play('compile-error');
  const compile = await fixture.build(fixture.project(FILES, LOCAL).id);
  expect(compile.problems.map(({ title }) => title)).toEqual([
    '`prinf()` is called before it is declared',
    '`x` is not declared',
    'The compiler expects `)` before string constant',
  ]);
});

test('a target that the Kraftfile does not list is explained', async () => {
  fake.play('no-target');
  const built = await fixture.build(fixture.project(FILES, LOCAL).id);
  expect(built.problems.map(({ code }) => code)).toContain('unikraft.kraft-no-targets');
});

test('without a Kraftfile, or without kraft, the build does not start and says why', async () => {
  const { Kraftfile: _, ...bare } = FILES;
  const none = await fixture.build(fixture.project(bare, LOCAL).id);
  expect(none.problems.map(({ code }) => code)).toEqual(['unikraft.no-kraftfile']);
  const { sources: __, ...rest } = unikraftFamily;
  const without = {
    ...rest,
    planBuild: (...[files, request]: Parameters<typeof rest.planBuild>) =>
      unikraftFamily.planBuild(files, request, noContext),
  };
  const missing = await fixture.build(fixture.project(FILES, without).id);
  expect(missing.problems.map(({ code }) => code)).toEqual(['tool.missing']);
  expect(missing.problems[0]?.fixes[0]).toMatchObject({
    kind: 'command',
    argv: ['go', 'install', 'kraftkit.sh/cmd/kraft@latest'],
  });
});

const root = process.env.UNIKRAFT_ROOT;
test.skipIf(!real || !root)(
  '(kraft in PATH, UNIKRAFT_ROOT) the real kraft builds the same project',
  { timeout: 600_000 },
  async () => {
    fake.dispose();
    // kraft puts sockets below its folder, and make takes no spaces: a short path without any.
    const folder = mkdtempSync(join(tmpdir(), 'kraft-'));
    try {
      const { libraries: _, ...plain } = {
        libraries: '',
        Kraftfile:
          'spec: v0.6\nname: hello\nunikraft:\n  version: stable\n  kconfig:\n    CONFIG_LIBUKRANDOM: "n"\ntargets:\n  - qemu/x86_64\n',
      };
      for (const [path, text] of Object.entries({ ...FILES, ...plain })) writeFileSync(join(folder, path), text);
      const id = 'real';
      const project = fixture.projects.add(id, folder, 'trusted', family({ unikraft: root! }));
      const built = await fixture.build(project);
      expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(built.outcome).toBe('succeeded');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
