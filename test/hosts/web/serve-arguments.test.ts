import { describe, expect, it } from 'vitest';
import { parseServeArguments } from '../../../electron/hosts/web/serve-arguments.ts';

describe('the command line of the web host', () => {
  it.each([
    [[], { port: 0, open: true }],
    [['--no-open'], { port: 0, open: false }],
    [['--port', '4600'], { port: 4600, open: true }],
    [['--port=4600', '--no-open'], { port: 4600, open: false }],
    [['--port', '0'], { port: 0, open: true }],
    [['--port', '65535'], { port: 65_535, open: true }],
  ])('%j is understood', (words, expected) => {
    expect(parseServeArguments(words)).toEqual({ ok: true, value: expected });
  });

  it.each([
    [['--port']],
    [['--port', 'x']],
    [['--port', '65536']],
    [['--port', '-1']],
    [['--port=']],
    [['--open']],
    [['4600']],
  ])('%j is refused with the usage', (words) => {
    expect(parseServeArguments(words)).toMatchObject({
      ok: false,
      error: { code: 'wrong-usage', hint: expect.stringContaining('--no-open') },
    });
  });
});
