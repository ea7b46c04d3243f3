import { afterEach, describe, expect, test } from 'vitest';
import type { Arch } from '#core/contract/problem.ts';
import { archsHere, BareProject, templates } from './bare-project.ts';

let project: BareProject | null = null;
afterEach(() => project?.dispose());

async function built(template: string, arch: Arch): Promise<BareProject> {
  project = await BareProject.create(template, arch);
  const { stderr } = project.build();
  expect(stderr).toBe('');
  return project;
}

test('every template says so for every architecture that it was seen on', () => {
  expect(templates.map(({ id }) => id)).toEqual(['hello', 'greeter', 'clock', 'panic-lab']);
  for (const template of templates) expect(template.archs).toEqual(['x86_64', 'arm64', 'riscv64']);
});

describe.each(archsHere)('on %s', (arch) => {
  test('hello greets, returns and powers off', async () => {
    const { text, end, findings } = await (await built('hello', arch)).boot();
    expect(text.replace(/\d\.\d{3}/g, 'T')).toBe(
      [
        `[T] kernel   started on ${arch}`,
        '[T] memory   128 MiB, 1 CPU',
        '[T] traps    ready',
        '[T] timer    100 ticks a second',
        '[T] heap     1024 KiB',
        '[T] main()   entered',
        'Hello. This machine runs one program: yours.',
        'This line is an option: GREETING in .config.',
        '[T] main()   returned 0, power off',
        '',
      ].join('\n'),
    );
    expect(end).toEqual({ code: 0, reason: 'guest' });
    expect(findings.map((finding) => (finding.kind === 'stage' ? finding.id : finding.kind))).toEqual([
      'kernel',
      'memory',
      'devices',
      'main',
      'booted',
      'exit',
    ]);
  });

  test('greeter answers each visitor, and lets a typed character be taken back', async () => {
    const { text, end } = await (await built('greeter', arch)).boot([
      { after: 'What is your name? ', type: 'Ada\r' },
      { after: 'What is your name? ', type: 'Grx\x7face\r\n' },
      { after: 'What is your name? ', type: '\r' },
    ]);
    expect(text).toContain('What is your name? Ada\nHello, Ada. You are visitor 1.\n');
    expect(text).toContain('Hello, Grace. You are visitor 2.\n');
    expect(text).toContain('Goodbye.\n');
    expect(end).toEqual({ code: 0, reason: 'guest' });
  });

  test('clock counts its ticks second by second, and ends when a key is pressed', async () => {
    const started = performance.now();
    const { text, end } = await (await built('clock', arch)).boot([{ after: ' 2 s, ', type: 'x' }]);
    expect(performance.now() - started).toBeGreaterThan(1900);
    const [one, two] = [...text.matchAll(/s, (\d+) ticks/g)].map((match) => Number(match[1]));
    // A hundred, but for what a machine that is kept waiting loses or comes late.
    expect(two! - one!).toBeGreaterThan(10);
    expect(two! - one!).toBeLessThan(400);
    expect(text).not.toContain(' 4 s, ');
    expect(end).toEqual({ code: 0, reason: 'guest' });
  });

  test('panic-lab goes back to its menu, and ends well when nothing shall go wrong', async () => {
    const { text, end } = await (await built('panic-lab', arch)).boot([
      { after: '> ', type: 'z\r' },
      { after: '> ', type: 'q\r' },
    ]);
    expect(text.match(/What shall go wrong\?/g)).toHaveLength(2);
    expect(end).toEqual({ code: 0, reason: 'guest' });
  });
});
