import { describe, expect, it } from 'vitest';
import type { Backup } from '#core/contract/files.ts';
import { Documents } from '../../../../../renderer/features/editor/documents/documents.ts';
import { FakeProject } from './fake-project.ts';
import { PlainBuffer } from './plain-buffer.ts';

function window(project: FakeProject, backups: readonly Backup[] = []) {
  const dirty = new Set<string>();
  const documents = new Documents({
    ports: project,
    makeBuffer: (_path, text) => new PlainBuffer(text),
    readOnly: null,
    backups: Promise.resolve(new Map(backups.map((backup) => [backup.path, backup]))),
    onDirty: (path, is) => (is ? dirty.add(path) : dirty.delete(path)),
  });
  return { documents, dirty };
}

function bufferOf(documents: Documents, path: string): PlainBuffer {
  return documents.get(path)!.text as PlainBuffer;
}

const edit = (file: string, newText: string) => ({ at: { file, line: 1, column: 1 }, newText });

describe('Documents', () => {
  it('opens a file once, however often it is asked for', async () => {
    const project = new FakeProject();
    project.files.set('a.c', 'a');
    const { documents } = window(project);
    const [first, second] = await Promise.all([documents.opened('a.c'), documents.opened('a.c')]);
    expect(first).toBe(second);
    expect(documents.store.getState().states.get('a.c')).toMatchObject({ kind: 'ready', dirty: false });
  });

  it('gives what an earlier window left behind to the first opening only', async () => {
    const project = new FakeProject();
    project.files.set('a.c', 'disk');
    const { documents, dirty } = window(project, [
      { path: 'a.c', text: 'unsaved', baseEtag: FakeProject.etag('disk'), savedAt: 1 },
    ]);
    await documents.opened('a.c');
    expect(bufferOf(documents, 'a.c').text()).toBe('unsaved');
    expect([...dirty]).toEqual(['a.c']);
    documents.close('a.c', true);
    await documents.opened('a.c');
    expect(bufferOf(documents, 'a.c').text()).toBe('disk');
  });

  it('closes what no tab shows any more, but never unsaved text', async () => {
    const project = new FakeProject();
    project.files.set('a.c', 'a');
    project.files.set('b.c', 'b');
    const { documents } = window(project);
    await documents.opened('a.c');
    await documents.opened('b.c');
    bufferOf(documents, 'b.c').type('!');
    documents.keepOnly(new Set());
    expect(documents.get('a.c')).toBeUndefined();
    expect(documents.get('b.c')).toBeDefined();
  });

  it('follows a folder to its new name', async () => {
    const project = new FakeProject();
    project.files.set('src/a.c', 'a');
    const { documents } = window(project);
    await documents.opened('src/a.c');
    documents.moved('src', 'lib');
    expect(documents.get('src/a.c')).toBeUndefined();
    expect(documents.get('lib/a.c')?.path).toBe('lib/a.c');
    expect([...documents.store.getState().states.keys()]).toEqual(['lib/a.c']);
  });

  it('looks at the disk for files below a folder that changed, and for all after an overflow', async () => {
    const project = new FakeProject();
    project.files.set('src/a.c', 'a');
    project.files.set('b.c', 'b');
    const { documents } = window(project);
    await documents.opened('src/a.c');
    await documents.opened('b.c');
    project.files.set('src/a.c', 'a2');
    project.files.set('b.c', 'b2');
    documents.noteChanges({ paths: ['src'], overflow: false });
    await new Promise((resolve) => setTimeout(resolve));
    expect(bufferOf(documents, 'src/a.c').text()).toBe('a2');
    expect(bufferOf(documents, 'b.c').text()).toBe('b');
    documents.noteChanges({ paths: [], overflow: true });
    await new Promise((resolve) => setTimeout(resolve));
    expect(bufferOf(documents, 'b.c').text()).toBe('b2');
  });

  it('saves all, and says which could not be saved', async () => {
    const project = new FakeProject();
    project.files.set('a.c', 'a');
    project.files.set('b.c', 'b');
    const { documents } = window(project);
    await documents.opened('a.c');
    await documents.opened('b.c');
    bufferOf(documents, 'a.c').type('1');
    bufferOf(documents, 'b.c').type('1');
    project.files.set('b.c', 'theirs');
    const failed = await documents.saveAll();
    expect(project.files.get('a.c')).toBe('a1');
    expect(failed.map(({ path, failure }) => [path, failure.code])).toEqual([['b.c', 'changed-on-disk']]);
  });

  it('applies a fix to closed and to open files, saves what was clean and leaves unsaved text unsaved', async () => {
    const project = new FakeProject();
    project.files.set('a.c', 'a');
    project.files.set('b.c', 'b');
    const { documents, dirty } = window(project);
    await documents.opened('b.c');
    bufferOf(documents, 'b.c').type('!');
    const applied = await documents.applyEdits([edit('a.c', '1'), edit('b.c', '2')]);
    expect(applied).toEqual({ ok: true, value: ['a.c', 'b.c'] });
    expect(project.files.get('a.c')).toBe('1a');
    expect(project.files.get('b.c')).toBe('b');
    expect(bufferOf(documents, 'b.c').text()).toBe('2b!');
    expect([...dirty]).toEqual(['b.c']);
    bufferOf(documents, 'a.c').undo();
    expect(bufferOf(documents, 'a.c').text()).toBe('a');
  });

  it('changes nothing when one of the files of a fix cannot be edited', async () => {
    const project = new FakeProject();
    project.files.set('a.c', 'a');
    project.files.set('b.bin', '\0');
    const { documents } = window(project);
    const applied = await documents.applyEdits([edit('a.c', '1'), edit('b.bin', '2')]);
    expect(applied.ok).toBe(false);
    expect(project.files.get('a.c')).toBe('a');
    expect(bufferOf(documents, 'a.c').text()).toBe('a');
  });

  it('makes a file that a fix writes from its beginning, and no other', async () => {
    const project = new FakeProject();
    const { documents } = window(project);
    expect(await documents.applyEdits([edit('new.mk', 'text')])).toEqual({ ok: true, value: ['new.mk'] });
    expect(project.files.get('new.mk')).toBe('text');
    expect(bufferOf(documents, 'new.mk').text()).toBe('text');
    const further = { newText: 'x', at: { file: 'other.mk', line: 3, column: 1 } };
    expect(await documents.applyEdits([further])).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(project.files.has('other.mk')).toBe(false);
  });

  it('puts unsaved text aside when it ends', async () => {
    const project = new FakeProject();
    project.files.set('a.c', 'a');
    const { documents } = window(project);
    await documents.opened('a.c');
    bufferOf(documents, 'a.c').type('!');
    await documents.dispose();
    expect(project.backups.get('a.c')?.text).toBe('a!');
  });
});
