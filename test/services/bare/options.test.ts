import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archsHere, BareProject, type Ran } from './bare-project.ts';

let project: BareProject;
let defaults: string;
beforeAll(async () => {
  project = await BareProject.create('hello');
  defaults = project.read('.config');
});
afterAll(() => project.dispose());

const HELLO = `#include <bare.h>

int main(void)
{
	print("%s\\n", CONFIG_GREETING);
	return 0;
}
`;

/** Builds with these options (the others at their defaults) and this program, and boots. */
async function boot(
  options: Record<string, string>,
  program = HELLO,
  script?: Parameters<BareProject['boot']>[0],
): Promise<Ran> {
  build(options, program);
  return project.boot(script);
}

function build(options: Record<string, string>, program = HELLO): void {
  project.write('.config', defaults);
  project.configure(options);
  project.write('src/main.c', program);
  expect(project.build().stderr).toBe('');
}

const imageBytes = () => statSync(join(project.root, 'build/x86_64/kernel.img')).size;

const main = (body: string, before = '') => `#include <bare.h>\n${before}\nint main(void)\n{\n${body}\n}\n`;

describe('the console', () => {
  test('GREETING is any text, with quotes, backslashes, percent signs, dollars, hashes and Unicode', async () => {
    const { text } = await boot({ GREETING: String.raw`"a \"b\" \\ 100% $(HOME) # ünï – 你好"` });
    expect(text).toContain(`a "b" \\ 100% $(HOME) # ünï – 你好\n`);
  });

  test('LOG_QUIET leaves the serial line to the program', async () => {
    const { text, findings } = await boot({ LOG_INFO: 'n', LOG_QUIET: 'y' });
    expect(text).toBe('This line is an option: GREETING in .config.\n');
    expect(findings.map(({ kind }) => kind)).toEqual(['stage', 'booted']);
  });

  test('LOG_QUIET still reports a panic', async () => {
    const { text, findings, end } = await boot({ LOG_INFO: 'n', LOG_QUIET: 'y' }, main('\tpanic("so it is");'));
    expect(text).toMatch(/^\[\d\.\d{3}\] panic {4}so it is\n/);
    expect(findings[0]).toMatchObject({ kind: 'crash', crash: { code: 'bare.panic' } });
    expect(end).toEqual({ code: 126, reason: 'crash' });
  });

  test('LOG_DEBUG adds lines that LOG_INFO leaves out, of the kernel and of the program', async () => {
    const program = main('\tlog_info("app", "one");\n\tlog_debug("app", "two");\n\treturn 0;');
    const info = await boot({}, program);
    const debug = await boot({ LOG_INFO: 'n', LOG_DEBUG: 'y' }, program);
    expect(info.text).toContain('app      one\n');
    expect(info.text).not.toMatch(/two|stack/);
    expect(debug.text).toContain('app      two\n');
    expect(debug.text).toMatch(/stack {4}64 KiB, 0x[0-9a-f]+ to 0x[0-9a-f]+\n/);
  });

  test('TIMESTAMPS off leaves the time out, and the studio understands the lines all the same', async () => {
    const { text, findings } = await boot({ TIMESTAMPS: 'n' });
    expect(text).toContain('\nmain()   entered\n');
    expect(findings.map(({ kind }) => kind)).toEqual(['stage', 'stage', 'stage', 'stage', 'booted', 'exit']);
  });

  test('COLOUR makes kernel messages grey and a panic red, and off there is no escape sequence', async () => {
    const program = main('\tpanic("red");');
    expect((await boot({}, program)).raw).toMatch(/\x1b\[90m\[.*\x1b\[91m\[.*red\x1b\[0m/s);
    expect((await boot({ COLOUR: 'n' }, program)).raw).not.toContain('\x1b');
  });

  const ASK = main(
    '\tchar line[8];\n\n\tprint("? ");\n\tread_line(line, sizeof line);\n\tprint("<%s>\\n", line);\n\treturn 0;',
  );

  test('ECHO shows what is typed, and off it does not', async () => {
    const type = [{ after: '? ', type: 'hi\r' }];
    expect((await boot({}, ASK, type)).text).toContain('? hi\n<hi>\n');
    expect((await boot({ ECHO: 'n' }, ASK, type)).text).toContain('? <hi>\n');
  });

  test('a line that is too long for its place is cut, never written past it', async () => {
    const { text } = await boot({}, ASK, [{ after: '? ', type: `${'x'.repeat(200)}\r` }]);
    expect(text).toContain('<xxxxxxx>\n');
  });
});

describe('the kernel', () => {
  const TICKS = main(
    '\tsleep_ms(500);\n\tprint("%lu us\\n", (unsigned long)uptime_us());\n\tprint("%lu ticks\\n", (unsigned long)ticks());\n\treturn 0;',
  );
  const perSecond = ({ text }: Ran) =>
    (Number(/(\d+) ticks\n/.exec(text)?.[1]) * 1_000_000) / Number(/(\d+) us\n/.exec(text)?.[1]);

  test('HZ is how often the timer interrupts', async () => {
    // A machine that is kept waiting loses ticks, and never has more than there are.
    const slow = perSecond(await boot({ HZ: '20' }, TICKS));
    const fast = perSecond(await boot({ HZ: '1000' }, TICKS));
    expect(slow).toBeGreaterThan(8);
    expect(slow).toBeLessThan(30);
    expect(fast).toBeGreaterThan(slow * 5);
    expect(fast).toBeLessThan(1500);
  });

  test('without TIMER nothing ticks, and the clock goes on', async () => {
    const { text } = await boot({ TIMER: 'n' }, `${TICKS}`);
    expect(text).toContain('\n0 ticks\n');
    expect(text).not.toContain('timer');
    expect(text).toMatch(/\[0\.[5-9]\d\d\] main\(\) +returned/);
  });

  const FILL = main(
    '\tunsigned long kib = 0;\n\n\twhile (malloc(1000))\n\t\tkib++;\n\tprint("%lu blocks\\n", kib);\n\treturn 0;',
  );

  test('HEAP_KIB is what malloc has to give', async () => {
    const blocks = async (kib: string) => Number(/(\d+) blocks/.exec((await boot({ HEAP_KIB: kib }, FILL)).text)?.[1]);
    expect(await blocks('16')).toBe(16);
    expect(await blocks('4096')).toBeGreaterThan(4000);
  });

  test('without HEAP a program that asks for memory does not link', async () => {
    project.write('.config', defaults);
    project.configure({ HEAP: 'n' });
    project.write('src/main.c', FILL);
    const { status, stderr } = project.make();
    expect(status).not.toBe(0);
    expect(stderr).toContain('undefined reference to `malloc');
    project.write('src/main.c', HELLO);
    expect(project.make().status).toBe(0);
  });

  test('the heap joins what was freed, moves what grows and clears what calloc gives', async () => {
    const program = main(`	char *a = malloc(400 * 1024), *b = malloc(400 * 1024), *c;
	int *zero;

	free(a);
	free(b);
	a = malloc(900 * 1024);
	assert(a);
	memset(a, 0xff, 900 * 1024);
	free(a);
	zero = calloc(100, sizeof *zero);
	for (int i = 0; i < 100; i++)
		assert(zero[i] == 0);
	c = malloc(4);
	memcpy(c, "abc", 4);
	c = realloc(c, 5000);
	assert(strcmp(c, "abc") == 0);
	assert(malloc((size_t)-1) == NULL && calloc((size_t)-1, 8) == NULL && malloc(2 * 1024 * 1024) == NULL);
	print("all good\\n");
	return 0;`);
    expect((await boot({}, program)).text).toContain('all good\n');
    expect((await boot({ HEAP_CHECKS: 'y' }, program)).text).toContain('all good\n');
  });

  const DEEP = main(
    '\treturn deep(0);',
    'static int deep(int n)\n{\n\tvolatile char room[1024] = {0};\n\n\treturn n == 40 ? room[0] : deep(n + 1) + room[1];\n}\n',
  );

  test('STACK_KIB is the room for calls', async () => {
    expect((await boot({ STACK_KIB: '8' }, DEEP)).text).toContain('ran out of stack: it has 8 KiB');
    expect((await boot({ STACK_KIB: '64' }, DEEP)).end).toEqual({ code: 0, reason: 'guest' });
  });

  test('MEMORY_MIB is what the machine has', async () => {
    expect((await boot({ MEMORY_MIB: '16' })).text).toContain('memory   16 MiB, 1 CPU');
    expect((await boot({ MEMORY_MIB: '1024' })).text).toContain('memory   1024 MiB, 1 CPU');
  });

  test('a status comes through as it is, and one that the host cannot take as 125', async () => {
    const status = async (code: number) => (await boot({}, main(`\treturn ${code};`))).end?.code;
    expect(await status(0)).toBe(0);
    expect(await status(7)).toBe(7);
    expect(await status(125)).toBe(125);
    expect(await status(-1)).toBe(125);
    expect(await status(1000)).toBe(125);
  });

  test('exit() ends the program from anywhere, and says its status', async () => {
    const { findings, end } = await boot({}, main('\tquit();', 'static _Noreturn void quit(void)\n{\n\texit(3);\n}\n'));
    expect(findings.at(-1)).toEqual({ kind: 'exit', code: 3 });
    expect(end).toEqual({ code: 3, reason: 'guest' });
  });

  test('EXIT_HALT keeps the machine on, which is not an end', async () => {
    const { text, findings } = await boot({ EXIT_POWER_OFF: 'n', EXIT_HALT: 'y' }, HELLO, [
      { after: 'returned 0, halted\n', stop: true },
    ]);
    expect(text).toContain('returned 0, halted');
    expect(findings.some(({ kind }) => kind === 'exit')).toBe(false);
  });

  test('PANIC_HALT keeps the machine on after its report', async () => {
    const { findings } = await boot({ PANIC_HALT: 'y' }, main('\tpanic("look at me");'), [
      { after: 'end, halted\n', stop: true },
    ]);
    expect(findings.at(-1)).toMatchObject({ kind: 'crash', complete: true, halted: true });
  });
});

describe('finding mistakes', () => {
  const NULL_WRITE = main('\tint *volatile nobody = NULL;\n\n\t*nobody = 1;\n\treturn 0;');

  test('BACKTRACE names the callers, and off it does not', async () => {
    expect((await boot({}, NULL_WRITE)).text).toContain('called from');
    expect((await boot({ BACKTRACE: 'n' }, NULL_WRITE)).text).not.toContain('called from');
  });

  test('SELF_TEST looks at every part that is there', async () => {
    expect((await boot({ SELF_TEST: 'y' })).text).toContain('selftest 5 of 5 passed\n');
    expect((await boot({ SELF_TEST: 'y', HEAP: 'n', TIMER: 'n' })).text).toContain('selftest 3 of 3 passed\n');
    expect((await boot({})).text).not.toContain('selftest');
  });

  const WRITES_PAST = main(
    '\tfill(40);\n\tprint("nobody saw it\\n");\n\treturn 0;',
    `static void set(char *text, int length)
{
	while (length-- > 0)
		text[length] = 0;
}

static void fill(int length)
{
	char name[8];

	set(name, length);
}
`,
  );

  test('STACK_PROTECTOR sees that an array on the stack was written past', async () => {
    expect((await boot({ STACK_PROTECTOR: 'y' }, WRITES_PAST)).text).toContain('past the end of an array on its stack');
    expect((await boot({}, WRITES_PAST)).text).not.toContain('past the end of an array');
  });

  const OVERFLOW = main(
    '\tvolatile int large = 0x7fffffff;\n\n\tlarge = large + 1;\n\tprint("went on\\n");\n\treturn 0;',
  );

  test('UBSAN stops what C leaves undefined', async () => {
    const { text } = await boot({ UBSAN: 'y' }, OVERFLOW);
    expect(text).toContain('undefined: an addition left the range of its type, src/main.c:7\n');
    expect((await boot({}, OVERFLOW)).text).toContain('went on\n');
  });

  const TWICE = main(
    '\tchar *block = malloc(10);\n\n\tfree(block);\n\tfree(block);\n\tprint("went on\\n");\n\treturn 0;',
  );

  test('HEAP_CHECKS notices a block that is freed twice', async () => {
    expect((await boot({ HEAP_CHECKS: 'y' }, TWICE)).text).toMatch(/heap: the block at 0x[0-9a-f]+ was freed twice\n/);
    expect((await boot({}, TWICE)).text).toContain('went on\n');
  });

  test('HEAP_REPORT counts at the end what was never freed, wherever the program ends', async () => {
    const on = { HEAP_CHECKS: 'y', HEAP_REPORT: 'y' };
    const leaks = main('\tmalloc(100);\n\tfree(malloc(7));\n\tmalloc(28);\n\treturn 0;');
    expect((await boot(on, leaks)).text).toMatch(/heap {5}2 blocks never freed, 144 bytes\n.*main\(\) {3}returned 0/);
    expect((await boot(on, main('\tmalloc(16);\n\texit(3);'))).text).toContain('1 block never freed, 16 bytes\n');
    expect((await boot(on)).text).toContain('every block was freed\n');
    expect((await boot({ HEAP_CHECKS: 'y' }, leaks)).text).not.toContain('freed');
  });

  test('STRICT makes a warning an error, and the kernel itself has none', () => {
    const all = {
      STRICT: 'y',
      UBSAN: 'y',
      STACK_PROTECTOR: 'y',
      HEAP_CHECKS: 'y',
      HEAP_REPORT: 'y',
      SELF_TEST: 'y',
    };
    build(all);
    project.write('src/main.c', main('\tint unused;\n\n\treturn 0;'));
    expect(project.make().stderr).toContain('error: unused variable');
    project.write('.config', defaults);
    expect(project.make()).toMatchObject({ status: 0 });
  });
});

describe('the compiler', () => {
  test('OPTIMISE_SIZE is smaller than OPTIMISE_DEBUG', () => {
    build({});
    const debug = imageBytes();
    build({ OPTIMISE_DEBUG: 'n', OPTIMISE_SIZE: 'y' });
    expect(imageBytes()).toBeLessThan(debug * 0.85);
  });

  test('OPTIMISE_SPEED computes faster than OPTIMISE_DEBUG', async () => {
    const program = main(
      '\tuint64_t start = uptime_us();\n\tunsigned sum = 0;\n\n\tfor (unsigned i = 0; i < 40000000; i++)\n\t\tsum = sum * 31 + (i ^ sum >> 3);\n\tprint("%u in %lu us\\n", sum, (unsigned long)(uptime_us() - start));\n\treturn 0;',
    );
    const time = (ran: Ran) => Number(/in (\d+) us/.exec(ran.text)?.[1]);
    // The shorter of some times: a machine that is kept waiting is slow whatever it computes.
    let debug = Number.POSITIVE_INFINITY;
    let speed = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5 && !(speed < debug * 0.8 && round > 0); round++) {
      debug = Math.min(debug, time(await boot({}, program)));
      speed = Math.min(speed, time(await boot({ OPTIMISE_DEBUG: 'n', OPTIMISE_SPEED: 'y' }, program)));
    }
    expect(speed).toBeLessThan(debug * 0.8);
  });
});

describe.each(archsHere)('all checks together on %s', (arch) => {
  test('build without a warning, pass the self-test, and compute with doubles between interrupts', async () => {
    const other = await BareProject.create('hello', arch);
    try {
      const checks = { STRICT: 'y', UBSAN: 'y', STACK_PROTECTOR: 'y', HEAP_CHECKS: 'y', SELF_TEST: 'y', HZ: '1000' };
      other.configure({ ...checks, LOG_INFO: 'n', LOG_DEBUG: 'y' });
      other.write(
        'src/main.c',
        main(`	double sum = 0;

	for (int i = 1; i <= 3000000; i++)
		sum += 1.0 / i;
	print("%d.%04d\\n", (int)sum, (int)((sum - (int)sum) * 10000));
	print("%d %x %c|%5d|%-5d|%05d|%-4s|%4s|%zu|%%\\n", -1, 0xbeefu, 'c', 42, 42, -42, "ab", "cd", sizeof sum);
	return __builtin_popcount(255);`),
      );
      for (const level of ['OPTIMISE_DEBUG', 'OPTIMISE_SIZE', 'OPTIMISE_SPEED']) {
        other.configure({ OPTIMISE_DEBUG: 'n', OPTIMISE_SIZE: 'n', OPTIMISE_SPEED: 'n', [level]: 'y' });
        expect(other.build().stderr).toBe('');
        const { text, end } = await other.boot();
        expect(text).toContain('selftest 5 of 5 passed\n');
        expect(text).toContain('\n15.4913\n');
        expect(text).toContain('-1 beef c|   42|42   |-0042|ab  |  cd|8|%\n');
        expect(end).toEqual({ code: 8, reason: 'guest' });
      }
    } finally {
      other.dispose();
    }
  });
});
