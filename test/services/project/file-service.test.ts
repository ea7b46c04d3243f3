import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Failure } from '#core/base/result.ts';
import type { FileContent } from '#core/contract/files.ts';
import { createConfinement } from '../../../electron/services/project/confinement.ts';
import {
  createFileService,
  type FileService,
  type FileServiceOptions,
} from '../../../electron/services/project/file-service.ts';
import { ignoreRules } from '../../../electron/services/project/ignore-rules.ts';
import { createNotices } from '../../../electron/services/settings/notices.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { mountDisk } from '../mounted-disk.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
let root: string;
let files: FileService;
let refusal: Failure | null;

const serve = (folder: string, options: Partial<FileServiceOptions> = {}) =>
  createFileService({
    name: 'project',
    confinement: createConfinement(folder),
    ignore: ignoreRules(() => null),
    backupsFolder: join(temp.path, 'backups'),
    searchWorker: new URL('file:///nowhere.js'),
    notices: createNotices(),
    refusal: () => refusal,
    ...options,
  });

beforeEach(() => {
  temp = tempFolder();
  root = join(temp.path, 'project');
  mkdirSync(root);
  refusal = null;
  files = serve(root);
});
afterEach(async () => {
  await files.dispose();
  temp.remove();
});

async function readText(path: string): Promise<Extract<FileContent, { kind: 'text' }>> {
  const read = await files.read(path);
  if (!read.ok || read.value.kind !== 'text') throw new Error(JSON.stringify(read));
  return read.value;
}
/** Makes a file that nobody can write: by its mode, or for root, whom no mode stops, by the immutable flag. */
function lock(file: string): (() => void) | null {
  if (process.getuid?.() !== 0) {
    chmodSync(file, 0o444);
    chmodSync(root, 0o555);
    return () => chmodSync(root, 0o755);
  }
  const set = spawnSync('chattr', ['+i', file]);
  return set.status === 0 ? () => void spawnSync('chattr', ['-i', file]) : null;
}
const codeOf = (result: { ok: boolean; error?: Failure }) => (result.ok ? 'ok' : result.error?.code);

describe('names', () => {
  test.each([
    'a b',
    `it's "quoted"`,
    'line\nbreak',
    'ünïcödé 漢字 🎉',
    'back\\slash',
    '-rf',
    '$(x)',
    'tab\there',
    '...',
  ])('saves, lists, reads, renames and deletes %j', async (name) => {
    const path = `${name}/${name}.c`;
    expect(codeOf(await files.write({ path, text: 'x', baseEtag: null }))).toBe('ok');
    expect(await files.list(name)).toMatchObject({ ok: true, value: [{ name: `${name}.c`, kind: 'file', size: 1 }] });
    expect((await readText(path)).text).toBe('x');
    expect(codeOf(await files.rename(path, `${name}/b`))).toBe('ok');
    expect((await files.index()).paths).toEqual([`${name}/b`]);
    expect(codeOf(await files.delete(name))).toBe('ok');
    expect(readdirSync(root)).toEqual([]);
  });

  test('a name that is too long is refused with the reason', async () => {
    const written = await files.write({ path: 'x'.repeat(300), text: '', baseEtag: null });
    expect(codeOf(written)).toBe('name-too-long');
  });
});

