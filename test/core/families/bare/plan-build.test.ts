import { expect, test } from 'vitest';
import { planBuild } from '#core/families/bare/plan-build.ts';
import { transcript } from './diagnosers/diagnose.ts';
import { helloFiles } from './hello-files.ts';

const { value: plan } = planBuild(helloFiles(), { goal: 'build', arch: 'x86_64', jobs: 3 });

/** What `make -n units all` printed after src/main.c had changed, with the long commands cut. */
const COUNTED = `unit config.h
unit kernel/x86_64/boot.S
unit src/deep/er/words.c
unit src/main.c
unit kernel.elf
unit kernel.img
:
printf '  %-7s %s\\n' 'CC' 'src/main.c'
mkdir -p build/x86_64/src
gcc -std=gnu11 -c -o build/x86_64/src/main.c.o src/main.c
printf '  %-7s %s\\n' 'LD' 'kernel.elf'
gcc -nostdlib
printf '  %-7s %s\\n' 'IMAGE' 'kernel.img'
/usr/bin/objcopy --strip-all build/x86_64/kernel.elf build/x86_64/kernel.img
`;

test('counts all units in their folders and stages, and knows which are due', () => {
  expect(plan.readCount(COUNTED)).toEqual([
    { id: 'config.h', group: 'image', label: 'config.h', stage: 0, unchanged: true, output: 'build/x86_64/config.h' },
    {
      ...{ id: 'kernel/x86_64/boot.S', group: 'kernel/x86_64', label: 'boot.S', stage: 1, unchanged: true },
      output: 'build/x86_64/kernel/x86_64/boot.S.o',
    },
    {
      ...{ id: 'src/deep/er/words.c', group: 'src/deep/er', label: 'words.c', stage: 1, unchanged: true },
      output: 'build/x86_64/src/deep/er/words.c.o',
    },
    {
      ...{ id: 'src/main.c', group: 'src', label: 'main.c', stage: 1, unchanged: false },
      output: 'build/x86_64/src/main.c.o',
    },
    {
      id: 'kernel.elf',
      group: 'image',
      label: 'kernel.elf',
      stage: 2,
      unchanged: false,
      output: 'build/x86_64/kernel.elf',
    },
    {
      id: 'kernel.img',
      group: 'image',
      label: 'kernel.img',
      stage: 3,
      unchanged: false,
      output: 'build/x86_64/kernel.img',
    },
  ]);
});

test('output that is no count gives no units', () => {
  expect(plan.readCount('')).toEqual([]);
  expect(plan.readCount('Makefile:19: *** .config is missing.  Stop.\n')).toEqual([]);
});

test('each progress line of a recorded build starts one unit, and no other line does', () => {
  const started = transcript('heap-off').flatMap((line) => plan.readLine(line)?.unit ?? []);
  expect(started).toHaveLength(13);
  expect(started[0]).toBe('config.h');
  expect(started.at(-1)).toBe('kernel.elf');
  expect(plan.readLine('  CC')).toBeNull();
  expect(plan.readLine('src/main.c:5:9: error: CC      src/main.c')).toBeNull();
});

test('runs make once with the jobs it was given; a rebuild cleans first', () => {
  expect(plan.steps.map(({ argv }) => argv)).toEqual([['make', '-j3', 'all']]);
  const rebuild = planBuild(helloFiles(), { goal: 'rebuild', arch: 'x86_64', jobs: 1 }).value;
  expect(rebuild.steps.map(({ argv }) => argv)).toEqual([
    ['make', 'clean'],
    ['make', '-j1', 'all'],
  ]);
  const clean = planBuild(helloFiles(), { goal: 'clean', arch: 'x86_64', jobs: 1 }).value;
  expect(clean).toMatchObject({ count: null, artifacts: [], steps: [{ argv: ['make', 'clean'] }] });
});

test('.config decides which image comes out, and the project where .config says nothing', () => {
  expect(planBuild(helloFiles(), { goal: 'build', arch: 'arm64', jobs: 1 }).value.artifacts[0]).toBe(
    'build/x86_64/kernel.img',
  );
  const without = helloFiles({ '.config': null });
  expect(planBuild(without, { goal: 'build', arch: 'arm64', jobs: 1 }).value.artifacts[0]).toBe(
    'build/arm64/kernel.img',
  );
});
