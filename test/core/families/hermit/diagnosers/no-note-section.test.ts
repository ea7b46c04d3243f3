import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('knows a program without a kernel, and adds the line that brings it in below the file’s own attributes', () => {
  expect(diagnose('run', 'no-note-section-0.13.2.serial.txt')).toMatchObject({
    code: 'hermit.no-note-section',
    fixes: [
      {
        kind: 'edit',
        edits: [{ at: { file: 'src/main.rs', line: 4 }, newText: expect.stringContaining('use hermit as _;') }],
      },
    ],
  });
});
