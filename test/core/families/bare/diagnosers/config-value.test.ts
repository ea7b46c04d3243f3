import { expect, test } from 'vitest';
import { HELLO_CONFIG } from '../hello-files.ts';
import { diagnoseAll, fixed } from './diagnose.ts';

/** As the transcript was recorded. */
const BROKEN = `${HELLO_CONFIG.replace('CONFIG_HZ=100', 'CONFIG_HZ=5000')
  .replace(/CONFIG_GREETING=.*/, 'CONFIG_GREETNG="Hi"')
  .replace('CONFIG_TIMER=y', 'CONFIG_TIMER=yes')
  .replace(/CONFIG_HEAP_KIB=.*/, 'CONFIG_HEAP_KIB=lots')
  .replace('CONFIG_ECHO=y', 'ECHO=y')
  .replace('CONFIG_COLOUR=y', 'CONFIG_ZEBRA=y')}CONFIG_GREETING=Hello there\n`;
const { all, files, found } = diagnoseAll('config-values', { '.config': BROKEN });

test('each line that was refused is one problem, at its place in .config and in the log', () => {
  expect(all.map(({ title, at }) => `${at?.line} ${title}`)).toEqual([
    '18 There is no option `GREETNG`',
    '23 There is no option `ZEBRA`',
    '24 This line of `.config` says nothing that can be understood',
    '30 `TIMER` is neither on nor off',
    "31 `HZ` can't be 5000",
    '33 `HEAP_KIB` has to be a number',
    '58 The text of `GREETING` needs quotes',
  ]);
  expect(new Set(all.map(({ code }) => code))).toEqual(new Set(['bare.config-value']));
  const places = new Set(found.map(({ evidence }) => evidence.firstLine));
  for (const { evidence } of all) expect(places.has(evidence.firstLine)).toBe(true);
});

test.each([
  [18, 'Change it to `GREETING`', 'CONFIG_GREETING="Hi"'],
  [23, 'Remove the line', ''],
  [24, 'Put `CONFIG_` before it', 'CONFIG_ECHO=y'],
  [30, 'Turn `TIMER` on', 'CONFIG_TIMER=y'],
  [31, 'Set `HZ` to `1000`', 'CONFIG_HZ=1000'],
  [33, 'Set `HEAP_KIB` to `1024`', 'CONFIG_HEAP_KIB=1024'],
  [58, 'Quote it', 'CONFIG_GREETING="Hello there"'],
])('line %i: the first fix is "%s"', (line, title, text) => {
  const fix = all.find(({ at }) => at?.line === line)!.fixes[0];
  expect(fix?.title).toBe(title);
  expect(fixed(files, fix).split('\n')[line - 1]).toBe(text);
});
