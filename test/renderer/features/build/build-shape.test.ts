import { describe, expect, it } from 'vitest';
import type { ProjectId } from '../../../../electron/core/base/id.ts';
import type { JobEvent } from '../../../../electron/core/contract/build.ts';
import { emptyJob, foldJob } from '../../../../renderer/app/job-state.ts';
import {
  leftText,
  progressText,
  stageAtHand,
  stageShapes,
  stepGrid,
  titleAtHand,
} from '../../../../renderer/features/build/build-shape.ts';

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
const folded = (count: number) => events.slice(0, count).reduce(foldJob, emptyJob);

describe('the shape of a running build', () => {
  it('counts what is done of what has to be done, stage by stage', () => {
    const shapes = stageShapes(folded(9));
    expect(shapes).toMatchObject([
      { title: 'Compile', state: 'running', done: 1, total: 2 },
      { title: 'Link', state: 'to-come', done: 0, total: 1 },
    ]);
    expect(shapes[0]!.weight).toBeGreaterThan(shapes[1]!.weight);
    expect(stageAtHand(folded(9))?.title).toBe('Compile');
    expect(titleAtHand(folded(9))).toBe('src / b.c');
    expect(progressText(folded(9))).toBe('1 of 3 steps, Compile');
  });

  it('shows a row for each group, with what is unchanged left out of its counts', () => {
    expect(
      stepGrid(folded(9)).map(({ name, done, total, state, cells }) => ({
        name,
        done,
        total,
        state,
        cells: cells.map((cell) => cell.state),
      })),
    ).toEqual([
      { name: 'src', done: 1, total: 2, state: 'running', cells: ['done', 'running'] },
      { name: 'lib', done: 0, total: 0, state: 'done', cells: ['unchanged'] },
      { name: 'image', done: 0, total: 1, state: 'to-come', cells: ['to-come'] },
    ]);
  });

  it('draws equal stages while nothing is known of their length', () => {
    const plan = events[1]!;
    if (plan.kind !== 'planned') throw new Error('the second event is the plan');
    const shapes = stageShapes(foldJob(emptyJob, { ...plan, units: [], total: null }));
    expect(shapes.map((shape) => shape.weight)).toEqual([shapes[0]!.weight, shapes[0]!.weight]);
  });
});

describe('the shape of an ended build', () => {
  it('says which stage failed', () => {
    expect(stageAtHand(folded(99))).toMatchObject({ title: 'Compile', state: 'failed', ms: 420 });
    expect(stepGrid(folded(99))[0]?.state).toBe('failed');
    expect(progressText(folded(99))).toBe('Failed at compile');
  });
});

describe('leftText', () => {
  it('is as rough as the estimate', () => {
    expect([undefined, 300, 5_400, 27_000, 130_000].map(leftText)).toEqual([
      '',
      'about 1 s left',
      'about 6 s left',
      'about 25 s left',
      'about 2 min left',
    ]);
  });
});
