import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../renderer/features/quickopen/parse-query.ts';

describe('parseQuery', () => {
  it('reads a file name', () => {
    expect(parseQuery('main.c')).toEqual({ kind: 'file', text: 'main.c', line: null, column: 1 });
  });

  it('reads a line and a column after a file name', () => {
    expect(parseQuery('main.c:12')).toEqual({ kind: 'file', text: 'main.c', line: 12, column: 1 });
    expect(parseQuery('src/main.c:12:3')).toEqual({ kind: 'file', text: 'src/main.c', line: 12, column: 3 });
  });

  it('reads the way a compiler writes places, with a colon at the end', () => {
    expect(parseQuery('main.c:12:3:')).toEqual({ kind: 'file', text: 'main.c', line: 12, column: 3 });
  });

  it('keeps the file while the line is not typed yet', () => {
    expect(parseQuery('main.c:')).toEqual({ kind: 'file', text: 'main.c', line: null, column: 1 });
  });

  it('means the file at hand when only a line is given', () => {
    expect(parseQuery(':40')).toEqual({ kind: 'line', line: 40, column: 1 });
    expect(parseQuery(':0')).toEqual({ kind: 'line', line: 1, column: 1 });
  });

  it('hands over to the commands', () => {
    expect(parseQuery('>build')).toEqual({ kind: 'command', text: 'build' });
  });
});
