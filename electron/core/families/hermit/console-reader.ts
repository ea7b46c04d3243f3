/**
 * Understands what a Hermit system says on serial: loader, kernel and program one after the other, their three kinds of
 * panic, and the end. Lines of kernels from 0.6 to 0.13: the log's shape changed, the words are the same.
 */
import type { ConsoleFinding, ConsoleReader, CrashReport } from '../family.ts';

const LOADER_PANIC = /^\[LOADER\] panicked at (.+?):(\d+):(\d+):$/;
const KERNEL_PANIC = /^(?:\[ *\d*\.?\d* *\])?\[(\d+)\]\[PANIC(?:[^\]]*)?\] panicked at (.+?):(\d+):(\d+):$/;
/** Rust's own words; since 1.91 with a thread's number. The name may be missing in a program without threads. */
const APP_PANIC = /^thread '([^']*)'(?: \(\d+\))? panicked at (.+?):(\d+):(\d+):$/;
/** Rust's last words where an allocation fails; no place is told. */
const NO_MEMORY = /^memory allocation of (\d+) bytes failed$/;
const OLD_EXIT = /shutting down with code (-?\d+)$/;
const EXIT = /^exit status (-?\d+)$/;
const KERNEL_VERSION = /Welcome to Hermit (\S+)$/;
/** A line of the kernel's log: `[0][INFO] …`, or `[    0.310927][0][INFO  network   ] …`. */
const LOG_LINE = /^(?:\[[ \d.]*\])?\[\d+\]\[[A-Z]+[^\]]*\]/;
const PANIC_END = /^(?:Number of interrupts|note: run with `RUST_BACKTRACE|stack backtrace:)/;

interface Panic {
  readonly who: 'loader' | 'kernel' | 'app';
  readonly file: string;
  readonly line: string;
  readonly thread: string;
  readonly message: string[];
}

export function consoleReader(): ConsoleReader {
  let stage = '';
  let booted = false;
  let panic: Panic | null = null;
  /** The program's panic is told when the kernel has said how it ended: threads may panic and the program go on. */
  let waiting: CrashReport | null = null;

  const begin = (id: string, label: string, group: 'kernel' | 'app'): readonly ConsoleFinding[] => {
    if (stage === id) return [];
    stage = id;
    return [{ kind: 'stage', id, label, group }];
  };
  const start = (): readonly ConsoleFinding[] => {
    if (booted) return [];
    booted = true;
    return [...begin('app', 'main()', 'app'), { kind: 'booted' }];
  };

  function startPanic(text: string): Panic | null {
    const loader = LOADER_PANIC.exec(text);
    if (loader) return { who: 'loader', file: loader[1]!, line: loader[2]!, thread: '', message: [] };
    const kernel = KERNEL_PANIC.exec(text);
    if (kernel) return { who: 'kernel', file: kernel[2]!, line: kernel[3]!, thread: '', message: [] };
    const app = APP_PANIC.exec(text);
    return app ? { who: 'app', file: app[2]!, line: app[3]!, thread: app[1]!, message: [] } : null;
  }

  function ends(code: number): readonly ConsoleFinding[] {
    const crashed = code === 0 ? null : waiting;
    waiting = null;
    return [crashed ? { kind: 'crash', crash: crashed, complete: true } : { kind: 'exit', code }];
  }

  return {
    line(text) {
      const status = EXIT.exec(text)?.[1] ?? OLD_EXIT.exec(text)?.[1];
      if (status !== undefined) {
        const found = panic && panic.who !== 'app' ? [crash(panic, true)] : ends(Number(status));
        panic = null;
        return found;
      }
      const bytes = NO_MEMORY.exec(text)?.[1];
      if (bytes !== undefined) {
        panic = null;
        waiting = heapExhausted(bytes);
        return start();
      }
      const next = startPanic(text);
      if (next) {
        panic = next;
        if (next.who === 'app') {
          waiting = report(next);
          return start();
        }
        return [crash(next, false)];
      }
      if (panic) {
        if (panic.message.length === 0 || !(PANIC_END.test(text) || LOG_LINE.test(text))) {
          if (panic.message.length < 8 && text.trim() !== '') panic.message.push(text.trim());
        }
        if (panic.who !== 'app') {
          // The loader spins after its message: nothing more will come.
          return panic.message.length === 0 ? [] : [crash(panic, panic.who === 'loader')];
        }
        waiting = report(panic);
        if (PANIC_END.test(text) || LOG_LINE.test(text)) panic = null;
        return [];
      }
      if (/^\[LOADER\]\[INFO\] (?:Hermit Loader version|Loader: )/.test(text))
        return begin('loader', 'Loader', 'kernel');
      const version = KERNEL_VERSION.exec(text)?.[1];
      if (version !== undefined) return begin('kernel', `Hermit ${version}`, 'kernel');
      if (/Total memory size: /.test(text)) return begin('memory', 'Memory', 'kernel');
      if (/(?:CPU INFORMATION|MULTIPROCESSOR|PCI BUS INFORMATION)/.test(text))
        return begin('devices', 'Devices', 'kernel');
      if (/\] Jumping into application$/.test(text)) return start();
      // Kernels before 0.13 don't say so: the first line after the kernel's log is the program's.
      const silent = stage === 'devices' || stage === 'memory';
      if (!booted && silent && text.trim() !== '' && isProgramLine(text)) return start();
      return [];
    },
  };
}

/** Lists and trees that the kernel prints as the rest of a log line are indented or brackets. */
function isProgramLine(text: string): boolean {
  return !LOG_LINE.test(text) && !/^[\s[{}()]|^\)/.test(text) && !PANIC_END.test(text);
}

function crash(panic: Panic, complete: boolean): ConsoleFinding {
  return { kind: 'crash', crash: report(panic), complete };
}

function heapExhausted(bytes: string): CrashReport {
  return {
    code: 'hermit.heap-exhausted',
    title: 'The program used up the memory of the machine.',
    why: `It asked for ${bytes} bytes more, and nothing of that size was left.`,
    callers: [],
  };
}

const WHO = {
  loader: { code: 'hermit.loader-panic', title: 'The Hermit loader panicked', what: 'It runs before the kernel' },
  kernel: { code: 'hermit.kernel-panic', title: 'The Hermit kernel panicked', what: 'This is the kernel’s own code' },
  app: {
    code: 'hermit.app-panic',
    title: 'The program panicked',
    what: 'This is your program, or a crate that it uses',
  },
} as const;

function report({ who, file, line, thread, message }: Panic): CrashReport {
  const { code, title, what } = WHO[who];
  const said = message.join(' ');
  const inThread = thread === '' || thread === 'main' ? '' : ` in the thread \`${thread}\``;
  return {
    code,
    title: `${title}${inThread}${said === '' ? '.' : `: ${said}`}`,
    why: `${what}: \`${file}:${line}\`.`,
    // Of kernel and loader the report names files that are not the project's.
    source: { file, line: Number(line), ...(who === 'app' ? {} : { tree: who }) },
    callers: [],
  };
}
