import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentState, ReadyState } from '../../../../../renderer/features/editor/documents/document-state.ts';
import { TextDocument } from '../../../../../renderer/features/editor/documents/text-document.ts';
import { FakeProject } from './fake-project.ts';
import { PlainBuffer } from './plain-buffer.ts';

const PATH = 'src/main.c';

function open(project: FakeProject, readOnly: string | null = null) {
  const states: DocumentState[] = [];
  const buffers: PlainBuffer[] = [];
  const document = new TextDocument(PATH, {
    ports: project,
    readOnly,
    makeBuffer: (_path, text) => {
      const buffer = new PlainBuffer(text);
      buffers.push(buffer);
      return buffer;
    },
    onState: (state) => states.push(state),
  });
  return {
    document,
    states,
    buffer: () => buffers.at(-1)!,
    ready: () => document.state as ReadyState,
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}

async function opened(text: string) {
  const project = new FakeProject();
  project.files.set(PATH, text);
  const window = open(project);
  await window.document.load();
  return { project, ...window };
}

describe('TextDocument', () => {
  it('is clean after loading, dirty after typing, clean again after undo', async () => {
    const { buffer, ready } = await opened('a');
    expect(ready().dirty).toBe(false);
    buffer().type('b');
    expect(ready().dirty).toBe(true);
    buffer().undo();
    expect(ready().dirty).toBe(false);
  });

  it('saves with the etag that it read, and again with the one that it got', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('b');
    expect(await document.save()).toEqual({ ok: true, value: null });
    buffer().type('c');
    await document.save();
    expect(project.files.get(PATH)).toBe('abc');
    expect(ready()).toMatchObject({ dirty: false, saving: false, divergence: null });
  });

  it('stays dirty with what was typed while it saved', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('b');
    const saved = document.save();
    buffer().type('c');
    await saved;
    expect(project.files.get(PATH)).toBe('ab');
    expect(ready().dirty).toBe(true);
    await document.save();
    expect(project.files.get(PATH)).toBe('abc');
  });

  it('takes over a change on disk while nothing is unsaved, and undo brings the old text back', async () => {
    const { project, document, buffer, ready } = await opened('a');
    project.files.set(PATH, 'theirs');
    await document.lookAtDisk();
    expect(buffer().text()).toBe('theirs');
    expect(ready()).toMatchObject({ dirty: false, divergence: null });
    buffer().undo();
    expect(buffer().text()).toBe('a');
    expect(ready().dirty).toBe(true);
  });

  it('shows a change on disk beside unsaved text, and saves neither over the other', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('mine');
    project.files.set(PATH, 'theirs');
    await document.lookAtDisk();
    expect(buffer().text()).toBe('amine');
    expect(ready().divergence).toEqual({ kind: 'changed', theirs: 'theirs', etag: FakeProject.etag('theirs') });
    expect((await document.save()).ok).toBe(false);
    expect(project.files.get(PATH)).toBe('theirs');
  });

  it('finds the other version at the save when the watcher said nothing', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('mine');
    project.files.set(PATH, 'theirs');
    expect((await document.save()).ok).toBe(false);
    expect(project.files.get(PATH)).toBe('theirs');
    expect(ready().divergence?.kind).toBe('changed');
  });

  it('keeps mine when told so, over the version that was seen', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('mine');
    project.files.set(PATH, 'theirs');
    await document.lookAtDisk();
    expect((await document.keepMine()).ok).toBe(true);
    expect(project.files.get(PATH)).toBe('amine');
    expect(ready()).toMatchObject({ dirty: false, divergence: null });
  });

  it('does not keep mine over a version that came after the one that was seen', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('mine');
    project.files.set(PATH, 'theirs');
    await document.lookAtDisk();
    project.files.set(PATH, 'newer');
    expect((await document.keepMine()).ok).toBe(false);
    expect(project.files.get(PATH)).toBe('newer');
    expect(ready().divergence).toMatchObject({ theirs: 'newer' });
    expect(ready().dirty).toBe(true);
  });

  it('takes theirs when told so, and undo brings mine back', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('mine');
    project.files.set(PATH, 'theirs');
    await document.lookAtDisk();
    document.takeTheirs();
    expect(buffer().text()).toBe('theirs');
    expect(ready()).toMatchObject({ dirty: false, divergence: null });
    buffer().undo();
    expect(buffer().text()).toBe('amine');
    expect(ready().dirty).toBe(true);
  });

  it('keeps the text of a file that was deleted, and saves it again as a new one', async () => {
    const { project, document, ready } = await opened('a');
    project.files.delete(PATH);
    await document.lookAtDisk();
    expect(ready().divergence).toEqual({ kind: 'deleted' });
    expect((await document.save()).ok).toBe(true);
    expect(project.files.get(PATH)).toBe('a');
    expect(ready()).toMatchObject({ dirty: false, divergence: null });
  });

  it('does not take an old reading of the disk for news after its own save', async () => {
    const waiting: (() => void)[] = [];
    let slow = false;
    const project = new FakeProject(() =>
      slow ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve(),
    );
    project.files.set(PATH, 'old');
    const { document, buffer, ready } = open(project);
    await document.load();
    buffer().type('+new');
    slow = true;
    const looking = document.lookAtDisk();
    await settle();
    // The read has begun; the save overtakes it.
    slow = false;
    await document.save();
    expect(project.files.get(PATH)).toBe('old+new');
    for (const go of waiting.splice(0)) go();
    await looking;
    expect(buffer().text()).toBe('old+new');
    expect(ready()).toMatchObject({ dirty: false, divergence: null });
  });

  it('counts a save as done when the connection broke after it was carried out', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('b');
    project.nextFailure = { call: 'write', code: 'disconnected', carriedOut: true };
    expect((await document.save()).ok).toBe(true);
    expect(ready().dirty).toBe(false);
  });

  it('stays dirty with the reason when a save fails, and puts the text aside', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('b');
    project.nextFailure = { call: 'write', code: 'disk-full' };
    const result = await document.save();
    expect(result.ok).toBe(false);
    expect(ready()).toMatchObject({ dirty: true, saving: false, saveFailure: { code: 'disk-full' } });
    project.advance(500);
    await settle();
    expect(project.backups.get(PATH)?.text).toBe('ab');
  });

  it('puts unsaved text aside half a second after the last key, and drops the copy after the save', async () => {
    const { project, document, buffer } = await opened('a');
    buffer().type('b');
    project.advance(300);
    buffer().type('c');
    project.advance(499);
    await settle();
    expect(project.backups.size).toBe(0);
    project.advance(1);
    await settle();
    expect(project.backups.get(PATH)).toMatchObject({ text: 'abc', baseEtag: FakeProject.etag('a') });
    await document.save();
    await settle();
    expect(project.backups.size).toBe(0);
  });

  it('puts text aside at the latest after three seconds of steady typing', async () => {
    const { project, buffer } = await opened('a');
    for (let key = 0; key < 11; key++) {
      buffer().type('x');
      project.advance(300);
    }
    await settle();
    expect(project.backups.get(PATH)?.text).toMatch(/^ax{9,}$/);
  });

  it('says when a copy could not be put aside, and tries again', async () => {
    const { project, buffer, ready } = await opened('a');
    project.nextFailure = { call: 'saveBackup', code: 'disk-full' };
    buffer().type('b');
    project.advance(500);
    await settle();
    expect(ready().backupFailure?.code).toBe('disk-full');
    project.advance(3000);
    await settle();
    expect(project.backups.get(PATH)?.text).toBe('ab');
    expect(ready().backupFailure).toBeNull();
  });

  it('waits longer before it copies a large text', async () => {
    const { project, buffer } = await opened('x'.repeat(10_000_000));
    buffer().type('b');
    project.advance(900);
    await settle();
    expect(project.backups.size).toBe(0);
    project.advance(200);
    await settle();
    expect(project.backups.size).toBe(1);
  });

  it('reverts to the disk, and undo brings the unsaved text back', async () => {
    const { project, document, buffer, ready } = await opened('a');
    buffer().type('mine');
    project.overwrite(PATH, 'newer');
    expect((await document.revert()).ok).toBe(true);
    expect(buffer().text()).toBe('newer');
    expect(ready()).toMatchObject({ dirty: false, divergence: null });
    buffer().undo();
    expect(buffer().text()).toBe('amine');
    project.files.delete(PATH);
    expect((await document.revert()).ok).toBe(false);
    expect(buffer().text()).toBe('amine');
  });

  it('brings unsaved text back, undoable to what the disk has', async () => {
    const project = new FakeProject();
    project.files.set(PATH, 'disk');
    const { document, buffer, ready } = open(project);
    await document.load({ path: PATH, text: 'unsaved', baseEtag: FakeProject.etag('disk'), savedAt: 7 });
    expect(buffer().text()).toBe('unsaved');
    expect(ready()).toMatchObject({ dirty: true, restoredAt: 7, divergence: null });
    buffer().undo();
    expect(buffer().text()).toBe('disk');
    expect(ready().dirty).toBe(false);
  });

  it('brings unsaved text back beside a disk that has changed since', async () => {
    const project = new FakeProject();
    project.files.set(PATH, 'newer');
    const { document, buffer, ready } = open(project);
    await document.load({ path: PATH, text: 'unsaved', baseEtag: FakeProject.etag('disk'), savedAt: 7 });
    expect(buffer().text()).toBe('unsaved');
    expect(ready().divergence).toMatchObject({ kind: 'changed', theirs: 'newer' });
    expect((await document.save()).ok).toBe(false);
    expect(project.files.get(PATH)).toBe('newer');
  });

  it('brings unsaved text back when its file is gone', async () => {
    const project = new FakeProject();
    const { document, buffer, ready } = open(project);
    await document.load({ path: PATH, text: 'unsaved', baseEtag: 'c-1', savedAt: 7 });
    expect(buffer().text()).toBe('unsaved');
    expect(ready().divergence).toEqual({ kind: 'deleted' });
    await document.save();
    expect(project.files.get(PATH)).toBe('unsaved');
  });

  it('forgets a copy that the disk has already', async () => {
    const project = new FakeProject();
    project.files.set(PATH, 'same');
    project.backups.set(PATH, { path: PATH, text: 'same', baseEtag: null, savedAt: 1 });
    const { document, ready } = open(project);
    await document.load(project.backups.get(PATH));
    await settle();
    expect(ready()).toMatchObject({ dirty: false, restoredAt: null });
    expect(project.backups.size).toBe(0);
  });

  it('says what it is when it is no text, too large or unreadable', async () => {
    const project = new FakeProject();
    project.files.set(PATH, 'a\0b');
    const { document } = open(project);
    await document.load();
    expect(document.state).toEqual({ kind: 'binary', size: 3 });
    project.nextFailure = { call: 'read', code: 'no-access' };
    await document.load();
    expect(document.state).toMatchObject({ kind: 'failed', failure: { code: 'no-access' } });
  });

  it('opens by itself once a file that could not be read can be', async () => {
    const project = new FakeProject();
    const { document } = open(project);
    await document.load();
    expect(document.state.kind).toBe('failed');
    project.files.set(PATH, 'now');
    await document.lookAtDisk();
    expect(document.state.kind).toBe('ready');
  });

  it('writes nothing into a project that is read-only', async () => {
    const project = new FakeProject();
    project.files.set(PATH, 'a');
    const { document, buffer, ready } = open(project, 'This project is open read-only.');
    await document.load();
    expect(ready().readOnly).toBe('This project is open read-only.');
    buffer().type('b');
    expect((await document.save()).ok).toBe(false);
    expect(project.files.get(PATH)).toBe('a');
  });

  it('takes its unsaved text along to a new name', async () => {
    const { project, document, buffer } = await opened('a');
    buffer().type('b');
    project.advance(500);
    await settle();
    project.files.set('src/app.c', 'a');
    project.files.delete(PATH);
    document.moveTo('src/app.c');
    await settle();
    expect([...project.backups.keys()]).toEqual(['src/app.c']);
    await document.save();
    expect(project.files.get('src/app.c')).toBe('ab');
  });

  it('drops the copy of text that the person does not want', async () => {
    const { project, document, buffer } = await opened('a');
    buffer().type('b');
    project.advance(500);
    await settle();
    document.close(true);
    await settle();
    expect(project.backups.size).toBe(0);
    expect(buffer().disposed).toBe(true);
  });

  it('loses nothing, whatever the order of typing, saving, changes by others and answers', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant('type' as const) },
      { weight: 1, arbitrary: fc.constant('undo' as const) },
      { weight: 3, arbitrary: fc.constant('save' as const) },
      { weight: 2, arbitrary: fc.constant('other writes' as const) },
      { weight: 1, arbitrary: fc.constant('other deletes' as const) },
      { weight: 2, arbitrary: fc.constant('watcher' as const) },
      { weight: 1, arbitrary: fc.constant('keep mine' as const) },
      { weight: 1, arbitrary: fc.constant('take theirs' as const) },
      { weight: 2, arbitrary: fc.constant('wait' as const) },
      { weight: 4, arbitrary: fc.constant('answer' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), fc.scheduler(), async (steps, scheduler) => {
        const project = new FakeProject(() => scheduler.schedule(Promise.resolve()));
        project.overwrite(PATH, 'start');
        const { document, buffer } = open(project);
        const loading = document.load();
        await scheduler.waitAll();
        await loading;

        const seen = new Set(['start']);
        const foreign = new Set(['start']);
        let number = 0;
        const note = () => {
          seen.add(buffer().text());
          const state = document.state as ReadyState;
          if (state.divergence?.kind === 'changed') seen.add(state.divergence.theirs);
        };
        // Only the person's own steps may take unsaved text away, and nothing brings back what a save has replaced.
        const watched = async (step: () => Promise<void> | void) => {
          const before = { text: buffer().text(), dirty: document.dirty };
          await step();
          await settle();
          const text = buffer().text();
          note();
          if (text === before.text) return;
          expect(before.dirty).toBe(false);
          const { history } = project;
          const lastOwn = history.findLastIndex((entry) => entry.own);
          expect(history.findLastIndex((entry) => entry.text === text)).toBeGreaterThan(lastOwn);
        };
        const answers = async () => {
          for (await settle(); scheduler.count() > 0; await settle()) await watched(() => scheduler.waitOne());
        };
        for (const what of steps) {
          if (what === 'type') buffer().type(`.${++number}`);
          else if (what === 'undo') buffer().undo();
          else if (what === 'take theirs') document.takeTheirs();
          else {
            await watched(async () => {
              if (what === 'save') void document.save();
              else if (what === 'watcher') void document.lookAtDisk();
              else if (what === 'keep mine') void document.keepMine();
              else if (what === 'wait') project.advance(500);
              else if (what === 'other deletes') project.files.delete(PATH);
              else if (what === 'other writes') {
                const text = `foreign${++number}`;
                foreign.add(text);
                project.overwrite(PATH, text);
              } else if (scheduler.count() > 0) await scheduler.waitOne();
            });
          }
        }
        await answers();
        void document.lookAtDisk();
        project.advance(5000);
        await answers();

        // What others wrote is gone only where this window had shown it first.
        for (const text of project.overwritten) if (foreign.has(text)) expect(seen).toContain(text);

        // The text on the screen is on the disk, put aside, or what a deleted file held.
        const state = document.state as ReadyState;
        const text = buffer().text();
        const disk = project.files.get(PATH);
        if (state.dirty) expect(project.backups.get(PATH)?.text).toBe(text);
        else if (state.divergence === null) expect(disk).toBe(text);
        expect(state.saving).toBe(false);
        if (state.divergence?.kind === 'changed') expect(state.divergence.theirs).toBe(disk);
        if (state.divergence?.kind === 'deleted') expect(disk).toBeUndefined();

        // After a crash the next window shows the same text.
        const next = open(project);
        const again = next.document.load(project.backups.get(PATH) ?? null);
        await scheduler.waitAll();
        await again;
        if (state.dirty) expect(next.buffer().text()).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });
});
