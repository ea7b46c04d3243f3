/** What the studio says of a run that went wrong and that the guest itself did not explain. */
import { isAbsolute } from 'node:path';
import type { Arch, Fix, Problem } from '#core/contract/problem.ts';
import type { CrashSite } from '#core/contract/vm.ts';
import type { CrashReport } from '#core/families/family.ts';
import type { CpuRegisters } from './cpu-registers.ts';
import type { SeenCrash } from './guest-console.ts';

const NOWHERE = { firstLine: 0, lastLine: 0 };

export function spell(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`;
}

const HALTS: Fix = {
  kind: 'dead-end',
  title: 'Waiting longer rarely helps: a guest under TCG is slow, but it is not silent.',
};

/** @param crash what the guest's own report says, or what the studio found out itself. */
export function crashProblem(
  crash: CrashReport,
  evidence: Pick<SeenCrash, 'firstLine' | 'lastLine' | 'quote'> | null,
  site: CrashSite | null,
  hasTool: boolean,
): Problem {
  const fixes: Fix[] = [];
  const at = site?.at && { file: site.at.file, line: site.at.line, column: 1 };
  // A file outside the project can't be opened in the editor.
  if (at && !isAbsolute(at.file)) fixes.push({ kind: 'open', title: `Go to ${at.file}:${at.line}`, at });
  if (crash.address && !hasTool) {
    const title = '`addr2line` is not installed, so the source line is not known. It comes with binutils.';
    fixes.push({ kind: 'dead-end', title });
  }
  return {
    ...{ code: crash.code, severity: 'error', title: crash.title, why: crash.why },
    ...(at ? { at } : {}),
    evidence: evidence ? { firstLine: evidence.firstLine, lastLine: evidence.lastLine } : NOWHERE,
    ...(evidence ? { quote: evidence.quote } : {}),
    fixes,
  };
}

/** Intel SDM vol. 3, 6.15: a fault while a double fault is being handled shuts the CPU down, and the board resets it. */
export function resetReport(arch: Arch, registers: CpuRegisters): CrashReport {
  const { instruction, hasInterruptTable, pageFault } = registers;
  const at = instruction === undefined ? '' : ` The CPU stood at ${instruction}.`;
  const address = instruction === undefined ? {} : { address: instruction };
  if (arch !== 'x86_64') {
    const why = `Nobody asked for this reset: the guest called the firmware to do it, or ran wild.${at}`;
    return { code: 'vm.guest-reset', title: 'The guest reset the machine.', why, callers: [], ...address };
  }
  const table = hasInterruptTable
    ? 'The handler of one exception failed itself: its stack, its code or the table entry may be bad.'
    : 'No table of interrupt handlers is loaded, so the first exception is fatal.';
  const fault = pageFault === undefined ? '' : ` The last page fault was at address ${pageFault}.`;
  return {
    code: 'vm.triple-fault',
    title: 'The guest reset the CPU, most likely by a triple fault.',
    why: `When the CPU can handle neither an exception nor the fault that follows from it, it resets. ${table}${fault}${at}`,
    callers: [],
    ...address,
  };
}

export const panicDevice: CrashReport = {
  code: 'vm.guest-panicked',
  title: 'The guest told QEMU that it panicked.',
  why: 'It did so through the panic device, without a report on serial.',
  callers: [],
};

export const silentCrash: CrashReport = {
  code: 'vm.crash-status',
  title: 'The guest ended with the status of a crash.',
  why: 'It printed no report that the studio knows. The last lines on serial may say more.',
  callers: [],
};

export function noOutput(firstByteMs: number): Problem {
  return {
    code: 'vm.no-output',
    severity: 'warning',
    title: `The guest has printed nothing for ${spell(firstByteMs)}.`,
    why: 'It may hang before its serial driver works, print to another device, or wait for something.',
    evidence: NOWHERE,
    fixes: [HALTS, { kind: 'action', title: 'Stop the machine', command: 'machine.stop' }],
  };
}

export function hang(silentMs: number): Problem {
  return {
    code: 'vm.hang',
    severity: 'warning',
    title: `The boot is not done, and the guest has been silent for ${spell(silentMs)}.`,
    why: 'The last line on serial is where it got to. An endless loop, a lock that is never released or an interrupt that never comes look like this.',
    evidence: NOWHERE,
    fixes: [
      { kind: 'action', title: 'Reset the machine', command: 'machine.reset' },
      { kind: 'action', title: 'Stop the machine', command: 'machine.stop' },
    ],
  };
}

/** QEMU itself died by a signal. */
export function qemuKilled(signal: string, lastWords: string | undefined): Problem {
  return {
    code: 'qemu.killed',
    severity: 'error',
    title: `QEMU was ended by ${signal}.`,
    why:
      signal === 'SIGKILL'
        ? 'The studio did not do that. The system may have run out of memory, or somebody ended it.'
        : 'That is a fault of QEMU itself, or somebody ended it.',
    ...(lastWords ? { quote: lastWords } : {}),
    evidence: NOWHERE,
    fixes: [],
  };
}

export const noMonitor: Problem = {
  code: 'qemu.no-monitor',
  severity: 'error',
  title: 'QEMU started but never opened its monitor, and was stopped.',
  why: 'The program may not be QEMU, may be far too old, or may wait for something.',
  evidence: NOWHERE,
  fixes: [],
};
