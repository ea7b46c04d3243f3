import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arch } from '#core/contract/problem.ts';
import type { Project } from '#core/contract/project.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { FamilyStudio, isHere, lacking, must } from '../family-studio.ts';

/** The real tree, where somebody has it: UNIKRAFT_ROOT names its folder, UNIKRAFT_LIBS one with `musl` in it. */
const root = process.env.UNIKRAFT_ROOT ?? '';
const why = lacking('UNIKRAFT_ROOT');
const withoutLibraries = why ?? lacking('UNIKRAFT_LIBS');
/** The tarball that musl's library downloads: nothing here touches a network. */
const tarball = process.env.MUSL_TARBALL ?? '';
/** lwIP's, as the library names it: UNIKRAFT-2_1_x.zip. */
const lwipArchive = process.env.LWIP_ARCHIVE ?? '';
const withoutNetwork = withoutLibraries || !existsSync(tarball) || !existsSync(lwipArchive);

/** Where the build would have put it. */
function putArchive(project: Project, library: string, archive: string): void {
  const folder = join(project.root, 'build', library);
  mkdirSync(folder, { recursive: true });
  copyFileSync(archive, join(folder, basename(archive)));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
if (why) console.warn(`the real tree of Unikraft: ${why}`);
const context = { signal: new AbortController().signal };

const archs = (['x86_64', 'arm64'] as const).filter(
  (arch) => arch === 'x86_64' || (isHere('aarch64-linux-gnu-gcc') && isHere('qemu-system-aarch64')),
);

describe.skipIf(why)('the real tree of Unikraft', () => {
  let studio: FamilyStudio;
  const projects = new Map<Arch, Project>();

  beforeAll(async () => {
    studio = await FamilyStudio.start('unikraft');
  });
  afterAll(() => studio.dispose());

  async function hello(arch: Arch): Promise<Project> {
    const project = projects.get(arch) ?? (await studio.create('hello', arch, `hello-${arch}`, { unikraft: root }));
    projects.set(arch, project);
    return project;
  }

  describe.each(archs)('on %s', (arch) => {
    it('is configured by the Config view, built by make and booted, and greets', async () => {
      const { handlers } = studio.studio;
      const project = await hello(arch);
      const config = must(await handlers['config.open']({ projectId: project.id, source: 'main' }, context));
      const tree = must(await handlers['config.tree'](config, context));
      expect(tree.options.id.length).toBeGreaterThan(500);
      const steps = [{ option: 'LIBUKDEBUG_PRINTK_INFO', to: 'y' }];
      must(await handlers['config.apply']({ configId: config, steps }, context));
      must(await handlers['config.save'](config, context));
      const saved = studio.read(project, '.config');
      expect(saved).toContain('CONFIG_LIBUKDEBUG_PRINTK_INFO=y');
      expect(saved).toContain(arch === 'arm64' ? 'CONFIG_ARCH_ARM_64=y' : 'CONFIG_ARCH_X86_64=y');

      const built = await studio.build(project.id);
      expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(built.outcome).toBe('succeeded');
      // What the view saved is what Unikraft's own `conf` would have written.
      expect(studio.read(project, '.config')).toBe(saved);
      const commands = JSON.parse(studio.read(project, 'build/compile_commands.json'));
      expect(commands.map(({ file }: { file: string }) => file)).toContain(join(project.root, 'main.c'));

      const ran = await studio.run(project.id);
      expect(ran.text).toContain('Hello from Unikraft!');
      expect(ran.events.some(({ kind }) => kind === 'booted')).toBe(true);
      expect(ran.events.findLast((event) => event.kind === 'state')).toMatchObject({
        state: { kind: 'exited', reason: 'guest', code: 0 },
      });
    }, 600_000);

    it('tells the whole length of a build beforehand, and builds only what changed', async () => {
      const project = await hello(arch);
      await studio.build(project.id);
      const noop = await studio.build(project.id);
      expect(noop.events.findLast((event) => event.kind === 'progress')).toMatchObject({ done: 4, total: 4 });
      studio.write(project, 'main.c', `${studio.read(project, 'main.c')}\n/* changed */\n`);
      const small = await studio.build(project.id);
      const planned = small.events.filter((event) => event.kind === 'planned').at(-1);
      const units = planned?.kind === 'planned' ? planned.units.filter(({ unchanged }) => !unchanged) : [];
      expect(units.map(({ id }) => id)).toContain('CC apphello: main.o');
      expect(units.length).toBeLessThan(14);
      expect(small.events.findLast((event) => event.kind === 'progress')).toMatchObject({
        done: units.length,
        total: units.length,
      });
    }, 600_000);

    it("counts a new folder's build exactly, and makes what its tools share once", async () => {
      const project = await hello(arch);
      // Whatever came before: the options are there now.
      await studio.build(project.id);
      rmSync(join(project.root, 'build'), { recursive: true, force: true });
      const { outcome, events, text } = await studio.build(project.id);
      expect(outcome).toBe('succeeded');
      expect(text.match(/-c fixdep\.c /g)).toHaveLength(1);
      const totals = events.flatMap((event) =>
        event.kind === 'progress' && event.total !== null ? [event.total] : [],
      );
      expect(new Set(totals)).toEqual(new Set([totals[0]]));
      rmSync(join(project.root, 'build'), { recursive: true, force: true });
      const again = await studio.build(project.id);
      expect(again.outcome).toBe('succeeded');
      // What was made once in a new folder is known, and not counted again.
      const lengths = again.events.flatMap((event) => (event.kind === 'planned' ? [event.total] : []));
      expect(lengths).toEqual([null, totals[0]]);
      expect(again.events.findIndex((event) => event.kind === 'planned' && event.total !== null)).toBeLessThan(
        again.events.findIndex((event) => event.kind === 'step'),
      );
    }, 600_000);

    it('comes to the same image as plain make outside the studio', async () => {
      const project = await hello(arch);
      const image = join(project.root, 'build', `hello-${arch}_qemu-${arch}`);
      await studio.build(project.id, 'rebuild');
      const ours = readFileSync(image);
      rmSync(join(project.root, 'build'), { recursive: true });
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C.UTF-8' };
      // Where its standard input is a socket, bash reads the person's own start files before each command.
      const stdio = ['ignore', 'pipe', 'pipe'] as const;
      const run = spawnSync('make', ['-j2'], { cwd: project.root, env, encoding: 'utf8', stdio: [...stdio] });
      expect(run.status, run.stderr).toBe(0);
      expect(run.stdout.match(/-c fixdep\.c /g)).toHaveLength(1);
      expect(Buffer.compare(readFileSync(image), ours)).toBe(0);
    }, 600_000);
  });

  it('is built for the other processor when the target is changed', async () => {
    if (!archs.includes('arm64')) return;
    const project = await hello('x86_64');
    const there = must(
      await studio.studio.handlers['project.setArch']({ projectId: project.id, arch: 'arm64' }, context),
    );
    expect(there.arch).toBe('arm64');
    const built = await studio.build(project.id);
    expect(built.outcome).toBe('succeeded');
    const ran = await studio.run(project.id);
    expect(ran.text).toContain('Hello from Unikraft!');
    must(await studio.studio.handlers['project.setArch']({ projectId: project.id, arch: 'x86_64' }, context));
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
    expect((await studio.run(project.id)).text).toContain('Hello from Unikraft!');
  }, 600_000);

  it('builds images for Firecracker and Xen, and comes back to one that boots here', async () => {
    const { handlers } = studio.studio;
    const project = await studio.create('hello', 'x86_64', 'elsewhere', { unikraft: root });
    const choose = async (target: string) => {
      must(await handlers['project.setTarget']({ projectId: project.id, target }, context));
      const built = await studio.build(project.id);
      expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(built.outcome, target).toBe('succeeded');
      expect(existsSync(join(project.root, 'build', `elsewhere_${target}`)), target).toBe(true);
    };
    for (const monitor of ['fc', 'xen'])
      for (const arch of archs) {
        await choose(`${monitor}-${arch}`);
        expect(await handlers['vm.start']({ projectId: project.id }, context)).toMatchObject({
          error: { code: 'cannot-run' },
        });
      }
    await choose('qemu-x86_64');
    expect((await studio.run(project.id)).text).toContain('Hello from Unikraft!');
  }, 1_800_000);

  it.skipIf(withoutNetwork)(
    'answers a browser from the HTTP template, with musl and lwIP from archives that were put in place by hand',
    async () => {
      const { handlers } = studio.studio;
      const libraries = process.env.UNIKRAFT_LIBS ?? '';
      const project = await studio.create('http-server', 'x86_64', 'web', {
        unikraft: root,
        'lib-musl': join(libraries, 'musl'),
        'lib-lwip': join(libraries, 'lwip'),
      });
      putArchive(project, 'libmusl', tarball);
      const failed = await studio.build(project.id);
      const told = failed.problems.find(({ code }) => code === 'unikraft.download-failed');
      expect(told?.title).toContain('UNIKRAFT-2_1_x.zip');
      putArchive(project, 'liblwip', lwipArchive);
      const built = await studio.build(project.id);
      expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(built.outcome).toBe('succeeded');

      const { run } = must(await handlers['project.runSettings']({ projectId: project.id, draft: null }, context));
      const host = await freePort();
      must(
        await handlers['project.setRun'](
          { projectId: project.id, run: { ...run, ports: [{ host, guest: 8080 }] } },
          context,
        ),
      );
      const session = must(await handlers['vm.start']({ projectId: project.id }, context));
      const serial = async () => must(await handlers['vm.serialLog'](session, context)).text;
      await expect.poll(serial, { timeout: PATIENCE_MS }).toContain('Listening on port 8080');
      const answer = await fetch(`http://127.0.0.1:${host}/page`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Hello from Unikraft!');
      await expect.poll(serial, { timeout: PATIENCE_MS }).toContain('request 1: GET /page HTTP/1.1');
      must(await handlers['vm.command']({ sessionId: session, command: 'stop' }, context));
    },
    3_600_000,
  );

  it.each(['hello-cpp', 'initrd'])(
    'boots the template %s',
    async (template) => {
      for (const arch of archs) {
        const project = await studio.create(template, arch, `${template}-${arch}`, { unikraft: root });
        const built = await studio.build(project.id);
        expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(built.outcome).toBe('succeeded');
        const { text } = await studio.run(project.id);
        expect(text).toContain(template === 'initrd' ? 'Hello from a file in the initrd!' : 'Hello from Unikraft!');
      }
    },
    600_000,
  );

  it('finds the line of a crash', async () => {
    const project = await studio.create('hello', 'x86_64', 'crash', { unikraft: root });
    const source =
      '#include <stdio.h>\nint main(void)\n{\n\tprintf("now\\n");\n\t*(volatile int *)0x7f0000000000 = 1;\n\treturn 0;\n}\n';
    studio.write(project, 'main.c', source);
    expect((await studio.build(project.id)).outcome).toBe('succeeded');
    const { events } = await studio.run(project.id);
    const told = events.find((event) => event.kind === 'problem');
    expect(told).toMatchObject({ crash: { function: 'main', at: { file: 'main.c' } } });
    expect(events.findLast((event) => event.kind === 'state')).toMatchObject({ state: { reason: 'crash' } });
  }, 600_000);

  it.skipIf(withoutLibraries || !existsSync(tarball))(
    'builds musl from a tarball that was put in place by hand',
    async () => {
      const musl = join(process.env.UNIKRAFT_LIBS ?? '', 'musl');
      const project = await studio.create('hello', 'x86_64', 'musl', { unikraft: root });
      const makefile = studio
        .read(project, 'Makefile')
        .replace('UK_LIB_DIRS ?=', 'UK_LIB_DIRS ?= $(CURDIR)/workdir/libs/musl');
      studio.write(project, 'Makefile', makefile);
      studio.write(
        project,
        'defconfigs/qemu-x86_64',
        `${studio.read(project, 'defconfigs/qemu-x86_64')}CONFIG_LIBMUSL=y\n`,
      );
      must(
        await studio.studio.handlers['sources.adopt'](
          { projectId: project.id, source: 'lib-musl', folder: musl },
          context,
        ),
      );
      putArchive(project, 'libmusl', tarball);
      const built = await studio.build(project.id);
      expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(built.outcome).toBe('succeeded');
      expect((await studio.run(project.id)).text).toContain('Hello from Unikraft!');
    },
    1_800_000,
  );
});
