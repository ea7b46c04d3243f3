import { expect, it } from 'vitest';
import { helpBlocks } from '../../../../renderer/features/config/help.tsx';

it('joins the lines of a paragraph and keeps those of a list', () => {
  expect(helpBlocks('One\nsentence.\n\n- a\n- b\n\n  code here\n')).toEqual([
    { kind: 'prose', text: 'One sentence.' },
    { kind: 'lines', text: '- a\n- b' },
    { kind: 'lines', text: '  code here' },
  ]);
});
