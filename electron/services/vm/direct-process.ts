/** A monitor that is no QEMU: its standard input and output are the guest's console, and nothing else steers it. */
import { ok, type Result } from '#core/base/result.ts';
import type { RunPlan } from '#core/families/family.ts';
import type { ProcessService, SpawnFailure } from '../process/process-types.ts';
import { MOST_STDERR, MOST_UNREAD_INPUT, messageLines, type QemuEvents, type QemuProcess } from './qemu-process.ts';

export function startDirect(
  process: ProcessService,
  { plan, root }: { readonly plan: RunPlan; readonly root: string },
  events: Omit<QemuEvents, 'onMonitor'>,
): Result<QemuProcess, SpawnFailure> {
  const spawned = process.spawn({ argv: [plan.program, ...plan.args], cwd: root, stdin: 'pipe', env: { ...plan.env } });
  if (!spawned.ok) return spawned;
  const child = spawned.value;
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => events.onSerial(bytes));
  child.stdin?.on('error', () => undefined);
  messageLines(
    child.stderr,
    (line) => events.onMessage(line),
    (text) => {
      if (stderr.length < MOST_STDERR) stderr += text;
    },
  );
  // Who starts it may know it first.
  queueMicrotask(() => events.onStarted());
  return ok({
    argv: child.argv,
    pid: child.pid,
    ended: child.exited.then((exit) => ({ ...exit, started: true, mute: false, stderr })),
    monitor: () => null,
    type: (bytes) => {
      const { stdin } = child;
      if (stdin?.writable && stdin.writableLength < MOST_UNREAD_INPUT) stdin.write(bytes);
    },
    holdSerial: (hold) => {
      if (hold) child.stdout.pause();
      else child.stdout.resume();
    },
    quit: () => child.kill(),
  });
}
