import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigId, FamilyId, ProjectId, TemplateId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import { type ConfigChange, type ConfigTreeWire, OPTION_FLAGS } from '#core/contract/config.ts';
import { createStudio, type Studio } from '../../../electron/services/studio.ts';
import { type BuiltWorkers, buildWorkers } from '../built-workers.ts';
import { bundleScript } from '../bundle-script.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let workers: BuiltWorkers;
let temp: TempPaths;
let studio: Studio;
const context = { signal: new AbortController().signal };
const resources = fileURLToPath(new URL('../../../resources', import.meta.url));

beforeAll(async () => {
  workers = await buildWorkers();
});
afterAll(() => workers.remove());
beforeEach(async () => {
  temp = tempPaths();
  studio = await start();
});
afterEach(async () => {
  await studio.dispose();
  temp.remove();
});

const start = () => createStudio({ paths: temp.paths, resources, version: '0', host: 'web', workers: workers.url });

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function bareProject(): Promise<{ id: ProjectId; root: string }> {
  const choice = {
    ...{ family: 'bare' as FamilyId, template: 'hello' as TemplateId, language: 'C', arch: 'x86_64' as const },
    ...{ name: 'hällo "x"', location: join(temp.root, 'new') },
  };
  const made = must(await studio.handlers['project.create'](choice, context));
  return { id: made.id, root: made.root };
}

