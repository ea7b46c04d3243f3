import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FamilyStudio, must } from '../family-studio.ts';

const tree = fileURLToPath(new URL('../../fixtures/unikraft-tree', import.meta.url));
const context = { signal: new AbortController().signal };
let studio: FamilyStudio;

beforeAll(async () => {
  studio = await FamilyStudio.start('unikraft');
});
afterAll(() => studio.dispose());

it('starts the machine as the project says, and tells beforehand what a draft comes to', async () => {
  const { handlers } = studio.studio;
  const project = await studio.create('hello', 'x86_64', 'settings', { unikraft: tree });
  const ask = (draft: object | null) => handlers['project.runSettings']({ projectId: project.id, draft }, context);
  const before = must(await ask(null));
  expect(before).toMatchObject({ run: {}, defaults: { memoryMiB: 64, network: false }, objections: [] });
  expect(before.fields).toEqual(['args', 'memoryMiB', 'network', 'ports', 'initrd', 'accelerator']);

  const file = studio.read(project, '.unikernel-studio.json');
  const ports = [{ host: 18_080, guest: 80 }];
  const drafted = must(await ask({ memoryMiB: 32, args: 'one "two three"', ports, initrd: 'files.cpio' }));
  expect(drafted.argv).toEqual(
    expect.arrayContaining(['-m', '32', '-append', 'one "two three"', '-initrd', 'files.cpio']),
  );
  expect(drafted.argv.join(' ')).toContain('hostfwd=tcp:127.0.0.1:18080-:80');
  expect(drafted.objections).toEqual(['files.cpio does not exist yet.']);
  expect(studio.read(project, '.unikernel-studio.json')).toBe(file);
  expect(must(await ask({ network: false, ports })).argv).not.toContain('-netdev');

  expect((await studio.build(project.id)).outcome).toBe('succeeded');
  const set = (run: object) => handlers['project.setRun']({ projectId: project.id, run }, context);
  must(await set({ initrd: 'files.cpio' }));
  expect(await handlers['vm.start']({ projectId: project.id }, context)).toMatchObject({
    ok: false,
    error: { code: 'cannot-run', message: expect.stringContaining('files.cpio') },
  });

  must(await set({ memoryMiB: 32, args: 'one', network: true, accelerator: 'tcg' }));
  expect((await studio.run(project.id)).text).toContain('Hello from Unikraft!');
  const session = must(await handlers['vm.list'](null, context)).find((one) => one.projectId === project.id);
  expect(session).toMatchObject({ memoryMiB: 32, accelerator: 'tcg' });
  expect(session?.argv).toEqual(expect.arrayContaining(['-append', 'one', '-netdev', 'user,id=net0']));

  must(await set({}));
  expect(JSON.parse(studio.read(project, '.unikernel-studio.json'))).not.toHaveProperty('run');
}, 120_000);

it('builds for another monitor, and starts no machine for it', async () => {
  const { handlers } = studio.studio;
  const project = await studio.create('hello', 'x86_64', 'elsewhere', { unikraft: tree });
  expect(project).toMatchObject({ target: 'qemu-x86_64', targets: expect.arrayContaining([expect.anything()]) });
  expect(project.targets?.filter(({ boots }) => boots).map(({ id }) => id)).toEqual(['qemu-x86_64', 'qemu-arm64']);
  const choose = (target: string) => handlers['project.setTarget']({ projectId: project.id, target }, context);
  expect(await choose('qemu-sparc')).toMatchObject({ ok: false, error: { code: 'target-not-known' } });
  expect(must(await choose('fc-x86_64'))).toMatchObject({ target: 'fc-x86_64', arch: 'x86_64' });
  expect(studio.read(project, '.config')).toContain('CONFIG_KVM_VMM_FIRECRACKER=y');
  expect(await handlers['vm.start']({ projectId: project.id }, context)).toMatchObject({
    ok: false,
    error: { code: 'cannot-run', message: expect.stringContaining('Firecracker') },
  });
  expect(must(await choose('qemu-x86_64'))).toMatchObject({ target: 'qemu-x86_64' });
  expect((await studio.build(project.id)).outcome).toBe('succeeded');
}, 120_000);
