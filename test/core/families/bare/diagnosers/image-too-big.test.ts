import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { HELLO_CONFIG } from '../hello-files.ts';
import { diagnose, fixed } from './diagnose.ts';

test('says how much is missing, and gives the machine just enough memory', () => {
  const { problem, files } = diagnose('bare.image-too-big', 'image-too-big');
  expect(problem.title).toMatch(/^The program needs 8[\d.]+ MiB more memory than the machine has$/);
  expect(problem.evidence.lastLine - problem.evidence.firstLine).toBe(1);
  const memory = Number(parseDotConfig(fixed(files, problem.fixes[0])).get('MEMORY_MIB'));
  expect(memory).toBeGreaterThan(205);
  expect(memory).toBeLessThan(220);
});

test('where the machine has all that it can have, more memory is named as no way out', () => {
  const config = HELLO_CONFIG.replace('CONFIG_MEMORY_MIB=128', 'CONFIG_MEMORY_MIB=1000').replace(
    'CONFIG_HEAP_KIB=1024',
    'CONFIG_HEAP_KIB=200000',
  );
  const { problem, files } = diagnose('bare.image-too-big', 'image-too-big', { '.config': config });
  expect(problem.fixes.map(({ kind }) => kind)).toEqual(['dead-end', 'edit']);
  expect(Number(parseDotConfig(fixed(files, problem.fixes[1])).get('HEAP_KIB'))).toBeLessThan(200000 - 80000);
});
