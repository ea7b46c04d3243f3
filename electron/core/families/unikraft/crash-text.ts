/** Gathers the lines of one crash report of Unikraft, on x86_64 and on arm64, into what they mean. */
import type { ConsoleFinding, CrashReport } from '../family.ts';

type Crash = Extract<ConsoleFinding, { kind: 'crash' }>;

const RIP = /^RIP: ([0-9a-f]{8,16})\b/;
const ELR = /^\s*ELR_EL1\s*: 0x([0-9a-f]+)/;
const LR = /^\s*LR \(x30\)\s*: 0x([0-9a-f]+)/;
const FAR = /^\s*FAR_EL1\s*: 0x([0-9a-f]+)/;
const RAX = /^RAX: ([0-9a-f]{16})/;
const CALLER = /^base is 0x[0-9a-f]+ caller is (0x[0-9a-f]+|0)$/;
const TRAP = /^Unhandled Trap (\d+) \((.+?)\), error code=(0x[0-9a-f]+)/;
const ARM_TRAP = /^EL\d (?:invalid )?(.+?) (?:trap caught|fault)/;
const ASSERTION = /^Assertion failure: (.*)$/;
const INIT_FAILED = /^Init function at (0x[0-9a-f]+) returned error (-?\d+)/;
const MOST_CALLERS = 32;

interface Known {
  code: string;
  title: string;
  why: string;
  address?: string;
  callers: string[];
}

export class CrashText {
  private known: Known | null = null;
  private complete = false;

  /** One log line. @param place `trace.c:41`; '' where the line has none */
  log(level: string, message: string, place: string): Crash | null {
    if (this.complete) return null;
    const failedInit = INIT_FAILED.exec(message);
    if (failedInit) {
      return this.end({
        code: 'unikraft.init-failed',
        title: `A part of Unikraft could not start: its init function returned error ${failedInit[2]}`,
        why: 'main() was never called. The line before it says which library gave up, and why.',
        address: failedInit[1]!,
        callers: [],
      });
    }
    if (level !== 'CRIT') return null;
    const claim = ASSERTION.exec(message)?.[1];
    if (claim !== undefined) {
      return this.end({
        code: 'unikraft.assertion',
        title: `An assertion failed at ${place}`,
        why: `The program claims \`${claim}\` there, and it was not so.`,
        callers: [],
      });
    }
    if (/^Abnormal termination/.test(message)) {
      return this.end({
        code: 'unikraft.abort',
        title: 'The program called abort()',
        why: 'abort() ends a program that cannot go on: it was called by the program itself, or by a library that found something wrong.',
        callers: [],
      });
    }
    return this.fault(message);
  }

  /** A line that is no log line: without time stamps and levels a report has only its own text. */
  plain(text: string): Crash | null {
    return this.known && !this.complete ? this.fault(text) : null;
  }

  private fault(message: string): Crash | null {
    const trap = TRAP.exec(message);
    const armTrap = ARM_TRAP.exec(message)?.[1];
    const rip = RIP.exec(message)?.[1];
    const caller = CALLER.exec(message)?.[1];
    const lr = LR.exec(message)?.[1];
    const elr = ELR.exec(message)?.[1];
    const far = FAR.exec(message)?.[1];
    if (trap || armTrap !== undefined || rip !== undefined || elr !== undefined) this.known ??= unnamedFault();
    const { known } = this;
    if (!known) return null;
    if (trap) Object.assign(known, namedTrap(Number(trap[1]), trap[2] ?? '', trap[3] ?? ''));
    // A second report is about the first one's own end: a stack that is used up faults while it is walked.
    if (rip !== undefined) known.address ??= `0x${rip.replace(/^0+(?=.)/, '')}`;
    else if (elr !== undefined) known.address ??= `0x${elr.replace(/^0+(?=.)/, '')}`;
    else if (lr !== undefined && known.callers.length === 0) known.callers.push(`0x${lr.replace(/^0+(?=.)/, '')}`);
    else if (far !== undefined)
      known.why = `The processor could not use address 0x${far.replace(/^0+(?=.)/, '')}. ${known.why}`;
    else if (caller !== undefined && caller !== '0' && known.callers.length < MOST_CALLERS) known.callers.push(caller);
    const rax = RAX.exec(message)?.[1];
    if (rax !== undefined && isRepeated(known.callers)) known.why = ENDLESS;
    if (isRepeated(known.callers) && known.callers.length >= 8) {
      known.title = 'The guest ran out of stack';
      known.why = ENDLESS;
      known.code = 'unikraft.stack-overflow';
    }
    if (
      /^Crashing$|^\s*x28 ~ x29:/.test(message) ||
      (known.code === 'unikraft.stack-overflow' && known.callers.length >= MOST_CALLERS)
    ) {
      return this.end(known);
    }
    return { kind: 'crash', crash: copy(known), complete: false };
  }

  private end(known: Known): Crash {
    this.known = known;
    this.complete = true;
    return { kind: 'crash', crash: copy(known), complete: true };
  }
}

const ENDLESS = 'The same function calls itself over and over. One that never stops needs more than any stack has.';

function isRepeated(callers: readonly string[]): boolean {
  return callers.length >= 8 && new Set(callers.slice(-8)).size === 1;
}

function unnamedFault(): Known {
  return {
    code: 'unikraft.fault',
    title: 'The guest crashed: the processor reported a fault',
    why: 'Most often memory was used that is not there: a pointer that was never set, was computed wrongly, or was written over.',
    callers: [],
  };
}

function namedTrap(number: number, name: string, error: string): Pick<Known, 'code' | 'title' | 'why'> {
  if (number === 0) {
    return {
      code: 'unikraft.division-by-zero',
      title: 'The guest divided by zero',
      why: 'The number after `/` or `%` was 0, or the result did not fit into its type.',
    };
  }
  if (number === 6) {
    return {
      code: 'unikraft.illegal-instruction',
      title: 'The guest ran into bytes that are no instruction',
      why: 'The compiler puts such bytes where a program must never come (`__builtin_trap`); a newer instruction than the machine knows, or a damaged function pointer, leads there too.',
    };
  }
  return {
    code: 'unikraft.trap',
    title: `The processor reported a fault: ${name}`,
    why: `Trap ${number}, error code ${error}. Most often a pointer was used that was never set, or was written over.`,
  };
}

function copy(known: Known): CrashReport {
  return { ...known, callers: [...known.callers] };
}
