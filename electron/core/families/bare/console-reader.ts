/** Understands what the Bare kernel says on serial: the steps of its boot, its end, and a panic report line by line. */
import type { ConsoleFinding, ConsoleReader, CrashReport } from '../family.ts';
import { explainPanic } from './explain-panic.ts';

/** `[0.004] memory   128 MiB, 1 CPU`: `log_line()` in kernel/print.c. The time is an option. */
const KERNEL_LINE = /^(?:\[\d+\.\d{3}\] )?(([a-z()]{4,8}) *) (\S.*)$/;
const PART_WIDTH = 8;
const AT = /^at (0x[0-9a-f]+), stack 0x[0-9a-f]+$/;
const CALLER = /^called from (0x[0-9a-f]+)(?:, \d+ times)?$/;
const END = /^end, (power off|halted)$/;
/** With "power off" QEMU ends; a machine that is kept on ("halted") has not ended. */
const EXIT = /^(?:returned|status) (-?\d+), power off$/;

/** A part of the boot and the kernel's word that begins it. */
const STAGES: Readonly<Record<string, { id: string; label: string; group: 'kernel' | 'app' }>> = {
  kernel: { id: 'kernel', label: 'Kernel entry', group: 'kernel' },
  memory: { id: 'memory', label: 'Memory, traps', group: 'kernel' },
  timer: { id: 'devices', label: 'Timer, heap', group: 'kernel' },
  heap: { id: 'devices', label: 'Timer, heap', group: 'kernel' },
  selftest: { id: 'selftest', label: 'Self-test', group: 'kernel' },
};
const MAIN: readonly ConsoleFinding[] = [
  { kind: 'stage', id: 'main', label: 'main()', group: 'app' },
  { kind: 'booted' },
];

export interface ConsoleReaderOptions {
  /** The kernel says nothing about itself (LOG_QUIET): the first line of all is the program's. */
  readonly quiet: boolean;
}

export function consoleReader({ quiet }: ConsoleReaderOptions): ConsoleReader {
  let stage = '';
  let booted = false;
  let panic: { text: string; address: string | null; callers: string[] } | null = null;

  function panicLine(text: string): readonly ConsoleFinding[] {
    const at = AT.exec(text)?.[1];
    const caller = CALLER.exec(text)?.[1];
    if (!panic) panic = { text, address: null, callers: [] };
    else if (at) panic.address ??= at;
    else if (caller) panic.callers.push(caller);
    const end = END.exec(text)?.[1];
    return [{ kind: 'crash', crash: crashReport(panic), complete: end !== undefined, halted: end === 'halted' }];
  }

  return {
    line(text) {
      const [, field = '', name = '', rest = ''] = KERNEL_LINE.exec(text) ?? [];
      const part = field.length === PART_WIDTH ? name : '';
      if (part === 'panic') return panicLine(rest);
      const started = part === 'main()' && rest === 'entered';
      if (!booted && (started || (quiet && text.trim() !== ''))) {
        booted = true;
        return MAIN;
      }
      const status = part === 'main()' || part === 'exit' ? EXIT.exec(rest)?.[1] : undefined;
      if (status !== undefined) return [{ kind: 'exit', code: Number(status) }];
      const next = booted ? undefined : STAGES[part];
      if (!next || next.id === stage) return [];
      stage = next.id;
      return [{ kind: 'stage', ...next }];
    },
  };
}

/** A jump to nowhere happened at nowhere: the place to look at is the call, the first of the callers. */
function crashReport({
  text,
  address,
  callers,
}: {
  text: string;
  address: string | null;
  callers: readonly string[];
}): CrashReport {
  const explained = explainPanic(text);
  const [call, ...others] = callers;
  const place =
    explained.code === 'bare.bad-jump' && call
      ? { address: `0x${(BigInt(call) - 1n).toString(16)}`, callers: others }
      : { ...(address ? { address } : {}), callers };
  return { ...explained, ...place };
}
