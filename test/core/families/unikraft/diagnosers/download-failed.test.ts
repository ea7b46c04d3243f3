import { expect, test } from 'vitest';
import { diagnose } from './diagnose.ts';

test("tar's complaint is told as the download that failed before, with the place for the file", () => {
  const { problem } = diagnose('unikraft.download-failed', 'build-musl-offline.log', {
    root: '/home/user/src/apps/musl',
  });
  expect(problem.title).toBe('`musl-1.2.3.tar.gz` could not be downloaded');
  expect(problem.why).toContain('https://www.musl-libc.org/releases/musl-1.2.3.tar.gz');
  const [download, byHand] = problem.fixes;
  expect(download).toMatchObject({
    kind: 'command',
    argv: [
      'wget',
      '-O',
      '/home/user/src/apps/musl/build/libmusl/musl-1.2.3.tar.gz',
      'https://www.musl-libc.org/releases/musl-1.2.3.tar.gz',
    ],
  });
  expect(byHand?.title).toContain('`build/libmusl/musl-1.2.3.tar.gz`');
});
