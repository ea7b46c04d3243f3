import { existsSync, rmSync, statSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planBuild } from '#core/families/bare/plan-build.ts';
import { MACHINES } from '#core/families/bare/plan-run.ts';
import { archsHere, BareProject } from './bare-project.ts';

let project: BareProject;
beforeEach(async () => {
  project = await BareProject.create('hello');
});
afterEach(() => project.dispose());

/** Steps that the counting pass announces as due, and those that the build then takes. */
function countAndBuild(): { due: string[]; taken: string[]; all: string[] } {
  const { value: plan } = planBuild(project.files, { goal: 'build', arch: 'x86_64', jobs: 2 });
  const units = plan.readCount(project.make(...plan.count!.argv.slice(1)).stdout);
  const { stdout } = project.build();
  const taken = stdout.split('\n').flatMap((line) => plan.readLine(line)?.unit ?? []);
  return { due: units.filter((unit) => !unit.unchanged).map(({ id }) => id), taken, all: units.map(({ id }) => id) };
}

function expectExactly(expected: readonly string[]): void {
  const { due, taken } = countAndBuild();
  expect([...taken].sort()).toEqual([...expected].sort());
  expect([...due].sort()).toEqual([...expected].sort());
}

/** Saves without a change, at a time that make sees. */
function touch(path: string): void {
  const later = new Date(Date.now() + 2000);
  utimesSync(join(project.root, path), later, later);
}

describe('what is built', () => {
  test('is counted exactly beforehand, and every unit leaves the file that it is said to make', () => {
    const { due, taken, all } = countAndBuild();
    expect(taken.sort()).toEqual([...all].sort());
    expect(due.sort()).toEqual([...all].sort());
    expect(all).toHaveLength(15);
    const { value: plan } = planBuild(project.files, { goal: 'build', arch: 'x86_64', jobs: 1 });
    const units = plan.readCount(project.make('-n', 'units', 'all').stdout);
    for (const { output } of units) expect(existsSync(join(project.root, output!)), output).toBe(true);
    for (const path of plan.artifacts) expect(existsSync(join(project.root, path)), path).toBe(true);
  });

  test('is nothing when nothing has changed, nor when .config was merely saved', () => {
    project.build();
    expectExactly([]);
    touch('.config');
    touch('Kconfig');
    expectExactly([]);
  });

  test('is one file, the link and the image after an edit of the program', () => {
    project.build();
    project.write('src/main.c', '#include <bare.h>\n\nint main(void)\n{\n\tprint("new\\n");\n\treturn 0;\n}\n');
    touch('src/main.c');
    expectExactly(['src/main.c', 'kernel.elf', 'kernel.img']);
  });

  test('is everything after an option has changed', () => {
    project.build();
    project.configure({ GREETING: '"Changed."' });
    const { taken, all } = countAndBuild();
    expect(taken.sort()).toEqual(all.sort());
  });

  test('is what includes a header that has changed', () => {
    project.write('src/deep/er/words.h', '#define WORDS "words"\n');
    project.write(
      'src/deep/er/words.c',
      '#include "words.h"\nconst char *words(void);\nconst char *words(void)\n{\n\treturn WORDS;\n}\n',
    );
    project.build();
    touch('src/deep/er/words.h');
    expectExactly(['src/deep/er/words.c', 'kernel.elf', 'kernel.img']);
  });

  test('holds every .c and .S file in src, in folders too, also of the same name', async () => {
    project.write('src/a/words.S', '\t.globl answer\nanswer:\tmovl $42, %eax\n\tret\n');
    project.write('src/a/words.c', 'int twice(int n);\nint twice(int n)\n{\n\treturn 2 * n;\n}\n');
    project.write('src/größe.c', 'int size(void);\nint size(void)\n{\n\treturn 5;\n}\n');
    project.write(
      'src/main.c',
      '#include <bare.h>\nint answer(void), twice(int), size(void);\n\nint main(void)\n{\n\treturn twice(answer()) + size();\n}\n',
    );
    expect(project.build().stdout).toContain('  AS      src/a/words.S\n');
    expect((await project.boot()).end).toEqual({ code: 89, reason: 'guest' });
  });

  test('loses a file that was deleted', () => {
    project.write('src/extra.c', 'int extra(void);\nint extra(void)\n{\n\treturn 1;\n}\n');
    project.build();
    expect(project.read('build/x86_64/kernel.map')).toContain('src/extra.c.o');
    unlinkSync(join(project.root, 'src/extra.c'));
    expectExactly(['kernel.elf', 'kernel.img']);
    expect(project.read('build/x86_64/kernel.map')).not.toContain('src/extra.c.o');
  });

  test('has the same bytes in another folder, with symbols and without', () => {
    project.build();
    const other = project.copyTo('elsewhere, quite');
    rmSync(join(other.root, 'build'), { recursive: true });
    other.build();
    for (const image of ['kernel.img', 'kernel.elf']) {
      expect(other.read(`build/x86_64/${image}`) === project.read(`build/x86_64/${image}`), image).toBe(true);
    }
  });

  test('is smaller without symbols, which stay in kernel.elf', () => {
    project.build();
    const bytes = (name: string) => statSync(join(project.root, 'build/x86_64', name)).size;
    expect(bytes('kernel.img')).toBeLessThan(12_000);
    expect(bytes('kernel.elf')).toBeGreaterThan(3 * bytes('kernel.img'));
  });

  test('goes away with make clean, also when .config is missing', () => {
    project.build();
    unlinkSync(join(project.root, '.config'));
    expect(project.make('clean').status).toBe(0);
    expect(existsSync(join(project.root, 'build'))).toBe(false);
  });

  test('is shown in whole commands with V=1', () => {
    const { stdout } = project.build('V=1');
    expect(stdout).toMatch(/gcc .*-c -o build\/x86_64\/src\/main\.c\.o\.new src\/main\.c /);
    expect(stdout).toContain('  CC      src/main.c\n');
  });

  test('a rebuild is counted as everything', () => {
    project.build();
    const { value: plan } = planBuild(project.files, { goal: 'rebuild', arch: 'x86_64', jobs: 2 });
    const units = plan.readCount(project.make(...plan.count!.argv.slice(1)).stdout);
    expect(units.filter((unit) => unit.unchanged)).toEqual([]);
    expect(units).toHaveLength(15);
  });

  test('counting leaves no file behind', () => {
    project.make('-n', 'units', 'all');
    expect(existsSync(join(project.root, 'build'))).toBe(false);
  });
});