describe('reading', () => {
  test('tells line ends and byte order mark, and gives the text without the mark', async () => {
    writeFileSync(join(root, 'dos.txt'), '\uFEFFone\r\ntwo\r\n');
    expect(await readText('dos.txt')).toMatchObject({ text: 'one\r\ntwo\r\n', eol: '\r\n', bom: true, writable: true });
    writeFileSync(join(root, 'empty'), '');
    expect(await readText('empty')).toMatchObject({ text: '', eol: '\n', bom: false, size: 0 });
  });

  test('a file of 100 MB is not read, and says so', async () => {
    writeFileSync(join(root, 'big.log'), Buffer.alloc(100 * 1024 * 1024, 'line of text\n'));
    const before = process.memoryUsage().rss;
    const read = await files.read('big.log');
    expect(read).toMatchObject({ ok: true, value: { kind: 'too-large', size: 104_857_600, limit: 20_971_520 } });
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
  });

  test('bytes that are no text are called binary', async () => {
    writeFileSync(join(root, 'nul'), 'abc\0def');
    writeFileSync(join(root, 'latin1'), Buffer.from([0x66, 0xfc, 0x72]));
    writeFileSync(join(root, 'late'), Buffer.concat([Buffer.alloc(100_000, 'a'), Buffer.from([0xff, 0xfe])]));
    writeFileSync(join(root, 'sparse'), '');
    truncateSync(join(root, 'sparse'), 100 * 1024 * 1024);
    for (const name of ['nul', 'latin1', 'late', 'sparse']) {
      expect(await files.read(name)).toMatchObject({ ok: true, value: { kind: 'binary' } });
    }
  });

  test('a character across the end of the first block is still text', async () => {
    writeFileSync(join(root, 'edge'), `${'a'.repeat(64 * 1024 - 1)}ü and more`);
    expect((await readText('edge')).text.endsWith('aü and more')).toBe(true);
  });

  test('a pipe, a folder and a missing file are refused at once', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    mkdirSync(join(root, 'folder'));
    expect(codeOf(await files.read('pipe'))).toBe('not-a-file');
    expect(codeOf(await files.read('folder'))).toBe('not-a-file');
    expect(codeOf(await files.read('gone.c'))).toBe('not-found');
    expect(codeOf(await files.read('pipe/x'))).toBe('not-a-folder');
  });
});

