/**
 * 16. The firmware of a riscv64 machine has no debug console (SBI 2.0's extension DBCN, OpenSBI from 1.3 on), through which
 * the loader speaks: it ends before its first word.
 */
import type { Diagnoser } from '../../family.ts';

const BANNER = /^OpenSBI v(\d+)\.(\d+)/;

export const oldOpensbi: Diagnoser = {
  code: 'hermit.old-opensbi',
  diagnose({ phase, arch, lines, firstLine, found }) {
    if (phase !== 'run' || arch !== 'riscv64' || lines.some((line) => line.includes('[LOADER]'))) return [];
    const index = lines.findIndex((line) => BANNER.test(line));
    const [, major = '0', minor = '0'] = BANNER.exec(lines[index] ?? '') ?? [];
    if (index < 0 || Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 3)) return [];
    const end = found.find(({ code }) => /^vm\.(?:crash-status|guest-reset|no-output|hang)$/.test(code));
    if (!end) return [];
    const line = firstLine + index;
    return [
      {
        code: 'hermit.old-opensbi',
        severity: 'error',
        title: `The firmware OpenSBI ${major}.${minor} is too old for Hermit’s loader`,
        why: 'The loader speaks through the firmware’s debug console (DBCN), which OpenSBI has from 1.3 on. Put a newer `fw_jump.bin` that fits this QEMU into the project’s folder, and it is taken; QEMU from 8.1 on brings one along.',
        // The same evidence as what was found, so that it takes its place.
        evidence: end.evidence.firstLine === 0 ? end.evidence : { firstLine: line, lastLine: line },
        quote: lines[index]!,
        fixes: [],
      },
    ];
  },
};
