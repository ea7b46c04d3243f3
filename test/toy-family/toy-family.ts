/** A family that lives only in the tests: proof that services need nothing but the description of a family. */
import type { FamilyId } from '#core/base/id.ts';
import type { SourceRange } from '#core/contract/problem.ts';
import type {
  BuildPlan,
  ConsoleFinding,
  ConsoleReader,
  Diagnoser,
  PlannedUnit,
  ToolRequirement,
  UnikernelFamily,
} from '#core/families/family.ts';

const UNITS: readonly Omit<PlannedUnit, 'unchanged'>[] = [
  { id: 'build/boot.o', group: 'kernel', label: 'boot.S', stage: 0, output: 'build/boot.o' },
  { id: 'build/toy.o', group: 'kernel', label: 'toy.c', stage: 0, output: 'build/toy.o' },
  { id: 'build/app.o', group: 'app', label: 'app.c', stage: 0, output: 'build/app.o' },
  { id: 'build/toy.elf', group: 'image', label: 'toy.elf', stage: 1, output: 'build/toy.elf' },
];
const UNIT_LINE = /^(?:echo ")? {2}(?:AS|CC|LD) +([^"\s]+)"?$/;

const tool = (id: string, why: string): ToolRequirement => ({
  id,
  name: id,
  commands: [id],
  versionArgv: ['--version'],
  versionPattern: '(\\d+\\.\\d+(?:\\.\\d+)?)',
  why,
  required: true,
  packages: { apt: [id] },
});

function planBuild(goal: 'build' | 'rebuild' | 'clean', jobs: number): BuildPlan {
  const step = (title: string, ...argv: string[]) => ({ title, argv, cwd: '' });
  const clean = step('Clean', 'make', 'clean');
  const make = step('Build', 'make', `-j${jobs}`);
  return {
    stages: [
      { id: 'compile', title: 'Compile' },
      { id: 'link', title: 'Link' },
    ],
    count: goal === 'clean' ? null : step('Count', 'make', '-n', ...(goal === 'rebuild' ? ['-B'] : [])),
    readCount(output) {
      const due = new Set(output.split('\n').map((line) => UNIT_LINE.exec(line)?.[1]));
      return UNITS.map((unit) => ({ ...unit, unchanged: !due.has(unit.id) }));
    },
    steps: goal === 'clean' ? [clean] : goal === 'rebuild' ? [clean, make] : [make],
    readLine(line) {
      const unit = UNIT_LINE.exec(line)?.[1];
      return unit === undefined ? null : { kind: 'starts', unit, title: unit };
    },
    artifacts: goal === 'clean' ? [] : ['build/toy.elf', 'build/toy.map'],
    env: {},
  };
}

function reader(): ConsoleReader {
  let crash: { title: string; address?: string; callers: string[] } | null = null;
  return {
    line(text): readonly ConsoleFinding[] {
      const [, word = '', rest = ''] = /^toy: (\S+) ?(.*)$/.exec(text) ?? [];
      if (word === 'kernel') return [{ kind: 'stage', id: 'kernel', label: 'kernel', group: 'kernel' }];
      if (word === 'main') return [{ kind: 'stage', id: 'main', label: 'app()', group: 'app' }, { kind: 'booted' }];
      if (word === 'debugger') return [{ kind: 'debugger', reason: rest, help: 'Type g.' }];
      if (word === 'go') return [{ kind: 'debugger-left' }];
      if (word === 'exit') return [{ kind: 'exit', code: Number(rest) }];
      if (word === 'PANIC') crash = { title: `The toy panicked: ${rest}`, callers: [] };
      else if (!crash) return [];
      else if (word === 'at') crash.address = rest;
      else if (word === 'from') crash.callers.push(rest);
      else if (word !== 'end') return [];
      const report = { code: 'toy.panic', why: 'The program called `toy_panic`.', ...crash };
      return [{ kind: 'crash', crash: report, complete: word === 'end' }];
    },
  };
}

/** Says in its own words what the general reader of ld's output found too. */
const forgottenApp: Diagnoser = {
  code: 'toy.app-missing',
  diagnose({ lines, firstLine, phase }) {
    const index = phase === 'build' ? lines.findIndex((line) => line.includes('undefined reference to `app')) : -1;
    if (index < 0) return [];
    const at: SourceRange = { file: 'app.c', line: 1, column: 1 };
    return [
      {
        code: 'toy.app-missing',
        severity: 'error',
        title: 'The program has no function `app`.',
        why: 'The toy kernel calls `app` once it has started.',
        at,
        evidence: { firstLine: firstLine + index, lastLine: firstLine + index },
        quote: lines[index] ?? '',
        fixes: [{ kind: 'open', title: 'Open app.c', at }],
      },
    ];
  },
};

export const toyFamily: UnikernelFamily = {
  id: 'toy' as FamilyId,
  name: 'Toy',
  version: '1',
  summary: 'The smallest guest that can show every way to end.',
  icon: 'blocks',
  languages: ['C'],
  archs: ['x86_64'],
  tools: [tool('gcc', 'compiles and links'), tool('make', 'builds'), tool('qemu-system-x86_64', 'runs the image')],
  configFile: '.config',
  detect: (files) =>
    files.paths.includes('toy.ld') ? { confidence: 2, evidence: ['toy.ld'] } : { confidence: 0, evidence: [] },
  archsOf: () => ['x86_64'],
  checkPlace: () => null,
  retarget: () => [],
  planBuild: (_files, request) => ({ value: planBuild(request.goal, request.jobs), problems: [] }),
  planRun: (files) => ({
    value: {
      program: 'qemu-system-x86_64',
      args: [
        ...['-machine', 'pc', '-m', '32M', '-kernel', `${files.root}/build/toy.elf`],
        ...['-device', 'isa-debug-exit,iobase=0xf4,iosize=0x04'],
      ],
      acceleratorArgs: { kvm: ['-cpu', 'host'], tcg: ['-cpu', 'max'] },
      accelerators: ['kvm', 'tcg'],
      memoryMiB: 32,
      cpus: 1,
      image: 'build/toy.elf',
      symbols: 'build/toy.elf',
      firstByteMs: 5000,
      reader,
      // isa-debug-exit makes QEMU end with 2 × value + 1; the toy adds 16, so that no status of QEMU's own looks like it.
      readStatus: (status) =>
        status >= 33 && status % 2 === 1
          ? { code: (status - 33) / 2, reason: 'guest' }
          : { code: null, reason: status === 0 ? 'guest' : 'error' },
    },
    problems: [],
  }),
  imageGroup: (object) => ({ name: object, group: object.includes('app') ? 'yours' : 'platform' }),
  imageLabels: { yours: 'Your program', platform: 'Toy kernel' },
  linkMap: () => 'build/toy.map',
  diagnosers: [forgottenApp],
  outputFolders: ['build'],
};
