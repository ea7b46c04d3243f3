import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import type { Project } from '#core/contract/project.ts';
import { FamilyStudio, lacking, must } from '../family-studio.ts';
import { applyFix } from './apply-fix.ts';

/** One project on the real tree (UNIKRAFT_ROOT), broken in one way after the other; each is explained, and mended as told. */
const root = process.env.UNIKRAFT_ROOT ?? '';
const why = lacking('UNIKRAFT_ROOT');
if (why) console.warn(`breakages on the real tree of Unikraft: ${why}`);

describe.skipIf(why)('what goes wrong on the real tree', () => {
  let studio: FamilyStudio;
  let project: Project;
  let files: Record<string, string>;

  beforeAll(async () => {
    studio = await FamilyStudio.start('unikraft');
    project = await studio.create('hello', 'x86_64', 'broken', { unikraft: root });
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
    files = Object.fromEntries(
      ['main.c', 'Makefile.uk', 'Makefile', '.config'].map((path) => [path, studio.read(project, path)]),
    );
  }, 600_000);
  afterAll(() => studio.dispose());

  /** Everything as it was, but for this. @returns the errors of a build that fails */
  async function broken(changes: Readonly<Record<string, string>>): Promise<readonly Problem[]> {
    for (const [path, text] of Object.entries({ ...files, ...changes })) studio.write(project, path, text);
    const { outcome, problems } = await studio.build(project.id);
    expect(outcome).toBe('failed');
    return problems.filter(({ severity }) => severity === 'error');
  }

  it('a slip of the pen is told with its place', async () => {
    const errors = await broken({ 'main.c': files['main.c']!.replace('return 0;', 'return 0') });
    expect(errors).toMatchObject([{ code: 'gcc.missing-semicolon', at: { file: 'main.c', line: 8 } }]);
  }, 600_000);

  it('a header that the small C library has not leads to musl', async () => {
    const errors = await broken({ 'main.c': `#include <pthread.h>\n${files['main.c']}` });
    expect(errors).toMatchObject([{ code: 'unikraft.musl-wanted', at: { file: 'main.c', line: 1 } }]);
    applyFix(project.root, errors[0]!.fixes[0]);
    expect(studio.read(project, 'Makefile')).toMatch(/^UK_LIB_DIRS \?= \$\(CURDIR\)\/workdir\/libs\/musl$/m);
    expect(studio.read(project, '.config')).toContain('CONFIG_LIBMUSL=y');
    // Its source is the next thing to be had.
    expect((await studio.build(project.id)).problems).toMatchObject([
      { code: 'source.missing', title: expect.stringContaining('lib-musl') },
    ]);
  }, 600_000);

  it('a function of a library that is turned off leads to its option, and the fix builds and boots', async () => {
    const errors = await broken({
      'main.c': files['main.c']!.replace(
        '#include <stdio.h>',
        '#include <stdio.h>\nlong read(int, void *, unsigned long);',
      ).replace('return 0;', 'char c;\n\treturn argc > 99 ? (int)read(0, &c, 1) : 0;'),
    });
    expect(errors).toMatchObject([{ code: 'unikraft.option-off', title: expect.stringContaining('`read()`') }]);
    applyFix(project.root, errors[0]!.fixes[0]);
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
    expect((await studio.run(project.id)).text).toContain('Hello from Unikraft!');
  }, 600_000);

  it('a file that Makefile.uk names and nobody wrote is told', async () => {
    const errors = await broken({
      'Makefile.uk': `${files['Makefile.uk']}APPHELLO_SRCS-y += $(APPHELLO_BASE)/missing.c\n`,
    });
    expect(errors).toMatchObject([{ title: expect.stringContaining('missing.c') }]);
  }, 600_000);

  it('options without a platform get one by one click', async () => {
    const config = files['.config']!.replace('CONFIG_PLAT_KVM=y', '# CONFIG_PLAT_KVM is not set');
    const errors = await broken({ '.config': config });
    expect(errors).toMatchObject([{ code: 'unikraft.no-platform' }]);
    applyFix(project.root, errors[0]!.fixes[0]);
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
  }, 600_000);

  it('a boot that finds no random numbers is a failure, whatever status QEMU ended with, and is mended by one click', async () => {
    for (const [path, text] of Object.entries(files)) studio.write(project, path, text);
    const { handlers } = studio.studio;
    const context = { signal: new AbortController().signal };
    const config = must(await handlers['config.open']({ projectId: project.id, source: 'main' }, context));
    const steps = [{ option: 'LIBUKRANDOM', to: 'y' }];
    must(await handlers['config.apply']({ configId: config, steps }, context));
    must(await handlers['config.save'](config, context));
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
    const { events, text } = await studio.run(project.id);
    // QEMU from 8.1.3 on has the instruction.
    if (text.includes('Hello from Unikraft!')) return;
    const told = events.findLast((event) => event.kind === 'problem');
    expect(told).toMatchObject({ problem: { code: 'unikraft.hwrng' } });
    expect(events.findLast((event) => event.kind === 'state')).toMatchObject({ state: { reason: 'crash' } });
    const fixes = told?.kind === 'problem' ? told.problem.fixes : [];
    applyFix(
      project.root,
      fixes.find(({ kind }) => kind === 'edit'),
    );
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
    expect((await studio.run(project.id)).text).toContain('Hello from Unikraft!');
  }, 600_000);
});
