import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { consoleReader } from '#core/families/l4re/console-reader.ts';
import { diagnosers } from '#core/families/l4re/diagnosers.ts';
import { projectFiles } from './diagnosers/diagnose.ts';
import { transcript } from './transcript.ts';

const FOLDER = fileURLToPath(new URL('../../../fixtures/transcripts/l4re', import.meta.url));
const files = projectFiles();

/** Everything that is said of a build's log: the general readers' words first. */
function codesOf(log: string): readonly string[] {
  const lines = transcript(log);
  const found = parseToolOutput(lines, { root: files.root, paths: files.paths, source: files.read });
  const run = /\.stderr\.txt$/.test(log);
  const input = { phase: run ? 'run' : 'build', files, arch: 'x86_64', lines, firstLine: 1, status: 2, found } as const;
  const more = diagnosers.flatMap((diagnoser) => diagnoser.diagnose({ ...input, argv: ['make'] }));
  return [...found, ...more].map(({ code }) => code);
}

/** What a boot comes to: the last part that passed, and how it ended. */
function endOf(log: string): readonly string[] {
  const reader = consoleReader();
  const found = transcript(log).flatMap((line) => reader.line(line));
  const last = found.findLast(({ kind }) => kind === 'stage');
  const ends = found.flatMap((one) =>
    one.kind === 'exit' ? [`exit ${one.code}`] : one.kind === 'crash' && one.complete ? [one.crash.code] : [],
  );
  return [last?.kind === 'stage' ? last.id : 'nothing', ...ends];
}

/** Every recorded text has its row: what is said of it, in this order, each once. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  // The kernel and sigma0 alone, on QEMU's `virt`: there is no more in this image.
  'boot-arm64-sigma0.serial.txt': ['sigma0'],
  'boot-direct-init.serial.txt': ['app'],
  'boot-hello.serial.txt': ['app'],
  'boot-myapp.serial.txt': ['app', 'exit 0'],
  'boot-return-3.serial.txt': ['app', 'exit 3'],
  'boot-rustapp.serial.txt': ['app', 'exit 0', 'l4re.rust-panic'],
  'build-app-compile-error-json.log': [
    'gcc.no-member',
    'gcc.missing-semicolon',
    'gcc.unused-variable',
    'gcc.unused-but-set-variable',
  ],
  'build-app-compile-error.log': [
    'gcc.no-member',
    'gcc.missing-semicolon',
    'gcc.unused-variable',
    'gcc.unused-but-set-variable',
  ],
  'build-app-missing-header.log': ['gcc.missing-header'],
  'build-app-missing-package.log': ['make.error', 'l4re.library-not-found'],
  'build-app-missing-source.log': ['ld.file-not-found', 'l4re.source-missing'],
  'build-app-no-control.log': [],
  'build-app-no-cross-compiler.log': ['make.error', 'l4re.compiler-changed'],
  'build-app-noop.log': [],
  'build-app-undefined-reference.log': ['ld.undefined-reference'],
  'build-app-verbose.log': [],
  'build-app-wrong-objdir.log': ['make.error', 'l4re.object-folder'],
  'build-app.log': [],
  'build-package-noop.log': [],
  'build-rust-app-error.log': ['rust.E0308'],
  'build-rust-app.log': [],
  'crash-assertion.serial.txt': ['app', 'l4re.assertion'],
  'crash-bad-read.serial.txt': ['app', 'l4re.page-fault'],
  'crash-divide-by-zero.serial.txt': ['app', 'l4re.division-by-zero'],
  'crash-page-fault.serial.txt': ['app', 'l4re.page-fault'],
  'fiasco-build-incremental.log': [],
  'fiasco-build.log': ['gcc.missing-header'],
  'fiasco-builddir-exists.log': ['make.recipe-failed', 'l4re.build-folder-exists'],
  'l4-bootstrap-and-ned.log': ['make.recipe-failed'],
  'l4-bootstrap-ok.log': [],
  'l4-build.log': ['gcc.error', 'l4re.bootstrap-too-new'],
  'l4-builddir-exists.log': ['make.recipe-failed', 'l4re.build-folder-exists'],
  'l4-compiler-refused.log': ['make.recipe-failed', 'l4re.compiler-unsupported'],
  'fiasco-compiler-refused.log': ['make.error', 'l4re.compiler-unsupported'],
  'l4-create.log': [],
  'l4-package-bootstrap-error.log': ['gcc.error', 'l4re.bootstrap-too-new'],
  'l4-package-not-found.log': ['make.recipe-failed', 'l4re.package-not-found'],
  'l4-package-zlib.log': [],
  'l4-program-missing.log': ['make.recipe-failed', 'l4re.program-missing'],
  'l4-requires-not-in-control.log': ['make.error', 'l4re.not-in-control'],
  'l4-two-makes-1.log': ['make.recipe-failed', 'l4re.two-makes'],
  'l4-two-makes-2.log': ['make.recipe-failed', 'l4re.two-makes'],
  'l4-two-makes-3.log': ['make.recipe-failed', 'l4re.two-makes'],
  'make-qemu-app.serial.txt': ['ned', 'exit 0'],
  'make-qemu-missing-module.log': ['make.recipe-failed', 'l4re.module-not-found'],
  'make-qemu-unknown-entry.log': ['make.recipe-failed', 'l4re.unknown-entry'],
  'memory-too-small.serial.txt': ['nothing'],
  'missing-binary.serial.txt': ['app', 'l4re.missing-object'],
  'missing-module.stderr.txt': [],
  'missing-ned-config.serial.txt': ['ned', 'l4re.start-script-missing'],
  'missing-ned-config.stderr.txt': [],
  'ned-lua-error.serial.txt': ['ned', 'l4re.start-script'],
  'ned-lua-syntax.serial.txt': ['ned', 'l4re.start-script'],
  'no-modules.serial.txt': ['bootstrap', 'l4re.no-modules'],
};

test('no recorded text is left out', () => {
  expect(Object.keys(SAID).sort()).toEqual(readdirSync(FOLDER).sort());
});

test.each(Object.entries(SAID))('%s is told for what it is', (log, said) => {
  expect(log.endsWith('.serial.txt') ? endOf(log) : [...new Set(codesOf(log))]).toEqual(said);
});
