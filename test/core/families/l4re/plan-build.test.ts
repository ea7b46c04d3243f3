import { describe, expect, test } from 'vitest';
import type { BuildRequest } from '#core/families/family.ts';
import { packagesFor } from '#core/families/l4re/packages.ts';
import { planBuild, readCount } from '#core/families/l4re/plan-build.ts';
import { platformOf, platformQuestions, readyName } from '#core/families/l4re/platform.ts';
import { noContext } from '#core/families/source.ts';
import { contextOf, filesOf, foundSource, HELLO, SOURCES } from './project.ts';
import { transcript } from './transcript.ts';

const BUILD: BuildRequest = { goal: 'build', arch: 'x86_64', jobs: 2 };
const asked =
  (files = filesOf()) =>
  (known: typeof noContext) =>
    platformQuestions(files, 'x86_64', known);
const titles = (context = contextOf(asked()), files = filesOf(), request = BUILD) =>
  planBuild(files, request, context).value.steps.map(({ title }) => title);

const OPTIONS = 'CONFIG_A=y\n';
const built = (files = filesOf(), more: Readonly<Record<string, string>> = {}) =>
  contextOf(asked(files), {
    'globalconfig.out': OPTIONS,
    '.kconfig': OPTIONS,
    kernel: '1000',
    tree: '1',
    'project begun': 'main.o',
    ready: readyName(packagesFor(['stdlibs'], { ...noContext, sources: SOURCES })),
    ...more,
  });

describe('where no platform is', () => {
  test('it is put together, set up and built before the program, and what it was built with is kept', () => {
    const steps = titles().filter((title, index, all) => title !== all[index - 1]);
    expect(steps).toEqual([
      ...['Place', 'Set up the microkernel', 'Build the microkernel', 'Set up the packages', 'Build the packages'],
      ...['Note what is ready', 'Keep the options', 'Build'],
    ]);
  });

  test('its length is known from the pinned set, and no dry run is tried', () => {
    const { count, known = [], stages } = planBuild(filesOf(), BUILD, contextOf(asked())).value;
    expect(count).toBeNull();
    const cells = stages.map((_, index) => known.filter(({ stage }) => stage === index).length);
    expect(cells).toEqual([0, 69, 631, 1, 1]);
  });

  test('a tree of one’s own is used as it stands', () => {
    const known = contextOf(asked());
    const own = { ...known, sources: { ...SOURCES, mk: foundSource('/mine/l4', { adopted: true }) } };
    const plan = planBuild(filesOf(), BUILD, own).value;
    expect(plan.steps.some(({ argv }) => argv[0] === 'cp' && argv.includes('-RlT'))).toBe(false);
    expect(plan.steps.find(({ title }) => title === 'Set up the packages')?.argv.slice(0, 3)).toEqual([
      ...['make', '-C', '/mine/l4'],
    ]);
  });

  test('options that the project brings are taken over', () => {
    const files = filesOf({ ...HELLO, 'fiasco.config': OPTIONS, 'l4re.config': OPTIONS });
    const steps = titles(contextOf(asked(files)), files);
    expect(steps.filter((title) => title === 'Take over the options')).toHaveLength(2);
    expect(steps).not.toContain('Keep the options');
  });
});

describe('where the platform stands', () => {
  test('the program alone is built, and counted by a dry run', () => {
    const many = filesOf({
      ...HELLO,
      Makefile: HELLO.Makefile!.replace('main.c', '1.c 2.c 3.c 4.c 5.c 6.c 7.c 8.c 9.c'),
    });
    const { count, known } = planBuild(many, BUILD, built(many)).value;
    expect([count?.argv.at(-1), known]).toEqual(['-n', []]);
  });

  test('few files are told by the Makefile: a dry run would take longer than they do', () => {
    const plan = planBuild(filesOf(), BUILD, built()).value;
    expect(plan.steps.map(({ title }) => title)).toEqual(['Build']);
    expect(plan.count).toBeNull();
    expect(plan.known?.map(({ id }) => id)).toEqual(['compile main.o', 'link hello']);
    expect(plan.keeps?.map(({ to }) => to)).toEqual(plan.artifacts);
    expect(plan.artifacts).toEqual(['build/x86_64/hello', 'build/x86_64/hello.dbg']);
    expect(plan.locks).toEqual([platformOf(filesOf(), 'x86_64', built()).folder]);
  });

  test('the first build of a project is told by its Makefile: a dry run says nothing before its folder is there', () => {
    const fresh = contextOf(asked(), {
      'globalconfig.out': OPTIONS,
      '.kconfig': OPTIONS,
      kernel: '1000',
      tree: '1',
      ready: readyName(packagesFor(['stdlibs'], { ...noContext, sources: SOURCES })),
    });
    const { count, known = [], steps } = planBuild(filesOf(), BUILD, fresh).value;
    expect([count, steps.length]).toEqual([null, 1]);
    expect(known.map(({ id }) => id)).toEqual(['compile main.o', 'link hello']);
  });

  test('a build that was broken off goes on where it was', () => {
    const steps = titles(built(filesOf(), { ready: '' }));
    expect(steps).toContain('Build the packages');
    expect(steps).not.toContain('Set up the packages');
  });

  test('what it was built with, kept by the project, makes nothing to be built again', () => {
    const kept = filesOf({ ...HELLO, 'fiasco.config': OPTIONS, 'l4re.config': OPTIONS });
    expect(titles(built(kept), kept)).toEqual(['Build']);
  });

  test('other options are taken over, and nothing counts as ready until they are built', () => {
    const files = filesOf({ ...HELLO, 'fiasco.config': 'CONFIG_A=y\nCONFIG_B=y\n', 'l4re.config': OPTIONS });
    const steps = planBuild(files, BUILD, built(files)).value.steps;
    expect(steps.slice(0, 2).map(({ argv }) => argv[0])).toEqual(['mkdir', 'rm']);
    expect(steps.map(({ title }) => title)).toContain('Complete the options');
  });

  test('the same options share it, others get a platform of their own', () => {
    const same = filesOf({ ...HELLO, 'fiasco.config': '# a comment\nCONFIG_A=y\n# CONFIG_B is not set\n' });
    const other = filesOf({ ...HELLO, 'fiasco.config': 'CONFIG_A=y\nCONFIG_B=y\n' });
    expect(platformOf(same, 'x86_64', built(same)).folder).toMatch(/-shared$/);
    expect(platformOf(other, 'x86_64', built(other)).folder).toMatch(/-own-[0-9a-f]{16}$/);
  });
});

