import { expect, it } from 'vitest';
import { disposable } from '#core/base/disposable.ts';
import { Emitter } from '#core/base/emitter.ts';
import { TextSync } from '../../../../../renderer/features/editor/config/text-sync.ts';
import { PlainBuffer } from '../documents/plain-buffer.ts';

/** A host that keeps one text, and timers that run when the test says so. */
function stand() {
  const changes = new Emitter<'edit' | 'text'>();
  const host = { text: 'A=y\n', sent: [] as { text: string; continues: boolean }[] };
  const waiting = new Set<() => void>();
  const state = () => ({ ok: true, value: { revision: 1, text: host.text, etag: null, problems: [] } });
  const session = {
    changes,
    ask: async () => state(),
    tell: async (_: string, sent: { text: string; continues: boolean }) => {
      host.sent.push(sent);
      host.text = sent.text;
      return state();
    },
  };
  const buffer = new PlainBuffer('');
  const sync = new TextSync(session as never, buffer, {
    after: (_, run) => {
      waiting.add(run);
      return disposable(() => waiting.delete(run));
    },
    onProblems: () => undefined,
    onFailure: () => undefined,
    onText: () => undefined,
  });
  const settle = async () => {
    for (let times = 0; times < 5; times++) {
      for (const run of [...waiting]) {
        waiting.delete(run);
        run();
      }
      await new Promise((done) => setImmediate(done));
    }
  };
  return { host, buffer, sync, changes, settle };
}

it('fetches the text, and again when the tree has changed it', async () => {
  const { host, buffer, changes, settle } = stand();
  await settle();
  expect(buffer.text()).toBe('A=y\n');
  host.text = '# A is not set\n';
  changes.emit('edit');
  await settle();
  expect(buffer.text()).toBe('# A is not set\n');
  expect(host.sent).toEqual([]);
});

it('sends what was typed as one run, and a later run after an edit of the tree as another', async () => {
  const { host, buffer, changes, settle } = stand();
  await settle();
  buffer.replace('A=n\n');
  await settle();
  buffer.replace('A=n\nB=y\n');
  await settle();
  changes.emit('edit');
  await settle();
  buffer.replace('B=y\n');
  await settle();
  expect(host.sent).toEqual([
    { text: 'A=n\n', continues: false },
    { text: 'A=n\nB=y\n', continues: true },
    { text: 'B=y\n', continues: false },
  ]);
});

it('does not overwrite what is being typed', async () => {
  const { host, buffer, changes, settle } = stand();
  await settle();
  buffer.replace('A=y\nTYPED=y\n');
  host.text = 'OTHER=y\n';
  changes.emit('edit');
  await settle();
  expect(buffer.text()).toBe('A=y\nTYPED=y\n');
  expect(host.sent.map(({ text }) => text)).toEqual(['A=y\nTYPED=y\n']);
});
