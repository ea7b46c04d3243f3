/** Answers a family's questions about this computer, round by round, until it has no new one. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import type { Facts, PlanContext, Question } from '#core/families/source.ts';
import type { ProcessService } from '../process/process-types.ts';

/** A family that goes on asking is at fault; what it knows then has to do. */
const MOST_ROUNDS = 8;
const MOST_BYTES = 1 << 20;
const RUN_MS = 20_000;

export interface FactNeeds {
  readonly process: ProcessService;
  readonly cwd: string;
  /** False: nothing is run, since nobody has said that the project is trusted. */
  readonly mayRun: boolean;
  /** Answers of programs that need not be asked again. */
  readonly lasting?: Facts;
}

export async function gatherFacts(
  known: PlanContext,
  ask: (context: PlanContext) => readonly Question[],
  needs: FactNeeds,
): Promise<Facts> {
  const facts: Record<string, string | null> = {};
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const asked = ask({ ...known, facts }).filter(({ id }) => !Object.hasOwn(facts, id));
    if (asked.length === 0) break;
    const answers = await Promise.all(
      asked.map((question) => lastingAnswer(question, needs) ?? answer(question, needs)),
    );
    for (const [index, { id }] of asked.entries()) facts[id] = answers[index] ?? null;
  }
  return facts;
}

function lastingAnswer({ id, kind }: Question, { lasting = {}, mayRun }: FactNeeds): Promise<string | null> | null {
  return kind === 'run' && mayRun && Object.hasOwn(lasting, id) ? Promise.resolve(lasting[id] ?? null) : null;
}

async function answer(question: Question, { process, cwd, mayRun }: FactNeeds): Promise<string | null> {
  if (question.kind === 'run') {
    if (!mayRun) return null;
    const { argv, env = {} } = question;
    const run = await process.run({ argv, cwd, env }, { timeoutMs: RUN_MS, limitBytes: MOST_BYTES });
    return run.ok && run.value.status === 0 ? run.value.stdout : null;
  }
  try {
    const { path } = question;
    switch (question.kind) {
      case 'read':
        return (await stat(path)).size <= MOST_BYTES ? await readFile(path, 'utf8') : null;
      case 'list':
        return (await readdir(path)).sort().join('\n');
      case 'real-path':
        return await realpath(path);
      case 'size':
        return String((await stat(path)).size);
    }
  } catch {
    return null;
  }
}