describe('a clear refusal', () => {
  const refusal = () => {
    const { status, stderr } = project.make();
    expect(status).not.toBe(0);
    return stderr;
  };

  test('when .config is missing', () => {
    unlinkSync(join(project.root, '.config'));
    expect(refusal()).toContain('.config is missing: it holds the choice of options');
  });

  test('when .config chooses no processor, or several', () => {
    project.configure({ ARCH_X86_64: 'n' });
    expect(refusal()).toContain('.config chooses no processor. Exactly one of CONFIG_ARCH_X86_64, CONFIG_ARCH_ARM64');
    project.configure({ ARCH_X86_64: 'y', ARCH_ARM64: 'y' });
    expect(refusal()).toContain('.config chooses several processors: x86_64 arm64.');
  });

  test.each([
    ['CONFIG_HZ=5000', 'HZ lies between 20 and 1000, not at 5000'],
    ['CONFIG_HZ=often', 'HZ is a number, not often'],
    ['CONFIG_TIMER=maybe', 'TIMER is y or n, not maybe'],
    ['CONFIG_GREETING=Hello', 'GREETING is a text between quotes, not Hello'],
    ['CONFIG_GREETING="no end', 'GREETING is a text between quotes, not "no end'],
    ['CONFIG_GREETNG="Hello"', 'Kconfig has no option GREETNG'],
    ['GREETING="Hello"', 'cannot read `GREETING="Hello"`: a line says CONFIG_NAME=value'],
  ])('when .config says %s, with the line', (line, message) => {
    const text = project.read('.config');
    project.write('.config', `${text}${line}\n`);
    const number = text.split('\n').length;
    expect(refusal()).toContain(`.config:${number}: error: ${message}\n`);
    expect(existsSync(join(project.root, 'build/x86_64/config.h'))).toBe(false);
  });

  test.each(['my file.c', "it's.c", 'a$b.c', 'a#b.c', 'a:b.c', 'a%b.S'])('when a source is called %s', (name) => {
    project.write(`src/${name}`, '');
    expect(refusal()).toContain(`cannot build "src/${name}": rename it`);
  });

  test('when no compiler is there for the processor', () => {
    project.configure({ ARCH_X86_64: 'n', ARCH_ARM64: 'y' });
    const makefile = project.read('kernel/arm64/arch.mk');
    project.write('kernel/arm64/arch.mk', makefile.replaceAll('aarch64-', 'nowhere-'));
    expect(refusal()).toMatch(/no compiler for arm64 was found: looked for +nowhere-linux-gnu-gcc/);
  });

  test('when the image and its heap do not fit into the memory', () => {
    project.configure({ MEMORY_MIB: '16', HEAP_KIB: '20000' });
    expect(refusal()).toMatch(/region `ram' overflowed by \d+ bytes/);
  });
});

test('numbers and texts that .config leaves out get the default of Kconfig', async () => {
  project.write('.config', 'CONFIG_ARCH_X86_64=y\nCONFIG_LOG_INFO=y\nCONFIG_TIMER=y\n');
  project.build();
  const { text } = await project.boot();
  expect(text).toContain('timer    100 ticks a second\n');
  expect(text).toContain('Hello. This machine runs one program: yours.\n');
});

test('a .config with Windows line ends is read like any other', async () => {
  project.write('.config', project.read('.config').replaceAll('\n', '\r\n'));
  project.build();
  expect((await project.boot()).end).toEqual({ code: 0, reason: 'guest' });
});

test.each(archsHere)('make run on %s plays the same machine as the studio', (arch) => {
  project.configure({ ARCH_X86_64: 'n', [`ARCH_${arch.toUpperCase()}`]: 'y' });
  const { stdout } = project.make('-n', 'run');
  expect(stdout).toContain(`${MACHINES[arch].join(' ')} -m 128 -kernel build/${arch}/kernel.img`);
});

test('make run gives the status of main() back', () => {
  project.write('src/main.c', 'int main(void)\n{\n\treturn 9;\n}\n');
  const { status, stderr, stdout } = project.make('run');
  expect(status).toBe(2);
  expect(stderr).toContain('Error 9');
  expect(stdout).toContain('returned 9, power off');
});

test('the kernel that hello is built with is under a thousand lines of code, as the card of Bare says', () => {
  const units = [...project.make('units').stdout.matchAll(/^unit (kernel\/.+)$/gm)].map((match) => match[1]!);
  const headers = project.files.paths.filter((path) => /^kernel\/(?:x86_64\/)?(?!fdt)[^/]+\.h$/.test(path));
  const sources = [...units.filter((path) => path.includes('/')), ...headers];
  const lines = sources.flatMap((path) => project.read(path).split('\n'));
  const code = lines.filter((line) => line.trim() !== '' && !/^\s*(?:\/?\*|\/\/)/.test(line));
  expect(code.length).toBeLessThan(1000);
});
