import { expect, test } from 'vitest';
import { learnTimes, timeLeft } from '../../../electron/services/build/stage-times.ts';

const stage = (id: string, left: number, done: number, ms: number) => ({ id, left, done, ms });

test('adds up what is left of each stage', () => {
  expect(timeLeft([stage('compile', 10, 0, 0), stage('link', 1, 0, 0)], { compile: 100, link: 500 })).toBe(1500);
});

test('is silent while a stage with work left was never seen', () => {
  expect(timeLeft([stage('compile', 10, 0, 0)], {})).toBeUndefined();
  expect(timeLeft([stage('compile', 0, 10, 900), stage('link', 1, 0, 0)], { link: 500 })).toBe(500);
});

test('goes by the pace of this build once it shows', () => {
  expect(timeLeft([stage('compile', 10, 10, 2000)], { compile: 100 })).toBe(2000);
  expect(timeLeft([stage('compile', 10, 10, 1_000_000)], { compile: 100 })).toBe(4000);
});

test('learns from each build, half old and half new', () => {
  const first = learnTimes({}, [stage('compile', 0, 10, 1000), stage('link', 0, 0, 0)]);
  expect(first).toEqual({ compile: 100 });
  expect(learnTimes(first, [stage('compile', 0, 10, 3000)])).toEqual({ compile: 200 });
});
