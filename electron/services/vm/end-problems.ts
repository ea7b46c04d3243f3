/** The problem that an end without a word of the guest comes to: a QEMU that failed, or a machine that reset itself. */
import { userInfo } from 'node:os';
import type { Arch, Problem } from '#core/contract/problem.ts';
import { explainQemuFailure, isKvmFailure } from '#core/engines/problems/qemu-parser.ts';
import type { CrashReport } from '#core/families/family.ts';
import type { CpuRegisters } from './cpu-registers.ts';
import type { QemuEnd } from './qemu-process.ts';
import * as problems from './vm-problems.ts';

/** @param shutdown QMP's reason of the shutdown; null where there was none */
export function silentCrash(shutdown: string | null, arch: Arch, registers: CpuRegisters): CrashReport {
  if (shutdown !== 'guest-reset') return problems.silentCrash;
  return problems.resetReport(arch, registers);
}

export function qemuFailure(end: QemuEnd, shutdown: string | null): Problem {
  if (end.mute) return problems.noMonitor;
  const explained = explainQemuFailure(end.stderr, { user: userInfo().username });
  if (isKvmFailure(end.stderr)) return explained;
  const words = end.stderr.trim().split('\n').at(-1);
  if (end.signal !== null) return problems.qemuKilled(end.signal, words);
  if (shutdown === 'host-signal') return problems.qemuKilled('SIGTERM', words);
  return explained;
}
