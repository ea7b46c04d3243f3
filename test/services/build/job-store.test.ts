import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventLog } from '#core/base/event-log.ts';
import type { JobId, ProjectId } from '#core/base/id.ts';
import type { JobEvent, JobSummary } from '#core/contract/build.ts';
import { JobStore } from '../../../electron/services/build/job-store.ts';
import { type TempFolder, tempFolder } from '../temp-folder.ts';

let temp: TempFolder;
beforeAll(() => {
  temp = tempFolder();
});
afterAll(() => temp.remove());

const project = 'project' as ProjectId;
const summary = (id: string): JobSummary => ({
  ...{ id: id as JobId, projectId: project, goal: { projectId: project, goal: 'build' } },
  ...{ startedAt: 1, outcome: 'succeeded', ms: 5 },
});

test('deletes the output of jobs whose host was killed long ago, and no other', async () => {
  const store = new JobStore(temp.path);
  const now = Date.now();
  mkdirSync(join(temp.path, 'jobs'), { recursive: true });
  const log = (id: string) => store.logPath(id as JobId);
  for (const id of ['abandoned', 'young', 'kept']) writeFileSync(log(id), 'text\n');
  await store.keep(summary('kept'), new EventLog<JobEvent>(), (known) => known);
  for (const id of ['abandoned', 'kept']) utimesSync(log(id), 1, 1);
  await store.sweep(now);
  expect(['abandoned', 'young', 'kept'].map((id) => existsSync(log(id)))).toEqual([false, true, true]);
});

test('a damaged memory of builds is no memory, and no failure', async () => {
  const store = new JobStore(temp.path);
  mkdirSync(join(temp.path, 'builds'), { recursive: true });
  writeFileSync(join(temp.path, 'builds', 'damaged.json'), '{"jobs": 5}');
  expect(await store.jobs('damaged' as ProjectId)).toEqual([]);
  expect(await store.times('damaged' as ProjectId)).toEqual({});
  writeFileSync(join(temp.path, 'jobs', 'torn.json'), '[{"kind": "star');
  const log = store.restore('torn' as JobId);
  await new Promise<void>((resolve) => log?.onGrowth(() => log.isClosed && resolve()));
  expect(log?.lastSeq).toBe(0);
});
