/**
 * Where the answers to `$(shell,…)` come from. Running what a tree asks for is running a stranger's program, so that is
 * done for trusted projects alone; a file of recorded answers makes a result independent of the tools installed.
 */
import { basename, dirname } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import { runSync } from '../process/run-sync.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import { type BinaryText, fromBinary, readBinary, toBinary } from './kconfig-files.ts';

export interface ShellAnswers {
  /** Standard output; undefined: not known. */
  answer(command: BinaryText): BinaryText | undefined;
}

export const shellOff: ShellAnswers = { answer: () => undefined };

/** @param cwd where the commands run; @param env what they get beyond a cleaned environment */
export function shellRun(cwd: string, env: Readonly<Record<string, string>>): ShellAnswers {
  return {
    answer(command) {
      const done = runSync({ argv: ['/bin/sh', '-c', fromBinary(command)], cwd, env });
      return done ? Buffer.from(done.stdout).toString('latin1') : undefined;
    },
  };
}

/** Answers of `from`, which are remembered; `save` writes them as one JSON object, command → output. */
export class RecordedShell implements ShellAnswers {
  private readonly known = new Map<BinaryText, BinaryText>();

  constructor(private readonly from: ShellAnswers) {}

  answer(command: BinaryText): BinaryText | undefined {
    const before = this.known.get(command);
    if (before !== undefined) return before;
    const answer = this.from.answer(command);
    if (answer !== undefined) this.known.set(command, answer);
    return answer;
  }

  async save(path: string): Promise<Result<void, Failure<'write-failed'>>> {
    const answers = [...this.known].map(([command, output]) => [fromBinary(command), fromBinary(output)] as const);
    answers.sort(([a], [b]) => (a < b ? -1 : 1));
    try {
      await atomicWrite(
        dirname(path),
        basename(path),
        Buffer.from(`${JSON.stringify(Object.fromEntries(answers), null, 1)}\n`),
      );
      return ok(undefined);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return fail('write-failed', `The shell's answers could not be written to ${path}: ${reason}.`);
    }
  }
}

export function shellReplay(path: string): Result<ShellAnswers, Failure<'bad-record'>> {
  const text = readBinary(toBinary(path));
  if (text === undefined) return fail('bad-record', `The record of shell answers ${path} cannot be read.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(fromBinary(text));
  } catch {
    parsed = null;
  }
  if (typeof parsed !== 'object' || parsed === null || Object.values(parsed).some((each) => typeof each !== 'string'))
    return fail('bad-record', `${path} is no record of shell answers: it should be one JSON object, command → output.`);
  const answers = new Map(Object.entries(parsed).map(([command, output]) => [toBinary(command), toBinary(output)]));
  return ok({ answer: (command) => answers.get(command) });
}
