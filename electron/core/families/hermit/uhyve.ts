/**
 * Uhyve: Hermit's own monitor. It needs Linux with KVM and no loader; the program's status is its own
 * (https://github.com/hermit-os/uhyve).
 */
import type { Arch } from '../../contract/problem.ts';
import type { Monitor, RunPlan } from '../family.ts';
import { consoleReader } from './console-reader.ts';
import { uhyveWords } from './settings.ts';
import { uhyveFailure } from './uhyve-failures.ts';

export const MONITORS: readonly Monitor[] = [
  { id: 'qemu', name: 'QEMU', why: 'runs everywhere, with or without KVM, and has a network' },
  { id: 'uhyve', name: 'Uhyve', why: 'boots fastest and needs no loader, where KVM truly works' },
];

/** Less is refused by uhyve itself. */
const LEAST_MIB = 16;

export interface UhyveMachine {
  readonly arch: Arch;
  readonly image: string;
  readonly manifest: string;
  /** What the project says is handed to the kernel as it is. */
  readonly args: string;
  readonly hasPorts: boolean;
  /** The same machine starts on QEMU. */
  readonly hasQemu: boolean;
}

/** @param qemu the same machine on QEMU: what is the same for both, and what stands in where KVM does not work */
export function uhyvePlan(qemu: RunPlan, { arch, image, manifest, args, hasPorts, hasQemu }: UhyveMachine): RunPlan {
  const { variables, words } = uhyveWords(manifest, args);
  const memoryMiB = Math.max(LEAST_MIB, qemu.memoryMiB);
  return {
    ...qemu,
    program: 'uhyve',
    // A backtrace of uhyve itself would bury what it says.
    env: { RUST_BACKTRACE: '0' },
    args: [
      ...['-m', `${memoryMiB}MiB`, '-c', '1', ...variables.flatMap((pair) => ['-e', pair])],
      ...['--', image, ...words],
    ],
    acceleratorArgs: { kvm: [], tcg: [] },
    accelerators: ['kvm'],
    memoryMiB,
    notes: hasPorts ? ['Uhyve forwards no ports: the machine has no network.'] : [],
    readStatus: (status) => ({ code: status, reason: 'guest' }),
    reader: consoleReader,
    direct: { name: 'Uhyve', failure: (stderr) => uhyveFailure(stderr, arch), instead: hasQemu ? qemu : null },
  };
}
