/** Wire types of terminals: a shell of the person's own, or one command that they agreed to. */
import * as v from 'valibot';
import { count, id } from './define.ts';
import { projectId } from './project.ts';

export const terminalId = id<'terminal'>();

export const terminalSize = v.object({
  cols: v.pipe(count, v.minValue(2), v.maxValue(1000)),
  rows: v.pipe(count, v.minValue(1), v.maxValue(1000)),
});

export const terminalInfo = v.object({
  id: terminalId,
  /** null: in the home folder. */
  projectId: v.nullable(projectId),
  title: v.string(),
  /** Exit status once it has ended; null while it lives. */
  exitCode: v.nullable(v.number()),
});
export type TerminalInfo = v.InferOutput<typeof terminalInfo>;
