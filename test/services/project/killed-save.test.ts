import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConfinement } from '../../../electron/services/project/confinement.ts';
import { ignoreRules } from '../../../electron/services/project/ignore-rules.ts';
import { listFolder } from '../../../electron/services/project/list-folder.ts';
import { isTempName } from '../../../electron/services/project/temp-name.ts';
import { bundleScript } from '../bundle-script.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
let script: string;
beforeAll(async () => {
  temp = tempFolder();
  script = await bundleScript(fileURLToPath(new URL('./endless-saver.ts', import.meta.url)), join(temp.path, 'built'));
});
afterAll(() => temp.remove());

test('a kill in the middle of saving leaves one whole text, and the leftovers are swept', async () => {
  const confinement = createConfinement(temp.path);
  const file = join(temp.path, 'main.c');
  const name = 'main.c';
  let leftovers = 0;
  for (let round = 0; round < 12; round++) {
    writeFileSync(file, 'start');
    const saver = spawn(process.execPath, [script, temp.path, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(saver.stdout as NonNullable<ChildProcess['stdout']>, 'data');
    await new Promise((resolve) => setTimeout(resolve, round * 3));
    saver.kill('SIGKILL');
    await once(saver, 'exit');
    const text = readFileSync(file, 'utf8');
    expect(text === 'start' || /^(a{200000}|b{200000})$/.test(text)).toBe(true);
    leftovers += readdirSync(temp.path).filter(isTempName).length;
    const listed = await listFolder(
      confinement,
      ignoreRules(() => null),
      '',
    );
    expect(listed.ok && listed.value.map((entry) => entry.name)).toEqual(['built', 'main.c']);
    expect(readdirSync(temp.path).filter(isTempName)).toEqual([]);
  }
  expect(leftovers).toBeGreaterThan(0);
});
