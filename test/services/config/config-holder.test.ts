import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConfigTreeWire, OPTION_FLAGS } from '#core/contract/config.ts';
import type { ConfigEvent, ConfigTask, HeldTree } from '../../../electron/services/config/config-protocol.ts';
import { type ConfigHandle, ConfigThreads, openConfigThread } from '../../../electron/services/config/config-thread.ts';
import { type BuiltWorkers, buildWorkers } from '../built-workers.ts';

let workers: BuiltWorkers;
let folder = '';
let handle: ConfigHandle | null = null;
let events: ConfigEvent[] = [];
let wake: () => void = () => undefined;
const at = (name: string): string => join(folder, name);
const none = { changed: false, notDefault: false, blocked: false, visible: false };

const worker = (): URL => new URL('config-worker.js', workers.url);

function open(more: Partial<ConfigTask> = {}, threads = new ConfigThreads(worker())): ConfigHandle {
  events = [];
  handle = openConfigThread(
    {
      source: {
        ...{ kind: 'kconfig', file: 'Kconfig', roots: [folder], env: { WHO: 'wörld' } },
        ...{ dialect: 'linux-6.1', shell: 'off' },
      },
      ...{ project: folder, config: at('.config'), draft: at('drafts/one.json'), revision: 7, resumed: false },
      ...{ pollMs: 20, ...more },
    },
    {
      threads,
      onEvent: (event) => {
        events.push(event);
        wake();
      },
    },
  );
  return handle;
}

