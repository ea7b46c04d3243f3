import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { noContext, type Question } from '#core/families/source.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import { gatherFacts } from '../../../electron/services/sources/gather-facts.ts';
import { tempPaths } from '../temp-paths.ts';

const base = tempPaths();
const temp = () => mkdtempSync(join(base.root, 'x'));
const process_ = createProcessService(base.paths);
afterAll(async () => {
  await process_.dispose();
  base.remove();
});

const gather = (ask: Parameters<typeof gatherFacts>[1], mayRun = true) =>
  gatherFacts(noContext, ask, { process: process_, cwd: temp(), mayRun });

test('answers each kind of question, and null where there is no answer', async () => {
  const folder = temp();
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'a'), 'text');
  symlinkSync(join(folder, 'a'), join(folder, 'c'));
  const questions: Question[] = [
    { id: 'run', kind: 'run', argv: ['printf', 'said'] },
    { id: 'failed', kind: 'run', argv: ['false'] },
    { id: 'missing', kind: 'run', argv: ['no-such-tool-at-all'] },
    { id: 'read', kind: 'read', path: join(folder, 'a') },
    { id: 'list', kind: 'list', path: folder },
    { id: 'nothing', kind: 'list', path: join(folder, 'nowhere') },
    { id: 'real', kind: 'real-path', path: join(folder, 'c') },
    { id: 'size', kind: 'size', path: join(folder, 'c') },
  ];
  expect(await gather(() => questions)).toEqual({
    run: 'said',
    failed: null,
    missing: null,
    read: 'text',
    list: 'a\nb\nc',
    nothing: null,
    real: join(folder, 'a'),
    size: '4',
  });
});

test('asks again with the answers until there is no new question', async () => {
  const facts = await gather(({ facts: known }) => [
    { id: 'first', kind: 'run', argv: ['printf', 'echo'] },
    ...(known.first ? [{ id: 'second', kind: 'run', argv: [known.first, 'hello'] } as const] : []),
  ]);
  expect(facts).toEqual({ first: 'echo', second: 'hello\n' });
});

test('runs nothing for a project that nobody trusts', async () => {
  expect(await gather(() => [{ id: 'run', kind: 'run', argv: ['printf', 'x'] }], false)).toEqual({ run: null });
});