describe('saving', () => {
  test('writes the text as given, and keeps a byte order mark', async () => {
    writeFileSync(join(root, 'a'), '\uFEFFold\r\n');
    const { etag } = await readText('a');
    const saved = await files.write({ path: 'a', text: 'new\r\n', baseEtag: etag });
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('\uFEFFnew\r\n');
    expect(saved).toEqual({ ok: true, value: { etag: (await readText('a')).etag } });
  });

  test('a change on disk is a conflict and nothing is overwritten', async () => {
    writeFileSync(join(root, 'a'), 'first');
    const { etag } = await readText('a');
    writeFileSync(join(root, 'a'), 'other');
    expect(codeOf(await files.write({ path: 'a', text: 'mine', baseEtag: etag }))).toBe('changed-on-disk');
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('other');
    rmSync(join(root, 'a'));
    expect(codeOf(await files.write({ path: 'a', text: 'mine', baseEtag: etag }))).toBe('changed-on-disk');
    expect(existsSync(join(root, 'a'))).toBe(false);
  });

  test('a file that was only touched, or written again with the same text, is no conflict', async () => {
    writeFileSync(join(root, 'a'), 'first');
    const { etag } = await readText('a');
    utimesSync(join(root, 'a'), 1, 1);
    expect(codeOf(await files.write({ path: 'a', text: 'second', baseEtag: etag }))).toBe('ok');
    const second = await readText('a');
    rmSync(join(root, 'a'));
    writeFileSync(join(root, 'a'), 'second');
    expect(codeOf(await files.write({ path: 'a', text: 'third', baseEtag: second.etag }))).toBe('ok');
  });

  test('two saves over the same version: one is kept, the other is told', async () => {
    writeFileSync(join(root, 'a'), 'first');
    const { etag } = await readText('a');
    const results = await Promise.all(
      ['one', 'two', 'three'].map((text) => files.write({ path: 'a', text, baseEtag: etag })),
    );
    expect(results.map(codeOf).sort()).toEqual(['changed-on-disk', 'changed-on-disk', 'ok']);
  });

  test('a new file does not replace one that is there', async () => {
    writeFileSync(join(root, 'a'), 'theirs');
    expect(codeOf(await files.write({ path: 'a', text: 'mine', baseEtag: null }))).toBe('already-exists');
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('theirs');
  });

  test('a link is written through, and stays a link', async () => {
    mkdirSync(join(root, 'src'));
    writeFileSync(join(root, 'src', 'real.c'), 'old');
    symlinkSync('src/real.c', join(root, 'link.c'));
    const { etag } = await readText('link.c');
    expect(codeOf(await files.write({ path: 'link.c', text: 'new', baseEtag: etag }))).toBe('ok');
    expect(lstatSync(join(root, 'link.c')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'src', 'real.c'), 'utf8')).toBe('new');
  });

  test('a full disk is named, and the old text is intact', async ({ skip }) => {
    const disk = mountDisk(64);
    if (!disk) return skip('a disk of its own can only be mounted by root on Linux');
    const onDisk = serve(disk.path);
    try {
      writeFileSync(join(disk.path, 'a.c'), 'old');
      writeFileSync(join(disk.path, 'ballast'), 'x'.repeat(50_000));
      const read = await onDisk.read('a.c');
      const baseEtag = read.ok && read.value.kind === 'text' ? read.value.etag : null;
      const saved = await onDisk.write({ path: 'a.c', text: 'n'.repeat(40_000), baseEtag });
      expect(saved).toMatchObject({ ok: false, error: { code: 'disk-full', message: expect.stringContaining('a.c') } });
      expect(readFileSync(join(disk.path, 'a.c'), 'utf8')).toBe('old');
    } finally {
      await onDisk.dispose();
      disk.remove();
    }
  });

  test('a disk that is mounted read-only is named, and its files open as not writable', async ({ skip }) => {
    const disk = mountDisk(64);
    if (!disk) return skip('a disk of its own can only be mounted by root on Linux');
    writeFileSync(join(disk.path, 'a.c'), 'old');
    disk.makeReadOnly();
    const onDisk = serve(disk.path);
    try {
      const read = await onDisk.read('a.c');
      expect(read).toMatchObject({ ok: true, value: { kind: 'text', writable: false } });
      const baseEtag = read.ok && read.value.kind === 'text' ? read.value.etag : null;
      expect(codeOf(await onDisk.write({ path: 'a.c', text: 'new', baseEtag }))).toBe('read-only');
      expect(codeOf(await onDisk.write({ path: 'b.c', text: 'new', baseEtag: null }))).toBe('read-only');
      expect(codeOf(await onDisk.delete('a.c'))).toBe('read-only');
      expect(codeOf(await onDisk.rename('a.c', 'c.c'))).toBe('read-only');
      expect(codeOf(await onDisk.createFolder('d'))).toBe('read-only');
    } finally {
      await onDisk.dispose();
      disk.remove();
    }
  });

  test('a file that may not be written is not replaced', async ({ skip }) => {
    const file = join(root, 'a');
    writeFileSync(file, 'old');
    const unlock = lock(file);
    if (!unlock) return skip('this disk has no immutable files, and nothing else stops root');
    try {
      const { etag, writable } = await readText('a');
      expect(writable).toBe(false);
      expect(codeOf(await files.write({ path: 'a', text: 'new', baseEtag: etag }))).toBe('read-only');
      expect(codeOf(await files.delete('a'))).toBe('read-only');
      expect(codeOf(await files.rename('a', 'b'))).toBe('read-only');
      expect(readdirSync(root)).toEqual(['a']);
    } finally {
      unlock();
    }
  });

  test('nothing changes in a project that nobody trusts', async () => {
    writeFileSync(join(root, 'a'), 'old');
    refusal = { code: 'not-trusted', message: 'no' };
    expect(codeOf(await files.write({ path: 'b', text: 'new', baseEtag: null }))).toBe('not-trusted');
    expect(codeOf(await files.delete('a'))).toBe('not-trusted');
    expect(readdirSync(root)).toEqual(['a']);
  });
});

