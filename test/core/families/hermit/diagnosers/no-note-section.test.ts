import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

// What the loader says of such an image is in its source, word for word.
const SAID = [
  '[LOADER] panicked at src/os/none/mod.rs:24:46:',
  'called `Result::unwrap()` on an `Err` value: ParseKernelError("Kernel does not have note section")',
];

it('knows a program without a kernel, and adds the line that brings it in below the file’s own attributes', () => {
  expect(diagnose('run', SAID)).toMatchObject({
    code: 'hermit.no-note-section',
    evidence: { firstLine: 2 },
    fixes: [
      {
        kind: 'edit',
        edits: [{ at: { file: 'src/main.rs', line: 4 }, newText: expect.stringContaining('use hermit as _;') }],
      },
    ],
  });
});
