/** Chooses between KVM and TCG: KVM only where the guest is of the computer's own kind, and KVM works. */
import type { Arch } from '#core/contract/problem.ts';
import type { Accelerator } from '#core/contract/vm.ts';
import type { Kvm } from './kvm.ts';

export type AcceleratorChoice = 'auto' | Accelerator;

export interface ChosenAccelerator {
  readonly accelerator: Accelerator;
  /** The person left the choice to the studio: another one may be tried. */
  readonly free: boolean;
}

const HOST: Readonly<Partial<Record<string, Arch>>> = { x64: 'x86_64', arm64: 'arm64', riscv64: 'riscv64' };

/**
 * @param able accelerators that the family's plan names.
 * @param program the QEMU of the plan.
 */
export async function chooseAccelerator(
  choice: AcceleratorChoice,
  able: readonly Accelerator[],
  arch: Arch,
  { kvm, program }: { readonly kvm: Kvm; readonly program: string },
): Promise<ChosenAccelerator> {
  if (!able.includes('kvm') || HOST[process.arch] !== arch) return { accelerator: 'tcg', free: false };
  if (choice !== 'auto') return { accelerator: choice, free: false };
  return { accelerator: (await kvm.works(program)) ? 'kvm' : 'tcg', free: true };
}
