import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ProjectFiles } from '#core/families/family.ts';
import { noContext, type PlanContext } from '#core/families/source.ts';
import { compileCommands } from '#core/families/unikraft/compile-commands.ts';
import { checkPlace } from '#core/families/unikraft/place.ts';
import { planBuild, readCount, readLine } from '#core/families/unikraft/plan-build.ts';
import { unitNamer } from '#core/families/unikraft/units.ts';

const folder = new URL('../../../fixtures/transcripts/unikraft/', import.meta.url);
const recorded = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function filesOf(files: Readonly<Record<string, string>>, root = '/home/user/src/apps/hello'): ProjectFiles {
  return { root, paths: Object.keys(files), read: (path) => files[path] };
}

const context: PlanContext = {
  ...noContext,
  sources: {
    unikraft: { folder: '/uk', version: '0.17.0', commit: null, adopted: true, read: () => undefined },
  },
};
const request = { goal: 'build', arch: 'x86_64', jobs: 2 } as const;
const COMPLETE = 'CONFIG_UK_FULLVERSION="0.17.0"\nCONFIG_ARCH_X86_64=y\nCONFIG_PLAT_KVM=y\nCONFIG_KVM_VMM_QEMU=y\n';

describe('the count', () => {
  const units = readCount(recorded('build-dry-run-steps.log'), '/home/user/src/apps/hello', true);
  const due = units.filter(({ unchanged }) => !unchanged);

  test('knows every step that the build then takes', () => {
    const namer = unitNamer();
    const taken = recorded('build-hello-full.log')
      .split('\n')
      .flatMap((line) => readLine(line, namer) ?? [])
      .flatMap((line) => (line.kind === 'starts' ? [line.unit] : []));
    expect(taken.length).toBeGreaterThan(150);
    expect(due.map(({ id }) => id).sort()).toEqual(taken.sort());
  });

  test('gives each its library, its stage and its file', () => {
    expect(due.find(({ id }) => id === 'CC libkvmplat: trace.common.o')).toEqual({
      id: 'CC libkvmplat: trace.common.o',
      ...{ group: 'libkvmplat', label: 'trace.common.o', stage: 3, unchanged: false },
      output: 'build/libkvmplat/trace.common.o',
    });
    expect(due.find(({ id }) => id === 'OBJCOPY libkvmplat.o')).toMatchObject({ group: 'libkvmplat', stage: 4 });
    expect(due.find(({ id }) => id === 'SCSTRIP hello_qemu-x86_64')).toMatchObject({ group: 'image', stage: 4 });
    expect(due.find(({ id }) => id === 'CP config')).toMatchObject({ stage: 0 });
  });
});

