import { expect, it } from 'vitest';
import { rankFiles } from '../../../../renderer/features/config/config-files.ts';

it('offers files that look like configurations before all others', () => {
  expect(rankFiles(['src/main.c', 'configs/net_defconfig', 'a.txt'], '')[0]).toBe('configs/net_defconfig');
});

it('offers only what has the typed letters', () => {
  expect(rankFiles(['src/main.c', '.config'], 'main')).toEqual(['src/main.c']);
});
