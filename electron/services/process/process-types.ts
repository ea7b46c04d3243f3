/** What the process service promises to the other services; it alone spawns, and it ends whole process groups. */
import type { Readable, Writable } from 'node:stream';
import type { Failure, Result } from '#core/base/result.ts';

export interface SpawnSpec {
  /** argv[0] is a program name looked up in PATH, or an absolute path. Never a shell string. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Added to a cleaned environment (PATH, HOME, locale C.UTF-8 …). */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: closed at once. */
  readonly stdin?: 'closed' | 'pipe';
  /** `merge`: what it writes to stderr comes on `stdout`, in the true order of both; `stderr` stays empty. Default: `pipe`. */
  readonly stderr?: 'pipe' | 'merge';
}

export interface Exit {
  /** null when a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
}

export interface ProcessHandle {
  readonly pid: number;
  readonly argv: readonly string[];
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly stdin: Writable | null;
  /** Resolves after the process has ended and its output has been read to the end. Never rejects. */
  readonly exited: Promise<Exit>;
  /** Asks the whole group to end, and makes it end within one second. Resolves when it is gone. */
  kill(): Promise<void>;
}

export interface RunOutput extends Exit {
  readonly stdout: string;
  readonly stderr: string;
  /** Output beyond `limitBytes` was dropped. */
  readonly truncated: boolean;
}

export interface RunOptions {
  /** Per stream; default 4 MiB. */
  readonly limitBytes?: number;
  /** Default 30,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface PtyHandle {
  readonly pid: number;
  onData(listener: (bytes: Uint8Array) => void): void;
  readonly exited: Promise<Exit>;
  write(bytes: Uint8Array): void;
  resize(cols: number, rows: number): void;
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
}

export type SpawnFailure = Failure<'tool-missing' | 'spawn-failed' | 'folder-missing'>;

export interface ProcessService {
  spawn(spec: SpawnSpec): Result<ProcessHandle, SpawnFailure>;
  /** Runs to the end and collects the output; ends the group on time-out and on abort. */
  run(
    spec: SpawnSpec,
    options?: RunOptions,
  ): Promise<Result<RunOutput, SpawnFailure | Failure<'timed-out' | 'cancelled'>>>;
  openPty(spec: SpawnSpec & { readonly cols: number; readonly rows: number }): Promise<Result<PtyHandle, SpawnFailure>>;
  /** Absolute path of a program in PATH; null where there is none. */
  which(command: string): string | null;
  /** Ends every group that still lives; resolves within about one second. */
  dispose(): Promise<void>;
}