describe('confinement', () => {
  let secret: string;
  beforeEach(() => {
    secret = join(temp.path, 'secret');
    mkdirSync(secret);
    writeFileSync(join(secret, 'key'), 'secret');
  });

  test('links that lead out are shown as such and not followed', async () => {
    symlinkSync(secret, join(root, 'out'));
    symlinkSync(join(secret, 'key'), join(root, 'key'));
    symlinkSync('/nowhere/at/all', join(root, 'dangling'));
    mkdirSync(join(root, 'in'));
    symlinkSync('in', join(root, 'inner'));
    const listed = await files.list('');
    expect(listed.ok && listed.value).toEqual([
      { name: 'in', kind: 'folder', size: 0 },
      { name: 'inner', kind: 'folder', size: 0 },
      { name: 'out', kind: 'folder', size: 0, outside: true },
      { name: 'dangling', kind: 'file', size: 0, outside: true },
      { name: 'key', kind: 'file', size: 0, outside: true },
    ]);
    for (const path of ['key', 'out/key', 'inner/../../secret/key']) {
      expect(codeOf(await files.read(path))).toBe('outside-project');
    }
    expect(codeOf(await files.list('out'))).toBe('outside-project');
    expect((await files.index()).paths).toEqual([]);
  });

  test('nothing is written, made, moved or deleted through a link that leads out', async () => {
    symlinkSync(secret, join(root, 'out'));
    symlinkSync(join(secret, 'new'), join(root, 'new'));
    writeFileSync(join(root, 'mine'), 'mine');
    expect(codeOf(await files.write({ path: 'out/new', text: 'x', baseEtag: null }))).toBe('outside-project');
    expect(codeOf(await files.write({ path: 'out/a/b/new', text: 'x', baseEtag: null }))).toBe('outside-project');
    expect(codeOf(await files.write({ path: 'new', text: 'x', baseEtag: null }))).toBe('broken-link');
    expect(codeOf(await files.createFolder('out/folder'))).toBe('outside-project');
    expect(codeOf(await files.rename('mine', 'out/mine'))).toBe('outside-project');
    expect(codeOf(await files.rename('out/key', 'stolen'))).toBe('outside-project');
    expect(codeOf(await files.delete('out/key'))).toBe('outside-project');
    expect(readdirSync(secret)).toEqual(['key']);
    expect(readdirSync(root).sort()).toEqual(['mine', 'new', 'out']);
  });

  test('of a link that is deleted, only the link goes', async () => {
    symlinkSync(secret, join(root, 'out'));
    expect(codeOf(await files.delete('out'))).toBe('ok');
    expect(readdirSync(secret)).toEqual(['key']);
    expect(readdirSync(root)).toEqual([]);
  });

  test('a folder that is swapped for a link all the time never lets a save out', async () => {
    mkdirSync(join(root, 'real'));
    let stop = false;
    const swap = (async () => {
      for (let round = 0; !stop; round++) {
        symlinkSync(round % 2 ? secret : 'real', join(root, 'next'));
        renameSync(join(root, 'next'), join(root, 'dir'));
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    let saved = 0;
    for (let round = 0; round < 150; round++) {
      if ((await files.write({ path: `dir/new${round}`, text: 'x', baseEtag: null })).ok) saved++;
      const read = await files.read('dir/key');
      expect(read.ok).toBe(false);
    }
    stop = true;
    await swap;
    expect(readdirSync(secret)).toEqual(['key']);
    expect(readdirSync(join(root, 'real'))).toHaveLength(saved);
    expect(saved).toBeGreaterThan(0);
  });

  test("the project's own folder can't be renamed or deleted", async () => {
    expect(codeOf(await files.delete(''))).toBe('not-a-file');
    expect(codeOf(await files.rename('', 'x'))).toBe('not-a-file');
    expect(existsSync(root)).toBe(true);
  });
});

describe('changing', () => {
  test('a rename replaces nothing, and makes the folders that it needs', async () => {
    writeFileSync(join(root, 'a'), 'a');
    writeFileSync(join(root, 'b'), 'b');
    expect(codeOf(await files.rename('a', 'b'))).toBe('already-exists');
    expect(codeOf(await files.rename('a', 'new/deep/a'))).toBe('ok');
    expect(readFileSync(join(root, 'new/deep/a'), 'utf8')).toBe('a');
    expect(codeOf(await files.rename('new', 'new/inside'))).toBe('name-not-allowed');
    expect(codeOf(await files.rename('gone', 'x'))).toBe('not-found');
  });

  test('a folder is made once, with those above it', async () => {
    expect(codeOf(await files.createFolder('a/b/c'))).toBe('ok');
    expect(statSync(join(root, 'a/b/c')).isDirectory()).toBe(true);
    expect(codeOf(await files.createFolder('a/b/c'))).toBe('already-exists');
  });
});

describe('a project that goes away or is very deep', () => {
  test('says that its folder is gone', async () => {
    rmSync(root, { recursive: true });
    const listed = await files.list('');
    expect(listed).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: "The project's folder is not there." },
    });
    expect(codeOf(await files.write({ path: 'a', text: '', baseEtag: null }))).not.toBe('ok');
    expect(await files.index()).toEqual({ paths: [], truncated: false });
  });

  test('indexes what the system can name, however deep it goes', async () => {
    const dig =
      "for (let n = 0; n < 3000; n++) { fs.mkdirSync('d'); process.chdir('d'); } fs.writeFileSync('bottom', '');";
    execFileSync(process.execPath, ['-e', dig], { cwd: root });
    writeFileSync(join(root, 'd', 'd', 'shallow'), '');
    const { paths } = await files.index();
    expect(paths).toEqual(['d/d/shallow']);
    execFileSync('rm', ['-rf', join(root, 'd')]);
  });
});

