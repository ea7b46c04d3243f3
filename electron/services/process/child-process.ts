/** One child with pipes: leader of a process group of its own, which ends as a whole. */
import type { ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { endGroup, isGroupAlive } from './process-group.ts';
import type { Exit, ProcessHandle } from './process-types.ts';

/** What a program leaves running in its group when it ends itself is ended this much later. */
const LEFTOVER_MS = 1000;

/**
 * @param child just spawned with `detached`, so that its pid is also the id of its group.
 * @param gone called once, when nothing of the group lives any more.
 */
export function childHandle(
  child: ChildProcess & { readonly pid: number },
  argv: readonly string[],
  gone: () => void,
): ProcessHandle {
  const { pid } = child;
  const stdout = child.stdout as Readable;
  const stderr = child.stderr ?? Readable.from([]);
  let closed = false;
  let over = false;
  let ending: Promise<void> | null = null;
  const leave = () => {
    over = true;
    gone();
  };

  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (status, signal) => {
      closed = true;
      resolve({ status, signal });
    });
  });
  // A reader that went away, or an input that the child never read: its exit tells all there is to know.
  for (const stream of [child.stdin, stdout, stderr]) stream?.on('error', () => undefined);
  child.on('error', () => undefined);

  /** A daemon that left the group may hold the pipes open for ever; what it writes is nobody's output. */
  const releasePipes = async () => {
    while (!closed) {
      await wait(300, undefined, { ref: false });
      for (const stream of [stdout, stderr]) {
        const held = stream.isPaused() && !ending;
        if (!held && stream.readableLength === 0) stream.destroy();
        else if (ending) stream.resume();
      }
    }
  };

  const kill = () => {
    // The pid may belong to somebody else by now.
    if (over) return ending ?? Promise.resolve();
    ending ??= endGroup(pid).then(() => {
      leave();
      void releasePipes();
    });
    return ending;
  };

  child.once('exit', async () => {
    if (ending) return;
    if (isGroupAlive(pid)) {
      await wait(LEFTOVER_MS, undefined, { ref: false });
      if (!ending && isGroupAlive(pid)) await endGroup(pid);
    }
    leave();
    if (!closed) {
      await wait(LEFTOVER_MS, undefined, { ref: false });
      void releasePipes();
    }
  });

  return { pid, argv, stdout, stderr, stdin: child.stdin, exited, kill };
}
