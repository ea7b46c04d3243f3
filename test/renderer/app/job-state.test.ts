import { expect, it } from 'vitest';
import type { ProjectId } from '#core/base/id.ts';
import type { JobEvent } from '#core/contract/build.ts';
import type { Problem } from '#core/contract/problem.ts';
import { emptyJob, foldJob } from '../../../renderer/app/job-state.ts';
import { buildWord } from '../../../renderer/app/machine-word.ts';

const goal = { projectId: 'p' as ProjectId, goal: 'build' as const };
const problem = (title: string): Problem => ({
  code: 'gcc.error',
  severity: 'error',
  title,
  evidence: { firstLine: 1, lastLine: 1 },
  fixes: [],
});
const fold = (...events: JobEvent[]) => events.reduce(foldJob, emptyJob);
const started: JobEvent = { kind: 'started', at: 5, goal, arch: 'x86_64' };
const planned: JobEvent = {
  kind: 'planned',
  stages: [
    { id: 'compile', title: 'Compile' },
    { id: 'link', title: 'Link' },
  ],
  units: [
    { id: 'a.o', group: 'kernel', label: 'a.c', stage: 0, unchanged: false },
    { id: 'b.o', group: 'kernel', label: 'b.c', stage: 0, unchanged: true },
  ],
  total: 1,
};

it('knows what is to come, what is unchanged and what is done', () => {
  const job = fold(started, planned, { kind: 'unit', id: 'a.o', state: 'done' });
  expect([...job.unitStates]).toEqual([
    ['a.o', 'done'],
    ['b.o', 'unchanged'],
  ]);
});

it('keeps the progress of stages when the plan is made again', () => {
  const job = fold(started, planned, { kind: 'stage', index: 0, state: 'running', ms: 3 }, planned);
  expect(job.stages.map(({ state }) => state)).toEqual(['running', 'to-come']);
});

it('lets a later problem take the place of earlier ones', () => {
  const job = fold(
    started,
    { kind: 'problem', problem: problem('one') },
    { kind: 'problem', problem: problem('two') },
    { kind: 'problem', problem: problem('three'), replaces: [0, 1] },
  );
  expect(job.problems.map(({ title }) => title)).toEqual(['three']);
});

it('is said in the words of the status bar', () => {
  expect(buildWord(emptyJob).word).toBe('Idle');
  const running = fold(started, planned, { kind: 'progress', done: 137, total: 187, title: 'x' });
  expect(buildWord(running)).toMatchObject({ word: 'Building', fact: '137 of 187' });
  const ended = (outcome: 'succeeded' | 'failed' | 'cancelled', stage?: string) =>
    buildWord(foldJob(running, { kind: 'ended', outcome, ms: 12_800, artifacts: [], ...(stage ? { stage } : {}) }));
  expect(ended('succeeded')).toMatchObject({ word: 'Built', fact: '12.8 s', tone: 'ok' });
  expect(ended('failed', 'Link')).toMatchObject({ word: 'Failed', fact: 'at link, 12.8 s', tone: 'err' });
  expect(ended('cancelled')).toMatchObject({ word: 'Cancelled', fact: 'at 137 of 187' });
});