describe('the plan', () => {
  test('completes options that were edited since the last build, before anything is compiled by them', () => {
    const files = filesOf({ 'Makefile.uk': '', '.config': `${COMPLETE}CONFIG_LIBVFSCORE=y\n` });
    const steps = (built: string | null) =>
      planBuild(files, request, { ...context, facts: { 'built.config': built } }).value.steps.map(({ title }) => title);
    expect(steps(COMPLETE)).toEqual(['Configure', 'Build']);
    expect(steps(`${COMPLETE}CONFIG_LIBVFSCORE=y\nCONFIG_UK_DEFNAME="other"\n`)).toEqual(['Build']);
    expect(steps(null)).toEqual(['Build']);
  });

  test('never leaves make without options, which would open its menu', () => {
    const fresh = planBuild(
      filesOf({ 'Makefile.uk': '', 'defconfigs/qemu-x86_64': 'CONFIG_ARCH_X86_64=y\n' }),
      request,
      context,
    );
    expect(fresh.problems).toEqual([]);
    expect(fresh.value.steps[0]).toMatchObject({
      argv: expect.arrayContaining(['defconfig']),
      env: { UK_DEFCONFIG: '/home/user/src/apps/hello/defconfigs/qemu-x86_64' },
    });
    const none = planBuild(filesOf({ 'Makefile.uk': '' }), request, context);
    expect(none.problems).toMatchObject([{ code: 'unikraft.no-config', severity: 'error' }]);
  });

  test('completes options that `conf` has not seen, and leaves complete ones alone', () => {
    const steps = (config: string) =>
      planBuild(filesOf({ '.config': config }), request, context).value.steps.map(({ argv }) => argv.at(-1));
    expect(steps('CONFIG_ARCH_X86_64=y\n')).toEqual(['olddefconfig', 'clean', '-j2']);
    expect(steps(COMPLETE)).toEqual(['-j2']);
  });

  test("makes Kconfig's programs once, in a step of its own, before a build that would make them twice at a time", () => {
    const read = (path: string) => (path === 'support/kconfig/Makefile.br' ? '' : undefined);
    const tree = { ...context, sources: { unikraft: { ...context.sources.unikraft!, read } } };
    const steps = (facts: PlanContext['facts'], config = COMPLETE) =>
      planBuild(filesOf({ '.config': config }), request, { ...tree, facts }).value.steps.map(({ argv }) => argv.at(-1));
    const conf = '/home/user/src/apps/hello/build/kconfig/conf';
    expect(steps({})).toEqual(['/home/user/src/apps/hello/build/kconfig', conf, '-j2']);
    expect(steps({ 'built.config': COMPLETE, 'built.conf': '1000' })).toEqual(['-j2']);
    // Reading the options makes them too, one after the other.
    expect(steps({}, 'CONFIG_ARCH_X86_64=y\n')).toEqual(['olddefconfig', 'clean', '-j2']);
  });

  test('names a build that makes everything by what decides about it, and no other', () => {
    const named = (facts: PlanContext['facts'], more: Record<string, string> = {}, commit: string | null = null) => {
      const sources = { unikraft: { ...context.sources.unikraft!, commit } };
      const files = filesOf({ '.config': COMPLETE, 'Makefile.uk': 'A', 'main.c': 'int x;', ...more });
      return planBuild(files, request, { ...context, sources, facts }).value.wholeAs;
    };
    const nothing = { 'built.names': null };
    const name = named(nothing);
    expect(name).toBeDefined();
    expect(named({ 'built.names': 'kconfig' })).toBeUndefined();
    expect(named({})).toBeUndefined();
    expect(named(nothing, { 'main.c': 'int y;' })).toBe(name);
    expect(named(nothing, { 'Makefile.uk': 'B' })).not.toBe(name);
    expect(named(nothing, { '.config': `${COMPLETE}CONFIG_LIBVFSCORE=y\n` })).not.toBe(name);
    expect(named(nothing, { 'more.c': '' })).not.toBe(name);
    expect(named(nothing, {}, 'abc')).not.toBe(name);
  });

  test('gives make absolute paths, and the libraries in the order of the Makefile', () => {
    const found = (name: string) => ({ ...context.sources.unikraft!, folder: `/libs/${name}` });
    const sources = { ...context.sources, 'lib-lwip': found('lwip'), 'lib-musl': found('musl') };
    const files = filesOf({
      '.config': COMPLETE,
      Makefile: 'UK_LIB_DIRS ?= $(CURDIR)/workdir/libs/musl:$(CURDIR)/workdir/libs/lwip\n',
    });
    const { value } = planBuild(files, request, { ...context, sources });
    expect(value.steps[0]?.argv).toEqual([
      ...['make', '-C', '/uk', 'A=/home/user/src/apps/hello', 'O=/home/user/src/apps/hello/build'],
      ...['L=/libs/musl:/libs/lwip', '-j2'],
    ]);
    expect(value.files).toMatchObject([
      { path: 'sources.mk', text: expect.stringContaining('UK_LIB_DIRS ?= /libs/musl:/libs/lwip\n') },
    ]);
    expect(value.artifacts[0]).toBe('build/hello_qemu-x86_64');
  });

  test('refuses a place with a blank before anything runs', () => {
    const { problems } = planBuild(filesOf({ '.config': COMPLETE }, '/home/my projects/hello'), request, context);
    expect(problems).toMatchObject([{ code: 'unikraft.place', severity: 'error' }]);
  });
});

test('a place that the Makefile cannot work in is refused, with a name that would do', () => {
  expect(checkPlace('/home/jörg/a+b~c@d_e-f.g/ünï')).toBeNull();
  expect(checkPlace("/home/user/it's mine")).toMatchObject({ suggestion: 'it-s-mine' });
  expect(checkPlace('/home/my projects')).toMatchObject({ suggestion: 'my-projects' });
  expect(checkPlace('/home/my projects/hello')).toMatchObject({ suggestion: null });
  for (const char of [':', '#', '$', '%', '&', ';', '(', ',', '=', '\\', '"']) {
    expect(checkPlace(`/home/a${char}b`), char).not.toBeNull();
  }
});

test('the compilation database has the compiler’s own words, and no linker', () => {
  const files = [
    {
      path: 'build/apphello/main.o.cmd',
      text: `""gcc -DX='a b' -D__UKCODE__=\\"q\\" -c /p/main.c -o /p/build/apphello/main.o -Wp,-MD,x && true`,
    },
    { path: 'build/apphello.ld.o.cmd', text: '""gcc -r /p/build/apphello/main.o -o /p/build/apphello.ld.o' },
  ];
  expect(JSON.parse(compileCommands(files, '/p/build') ?? '')).toEqual([
    {
      ...{ directory: '/p/build', file: '/p/main.c', output: '/p/build/apphello/main.o' },
      arguments: [
        'gcc',
        '-DX=a b',
        '-D__UKCODE__="q"',
        '-c',
        '/p/main.c',
        '-o',
        '/p/build/apphello/main.o',
        '-Wp,-MD,x',
      ],
    },
  ]);
  expect(compileCommands([], '/p/build')).toBeNull();
});
