import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PathMatcher } from '../../../../renderer/features/quickopen/path-matcher.ts';

const paths = [
  'Makefile',
  'README.md',
  'build/main.o',
  'include/serial.h',
  'src/arch/x86_64/boot.S',
  'src/main.c',
  'src/maintenance/plan.c',
  'src/serial.c',
  'test/mock/alpha/image_name.c',
];

function order(query: string, recent: readonly string[] = []): string[] {
  return new PathMatcher(paths).find(query, recent).matches.map((match) => match.path);
}

describe('PathMatcher', () => {
  it('puts the file whose name begins with the letters first', () => {
    expect(order('main')[0]).toBe('src/main.c');
    expect(order('make')[0]).toBe('Makefile');
  });

  it('prefers a match in the name to one in the folders', () => {
    const found = order('mainc');
    expect(found.indexOf('src/main.c')).toBeLessThan(found.indexOf('src/maintenance/plan.c'));
  });

  it('prefers letters in a row to scattered ones', () => {
    expect(order('main').indexOf('src/main.c')).toBeLessThan(order('main').indexOf('test/mock/alpha/image_name.c'));
  });

  it('matches across folders, in any case', () => {
    expect(order('X86BOOT')).toContain('src/arch/x86_64/boot.S');
    expect(order('src/ser')[0]).toBe('src/serial.c');
  });

  it('lets a recent file win between equals', () => {
    expect(order('serial', ['include/serial.h'])[0]).toBe('include/serial.h');
    expect(order('serial', ['src/serial.c'])[0]).toBe('src/serial.c');
  });

  it('demands every part between spaces', () => {
    expect(order('serial src')).toEqual(['src/serial.c']);
  });

  it('shows recent files first while nothing is typed', () => {
    expect(order('', ['src/serial.c', 'gone.c']).slice(0, 2)).toEqual(['src/serial.c', 'Makefile']);
  });

  it('marks the letters that matched', () => {
    const [match] = new PathMatcher(['src/main.c']).find('mc').matches;
    expect(match!.positions).toEqual([4, 9]);
  });

  it('finds the same when typing on as when asked at once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-dA-D/._]{1,14}$/), { maxLength: 30 }),
        fc.stringMatching(/^[a-dA-D/. ]{1,6}$/),
        (some, query) => {
          const typed = new PathMatcher(some);
          for (let end = 1; end < query.length; end++) typed.find(query.slice(0, end));
          expect(typed.find(query)).toEqual(new PathMatcher(some).find(query));
        },
      ),
    );
  });

  it('returns a path exactly when the letters occur in it in order', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-eA-E/._-]{1,20}$/), fc.stringMatching(/^[a-e/.]{1,5}$/), (path, query) => {
        const pattern = new RegExp([...query].map((c) => c.replace(/[/.]/g, '\\$&')).join('.*'), 'i');
        expect(new PathMatcher([path]).find(query).total).toBe(pattern.test(path) ? 1 : 0);
      }),
    );
  });

  it('returns the same best ones whether or not it cuts a long list', () => {
    const many = Array.from({ length: 3000 }, (_, index) => `lib/mod${index % 37}/unit_${index}.c`);
    const all = new PathMatcher(many).find('unit', [], 3000).matches.map((match) => match.path);
    expect(new PathMatcher(many).find('unit', [], 50).matches.map((match) => match.path)).toEqual(all.slice(0, 50));
  });

  it('keeps up with typing in 50,000 paths', () => {
    const many = Array.from(
      { length: 50_000 },
      (_, index) => `arch/part${index % 97}/drivers/unit${index % 1013}/file_${index}.c`,
    );
    const matcher = new PathMatcher(many);
    const times: number[] = [];
    for (const query of ['f', 'fi', 'fil', 'file', 'file_4', 'u', 'un', 'unit', 'drv', 'xyz']) {
      const started = performance.now();
      matcher.find(query);
      times.push(performance.now() - started);
    }
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
    // The budget is 16 ms; the bound here only catches a different order of growth on a busy computer.
    expect(median).toBeLessThan(160);
    console.info(`quick open: median ${median.toFixed(1)} ms, worst ${times.at(-1)!.toFixed(1)} ms`);
  });
});
