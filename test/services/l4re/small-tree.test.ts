import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from '#core/contract/project.ts';
import { FamilyStudio, isHere, must } from '../family-studio.ts';

const context = { signal: new AbortController().signal };
const tree = fileURLToPath(new URL('../../fixtures/l4re-tree', import.meta.url));
const ready = isHere('qemu-system-x86_64') && isHere('gcc');

/** A tree of the same shape as the real one: real make, gcc and QEMU. */
describe.skipIf(!ready)('a system like L4Re', () => {
  let studio: FamilyStudio;
  let first: Project;

  beforeAll(async () => {
    studio = await FamilyStudio.start('l4re');
    cpSync(tree, join(studio.folder, 'tree'), { recursive: true });
    first = await create('first');
  });
  afterAll(() => studio.dispose());

  function create(name: string): Promise<Project> {
    const sources = { fiasco: join(studio.folder, 'tree/fiasco'), mk: join(studio.folder, 'tree/l4') };
    return studio.create('hello', 'x86_64', name, sources);
  }
  const platforms = () =>
    readdirSync(join(studio.folder, 'home/cache/families/l4re')).filter((name) => name.startsWith('x86_64-'));
  const steps = (events: readonly { readonly kind: string }[]) =>
    events.flatMap((event) => (event.kind === 'step' && 'title' in event ? [String(event.title)] : []));

  it('is built with its platform at first, and boots to the program’s own words', async () => {
    const built = await studio.build(first.id);
    expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(built.outcome).toBe('succeeded');
    expect(steps(built.events)).toContain('Build the packages');
    const ran = await studio.run(first.id);
    expect(ran.text).toContain('hello   | Hello from L4Re!');
    expect(ran.events.flatMap((event) => (event.kind === 'stage' ? [event.stage.label] : []))).toEqual(
      expect.arrayContaining(['Bootstrapper', 'Kernel', 'Sigma0', 'Moe', 'Ned', 'Your program']),
    );
    expect(ran.events.findLast((event) => event.kind === 'state')).toMatchObject({
      state: { kind: 'exited', reason: 'guest', code: 0 },
    });
  });

  it('says which options it was built with, and where a plain make finds the platform', async () => {
    expect(studio.read(first, 'fiasco.config')).toContain('CONFIG_AMD64=y');
    expect(studio.read(first, 'l4re.config')).toContain('CONFIG_BUILD_ARCH_amd64=y');
    expect(studio.read(first, 'platform.mk')).toMatch(/^L4DIR := .*\/tree\/l4$/m);
  });

  it('builds nothing of the platform again', async () => {
    expect(steps((await studio.build(first.id)).events)).toEqual(['Build']);
  });

  it('shares its platform with the next project, which is built in one step and keeps its own program', async () => {
    const second = await create('second');
    studio.write(second, 'main.c', studio.read(second, 'main.c').replace('Hello from L4Re!', 'Hello from the second!'));
    const built = await studio.build(second.id);
    expect(steps(built.events)).toEqual(['Build']);
    expect(platforms()).toHaveLength(1);
    for (const file of ['fiasco.config', 'l4re.config'])
      expect(studio.read(second, file)).toBe(studio.read(first, file));
    expect((await studio.run(second.id)).text).toContain('Hello from the second!');
    expect((await studio.run(first.id)).text).toContain('Hello from L4Re!');
    // Both are called hello, and nothing of the first one changed since it was linked.
    expect((await studio.build(first.id)).outcome).toBe('succeeded');
    expect((await studio.run(first.id)).text).toContain('Hello from L4Re!');
  });

  it('begins with the options that the platform was built with, where a project has said nothing yet', async () => {
    const { handlers } = studio.studio;
    const kernel = join(studio.folder, 'home/cache/families/l4re', platforms()[0]!, 'fiasco/globalconfig.out');
    const built = readFileSync(kernel, 'utf8');
    writeFileSync(kernel, `${built}CONFIG_NOISY=y\n`);
    const third = await create('third');
    const config = must(await handlers['config.open']({ projectId: third.id, source: 'fiasco' }, context));
    expect(must(await handlers['config.text'](config, context)).text).toContain('CONFIG_NOISY=y');
    writeFileSync(kernel, built);
  });

  it('tells a status other than 0, and a fault in plain words', async () => {
    const main = studio.read(first, 'main.c');
    studio.write(first, 'main.c', `const char status[] = "STATUS 3";\n${main}`);
    await studio.build(first.id);
    expect((await studio.run(first.id)).events.findLast((event) => event.kind === 'state')).toMatchObject({
      state: { kind: 'exited', reason: 'guest', code: 3 },
    });
    studio.write(first, 'main.c', `${main}\nconst char fault[] = "pc=0x1";\n`);
    await studio.build(first.id);
    const crashed = await studio.run(first.id);
    expect(crashed.events.find((event) => event.kind === 'problem')).toMatchObject({
      problem: { code: 'l4re.page-fault', title: 'hello wrote to address 0x2, which is not mapped' },
    });
    expect(crashed.events.findLast((event) => event.kind === 'state')).toMatchObject({ state: { reason: 'crash' } });
    studio.write(first, 'main.c', main);
    await studio.build(first.id);
  });

  it('explains what make says of a mistake, by gcc’s own structured words', async () => {
    const main = studio.read(first, 'main.c');
    studio.write(first, 'main.c', main.replace('return 0;', 'retrun 0;'));
    const built = await studio.build(first.id);
    expect(built.outcome).toBe('failed');
    expect(built.problems.find(({ severity }) => severity === 'error')?.at).toMatchObject({ file: 'main.c' });
    studio.write(first, 'main.c', main);
  });

  it('finds a missing module before the boot', async () => {
    const list = studio.read(first, 'modules.list');
    studio.write(first, 'modules.list', `${list}module nosuch\n`);
    const started = await studio.studio.handlers['vm.start']({ projectId: first.id }, context);
    expect(started.ok ? '' : `${started.error.message} ${started.error.hint}`).toContain('nosuch');
    studio.write(first, 'modules.list', list);
  });

  it('builds a platform of its own for other options', async () => {
    studio.write(first, 'fiasco.config', `${studio.read(first, 'fiasco.config')}CONFIG_NOISY=y\n`);
    const built = await studio.build(first.id);
    expect(built.outcome).toBe('succeeded');
    expect(platforms()).toHaveLength(2);
    expect(existsSync(join(first.root, 'build/x86_64/hello'))).toBe(true);
  });

  it('shows what the boot image is made of: every module with its size, and the symbols of the program', async () => {
    const map = must(await studio.studio.handlers['image.map'](first.id, context));
    const sizes = new Map(map?.objects.map(({ name, bytes }) => [name, bytes]));
    expect([...sizes.keys()].sort()).toEqual(
      ['bootstrap', 'fiasco', 'hello', 'l4re', 'moe', 'ned', 'sigma0', 'start.cfg'].sort(),
    );
    expect(sizes.get('start.cfg')).toBe(studio.read(first, 'start.cfg').length);
    expect(sizes.get('hello')).toBe(statSync(join(first.root, 'build/x86_64/hello')).size);
    expect(map?.bytes).toBe([...sizes.values()].reduce((sum, bytes) => sum + bytes, 0));
    const program = map?.objects.find(({ name }) => name === 'hello');
    expect(program?.group).toBe('yours');
    expect(program?.symbols.map(({ name }) => name)).toContain('main');
  });

  it('offers the names of modules, and says of a list as it is edited what is missing', async () => {
    const { handlers } = studio.studio;
    const list = studio.read(first, 'modules.list');
    const edit = { projectId: first.id, path: 'modules.list', text: `${list}module n` };
    const offers = must(await handlers['texts.complete']({ ...edit, offset: edit.text.length }, context));
    expect(offers.map(({ label }) => label)).toEqual(expect.arrayContaining(['ned', 'moe', 'hello', 'start.cfg']));
    const edited = [{ path: 'modules.list', text: `${list}module nde\n` }];
    const checked = must(await handlers['texts.check']({ projectId: first.id, edited }, context));
    expect(checked.paths).toEqual(['modules.list', 'start.cfg']);
    expect(checked.problems.map(({ title }) => title)).toEqual(['The module `nde` is not there.']);
  });

  it('shows both halves of the platform in the Config view', async () => {
    const { handlers } = studio.studio;
    const sources = must(await handlers['config.sources'](first.id, context));
    expect(sources.map(({ id }) => id)).toEqual(['l4re', 'fiasco']);
    for (const { id } of sources) {
      const config = must(await handlers['config.open']({ projectId: first.id, source: id }, context));
      const { problems, options } = must(await handlers['config.tree'](config, context));
      expect(problems).toEqual([]);
      expect(options.id).toContain(id === 'fiasco' ? 'NOISY' : 'VERBOSE_BOOT');
    }
  });
});
