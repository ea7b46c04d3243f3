import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sample } from '../../../../renderer/features/welcome/sample.ts';

const base = new URL('../../../../resources/families/bare/base/', import.meta.url);
const kernel = readFileSync(new URL('kernel/start.c', base), 'utf8');
const program = readFileSync(new URL('../templates/hello/src/main.c', base), 'utf8');
const options = readFileSync(new URL('dot-config', base), 'utf8');

/** What the kernel's own log lines print, with the values of the default options. */
function printed(): string[] {
  const memory = /^CONFIG_MEMORY_MIB=(\d+)$/m.exec(options)![1]!;
  return [...kernel.matchAll(/log_info\("([^"]+)", "([^"]*)"( AT_END)?/g)].map((match) => {
    const text = match[2]!.replace('%u MiB', `${memory} MiB`).replace('%d', '0') + (match[3] ? 'power off' : '');
    return `${match[1]!.padEnd(8)} ${text}`;
  });
}

it('shows only lines that the first project prints', () => {
  const [, greeting] = /print\("(.*)\\n"\)/.exec(program)!;
  expect(sample.filter((line) => line.yours).map((line) => line.text)).toEqual([greeting]);
  const lines = printed();
  for (const { text, yours } of sample) if (!yours) expect(lines).toContain(text);
});
