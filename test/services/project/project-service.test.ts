import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProjectId } from '#core/base/id.ts';
import { createProjectService, type ProjectService } from '../../../electron/services/project/project-service.ts';
import { createNotices, type Notices } from '../../../electron/services/settings/notices.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { writeToyProject } from '../../toy-family/toy-project.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let notices: Notices;
let projects: ProjectService;
let root: string;

const twoTargets = {
  ...toyFamily,
  archsOf: (files: { read(path: string): string | undefined }) =>
    files.read('.config')?.includes('arm64') ? (['arm64', 'x86_64'] as const) : (['x86_64', 'arm64'] as const),
  retarget: (_: unknown, arch: string) => [{ path: '.config', text: `ARCH=${arch}\n` }],
};
const serve = () =>
  createProjectService({
    paths: temp.paths,
    families: [twoTargets],
    notices,
    searchWorker: new URL('file:///nowhere.js'),
  });

beforeEach(() => {
  temp = tempPaths();
  notices = createNotices();
  root = writeToyProject(join(temp.root, "a project's folder"));
  projects = serve();
});
afterEach(async () => {
  await projects.dispose();
  temp.remove();
});

async function open(path = root) {
  const opened = await projects.open(path);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

test('recognises the family, and asks for trust before anything is run or changed', async () => {
  const project = await open();
  expect(project).toMatchObject({
    root,
    name: "a project's folder",
    family: 'toy',
    evidence: ['toy.ld'],
    trust: 'asked',
    arch: 'x86_64',
    archs: ['x86_64', 'arm64'],
    writable: true,
  });
  expect(projects.getRunnable(project.id)).toMatchObject({ ok: false, error: { code: 'not-trusted' } });
  const files = projects.files(project.id);
  const written = files.ok && (await files.value.write({ path: 'new', text: '', baseEtag: null }));
  expect(written).toMatchObject({ ok: false, error: { code: 'not-trusted' } });
  await projects.trust(project.id, 'read-only');
  expect(projects.getRunnable(project.id)).toMatchObject({ ok: false, error: { code: 'not-trusted' } });
  await projects.trust(project.id, 'trusted');
  expect(projects.getRunnable(project.id)).toMatchObject({ ok: true, value: { info: { trust: 'trusted' } } });
});

test('remembers trust over a restart, for that folder alone', async () => {
  await projects.trust((await open()).id, 'trusted');
  await projects.dispose();
  projects = serve();
  expect(await open()).toMatchObject({ trust: 'trusted' });
  mkdirSync(join(root, 'below'));
  expect(await open(join(root, 'below'))).toMatchObject({ trust: 'asked' });
});

test('is one project, whatever link led to it, and keeps its id over a restart', async () => {
  symlinkSync(root, join(temp.root, 'link'));
  const [one, two] = await Promise.all([open(), open(join(temp.root, 'link'))]);
  expect(two).toEqual(one);
  await projects.close(one.id);
  expect(projects.get(one.id).ok).toBe(true);
  await projects.close(one.id);
  expect(projects.get(one.id)).toMatchObject({ ok: false, error: { code: 'project-not-open' } });
  expect((await open()).id).toBe(one.id);
});

test('opens a folder of no family, and says what is missing to build it', async () => {
  const plain = join(temp.root, 'plain');
  mkdirSync(plain);
  const project = await open(plain);
  expect(project).toMatchObject({ family: null, evidence: [], archs: [] });
  await projects.trust(project.id, 'trusted');
  expect(projects.getRunnable(project.id)).toMatchObject({ ok: false, error: { code: 'no-family' } });
});

test('refuses what is no folder', async () => {
  expect(await projects.open(join(root, 'Makefile'))).toMatchObject({ ok: false, error: { code: 'not-a-folder' } });
  expect(await projects.open(join(root, 'gone'))).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await projects.open('relative')).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('changes the target through the edits of the family', async () => {
  const { id } = await open();
  expect(await projects.setArch(id, 'arm64')).toMatchObject({ ok: false, error: { code: 'not-trusted' } });
  await projects.trust(id, 'trusted');
  expect(await projects.setArch(id, 'arm64')).toMatchObject({ ok: true, value: { arch: 'arm64' } });
  expect(await projects.setArch(id, 'riscv64')).toMatchObject({ ok: false, error: { code: 'arch-not-supported' } });
  const activity = projects.activity(id);
  expect(activity.ok && activity.value.after(0).at(-1)?.event).toMatchObject({
    kind: 'project',
    project: { arch: 'arm64' },
  });
});

test('notices when another program makes it a project of another target', async () => {
  const { id } = await open();
  const files = projects.files(id);
  if (!files.ok) throw new Error(files.error.message);
  // The folder is watched a moment after it was opened: the file is written until that is seen.
  await vi.waitFor(
    () => {
      writeFileSync(join(root, '.config'), 'ARCH=arm64\n');
      expect(projects.get(id)).toMatchObject({ value: { info: { arch: 'arm64' } } });
    },
    { timeout: PATIENCE_MS, interval: 500 },
  );
});

test('lists recent projects, newest first, with what was last seen of each', async () => {
  const other = writeToyProject(join(temp.root, 'other'));
  const { id } = await open();
  await open(other);
  projects.remember(id, 'booted');
  await vi.waitFor(
    async () =>
      expect(await projects.recent()).toMatchObject([
        { root: other, exists: true, family: 'toy' },
        { root, exists: true, last: { state: 'booted' } },
      ]),
    PATIENCE_MS,
  );
  renameSync(other, `${other} moved`);
  expect((await projects.recent())[0]).toMatchObject({ root: other, exists: false });
  await projects.forget(other);
  expect(await projects.recent()).toHaveLength(1);
});

test('a damaged list of trusted folders is kept aside, and everything is asked about again', async () => {
  await projects.trust((await open()).id, 'trusted');
  await projects.dispose();
  writeFileSync(join(temp.paths.data, 'trust.json'), '{ "folders": ');
  projects = serve();
  expect(await open()).toMatchObject({ trust: 'asked' });
  expect(notices.log.after(0)[0]?.event.message).toMatch(/kept as .*damaged/);
});

test('knows nothing of a project that is not open', () => {
  const id = 'p-none' as ProjectId;
  for (const answer of [projects.get(id), projects.getRunnable(id), projects.files(id), projects.activity(id)]) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'project-not-open' } });
  }
});
