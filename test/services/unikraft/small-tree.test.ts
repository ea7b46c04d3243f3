import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FamilyId, TemplateId } from '#core/base/id.ts';
import { FamilyStudio, must } from '../family-studio.ts';

/** A tree of the same shape as Unikraft's, with the real make, gcc and QEMU: nothing is downloaded. */
const tree = fileURLToPath(new URL('../../fixtures/unikraft-tree', import.meta.url));
const context = { signal: new AbortController().signal };
let studio: FamilyStudio;

beforeAll(async () => {
  studio = await FamilyStudio.start('unikraft');
});
afterAll(() => studio.dispose());

const hello = (name: string) => studio.create('hello', 'x86_64', name, { unikraft: tree });

it('creates, configures by the Config view, builds and boots, and hears the greeting', async () => {
  const { handlers } = studio.studio;
  const project = await hello('whole-way');
  expect(JSON.parse(studio.read(project, '.unikernel-studio.json'))).toMatchObject({
    ...{ family: 'unikraft', template: 'hello', arch: 'x86_64' },
    sources: { unikraft: { version: '0.17.0', folder: tree } },
  });
  const configId = must(await handlers['config.open']({ projectId: project.id, source: 'main' }, context));
  const { options } = must(await handlers['config.tree'](configId, context));
  // From the defconfig, from a library and from the platform: all without a shell.
  for (const id of ['ARCH_X86_64', 'PLAT_KVM', 'LIBUKBOOT', 'LIBUKDEBUG_PRINTK_INFO']) expect(options.id).toContain(id);
  must(await handlers['config.apply']({ configId, steps: [{ option: 'LIBUKDEBUG_PRINTK_INFO', to: 'y' }] }, context));
  must(await handlers['config.save'](configId, context));
  expect(studio.read(project, '.config')).toContain('CONFIG_PLAT_KVM=y');

  const built = await studio.build(project.id);
  expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(built.outcome).toBe('succeeded');
  const { events, text } = await studio.run(project.id);
  expect(text).toContain('Hello from Unikraft!');
  expect(events.flatMap((event) => (event.kind === 'stage' ? [event.stage.id] : []))).toContain('main');
  expect(events.findLast((event) => event.kind === 'state')).toMatchObject({
    state: { kind: 'exited', reason: 'guest', code: 0 },
  });
}, 120_000);

it('makes the options from the defconfig where there are none, and counts every step', async () => {
  const project = await hello('counted');
  expect(existsSync(join(project.root, '.config'))).toBe(false);
  const { events, outcome } = await studio.build(project.id);
  expect(outcome).toBe('succeeded');
  const progress = events.flatMap((event) => (event.kind === 'progress' && event.total !== null ? [event] : []));
  expect(progress.at(-1)).toMatchObject({ done: progress.at(-1)?.total });
  const stages = events.flatMap((event) => (event.kind === 'stage' && event.state === 'done' ? [event.index] : []));
  expect(stages).toEqual(expect.arrayContaining([0, 3, 4]));
  const commands: { file: string }[] = JSON.parse(studio.read(project, 'build/compile_commands.json'));
  expect(commands.map(({ file }) => file)).toContain(join(project.root, 'main.c'));

  const again = await studio.build(project.id);
  expect(again.events.findLast((event) => event.kind === 'progress')).toMatchObject({ done: 4, total: 4 });
  studio.write(project, 'main.c', `${studio.read(project, 'main.c')}/* changed */\n`);
  const small = await studio.build(project.id);
  // The four that are always made, and: main.o, the app linked and made whole, the image linked and stripped.
  expect(small.events.findLast((event) => event.kind === 'progress')).toMatchObject({ done: 9, total: 9 });
}, 120_000);

