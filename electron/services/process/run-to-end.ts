/** Waits for a child to end and collects what it printed, within limits of size and time. */
import type { Readable } from 'node:stream';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { ProcessHandle, RunOptions, RunOutput } from './process-types.ts';

function collect(stream: Readable, limit: number) {
  const chunks: Buffer[] = [];
  const state = { bytes: 0, truncated: false };
  stream.on('data', (chunk: Buffer) => {
    const room = limit - state.bytes;
    if (chunk.length > room) state.truncated = true;
    const kept = chunk.subarray(0, Math.max(0, room));
    if (kept.length > 0) chunks.push(kept);
    state.bytes += kept.length;
  });
  return { text: () => Buffer.concat(chunks).toString('utf8'), state };
}

export async function runToEnd(
  handle: ProcessHandle,
  options: RunOptions,
): Promise<Result<RunOutput, Failure<'timed-out' | 'cancelled'>>> {
  const { limitBytes = 4 << 20, timeoutMs = 30_000, signal } = options;
  const stdout = collect(handle.stdout, limitBytes);
  const stderr = collect(handle.stderr, limitBytes);
  let stopped: 'timed-out' | 'cancelled' | null = null;
  const stop = (reason: 'timed-out' | 'cancelled') => {
    stopped ??= reason;
    void handle.kill();
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => stop('timed-out'), timeoutMs);
  signal?.addEventListener('abort', cancel, { once: true });
  const exit = await handle.exited;
  clearTimeout(timer);
  signal?.removeEventListener('abort', cancel);
  const name = handle.argv[0] ?? '';
  if (stopped === 'cancelled') return fail('cancelled', `\`${name}\` was cancelled.`);
  if (stopped === 'timed-out') {
    const hint = 'It may wait for input or for the network. Run it in a terminal to see what it does.';
    return fail('timed-out', `\`${name}\` did not end within ${timeoutMs / 1000} s and was stopped.`, hint);
  }
  return ok({
    ...exit,
    stdout: stdout.text(),
    stderr: stderr.text(),
    truncated: stdout.state.truncated || stderr.state.truncated,
  });
}
