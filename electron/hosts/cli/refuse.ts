/** How a command ends that could not do what it was asked for: what is said, and with which status. */
import type { Failure } from '#core/base/result.ts';
import type { CliOutput } from './cli-output.ts';
import { EXIT } from './exit-status.ts';

/** Failures that the command line itself caused. */
const USAGE = new Set([
  'wrong-usage',
  'not-trusted',
  'no-family',
  'no-such-family',
  'no-such-template',
  'no-such-source',
  'arch-not-supported',
  'place-not-usable',
  'not-found',
  'not-a-folder',
]);

export function failedStatus(out: CliOutput, failure: Failure): number {
  out.failure(failure);
  const status =
    failure.code === 'tool-missing' ? EXIT.toolMissing : USAGE.has(failure.code) ? EXIT.usage : EXIT.failed;
  out.object({ kind: 'result', status });
  return status;
}

export function wrongUsage(out: CliOutput, command: string, failure: Failure): number {
  out.failure({ hint: `"studio help ${command}" tells how it is used.`, ...failure });
  return EXIT.usage;
}
