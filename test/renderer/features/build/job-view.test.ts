import { describe, expect, it } from 'vitest';
import type { ProjectId } from '../../../../electron/core/base/id.ts';
import type { JobEvent } from '../../../../electron/core/contract/build.ts';
import { foldJob, NO_JOB, stageAtHand, stepGrid } from '../../../../renderer/features/build/job-view.ts';

const unit = (id: string, group: string, stage: number, unchanged = false) => ({
  id,
  group,
  label: id,
  stage,
  unchanged,
});

/** A build of three files, one of them unchanged, whose second compilation fails. */
const events: readonly JobEvent[] = [
  { kind: 'started', at: 1_000, goal: { projectId: 'p' as ProjectId, goal: 'build' }, arch: 'x86_64' },
  {
    kind: 'planned',
    stages: [
      { id: 'compile', title: 'Compile' },
      { id: 'link', title: 'Link' },
    ],
    units: [unit('a.c', 'src', 0), unit('b.c', 'src', 0), unit('c.c', 'lib', 0, true), unit('kernel', 'image', 1)],
    total: 3,
  },
  { kind: 'stage', index: 0, state: 'running', ms: 0 },
  { kind: 'step', index: 0, title: 'make', argv: ['make', '-j2'], cwd: '/p' },
  { kind: 'unit', id: 'a.c', state: 'running' },
  { kind: 'progress', done: 0, total: 3, title: 'a.c', leftMs: 900 },
  { kind: 'unit', id: 'a.c', state: 'done' },
  { kind: 'unit', id: 'b.c', state: 'running' },
  { kind: 'progress', done: 1, total: 3, title: 'b.c' },
  { kind: 'unit', id: 'b.c', state: 'failed' },
  { kind: 'stage', index: 0, state: 'failed', ms: 420 },
  { kind: 'ended', outcome: 'failed', ms: 500, stage: 'Compile', artifacts: [] },
];

describe('foldJob', () => {
  it('counts what is done of what has to be done', () => {
    const view = foldJob(NO_JOB, events.slice(0, 9));
    expect(view).toMatchObject({ done: 1, total: 3, title: 'b.c', leftMs: null, outcome: null, startedAt: 1_000 });
    expect(view.stages).toMatchObject([
      { title: 'Compile', state: 'running', done: 1, total: 2 },
      { title: 'Link', state: 'waiting', done: 0, total: 1 },
    ]);
    expect(stageAtHand(view)?.title).toBe('Compile');
  });

  it('shows a row for each group, with what is unchanged left out of its counts', () => {
    expect(
      stepGrid(foldJob(NO_JOB, events.slice(0, 9))).map(({ name, done, total, state, cells }) => ({
        name,
        done,
        total,
        state,
        cells: cells.map((cell) => cell.state),
      })),
    ).toEqual([
      { name: 'src', done: 1, total: 2, state: 'running', cells: ['done', 'running'] },
      { name: 'lib', done: 0, total: 0, state: 'done', cells: ['unchanged'] },
      { name: 'image', done: 0, total: 1, state: 'waiting', cells: ['waiting'] },
    ]);
  });

  it('says which stage failed', () => {
    const view = foldJob(NO_JOB, events);
    expect(view).toMatchObject({ outcome: 'failed', endedStage: 'Compile', ms: 500, imageBytes: null });
    expect(stageAtHand(view)).toMatchObject({ title: 'Compile', state: 'failed', ms: 420 });
    expect(stepGrid(view)[0]?.state).toBe('failed');
  });

  it('is the same however the events are cut into batches, and changes no earlier view', () => {
    const whole = foldJob(NO_JOB, events);
    for (let cut = 0; cut <= events.length; cut++) {
      const first = foldJob(NO_JOB, events.slice(0, cut));
      const copy = structuredClone(first);
      expect(foldJob(first, events.slice(cut))).toEqual(whole);
      expect(first).toEqual(copy);
    }
  });

  it('keeps a stage that ran before the plan was known', () => {
    const plan = events[1]!;
    if (plan.kind !== 'planned') throw new Error('the second event is the plan');
    const early = foldJob(NO_JOB, [
      { ...plan, units: [], total: null },
      { kind: 'stage', index: 0, state: 'done', ms: 12 },
      plan,
    ]);
    expect(early.stages[0]).toMatchObject({ state: 'done', ms: 12, total: 2 });
  });
});
