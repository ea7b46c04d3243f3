/** Chooses between KVM and TCG: KVM only where the guest is of the computer's own kind and /dev/kvm can be opened. */
import { closeSync, constants, openSync } from 'node:fs';
import type { Arch } from '#core/contract/problem.ts';
import type { Accelerator } from '#core/contract/vm.ts';

export type AcceleratorChoice = 'auto' | Accelerator;

/** What has been learnt of this computer's KVM, for all sessions of this host. */
export interface KvmExperience {
  /** `/dev/kvm`. */
  readonly device: string;
  /** True once KVM was seen to fail: the device may open and never run a guest. */
  broken: boolean;
}

const HOST: Readonly<Partial<Record<string, Arch>>> = { x64: 'x86_64', arm64: 'arm64', riscv64: 'riscv64' };

function canOpen(device: string): boolean {
  try {
    closeSync(openSync(device, constants.O_RDWR));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param able accelerators that the family's plan names.
 */
export function chooseAccelerator(
  choice: AcceleratorChoice,
  able: readonly Accelerator[],
  arch: Arch,
  kvm: KvmExperience,
): Accelerator {
  if (!able.includes('kvm') || HOST[process.arch] !== arch) return 'tcg';
  if (choice !== 'auto') return choice;
  return !kvm.broken && canOpen(kvm.device) ? 'kvm' : 'tcg';
}
