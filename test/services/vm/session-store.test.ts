import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProjectId, SessionId } from '#core/base/id.ts';
import type { VmSession } from '#core/contract/vm.ts';
import { SessionStore } from '../../../electron/services/vm/session-store.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sessions '));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

function row(id: string, change: Partial<VmSession> = {}): VmSession {
  return {
    ...{ id: id as SessionId, projectId: 'p' as ProjectId, projectName: 'p', root: '/p', arch: 'x86_64' },
    ...{ accelerator: 'tcg', memoryMiB: 1, cpus: 1, startedAt: 1, argv: [], image: 'i', bootMs: null, serialBytes: 0 },
    ...{ state: { kind: 'exited', code: 0, reason: 'guest', ranMs: 5 } },
    ...change,
  };
}

it('leaves sessions of a host that still lives to that host', async () => {
  await new SessionStore(data).save(row('own'), []);
  expect(new SessionStore(data).load()).toEqual([]);
});

it('keeps twenty ended sessions of a project, and not too many bytes in all', () => {
  const store = new SessionStore(data);
  const many = Array.from({ length: 23 }, (_, index) => row(`s${index}`));
  expect(store.surplus(many)).toEqual(['s20', 's21', 's22']);
  const large = [
    row('a', { serialBytes: 2 ** 30 }),
    row('b', { root: '/q', serialBytes: 2 ** 30 }),
    row('c', { root: '/r', serialBytes: 1 }),
  ];
  expect(store.surplus(large)).toEqual(['c']);
});

it('does without a record that cannot be read, and clears it away when it is old', () => {
  const folder = join(data, 'sessions', 'broken');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'session.json'), '{ half a rec');
  expect(new SessionStore(data).load()).toEqual([]);
  expect(readdirSync(join(data, 'sessions'))).toEqual(['broken']);
  utimesSync(folder, 1, 1);
  expect(new SessionStore(data).load()).toEqual([]);
  expect(readdirSync(join(data, 'sessions'))).toEqual([]);
});
