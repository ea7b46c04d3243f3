import { readdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { bareFamily } from '#core/families/bare/bare.ts';
import { fixed } from '../../core/families/bare/diagnosers/diagnose.ts';
import { BareProject } from './bare-project.ts';

let project: BareProject;
beforeEach(async () => {
  project = await BareProject.create('hello');
});
afterEach(() => project.dispose());

/** What the studio would say of a build that fails. */
function failure(): Problem[] {
  const { status, stdout, stderr } = project.make();
  expect(status).not.toBe(0);
  const { files } = project;
  const lines = `${stdout}${stderr}`.split('\n').slice(0, -1);
  const found = parseToolOutput(lines, { root: files.root, paths: files.paths, source: files.read });
  const input = { phase: 'build', files, arch: 'x86_64', lines, firstLine: 1, status, argv: ['make'], found } as const;
  return bareFamily.diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input));
}

/** Applies the first fix of each problem, as one click would. */
function applyFixes(problems: readonly Problem[]): void {
  for (const [fix] of problems.map(({ fixes }) => fixes)) {
    if (fix?.kind === 'command') expect(project.make(...fix.argv.slice(1)).status).toBe(0);
    else if (fix?.kind === 'edit') {
      const file = fix.edits[0]!.at.file;
      project.write(file, fixed(project.files, fix, file));
    } else throw new Error(`not one click: ${JSON.stringify(fix)}`);
  }
}

const main = (body: string) => `#include <bare.h>\n\nint main(void)\n{\n${body}\n\treturn 0;\n}\n`;

const cases: readonly (readonly [string, string, (project: BareProject) => void])[] = [
  ['bare.config-missing', '.config is gone', (p) => unlinkSync(join(p.root, '.config'))],
  ['bare.processor-choice', 'no processor is chosen', (p) => p.configure({ ARCH_X86_64: 'n' })],
  ['bare.config-value', 'a number is out of its range', (p) => p.configure({ STACK_KIB: '4' })],
  ['bare.config-value', 'an option is misspelt', (p) => p.write('.config', p.read('.config').replace('HZ', 'HTZ'))],
  ['bare.no-c-library', 'stdio.h is included', (p) => p.write('src/main.c', `#include <stdio.h>\n${main('')}`)],
  ['bare.libc-function', 'printf is called', (p) => p.write('src/main.c', main('\tprintf("Hi %d\\n", 2);'))],
  [
    'bare.heap-off',
    'malloc is called without a heap',
    (p) => {
      p.configure({ HEAP: 'n' });
      p.write('src/main.c', main('\tfree(malloc(3));'));
    },
  ],
  ['bare.two-mains', 'a second main comes along', (p) => p.write('src/a.c', main(''))],
  ['bare.no-main', 'main is misspelt', (p) => p.write('src/main.c', main('').replace('main', 'mani'))],
  [
    'bare.image-too-big',
    'an array needs more than there is',
    (p) => p.write('src/main.c', `static char big[150 << 20];\n${main('\tprint("%d\\n", big[7]);')}`),
  ],
];

test.each(cases)('%s: when %s, the first fix makes the project build and boot', async (code, _, damage) => {
  damage(project);
  const problems = failure();
  expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set([code]));
  applyFixes(code === 'bare.heap-off' ? problems.slice(0, 1) : problems);
  project.build();
  expect((await project.boot()).end).toEqual({ code: 0, reason: 'guest' });
});

test('make defconfig writes what a new project begins with', () => {
  const before = project.read('.config');
  rmSync(join(project.root, '.config'));
  expect(project.make('defconfig').status).toBe(0);
  expect(project.read('.config')).toBe(before);
  expect(readdirSync(project.root)).not.toContain('.config.new');
});
