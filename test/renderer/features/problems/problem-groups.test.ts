import { describe, expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import type { FoundProblem } from '../../../../renderer/app/activity.ts';
import {
  isSameProblem,
  neighbour,
  selectionOf,
  viewOf,
} from '../../../../renderer/features/problems/problem-groups.ts';

function found(file: string, line: number, severity: Problem['severity'] = 'error', title = 'a'): FoundProblem {
  return {
    source: 'build',
    problem: {
      code: 'gcc.error',
      severity,
      title,
      at: { file, line, column: 5 },
      evidence: { firstLine: 1, lastLine: 1 },
      fixes: [],
    },
  };
}

const all = { text: '', warnings: true, hints: true };
const places = (entries: readonly FoundProblem[]) =>
  entries.map(({ problem }) => `${problem.at!.file}:${problem.at!.line}`);

describe('viewOf', () => {
  it('puts files with errors first, and errors before warnings by line', () => {
    const view = viewOf(
      [found('b.c', 3, 'warning'), found('a.c', 9), found('a.c', 2, 'warning'), found('a.c', 4)],
      all,
    );
    expect(view.groups.map((group) => group.file)).toEqual(['a.c', 'b.c']);
    expect(places(view.order)).toEqual(['a.c:4', 'a.c:9', 'a.c:2', 'b.c:3']);
  });

  it('counts the notes that it hides', () => {
    const view = viewOf([found('a.c', 1), found('a.c', 2, 'hint')], { ...all, hints: false });
    expect(view.order).toHaveLength(1);
    expect(view.hiddenHints).toBe(1);
  });

  it('filters by words of the title and of the path', () => {
    const list = [found('src/a.c', 1, 'error', 'unknown type'), found('lib/b.c', 1)];
    expect(places(viewOf(list, { ...all, text: 'TYPE' }).order)).toEqual(['src/a.c:1']);
    expect(places(viewOf(list, { ...all, text: 'lib/' }).order)).toEqual(['lib/b.c:1']);
  });
});

describe('neighbour', () => {
  const order = viewOf([found('a.c', 3), found('a.c', 8), found('b.c', 1)], all).order;
  const at = (path: string, line: number) => ({ path, line, column: 1 });

  it('goes to the next one after the caret', () => {
    expect(neighbour(order, 1, at('a.c', 1), null)).toBe(order[0]);
    expect(neighbour(order, 1, at('a.c', 3), null)).toBe(order[0]);
    expect(neighbour(order, 1, { ...at('a.c', 3), column: 5 }, null)).toBe(order[1]);
    expect(neighbour(order, -1, at('a.c', 8), null)).toBe(order[0]);
  });

  it('goes on to the next file, and around', () => {
    expect(neighbour(order, 1, at('a.c', 9), null)).toBe(order[2]);
    expect(neighbour(order, 1, at('b.c', 5), null)).toBe(order[0]);
    expect(neighbour(order, -1, at('a.c', 1), null)).toBe(order[2]);
  });

  it('steps through the list where the caret is in a file without problems', () => {
    expect(neighbour(order, 1, at('other.c', 1), order[1]!)).toBe(order[2]);
    expect(neighbour(order, 1, null, null)).toBe(order[0]);
    expect(neighbour([], 1, null, null)).toBeNull();
  });
});

describe('isSameProblem', () => {
  it('knows a problem again in the next build', () => {
    expect(isSameProblem(found('a.c', 1), found('a.c', 1))).toBe(true);
    expect(isSameProblem(found('a.c', 1), found('a.c', 2))).toBe(false);
    expect(isSameProblem(found('a.c', 1), { ...found('a.c', 1), source: 'machine' })).toBe(false);
  });
});

describe('selectionOf', () => {
  const crash: FoundProblem = { ...found('a.c', 1, 'error', 'crash'), source: 'machine' };
  const view = viewOf([crash, found('a.c', 9, 'error', 'new')], all);

  it('goes to the errors of a build that failed, from what the run before it said', () => {
    expect(selectionOf(view, crash, false)?.problem.title).toBe('new');
    expect(selectionOf(view, null, false)?.problem.title).toBe('new');
  });

  it("stays where a person put it, and on a build's problem that is still there", () => {
    expect(selectionOf(view, crash, true)).toBe(crash);
    const two = viewOf([found('a.c', 2, 'error', 'first'), found('a.c', 9, 'error', 'new')], all);
    expect(selectionOf(two, found('a.c', 9, 'error', 'new'), false)?.problem.title).toBe('new');
  });

  it('takes the first where nothing was selected or it is gone', () => {
    expect(selectionOf(viewOf([crash], all), found('b.c', 1), false)).toBe(crash);
    expect(selectionOf(viewOf([], all), crash, true)).toBeNull();
  });
});
