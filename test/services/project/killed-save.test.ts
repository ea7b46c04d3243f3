import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackups } from '../../../electron/services/project/backups.ts';
import { createConfinement } from '../../../electron/services/project/confinement.ts';
import { ignoreRules } from '../../../electron/services/project/ignore-rules.ts';
import { listFolder } from '../../../electron/services/project/list-folder.ts';
import { isTempName } from '../../../electron/services/project/temp-name.ts';
import { bundleScript } from '../bundle-script.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
const scripts: Record<string, string> = {};
beforeAll(async () => {
  temp = tempFolder();
  for (const name of ['endless-saver', 'endless-backups']) {
    const source = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
    scripts[name] = await bundleScript(source, join(temp.path, name));
  }
});
afterAll(() => temp.remove());

/** Starts a script, waits for its first word and then for `ms`, and kills it as a power cut would. @returns what it said */
async function runAndKill(name: string, args: readonly string[], ms: number): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, [scripts[name] ?? '', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const stdout = child.stdout as Readable;
  stdout.on('data', (chunk) => {
    said += chunk;
  });
  await once(stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  await once(child, 'close');
  return said;
}

test('a kill in the middle of saving leaves one whole text, and the leftovers are swept', async () => {
  const root = join(temp.path, 'project');
  mkdirSync(root);
  const confinement = createConfinement(root);
  let leftovers = 0;
  // Where the kill hits is a matter of luck: on until it has hit a save.
  for (let round = 0; round < 12 || (leftovers === 0 && round < 200); round++) {
    writeFileSync(join(root, 'main.c'), 'start');
    await runAndKill('endless-saver', [root, 'main.c'], (round % 12) * 3);
    const text = readFileSync(join(root, 'main.c'), 'utf8');
    expect(text === 'start' || /^(a{200000}|b{200000})$/.test(text)).toBe(true);
    leftovers += readdirSync(root).filter(isTempName).length;
    const listed = await listFolder(
      confinement,
      ignoreRules(() => null),
      '',
    );
    expect(listed.ok && listed.value.map((entry) => entry.name)).toEqual(['main.c']);
    expect(readdirSync(root)).toEqual(['main.c']);
  }
  expect(leftovers).toBeGreaterThan(0);
});

test('unsaved text that was kept before a kill comes back after it', async () => {
  for (let round = 0; round < 5; round++) {
    const folder = join(temp.path, `backups ${round}`);
    const said = await runAndKill('endless-backups', [folder], 10 + round * 7);
    const last = Number(said.trim().split('\n').at(-1));
    const list = await createBackups(folder).list(async () => null);
    if (!list.ok) throw new Error(list.error.message);
    expect(list.value).toHaveLength(1);
    // The one that was being written may be there already; an older one may not.
    expect([last, last + 1]).toContain(list.value[0]?.savedAt);
    expect(list.value[0]?.text).toBe(`${list.value[0]?.savedAt} ${'x'.repeat(100_000)}`);
    expect(readdirSync(folder)).toHaveLength(1);
  }
});