async function nextEvent(): Promise<ConfigEvent> {
  while (events.length === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  return events.shift()!;
}

async function nextOf(because: string): Promise<ConfigEvent> {
  for (;;) {
    const event = await nextEvent();
    if (event.because === because) return event;
  }
}

function stateOf(tree: HeldTree | ConfigTreeWire, id: string) {
  const index = tree.options.id.indexOf(id);
  const flags = tree.states.flags[index]!;
  return {
    value: tree.states.value[index],
    defaultValue: tree.states.defaultValue[index],
    flags: Object.entries(OPTION_FLAGS).flatMap(([name, bit]) => (flags & bit ? [name] : [])),
  };
}

beforeAll(async () => {
  workers = await buildWorkers();
});
afterAll(() => workers.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), `us "config" ü `));
  mkdirSync(at('sub'));
  writeFileSync(at('Kconfig'), 'config A\n\tbool "A"\nsource "sub/Kconfig"\n');
  writeFileSync(
    at('sub/Kconfig'),
    'config B\n\tbool "B"\n\tdepends on A\n\thelp\n\t  Turns the frobnicator on.\nconfig S\n\tstring "S"\n\tdefault "$(WHO)"\n' +
      'config N\n\tint "N"\n\trange 1 9\n\tdefault 3\n',
  );
});
afterEach(async () => {
  await handle?.settle().catch(() => undefined);
  await handle?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('a configuration in a thread', () => {
  it('may take a thread that was started beforehand, and leaves none over', async () => {
    const threads = new ConfigThreads(worker());
    threads.prepare();
    threads.prepare();
    expect((await open({}, threads).tree()).options.id).toContain('N');
    await handle?.dispose();
    expect((await open({}, threads).tree()).options.id).toContain('N');
    threads.prepare();
    threads.dispose();
  });

  it('is sent once, and then what differs', async () => {
    writeFileSync(at('.config'), 'CONFIG_S="é"\n');
    const { tree, apply, undo } = open();
    const sent = await tree();
    expect(sent).toMatchObject({ revision: 7, unsaved: false, changed: 0, conflict: false, restored: false });
    expect(stateOf(sent, 'S')).toEqual({
      value: 'é',
      defaultValue: 'wörld',
      flags: ['visible', 'isSet', 'notDefault'],
    });
    expect(sent.files).toEqual({ name: ['Kconfig', 'sub/Kconfig'], path: ['Kconfig', 'sub/Kconfig'] });
    const index = sent.options.id.indexOf('N');
    expect([sent.states.low[index], sent.states.high[index]]).toEqual(['1', '9']);
    expect(await apply([{ option: 'A', to: 'y' }])).toEqual({ ok: true, value: null });
    const delta = await nextEvent();
    expect(delta).toMatchObject({
      kind: 'delta',
      revision: 8,
      because: 'edit',
      changed: 1,
      unsaved: true,
      canUndo: true,
    });
    const named = delta.kind === 'delta' ? delta.states.option.map((option) => sent.options.id[option]) : [];
    expect(named.sort()).toEqual(['A', 'B']);
    await undo();
    expect(await nextEvent()).toMatchObject({
      revision: 9,
      because: 'undo',
      changed: 0,
      unsaved: false,
      canRedo: true,
    });
  });

  it('has the text of the file, byte for byte, until an edit and again after undo', async () => {
    const own = '# mine: not as conf writes it\r\nCONFIG_A=y\n\n\nCONFIG_N=4\n# \xff end without newline';
    writeFileSync(at('.config'), Buffer.from(own, 'latin1'));
    const held = open();
    const saved = async () => {
      const what = await held.toSave();
      return what.ok ? what.value.text : null;
    };
    expect(await saved()).toBe(own);
    await held.apply([{ option: 'N', to: '5' }]);
    expect(await saved()).toContain('\nCONFIG_N=5\n');
    await held.apply([{ option: 'B', to: 'y' }]);
    await held.undo();
    await held.undo();
    expect(await saved()).toBe(own);
    await held.redo();
    await held.apply([{ option: 'N', to: '4' }]);
    // The same values as in the file, by another way.
    expect(await saved()).toBe(own);
    expect(await held.isUnsaved()).toBe(false);
  });

  it('keeps a typed text as it was typed, says what is wrong with it, and takes a run of typing back at once', async () => {
    const held = open();
    const before = (await held.text()).text;
    await held.setText('CONFIG_A=y\n', false);
    const typed = await held.setText('CONFIG_A=y\nCONFIG_NOPE=y\nCONFIG_N=x\nfoo\n', true);
    expect(typed.text).toBe('CONFIG_A=y\nCONFIG_NOPE=y\nCONFIG_N=x\nfoo\n');
    expect(typed.problems.map(({ code, line, column, endColumn }) => [code, line, column, endColumn])).toEqual([
      ['unknown-symbol', 2, 1, 12],
      ['bad-value', 3, 10, 11],
      ['unexpected-line', 4, 1, 4],
    ]);
    expect(stateOf(await held.tree(), 'A').value).toBe('y');
    expect((await held.warnings()).warnings).toMatchObject([{ code: 'unknown-symbol' }, { code: 'bad-value' }, {}]);
    // What an earlier text of the run had set is told as gone.
    await held.setText('CONFIG_N=12\nCONFIG_B=y\n', true);
    expect(stateOf(await held.tree(), 'A').value).toBe('n');
    const last = events.at(-1)!;
    const { options } = await held.tree();
    expect(last.kind === 'delta' && last.states.option.map((option) => options.id[option])).toContain('A');
    expect((await held.text()).problems.map(({ code, line, message }) => [code, line, message])).toEqual([
      ['out-of-range', 1, '`N` cannot have a value outside its range: the line counts for nothing.'],
      ['did-not-take', 2, "`B` was set to `y` and is `n`. `B` can't be set: it needs `A` (now n)."],
    ]);
    await held.undo();
    expect((await held.text()).text).toBe(before);
    expect(stateOf(await held.tree(), 'A').value).toBe('n');
    await held.redo();
    expect((await held.text()).text).toBe('CONFIG_N=12\nCONFIG_B=y\n');
  });

  it('finds by a word of the help, explains, and proposes what would help', async () => {
    const held = open();
    const found = await held.search({ text: 'frobn', filter: none, limit: 10 });
    expect(found).toMatchObject({
      total: 1,
      counts: { all: 1, blocked: 1, visible: 0 },
      hits: [{ option: 'B', excerpt: { text: 'Turns the frobnicator on.', ranges: [[10, 15]] } }],
    });
    const details = await held.details('B');
    if (!details.ok) throw new Error(details.error.message);
    expect(details.value).toMatchObject({
      name: 'CONFIG_B',
      help: 'Turns the frobnicator on.',
      dependency: [{ kind: 'option', text: 'A', met: false, options: [{ option: 'A', value: 'n' }] }],
      obstacle: { code: 'not-visible', message: "`B` can't be set: it needs `A` (now n).", wanted: 'y' },
      places: [{ prompt: 'B', shown: false, at: { file: 'sub/Kconfig', path: 'sub/Kconfig', line: 1 } }],
    });
    const fixes = await held.fixes('B', 'y');
    if (!fixes.ok) throw new Error(fixes.error.message);
    expect(fixes.value.sets).toMatchObject([
      {
        title: 'turn on A, then turn on B',
        diff: [
          { kind: 'removed', text: '# CONFIG_A is not set', reason: { kind: 'needed', text: 'needed by B' } },
          { kind: 'added', text: 'CONFIG_A=y' },
          { kind: 'added', text: 'CONFIG_B=y', reason: { kind: 'asked' } },
        ],
      },
    ]);
    await held.apply(fixes.value.sets[0]!.steps);
    expect(stateOf(await held.tree(), 'B').value).toBe('y');
    await held.undo();
    expect(stateOf(await held.tree(), 'A').value).toBe('n');
  });

  it('reloads when a Kconfig file changes or appears, and keeps edits that are not saved', async () => {
    rmSync(at('sub/Kconfig'));
    const held = open();
    expect((await held.tree()).problems).toMatchObject([{ code: 'file-missing', at: { line: 3 } }]);
    await held.apply([{ option: 'A', to: 'y' }]);
    writeFileSync(at('sub/Kconfig'), 'config NEW\n\tbool "New"\n\tdepends on A\n');
    expect(await nextOf('files')).toMatchObject({ kind: 'reloaded', revision: 9 });
    const now = await held.tree();
    expect(stateOf(now, 'A')).toMatchObject({ value: 'y', flags: expect.arrayContaining(['changed']) });
    expect(stateOf(now, 'NEW').flags).toContain('visible');
    await held.undo();
    expect(stateOf(await held.tree(), 'A').value).toBe('n');
  });

  it('keeps what it shows while a file of the tree is away, and saves nothing until it is back', async () => {
    writeFileSync(at('.config'), 'CONFIG_A=y\nCONFIG_N=2\n');
    const held = open();
    await held.apply([{ option: 'N', to: '5' }]);
    const aside = readFileSync(at('sub/Kconfig'));
    rmSync(at('sub/Kconfig'));
    await nextOf('files');
    const away = await held.tree();
    expect(away.problems).toMatchObject([{ code: 'file-missing', at: { file: 'Kconfig', line: 3 } }]);
    expect(stateOf(away, 'N').value).toBe('5');
    const refused = await held.toSave();
    expect(!refused.ok && refused.error.code).toBe('files-missing');
    expect(!refused.ok && refused.error.message).toContain('sub/Kconfig');
    await held.settle();
    await held.dispose();

    const later = open();
    expect((await later.tree()).options.id).not.toContain('N');
    await later.settle();
    writeFileSync(at('sub/Kconfig'), aside);
    await nextOf('files');
    expect(stateOf(await later.tree(), 'N').value).toBe('5');
    const saved = await later.toSave();
    expect(saved.ok && saved.value.text).toContain('CONFIG_N=5\n');
  });

  it('follows a file that another program changed, and shows both sides where edits are in the way', async () => {
    const held = open();
    await held.tree();
    writeFileSync(at('.config'), 'CONFIG_A=y\nCONFIG_N=2\n');
    expect(await nextEvent()).toMatchObject({ kind: 'reloaded', because: 'files' });
    expect(stateOf(await held.tree(), 'A').value).toBe('y');
    await held.apply([
      { option: 'S', to: 'mine' },
      { option: 'N', to: '5' },
    ]);
    writeFileSync(at('.config'), '# CONFIG_A is not set\nCONFIG_N=7\n');
    expect(await nextOf('conflict')).toMatchObject({ conflict: true, unsaved: true });
    expect(await held.toSave()).toMatchObject({ ok: false, error: { code: 'conflict' } });
    const merge = await held.merge();
    if (!merge.ok) throw new Error(merge.error.message);
    expect(merge.value.rows).toEqual([
      { option: 'A', prompt: 'A', base: 'y', ours: 'y', theirs: 'n', changedBy: 'theirs' },
      { option: 'S', prompt: 'S', base: 'wörld', ours: 'mine', theirs: 'wörld', changedBy: 'ours' },
      { option: 'N', prompt: 'N', base: '2', ours: '5', theirs: '7', changedBy: 'both' },
    ]);
    expect(await held.resolve('another', [])).toMatchObject({ ok: false, error: { code: 'changed-on-disk' } });
    await held.resolve(merge.value.etag, [{ option: 'N', side: 'theirs' }]);
    expect(await nextOf('resolved')).toMatchObject({ conflict: false, unsaved: true, changed: 1 });
    const what = await held.toSave();
    if (!what.ok) throw new Error(what.error.message);
    expect(what.value).toMatchObject({ baseEtag: merge.value.etag });
    expect(what.value.text).toContain('# CONFIG_A is not set\n');
    expect(what.value.text).toContain('CONFIG_S="mine"\nCONFIG_N=7\n');
    expect(readFileSync(at('.config'), 'utf8')).toBe('# CONFIG_A is not set\nCONFIG_N=7\n');
  });

  it('sees no conflict when the other program wrote the very same', async () => {
    const held = open();
    await held.apply([{ option: 'A', to: 'y' }]);
    writeFileSync(at('.config'), (await held.text()).text);
    expect(await nextOf('saved')).toMatchObject({ conflict: false, unsaved: false, changed: 0 });
  });

  it('brings unsaved edits back, once, until they are saved or taken back', async () => {
    writeFileSync(at('.config'), 'CONFIG_N=2\n');
    const first = open();
    await first.apply([{ option: 'A', to: 'y' }]);
    await first.settle();
    await first.dispose();
    const second = open();
    expect(await second.tree()).toMatchObject({ restored: true, unsaved: true, changed: 1, conflict: false });
    // Undo goes back to what is saved.
    await second.undo();
    expect((await second.text()).text).toBe('CONFIG_N=2\n');
    await second.settle();
    expect(existsSync(at('drafts/one.json'))).toBe(false);
  });

  it('shows both sides when the file changed while nobody was there', async () => {
    writeFileSync(at('.config'), 'CONFIG_N=2\n');
    const first = open();
    await first.apply([{ option: 'A', to: 'y' }]);
    await first.settle();
    await first.dispose();
    writeFileSync(at('.config'), 'CONFIG_N=6\n');
    const second = open();
    expect(await second.tree()).toMatchObject({ restored: true, conflict: true });
    const merge = await second.merge();
    expect(merge.ok && merge.value.rows.map(({ option, changedBy }) => [option, changedBy])).toEqual([
      ['A', 'ours'],
      ['N', 'theirs'],
    ]);
    await second.revert();
    expect((await second.text()).text).toBe('CONFIG_N=6\n');
    expect(await second.tree()).toMatchObject({ conflict: false, unsaved: false });
  });

  it('compares with what is saved, with the defaults and with another text', async () => {
    writeFileSync(at('.config'), 'CONFIG_A=y\nCONFIG_N=2\n');
    const held = open();
    await held.apply([{ option: 'N', to: '5' }]);
    const rows = async (what: Parameters<ConfigHandle['compare']>[0]) =>
      (await held.compare(what)).rows.map(({ option, here, there }) => [option, here, there]);
    expect(await rows({ kind: 'saved' })).toEqual([['N', '5', '2']]);
    expect(await rows({ kind: 'default' })).toEqual([
      ['A', 'y', 'n'],
      ['N', '5', '3'],
    ]);
    expect(await rows({ kind: 'text', text: 'CONFIG_B=y\nCONFIG_A=y\nCONFIG_N=5\n' })).toEqual([['B', 'n', 'y']]);
    // Looking changed nothing.
    await held.undo();
    expect((await held.text()).text).toBe('CONFIG_A=y\nCONFIG_N=2\n');
  });

  it('writes a minimal text, and takes one over as the whole of it', async () => {
    const held = open();
    await held.apply([{ option: 'A', to: 'y' }]);
    expect(await held.exported('minimal')).toEqual({ ok: true, value: 'CONFIG_A=y\n' });
    await held.undo();
    const { text } = await held.takeOver('CONFIG_A=y\n');
    expect(text).toContain('CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_S="wörld"\nCONFIG_N=3\n');
    await held.undo();
    expect(stateOf(await held.tree(), 'A').value).toBe('n');
  });

  it('rejects calls after it was ended', async () => {
    const ended = open();
    await ended.tree();
    await ended.dispose();
    await expect(ended.text()).rejects.toThrow('has ended');
  });
});
