import { expect, test } from 'vitest';
import { EventLog } from '#core/base/event-log.ts';
import type { JobEvent } from '#core/contract/build.ts';
import { OutputBudget } from '../../../electron/services/build/output-budget.ts';
import { eventsOf, textOf } from './build-fixture.ts';

test('keeps the beginning and the newest, and says what is left out between', () => {
  const log = new EventLog<JobEvent>();
  const budget = new OutputBudget(log, '/data/job.log', { total: 100, head: 40 });
  for (let line = 1; line <= 5000; line++) budget.append(`line ${String(line).padStart(4, '0')}\n`, line, line);
  const events = log.after(0).map(({ event }) => event);
  expect(events).toHaveLength(5000);
  expect(textOf(events)).toBe(
    'line 0001\nline 0002\nline 0003\nline 0004\n' +
      '[… lines 5 to 4994 are left out here; the whole log is in /data/job.log …]\n' +
      'line 4995\nline 4996\nline 4997\nline 4998\nline 4999\nline 5000\n',
  );
  const shown = eventsOf(events, 'output').filter(({ chunk }) => chunk !== '');
  expect(shown.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 4995, 4996, 4997, 4998, 4999, 5000]);
});

test('leaves a log that fits as it is', () => {
  const log = new EventLog<JobEvent>();
  const budget = new OutputBudget(log, null, { total: 100, head: 40 });
  for (let line = 1; line <= 10; line++) budget.append('123456789\n', line, line);
  expect(textOf(log.after(0).map(({ event }) => event))).toBe('123456789\n'.repeat(10));
});