async function openFolder(files: Readonly<Record<string, string>>): Promise<{ id: ProjectId; root: string }> {
  const root = join(temp.root, 'a folder');
  mkdirSync(root, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return { id: must(await studio.handlers['project.open'](root, context)).id, root };
}

async function openMain(projectId: ProjectId): Promise<ConfigId> {
  return must(await studio.handlers['config.open']({ projectId, source: 'main' }, context));
}

const tree = async (id: ConfigId): Promise<ConfigTreeWire> => must(await studio.handlers['config.tree'](id, context));

function flagsOf({ options, states }: ConfigTreeWire, option: string): string[] {
  const flags = states.flags[options.id.indexOf(option)]!;
  return Object.entries(OPTION_FLAGS).flatMap(([name, bit]) => (flags & bit ? [name] : []));
}

function valueIn({ options, states }: ConfigTreeWire, option: string): string | undefined {
  return states.value[options.id.indexOf(option)];
}

/** Follows the feed as a window does. */
function follow(id: ConfigId) {
  const log = must(studio.handlers['config.changes'](id));
  let seen = log.lastSeq;
  return {
    async next(wanted: (change: ConfigChange) => boolean): Promise<ConfigChange> {
      for (;;) {
        const [found] = log.after(seen).filter(({ event }) => wanted(event));
        if (found) {
          seen = found.seq;
          return found.event;
        }
        await new Promise<void>((resolve) => {
          const growth = log.onGrowth(() => {
            growth.dispose();
            resolve();
          });
        });
      }
    },
  };
}

describe("Bare's options", () => {
  it('are found by a word of the help, freed by the smallest fix, saved as files are, and taken back byte for byte', async () => {
    const { id: projectId, root } = await bareProject();
    const before = readFileSync(join(root, '.config'));
    expect(must(await studio.handlers['config.sources'](projectId, context))).toEqual([
      { id: 'main', title: 'Options', file: '.config', kind: 'kconfig' },
    ]);
    const configId = await openMain(projectId);
    expect(await openMain(projectId)).toBe(configId);
    expect(await tree(configId)).toMatchObject({
      shellOff: false,
      writable: true,
      unsaved: false,
      title: 'Bare unikernel',
    });
    const steps = [{ option: 'HEAP', to: 'n' }];
    must(await studio.handlers['config.apply']({ configId, steps }, context));
    const filter = { changed: false, notDefault: false, blocked: true, visible: false };
    const query = { configId, text: '0xdd', filter, limit: 5 };
    const { hits } = must(await studio.handlers['config.search'](query, context));
    expect(hits).toMatchObject([{ option: 'HEAP_CHECKS', path: ['Finding mistakes'] }]);
    const wanted = { configId, option: 'HEAP_CHECKS', value: 'y' };
    const { sets, obstacle } = must(await studio.handlers['config.fixes'](wanted, context));
    expect(obstacle?.message).toBe("`HEAP_CHECKS` can't be set: it needs `HEAP` (now n).");
    expect(sets.map(({ title }) => title)).toEqual(['turn on HEAP, then turn on HEAP_CHECKS']);
    must(await studio.handlers['config.apply']({ configId, steps: sets[0]!.steps }, context));

    const watched = must(studio.handlers['files.changes'](projectId));
    const { etag } = must(await studio.handlers['config.save'](configId, context));
    expect(must(await studio.handlers['files.read']({ projectId, path: '.config' }, context))).toMatchObject({ etag });
    expect(readFileSync(join(root, '.config'), 'utf8')).toContain('CONFIG_HEAP_CHECKS=y\n');
    expect(await tree(configId)).toMatchObject({ unsaved: false, changed: 0 });
    while (!watched.after(0).some(({ event }) => event.overflow || event.paths.includes('.config')))
      await new Promise<void>((resolve) => watched.onGrowth(resolve));

    must(await studio.handlers['config.undo'](configId, context));
    must(await studio.handlers['config.undo'](configId, context));
    must(await studio.handlers['config.save'](configId, context));
    expect(readFileSync(join(root, '.config'))).toEqual(before);
  });

  it('are told apart from what an editor has saved meanwhile', async () => {
    const { id: projectId } = await bareProject();
    const configId = await openMain(projectId);
    await tree(configId);
    must(await studio.handlers['config.apply']({ configId, steps: [{ option: 'HEAP', to: 'n' }] }, context));
    const content = must(await studio.handlers['files.read']({ projectId, path: '.config' }, context));
    if (content.kind !== 'text') throw new Error('no text');
    const text = content.text.replace('CONFIG_STACK_KIB=64', 'CONFIG_STACK_KIB=32');
    const write = { projectId, path: '.config', text, baseEtag: content.etag };
    const saved = must(await studio.handlers['files.write'](write, context));
    // At once, before anybody has looked at the disk.
    expect(await studio.handlers['config.save'](configId, context)).toMatchObject({ ok: false });
    const merge = must(await studio.handlers['config.merge'](configId, context));
    expect(merge.etag).toBe(saved.etag);
    expect(merge.rows.map(({ option, changedBy }) => [option, changedBy])).toEqual([
      ['HEAP', 'ours'],
      ['STACK_KIB', 'theirs'],
    ]);
    must(await studio.handlers['config.resolve']({ configId, etag: merge.etag, choices: [] }, context));
    must(await studio.handlers['config.save'](configId, context));
    const joined = must(await studio.handlers['config.text'](configId, context)).text;
    expect(joined).toContain('CONFIG_STACK_KIB=32\n');
    expect(joined).toContain('# CONFIG_HEAP is not set\n');
  });

  it('follow when the target is changed elsewhere', async () => {
    const { id: projectId } = await bareProject();
    const configId = await openMain(projectId);
    expect(valueIn(await tree(configId), 'ARCH_ARM64')).toBe('n');
    const feed = follow(configId);
    must(await studio.handlers['project.setArch']({ projectId, arch: 'arm64' }, context));
    await feed.next(({ kind }) => kind === 'reloaded');
    expect(valueIn(await tree(configId), 'ARCH_ARM64')).toBe('y');
  });

  it('come back after the host was killed with unsaved edits', async () => {
    const { id: projectId, root } = await bareProject();
    const before = readFileSync(join(root, '.config'));
    await studio.dispose();
    const entry = fileURLToPath(new URL('./edit-and-wait.ts', import.meta.url));
    const script = await bundleScript(entry, join(temp.root, 'script'));
    const args = [script, temp.root, root, `${fileURLToPath(workers.url)}/`, 'GREETING', 'höllo'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const drafts = join(temp.paths.data, 'config-drafts');
    while (!existsSync(drafts) || !readdirSync(drafts).some((name) => name.endsWith('.json')))
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(readFileSync(join(root, '.config'))).toEqual(before);

    studio = await start();
    must(await studio.handlers['project.open'](root, context));
    const configId = await openMain(projectId);
    const restored = await tree(configId);
    expect(restored).toMatchObject({ restored: true, unsaved: true, changed: 1, canUndo: true });
    expect(valueIn(restored, 'GREETING')).toBe('höllo');
    must(await studio.handlers['config.undo'](configId, context));
    must(await studio.handlers['config.save'](configId, context));
    expect(readFileSync(join(root, '.config'))).toEqual(before);
  });
});

describe('a folder that no family knows', () => {
  const kconfig = `config RUN
	string "what the shell says"
	default "$(shell,touch left-behind; echo done)"
config FAST
	bool "fast"
	depends on $(shell,echo y)
config PLAIN
	bool "plain"
`;

  it('runs nothing while it is not trusted, and says which values are unknown; trust has it read again', async () => {
    const { id: projectId, root } = await openFolder({ Kconfig: kconfig, '.config': 'CONFIG_PLAIN=y\n' });
    const configId = await openMain(projectId);
    const before = await tree(configId);
    expect(before).toMatchObject({ shellOff: true, writable: false });
    expect(flagsOf(before, 'RUN')).toContain('unknown');
    expect(flagsOf(before, 'FAST')).toContain('unknown');
    expect(flagsOf(before, 'PLAIN')).not.toContain('unknown');
    const details = must(await studio.handlers['config.details']({ configId, option: 'RUN' }, context));
    expect(details.unknownBecause).toEqual(['touch left-behind; echo done']);
    // Everything that might ask again.
    must(await studio.handlers['config.apply']({ configId, steps: [{ option: 'PLAIN', to: 'n' }] }, context));
    must(await studio.handlers['config.compare']({ configId, with: { kind: 'default' } }, context));
    must(await studio.handlers['config.warnings'](configId, context));
    expect(await studio.handlers['config.save'](configId, context)).toMatchObject({ error: { code: 'not-trusted' } });
    expect(readdirSync(root).sort()).toEqual(['.config', 'Kconfig']);

    const feed = follow(configId);
    must(await studio.handlers['project.trust']({ projectId, decision: 'trusted' }, context));
    await feed.next((change) => change.kind === 'reloaded' && change.because === 'trust');
    const after = await tree(configId);
    expect(after).toMatchObject({ shellOff: false, writable: true, unsaved: true, restored: false });
    expect(valueIn(after, 'RUN')).toBe('done');
    // The edit that was not saved is still there.
    expect(valueIn(after, 'PLAIN')).toBe('n');
    expect(after.states.flags.some((flags) => flags & OPTION_FLAGS.unknown)).toBe(false);
    expect(readdirSync(root).sort()).toEqual(['.config', 'Kconfig', 'left-behind']);
  });

  it('tells what a symbol means, and shows the files of the tree and no others', async () => {
    const { id: projectId, root } = await openFolder({ Kconfig: kconfig, 'secret.txt': 'not yours' });
    expect(must(await studio.handlers['kconfig.symbol']({ projectId, name: 'CONFIG_PLAIN' }, context))).toMatchObject({
      ...{ option: 'PLAIN', type: 'bool', prompt: 'plain', value: 'n' },
      places: [{ file: 'Kconfig', path: 'Kconfig', line: 7 }],
    });
    expect(must(await studio.handlers['kconfig.symbol']({ projectId, name: 'NOPE' }, context))).toBeNull();
    const configId = await openMain(projectId);
    expect(must(await studio.handlers['config.file']({ configId, file: 'Kconfig' }, context)).text).toBe(kconfig);
    for (const file of ['secret.txt', join(root, 'secret.txt'), '/etc/passwd'])
      expect(await studio.handlers['config.file']({ configId, file }, context)).toMatchObject({ ok: false });
  });

  it('shows no file outside a folder that is not trusted, whatever its tree is made of', async () => {
    writeFileSync(join(temp.root, 'outside'), '# not yours\nconfig OUTSIDE\n\tbool "o"\n');
    const { id: projectId } = await openFolder({ Kconfig: 'source "../outside"\n' });
    const configId = await openMain(projectId);
    expect((await tree(configId)).files).toEqual({ name: ['Kconfig', '../outside'], path: ['Kconfig', ''] });
    const file = '../outside';
    expect(await studio.handlers['config.file']({ configId, file }, context)).toMatchObject({ ok: false });
    expect(await studio.handlers['config.file']({ configId, file: 'Kconfig' }, context)).toMatchObject({ ok: true });
    const feed = follow(configId);
    must(await studio.handlers['project.trust']({ projectId, decision: 'trusted' }, context));
    await feed.next((change) => change.kind === 'reloaded');
    expect(must(await studio.handlers['config.file']({ configId, file }, context)).text).toContain('# not yours');
  });

  it('has none where no Kconfig is', async () => {
    const { id: projectId } = await openFolder({ 'main.c': '' });
    expect(must(await studio.handlers['config.sources'](projectId, context))).toEqual([]);
    expect(await studio.handlers['config.open']({ projectId, source: 'main' }, context)).toMatchObject({
      error: { code: 'no-such-source' },
    });
  });

  it('closes its configuration with the project', async () => {
    const { id: projectId } = await openFolder({ Kconfig: kconfig });
    const configId = await openMain(projectId);
    await tree(configId);
    const log = must(studio.handlers['config.changes'](configId));
    must(await studio.handlers['project.close'](projectId, context));
    expect(log.isClosed).toBe(true);
    expect(await studio.handlers['config.tree'](configId, context)).toMatchObject({
      error: { code: 'config-not-open' },
    });
  });
});
