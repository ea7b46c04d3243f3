/** A family for tests of builds: whatever Makefile the test writes, counted by its own progress lines. */
import type { FamilyId } from '#core/base/id.ts';
import type { BuildPlan, PlannedUnit, UnikernelFamily } from '#core/families/family.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';

export interface TestPlan extends Partial<BuildPlan> {
  /** Output files that are units, in order; the last stage is for those that end in `.elf`. */
  readonly units?: readonly string[];
  /** Units do not name their outputs. */
  readonly blind?: boolean;
}

const LINE = /^(?:@?echo ['"]?)? {2}[A-Z]+ +(\S+?)['"]?$/;

/** `  CC      build/a.o` in the output of make, or in what `make -n` would print, is a unit. */
export function testFamily(test: TestPlan = {}): UnikernelFamily {
  const { units = [], blind = false, ...overrides } = test;
  const plan = (goal: 'build' | 'rebuild' | 'clean', jobs: number): BuildPlan => ({
    stages: [
      { id: 'compile', title: 'Compile' },
      { id: 'link', title: 'Link' },
    ],
    count: units.length > 0 && goal !== 'clean' ? { title: 'Count', argv: ['make', '-n'], cwd: '' } : null,
    readCount(output): readonly PlannedUnit[] {
      const due = new Set(output.split('\n').map((line) => LINE.exec(line.trimEnd())?.[1]));
      return units.map((id) => ({
        ...{ id, group: 'all', label: id, stage: id.endsWith('.elf') ? 1 : 0, unchanged: !due.has(id) },
        ...(blind ? {} : { output: id }),
      }));
    },
    steps: [{ title: 'Build', argv: ['make', `-j${jobs}`, ...(goal === 'clean' ? ['clean'] : [])], cwd: '' }],
    readLine(line) {
      const unit = LINE.exec(line)?.[1];
      return unit === undefined ? null : { kind: 'starts', unit, title: unit };
    },
    artifacts: [],
    env: {},
    ...overrides,
  });
  return {
    ...toyFamily,
    id: 'test' as FamilyId,
    planBuild: (_files, { goal, jobs }) => ({ value: plan(goal, jobs), problems: [] }),
  };
}

/** A Makefile that compiles `count` small files, each with a sleep, and links them. */
export function manyFiles(
  count: number,
  sleep = 0,
): { readonly files: Record<string, string>; readonly units: string[] } {
  const names = Array.from({ length: count }, (_, n) => `f${n}`);
  const files: Record<string, string> = {
    Makefile: `objects := ${names.map((name) => `build/${name}.o`).join(' ')}
build/all.elf: $(objects)
\t@echo '  LD      $@'
\t@$(CC) -nostdlib -static -Wl,-e,f0 -o $@ $(objects)
build/%.o: %.c | build
\t@echo '  CC      $@'
\t@${sleep > 0 ? `sleep ${sleep}; ` : ''}$(CC) -c $< -o $@
build:
\t@mkdir -p build
clean:
\t@rm -rf build
.PHONY: clean
`,
  };
  for (const name of names) files[`${name}.c`] = `int ${name}(void) { return 0; }\n`;
  return { files, units: [...names.map((name) => `build/${name}.o`), 'build/all.elf'] };
}
