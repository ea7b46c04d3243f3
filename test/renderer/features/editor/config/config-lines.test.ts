import { expect, it } from 'vitest';
import {
  configLines,
  linesOfTexts,
  optionOfLine,
} from '../../../../../renderer/features/editor/config/config-lines.ts';
import { symbolAt } from '../../../../../renderer/features/editor/config/symbol-help.ts';

it('finds the line of each option, the last where two name it', () => {
  const lines = configLines('#\nCONFIG_A=y\n# CONFIG_B is not set\r\nCONFIG_A=n\n', 'kconfig');
  expect([...lines]).toEqual([
    ['A', 4],
    ['B', 3],
  ]);
  expect(optionOfLine('# CONFIG_B is not set')).toBe('B');
  expect(optionOfLine('# a comment')).toBeNull();
});

it('finds the lines that a fix would take away, and no others that begin alike', () => {
  const text = '# CONFIG_B is not set\r\nCONFIG_A=1\nCONFIG_A=12\n# CONFIG_B is not set\n';
  expect(linesOfTexts(text, ['# CONFIG_B is not set', 'CONFIG_A=1'])).toEqual([1, 2, 4]);
  expect(linesOfTexts(text, [])).toEqual([]);
});

it('knows the symbol under the caret, not the words of the language', () => {
  expect(symbolAt('  depends on NET && !USB_4', 14, 'kconfig')?.name).toBe('NET');
  expect(symbolAt('  depends on NET', 5, 'kconfig')).toBeNull();
  expect(symbolAt('CONFIG_HEAP=y', 3, 'dotconfig')?.name).toBe('HEAP');
  expect(symbolAt('CONFIG_HEAP=y', 14, 'dotconfig')).toBeNull();
});