describe('other programs', () => {
  test('what they make is in the index soon, and their changes are told', async () => {
    expect((await files.index()).paths).toEqual([]);
    writeFileSync(join(root, 'new.c'), '');
    await vi.waitFor(async () => expect((await files.index()).paths).toEqual(['new.c']), PATIENCE_MS);
    const isTold = () => files.changes.after(0).some(({ event }) => event.overflow || event.paths.includes('new.c'));
    writeFileSync(join(root, 'new.c'), 'x');
    await vi.waitFor(() => expect(isTold()).toBe(true), PATIENCE_MS);
  });

  test('what they make while the watches are being set up is not missed', async () => {
    let goLive = () => {};
    const set = new Promise<void>((resolve) => {
      goLive = resolve;
    });
    const slow = serve(root, { subscribe: () => set.then(() => ({ unsubscribe: async () => undefined })) });
    expect((await slow.index()).paths).toEqual([]);
    writeFileSync(join(root, 'early.c'), '');
    goLive();
    await vi.waitFor(() => expect(slow.changes.lastSeq).toBe(1), PATIENCE_MS);
    expect(slow.changes.after(0)[0]?.event).toEqual({ paths: [], overflow: true });
    expect((await slow.index()).paths).toEqual(['early.c']);
    await slow.dispose();
  });

  test('a folder that the system cannot watch is said to be watched less closely', async () => {
    const notices = createNotices();
    const poor = createFileService({
      ...{ name: 'project', confinement: createConfinement(root), ignore: ignoreRules(() => null), notices },
      ...{ backupsFolder: join(temp.path, 'backups'), searchWorker: new URL('file:///nowhere.js') },
      refusal: () => null,
      subscribe: () => Promise.reject(new Error("inotify_add_watch on '/x' failed: No space left on device")),
    });
    await vi.waitFor(() => expect(notices.log.lastSeq).toBe(1), PATIENCE_MS);
    expect(notices.log.after(0)[0]?.event).toMatchObject({
      message: expect.stringContaining('no more file watches'),
      hint: expect.stringContaining('max_user_watches'),
    });
    writeFileSync(join(root, 'a'), '');
    await vi.waitFor(async () => expect((await poor.index()).paths).toEqual(['a']), PATIENCE_MS);
    await poor.dispose();
  });
});

describe('backups', () => {
  test('come back newest first until they are dropped or saved', async () => {
    writeFileSync(join(root, 'saved.c'), 'same text');
    await files.saveBackup({ path: 'a.c', text: 'a 1', baseEtag: null, savedAt: 1 });
    await files.saveBackup({ path: 'a.c', text: 'a 2', baseEtag: 'c-x', savedAt: 2 });
    await files.saveBackup({ path: 'dir/b.c', text: 'b', baseEtag: null, savedAt: 3 });
    await files.saveBackup({ path: 'saved.c', text: 'same text', baseEtag: null, savedAt: 4 });
    const list = await files.listBackups();
    expect(list.ok && list.value).toEqual([
      { path: 'dir/b.c', text: 'b', baseEtag: null, savedAt: 3 },
      { path: 'a.c', text: 'a 2', baseEtag: 'c-x', savedAt: 2 },
    ]);
    await files.dropBackup('a.c');
    await files.dropBackup('a.c');
    const left = await serve(root).listBackups();
    expect(left).toMatchObject({ ok: true, value: [{ path: 'dir/b.c' }] });
  });

  test('a damaged one is set aside and does not hide the others', async () => {
    await files.saveBackup({ path: 'a.c', text: 'a', baseEtag: null, savedAt: 1 });
    const damaged = `${'0'.repeat(64)}.json`;
    writeFileSync(join(temp.path, 'backups', damaged), '{ "path": ');
    expect(await files.listBackups()).toMatchObject({ ok: true, value: [{ path: 'a.c' }] });
    expect(readdirSync(join(temp.path, 'backups')).some((name) => name.includes('.damaged-'))).toBe(true);
  });
});
