import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import { createVmService } from '../../../electron/services/vm/vm-service.ts';
import { buildToyProject, toyLookup, writeToyProject } from '../../toy-family/toy-project.ts';
import { eventually } from '../alive.ts';
import { type MountedDisk, mountDisk } from '../mounted-disk.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let disk: MountedDisk | null;
beforeEach(() => {
  temp = tempPaths();
  disk = mountDisk(256);
});
afterEach(() => {
  disk?.remove();
  temp.remove();
});

/** Runs a guest that prints some 600 KiB while the studio's own data are on `data`. */
async function talkativeRun(data: string) {
  const root = writeToyProject(
    join(temp.root, 'p'),
    'for (int i = 0; i < 50000; i++) { say("line "); say_number(i); say("\\n"); }',
  );
  buildToyProject(root);
  const projects = toyLookup();
  const process = createProcessService(temp.paths);
  const vm = createVmService({ process, projects, paths: { ...temp.paths, data }, accelerator: () => 'tcg' });
  const started = await vm.start(projects.add('p', root));
  if (!started.ok) throw new Error(started.error.message);
  const events = vm.events(started.value);
  if (!events.ok) throw new Error(events.error.message);
  await eventually('the end', () => events.value.isClosed);
  const serial = await vm.serialLog(started.value);
  await vm.dispose();
  await process.dispose();
  return { events: events.value.after(0).map(({ event }) => event), text: serial.ok ? serial.value.text : '' };
}

it.each(['full', 'read-only'] as const)(
  'lets a guest go on to its end when the disk is %s, and says so',
  async (kind) => {
    if (!disk) return;
    if (kind === 'read-only') disk.makeReadOnly();
    const { events, text } = await talkativeRun(disk.path);
    expect(events.at(-1)).toMatchObject({ state: { kind: 'exited', code: 0, reason: 'guest' } });
    const notes = events.flatMap((event) => (event.kind === 'note' ? [event.text] : []));
    expect(notes).toEqual([expect.stringContaining(kind === 'full' ? 'The disk is full' : 'cannot be written')]);
    const end = 'line 49999\ntoy: exit 0\n';
    expect(text.slice(-end.length)).toBe(end);
  },
);
