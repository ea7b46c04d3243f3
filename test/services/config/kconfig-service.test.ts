import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KconfigEvent, KconfigTask } from '../../../electron/services/config/kconfig-protocol.ts';
import { type KconfigHandle, openKconfig } from '../../../electron/services/config/kconfig-service.ts';
import { type BuiltWorkers, buildWorkers } from '../built-workers.ts';

let workers: BuiltWorkers;
let folder = '';
let handle: KconfigHandle | null = null;
let events: KconfigEvent[] = [];
let wake: () => void = () => undefined;
const at = (name: string): string => join(folder, name);

function open(more: Partial<KconfigTask> = {}): KconfigHandle {
  events = [];
  handle = openKconfig(
    {
      file: at('Kconfig'),
      config: at('.config'),
      roots: [folder],
      env: { WHO: 'wörld' },
      dialect: 'linux-6.1',
      shell: 'off',
      pollMs: 20,
      ...more,
    },
    {
      worker: new URL('kconfig-worker.js', workers.url),
      onEvent: (event) => {
        events.push(event);
        wake();
      },
    },
  );
  return handle;
}

async function nextEvent(): Promise<KconfigEvent> {
  while (events.length === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  return events.shift()!;
}

beforeAll(async () => {
  workers = await buildWorkers();
});
afterAll(() => workers.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), `us "kconfig" ü `));
  mkdirSync(at('sub'));
  writeFileSync(at('Kconfig'), 'config A\n\tbool "A"\nsource "sub/Kconfig"\n');
  writeFileSync(
    at('sub/Kconfig'),
    'config B\n\tbool "B"\n\tdepends on A\nconfig S\n\tstring "S"\n\tdefault "$(WHO)"\n',
  );
});
afterEach(async () => {
  await handle?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('a Kconfig tree in a thread', () => {
  it('is sent once, and then what differs; is saved byte for byte', async () => {
    writeFileSync(at('.config'), 'CONFIG_S="é"\n');
    const { tree, apply, undo, redo, save, text } = open();
    const { states } = await tree();
    expect(states.S).toMatchObject({ value: 'é', isSet: true, defaultValue: 'wörld' });
    expect(await apply([{ option: 'A', to: 'y' }])).toMatchObject({
      ok: true,
      value: { states: { A: { value: 'y' }, B: { visible: true } }, canUndo: true, canRedo: false },
    });
    expect(await undo()).toMatchObject({ states: { A: { value: 'n' } }, canRedo: true });
    await redo();
    expect(await save()).toEqual({ ok: true, value: undefined });
    expect(readFileSync(at('.config'), 'utf8')).toBe(await text());
    expect(readFileSync(at('.config'), 'utf8')).toContain('CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_S="é"\n');
  });

  it('explains, says what hinders, and proposes what would help', async () => {
    const { explain, obstacle, fixes } = open();
    expect(await explain('S')).toMatchObject({ origin: 'default' });
    expect(await obstacle('B', 'y')).toMatchObject({ refusal: { code: 'not-visible' } });
    expect(await fixes('B', 'y')).toMatchObject({
      ok: true,
      value: { sets: [{ steps: [{ option: 'A' }, { option: 'B' }] }] },
    });
  });

  it('reloads when a Kconfig file changes, and keeps edits that are not saved', async () => {
    const { tree, apply } = open();
    await tree();
    await apply([{ option: 'A', to: 'y' }]);
    writeFileSync(at('sub/Kconfig'), 'config NEW\n\tbool "New"\n\tdepends on A\n');
    expect(await nextEvent()).toMatchObject({ kind: 'reloaded', because: 'kconfig' });
    expect((await tree()).states).toMatchObject({ A: { value: 'y' }, NEW: { visible: true } });
  });

  it('reloads when a file that was missing appears', async () => {
    rmSync(at('sub/Kconfig'));
    const { tree } = open();
    expect((await tree()).problems).toMatchObject([{ code: 'file-missing', line: 3 }]);
    writeFileSync(at('sub/Kconfig'), 'config NEW\n\tbool "New"\n');
    expect(await nextEvent()).toMatchObject({ kind: 'reloaded', tree: { problems: [] } });
  });

  it('takes over a .config that was changed from outside, and says so when edits are in the way', async () => {
    const { tree, apply, save } = open();
    await tree();
    writeFileSync(at('.config'), 'CONFIG_A=y\n');
    expect(await nextEvent()).toMatchObject({
      kind: 'reloaded',
      because: 'config',
      tree: { states: { A: { value: 'y' } } },
    });
    await apply([{ option: 'S', to: 'mine' }]);
    writeFileSync(at('.config'), '# CONFIG_A is not set\n');
    expect(await nextEvent()).toEqual({ kind: 'config-conflict' });
    expect((await tree()).states.S).toMatchObject({ value: 'mine' });
    await save();
    expect(readFileSync(at('.config'), 'utf8')).toContain('CONFIG_S="mine"');
    expect(events).toEqual([]);
  });

  it('rejects calls after it was ended', async () => {
    const ended = open();
    await ended.tree();
    await ended.dispose();
    await expect(ended.text()).rejects.toThrow('has ended');
  });

  it('says why it cannot be saved', async () => {
    const { save } = open({ config: at('nowhere/.config') });
    expect(await save()).toMatchObject({ ok: false, error: { code: 'write-failed' } });
  });
});