test('only the packages that the project asks for are built', () => {
  const context = { ...noContext, sources: SOURCES };
  const first = ['bootstrap', 'l4re-core/l4re_itas', 'l4re-core/moe', 'l4re-core/ned', 'l4re-core/sigma0'];
  expect(packagesFor(['stdlibs'], context)).toEqual(first);
  expect(packagesFor(['stdlibs', 'libstdc++', 'lua', 'nosuch'], context)).toEqual(
    [...first, 'l4re-core/libstdc++-v3', 'l4re-core/lua'].sort(),
  );
});

test('a Makefile without a program, and a place with a blank, are refused with the reason', () => {
  const nothing = filesOf({ ...HELLO, Makefile: 'include $(L4DIR)/mk/prog.mk\n' });
  expect(planBuild(nothing, BUILD, built(nothing)).problems.map(({ code }) => code)).toEqual(['l4re.no-target']);
  const blank = filesOf(HELLO, '/home/me/my project');
  expect(planBuild(blank, BUILD, built(blank)).problems.map(({ code }) => code)).toEqual(['l4re.place']);
});

describe('progress', () => {
  const lines = (log: string) => {
    const { value } = planBuild(filesOf(), BUILD, contextOf(asked()));
    return transcript(log).flatMap((line) => value.readLine(line) ?? []);
  };
  const ids = (log: string) => [...new Set(lines(log).flatMap((line) => (line.kind === 'starts' ? [line.unit] : [])))];

  test('of the microkernel and of the packages counts their lines, ten a cell', () => {
    expect(ids('fiasco-build-incremental.log').every((id) => id.startsWith('kernel '))).toBe(true);
    expect(ids('l4-bootstrap-ok.log').every((id) => id.startsWith('packages '))).toBe(true);
    expect(ids('l4-build.log').length).toBeGreaterThan(15);
  });

  test('goes on where a build was broken off, and keeps what it has learned', () => {
    const {
      known = [],
      readLine,
      notes = [],
    } = planBuild(filesOf(), BUILD, contextOf(asked(), { 'globalconfig.out': OPTIONS, 'lines /': '137 0\n' })).value;
    expect(known.filter(({ unchanged }) => unchanged)).toHaveLength(13);
    expect(readLine('  ... Making thread.o')).toMatchObject({ unit: 'kernel 13' });
    expect(notes.map(({ when, text }) => [when, text()])).toEqual([
      ['ended', '138 0\n'],
      ['succeeded', '138 0\n'],
    ]);
  });

  test('that was not counted from the first line on teaches nothing', () => {
    const { notes = [] } = planBuild(filesOf(), BUILD, built(filesOf(), { ready: '' })).value;
    expect(notes).toEqual([]);
  });

  test('is that of the last build, where there was one', () => {
    const { known = [] } = planBuild(filesOf(), BUILD, contextOf(asked(), { 'lines learned': '100 200\n' })).value;
    expect(known).toHaveLength(10 + 20 + 2);
  });

  test('of the program names its files, as the dry run did', () => {
    expect(ids('build-app.log')).toEqual(['compile main.o', 'link greeter']);
    const dry = [
      'echo -e "  [/home/me/hello] ... Compiling main.o";  set -o pipefail;  x86_64-linux-gnu-gcc -c main.c',
      'echo -e "  [/home/me/hello] ==> Linking greeter"',
      `echo -e '\\033[34;1m''  [/home/me/hello] ==> greeter built''\\033[0m'`,
    ];
    expect(readCount(dry.join('\n')).map(({ id }) => id)).toEqual(['compile main.o', 'link greeter']);
  });
});