it('comes to the same bytes as plain make outside the studio', async () => {
  const project = await hello('same');
  expect((await studio.build(project.id)).outcome).toBe('succeeded');
  const image = join(project.root, 'build/same_qemu-x86_64');
  const ours = readFileSync(image);
  rmSync(join(project.root, 'build'), { recursive: true });
  const run = spawnSync('make', ['-j2'], { cwd: project.root, encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(0);
  expect(readFileSync(image).equals(ours)).toBe(true);
}, 120_000);

it('finds the line of a crash, and knows the end that QEMU hides', async () => {
  const project = await hello('crash');
  studio.write(
    project,
    'main.c',
    '#include <stdio.h>\n\nint main(void)\n{\n\tprintf("now\\n");\n\t__builtin_trap();\n}\n',
  );
  expect((await studio.build(project.id)).outcome).toBe('succeeded');
  const { events } = await studio.run(project.id);
  expect(events.find((event) => event.kind === 'problem')).toMatchObject({
    crash: { function: 'main', at: { file: 'main.c', line: 6 } },
  });
  expect(events.findLast((event) => event.kind === 'state')).toMatchObject({ state: { reason: 'crash' } });
}, 120_000);

it('says before anything runs that the source is missing, and builds once a folder is chosen', async () => {
  const { handlers } = studio.studio;
  const choice = {
    ...{ family: 'unikraft' as FamilyId, template: 'hello' as TemplateId, language: 'C', arch: 'x86_64' as const },
    ...{ name: 'missing', location: join(studio.folder, 'new') },
  };
  const project = must(await handlers['project.create'](choice, context));
  const failed = await studio.build(project.id);
  expect(failed.outcome).toBe('failed');
  expect(failed.problems).toMatchObject([
    { code: 'source.missing', fixes: [{ command: 'sources.download' }, { command: 'sources.show' }] },
  ]);
  expect(failed.events.some(({ kind }) => kind === 'step')).toBe(false);
  const scope = { kind: 'project' as const, projectId: project.id };
  const wrong = await handlers['sources.adopt'](
    { projectId: project.id, source: 'unikraft', folder: tmpdir() },
    context,
  );
  expect(wrong).toMatchObject({ ok: false, error: { code: 'source-not-usable' } });
  must(await handlers['sources.adopt']({ projectId: project.id, source: 'unikraft', folder: tree }, context));
  expect(must(await handlers['sources.list'](scope, context))).toMatchObject([
    { id: 'unikraft', state: { kind: 'adopted' } },
  ]);
  expect((await studio.build(project.id)).outcome).toBe('succeeded');
}, 120_000);

it('refuses a place that the Makefile cannot work in, before a project is made there', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'us uk ')));
  const choice = {
    ...{ family: 'unikraft' as FamilyId, template: 'hello' as TemplateId, language: 'C', arch: 'x86_64' as const },
    ...{ name: 'hello', location: folder },
  };
  const answer = await studio.studio.handlers['project.checkPlace'](choice, context);
  expect(answer).toMatchObject({ ok: true, value: { field: 'location', message: expect.stringContaining('blank') } });
  rmSync(folder, { recursive: true });
});

it.each([
  ['flex', 'lexer.lex.c: ; @$(LEX) -o $@ x.l', '`flex` is not installed'],
  ['bison', 'parser.tab.c: ; $(YACC) -o $@ x.y', '`bison` is not installed'],
])(
  'says that %s is missing where the tree makes its own tools, and leads to what installs it',
  async (missing, rule, title) => {
    const own = join(studio.folder, `tree-without-${missing}`);
    cpSync(tree, own, { recursive: true });
    mkdirSync(join(own, 'support/kconfig'));
    const target = rule.slice(0, rule.indexOf(':'));
    const rules = `$(obj)/conf: $(obj)/${target}\n$(obj)/${rule}\n`;
    writeFileSync(join(own, 'support/kconfig/Makefile.br'), rules);
    const project = await studio.create('hello', 'x86_64', `without-${missing}`, { unikraft: own });
    // There are options already: nothing but the tools is left to make before the build.
    const { handlers } = studio.studio;
    const config = must(await handlers['config.open']({ projectId: project.id, source: 'main' }, context));
    must(await handlers['config.save'](config, context));
    const path = process.env.PATH;
    process.env.PATH = programsBut(missing);
    try {
      const { outcome, problems } = await studio.build(project.id);
      expect(outcome).toBe('failed');
      expect(problems.map((problem) => problem.title)).toEqual([title]);
      expect(problems[0]?.fixes).toMatchObject([{ kind: 'action', command: 'doctor.show' }]);
    } finally {
      process.env.PATH = path;
    }
    // With the tool back the same build goes on.
    writeFileSync(join(own, 'support/kconfig/Makefile.br'), '$(obj)/conf: ; touch $@\n');
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
  },
  120_000,
);

/** A PATH of one folder that has all programs but one. */
function programsBut(missing: string): string {
  const folder = join(studio.folder, `programs-but-${missing}`);
  mkdirSync(folder);
  const folders = (process.env.PATH ?? '').split(':').filter((one) => existsSync(one));
  for (const name of new Set(folders.flatMap((one) => readdirSync(one)))) {
    const from = folders.map((one) => join(one, name)).find((one) => existsSync(one));
    if (name !== missing && from) symlinkSync(from, join(folder, name));
  }
  return folder;
}
