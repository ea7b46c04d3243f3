import { expect, it } from 'vitest';
import { nextTab } from '../../../renderer/ui/tablist-keys.ts';

it('walks along the tabs and around their ends', () => {
  expect(nextTab('ArrowRight', 0, 3, 'horizontal')).toBe(1);
  expect(nextTab('ArrowRight', 2, 3, 'horizontal')).toBe(0);
  expect(nextTab('ArrowLeft', 0, 3, 'horizontal')).toBe(2);
  expect(nextTab('End', 0, 3, 'horizontal')).toBe(2);
  expect(nextTab('Home', 2, 3, 'horizontal')).toBe(0);
});

it('takes only the arrows of its own direction', () => {
  expect(nextTab('ArrowDown', 0, 3, 'horizontal')).toBeNull();
  expect(nextTab('ArrowDown', 0, 3, 'vertical')).toBe(1);
  expect(nextTab('ArrowRight', 0, 3, 'vertical')).toBeNull();
  expect(nextTab('ArrowRight', 0, 0, 'horizontal')).toBeNull();
});
