import { describe, expect, it } from 'vitest';
import { findLocations, projectPath } from '../../../../renderer/features/build/locations.ts';

const found = (text: string) =>
  findLocations(text).map(({ start, end, file, line, column }) => {
    expect(text.slice(start, end)).toContain(file);
    return `${file}|${line}|${column}`;
  });

describe('findLocations', () => {
  it.each([
    ["src/clock.c:16:5: warning: ignoring return value of 'clock_gettime'", ['src/clock.c|16|5']],
    ["/home/user/src/toolsdemo/a.c:5: undefined reference to `helper'", ['/home/user/src/toolsdemo/a.c|5|1']],
    [
      "/usr/bin/ld: /home/user/src/toolsdemo/a.c:5: undefined reference to `twice'",
      ['/home/user/src/toolsdemo/a.c|5|1'],
    ],
    [
      "/usr/bin/ld: /x/ccWhqrCV.o:/x/c.c:1: multiple definition of `shared'; /x/ccFm.o:/x/b2.c:1: first defined here",
      ['/x/c.c|1|1', '/x/b2.c|1|1'],
    ],
    ['In file included from src/macro.h:4,', ['src/macro.h|4|1']],
    ['                 from macro.c:1:', ['macro.c|1|1']],
    ['make: *** [Makefile:10: fails] Error 1', ['Makefile|10|1']],
    ['tabs.mk:2: *** missing separator.  Stop.', ['tabs.mk|2|1']],
    ['  --> src/main.rs:3:5', ['src/main.rs|3|5']],
    ['/usr/bin/ld:bad.ld:0: syntax error', ['bad.ld|1|1']],
    ["my dir/it's (new).c:3:7: error: expected ';'", ["my dir/it's (new).c|3|7"]],
    ['größe/мир.c:3:7: fatal error: x.h: No such file', ['größe/мир.c|3|7']],
  ])('finds the places in %s', (text, places) => {
    expect(found(text)).toEqual(places);
  });

  it.each([
    '12:30:01 starting',
    'http://example.org:8080/x',
    'make: Entering directory',
    '   18 |         if (p.widht = 3)',
    'gcc version 12.2.0: 3',
  ])('finds none in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('answers at once for an enormous line', () => {
    expect(findLocations('a.c:1'.repeat(100_000))).toEqual([]);
  });
});

describe('projectPath', () => {
  it('maps relative and absolute names to files of the project', () => {
    expect(projectPath('src/main.c', '', '/p/hello')).toBe('src/main.c');
    expect(projectPath('../src/./main.c', 'build', '/p/hello')).toBe('src/main.c');
    expect(projectPath('main.c', '/p/hello/src', '/p/hello')).toBe('src/main.c');
    expect(projectPath('/p/hello/src/main.c', '', '/p/hello')).toBe('src/main.c');
  });

  it('refuses names outside of it', () => {
    expect(projectPath('/usr/include/stdio.h', '', '/p/hello')).toBeNull();
    expect(projectPath('../other/main.c', '', '/p/hello')).toBeNull();
    expect(projectPath('/p/hello2/main.c', '', '/p/hello')).toBeNull();
    expect(projectPath('.', '', '/p/hello')).toBeNull();
  });
});
