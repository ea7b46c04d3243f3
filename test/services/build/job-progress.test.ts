import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JobEvent } from '#core/contract/build.ts';
import type { PlannedUnit } from '#core/families/family.ts';
import { JobProgress } from '../../../electron/services/build/job-progress.ts';
import { eventsOf } from './build-fixture.ts';

function follow(jobs = 2) {
  const events: JobEvent[] = [];
  const files = new Map<string, string>();
  let now = 0;
  const progress = new JobProgress(
    {
      stages: [
        { id: 'a', title: 'Compile' },
        { id: 'b', title: 'Link' },
      ],
    },
    {
      ...{ root: '/p', jobs, times: {}, emit: (event: JobEvent) => void events.push(event), clock: () => ++now },
      ...{ stamp: (path: string) => files.get(path) ?? '', stampBefore: (path: string) => files.get(path) ?? '' },
    },
  );
  const starts = (unit: string) => progress.line({ kind: 'starts', unit, title: unit });
  const states = () => eventsOf(events, 'unit').map(({ id, state }) => `${id} ${state}`);
  return { events, files, progress, starts, states };
}

function unit(id: string, stage = 0, more: Partial<PlannedUnit> = {}): PlannedUnit {
  return { id, group: 'g', label: id, stage, unchanged: false, output: `out/${id}`, ...more };
}

test('a unit is done when its output is there, not when another one starts', () => {
  const { files, progress, starts, states } = follow(3);
  progress.plan([unit('one'), unit('two'), unit('three')]);
  starts('one');
  starts('two');
  expect(states()).toEqual(['one running', 'two running']);
  files.set('/p/out/two', 'new');
  starts('three');
  expect(states()).toEqual(['one running', 'two running', 'two done', 'three running']);
});

test('an output from before the build does not count', () => {
  const { files, progress, starts, states } = follow();
  files.set('/p/out/one', 'old');
  progress.plan([unit('one'), unit('two')]);
  starts('one');
  starts('two');
  expect(states()).not.toContain('one done');
  files.set('/p/out/one', 'new');
  progress.fail([]);
  expect(states()).toContain('one done');
  expect(states()).toContain('two failed');
});

test('only the unit that make named has failed, when it named one', () => {
  const { progress, starts, states } = follow();
  progress.plan([unit('one'), unit('two')]);
  starts('one');
  starts('two');
  expect(progress.fail(['out/two'])).toBe('Compile');
  expect(states().filter((line) => line.endsWith('failed'))).toEqual(['two failed']);
});

test('where no file tells, the oldest of as many as make runs has ended', () => {
  const { progress, starts, states } = follow(2);
  const blind = (id: string) => ({ id, group: 'g', label: id, stage: 0, unchanged: false });
  progress.plan(['one', 'two', 'three'].map(blind));
  for (const id of ['one', 'two', 'three']) starts(id);
  expect(states()).toEqual(['one running', 'two running', 'one done', 'three running']);
});

test('the last unit counts only when the whole build has succeeded', () => {
  const { events, files, progress, starts } = follow(1);
  progress.plan([unit('one'), unit('two', 1)]);
  starts('one');
  files.set('/p/out/one', 'new');
  starts('two');
  files.set('/p/out/two', 'new');
  starts('something unplanned');
  expect(eventsOf(events, 'progress').at(-1)).toMatchObject({ done: 1, total: 2 });
  progress.succeed();
  expect(eventsOf(events, 'progress').at(-1)).toMatchObject({ done: 2, total: 2 });
});

test('a stage with nothing to do is skipped, and one that failed is named', () => {
  const { events, progress, starts } = follow();
  progress.plan([unit('one', 0, { unchanged: true }), unit('two', 1)]);
  starts('two');
  expect(eventsOf(events, 'stage').map(({ index, state }) => `${index} ${state}`)).toEqual(['0 skipped', '1 running']);
  expect(progress.fail([])).toBe('Link');
});

test('what is made although it counted as unchanged is work', () => {
  const { events, progress, starts } = follow();
  progress.plan([unit('one', 0, { unchanged: true }), unit('two')]);
  starts('one');
  expect(eventsOf(events, 'planned').at(-1)).toMatchObject({ total: 2 });
  progress.succeed();
  expect(eventsOf(events, 'progress').at(-1)).toMatchObject({ done: 2, total: 2 });
});

test('without a plan the steps tell the stages, and the length stays unknown', () => {
  const { events, progress, starts } = follow();
  progress.uncounted();
  progress.step(0, 2, 'First');
  starts('x');
  progress.step(1, 2, 'Second');
  progress.succeed();
  expect(eventsOf(events, 'stage').map(({ index, state }) => `${index} ${state}`)).toEqual([
    '0 running',
    '0 done',
    '1 running',
    '1 done',
  ]);
  expect(eventsOf(events, 'progress').every(({ total }) => total === null)).toBe(true);
});

test('progress never goes back nor beyond its total, whatever starts when', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'other'];
  const action = fc.oneof(
    fc.record({ start: fc.constantFrom(...ids) }),
    fc.record({ make: fc.constantFrom(...ids) }),
    fc.constant({ plan: true as const }),
  );
  const planned = ids.slice(0, 5).map((id, index) => unit(id, index > 3 ? 1 : 0, { unchanged: id === 'c' }));
  fc.assert(
    fc.property(
      fc.array(action, { maxLength: 40 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 3 }),
      (actions, good, jobs) => {
        const { events, files, progress, starts } = follow(jobs);
        let hasPlan = false;
        for (const each of actions) {
          if ('start' in each) starts(each.start);
          else if ('make' in each) files.set(`/p/out/${each.make}`, 'new');
          else if (!hasPlan) {
            hasPlan = true;
            progress.plan(planned);
          }
        }
        if (!hasPlan) progress.uncounted();
        if (good) progress.succeed();
        else progress.fail([]);
        let before = 0;
        for (const { done, total } of eventsOf(events, 'progress')) {
          expect(done).toBeGreaterThanOrEqual(before);
          if (total !== null) expect(done).toBeLessThanOrEqual(total);
          before = done;
        }
        const last = eventsOf(events, 'progress').at(-1);
        if (last?.total) expect(last.done === last.total).toBe(good);
      },
    ),
  );
});

test('takes a unit for done as soon as a line says so, also one that came before the plan', () => {
  const { progress, states } = follow();
  progress.line({ kind: 'ends', unit: 'a.o' });
  expect(states()).toEqual([]);
  progress.plan([unit('a.o'), unit('b.o'), unit('old.o', 0, { unchanged: true })]);
  expect(states()).toEqual(['a.o done']);
  progress.line({ kind: 'ends', unit: 'old.o' });
  progress.line({ kind: 'starts', unit: 'b.o', title: 'b.o' });
  progress.line({ kind: 'ends', unit: 'b.o' });
  progress.line({ kind: 'ends', unit: 'b.o' });
  expect(states()).toEqual(['a.o done', 'b.o running', 'b.o done']);
});
