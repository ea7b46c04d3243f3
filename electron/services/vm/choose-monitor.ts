/** Which machine is started of what the family planned: a monitor that needs KVM only where KVM truly runs guests. */
import type { Arch } from '#core/contract/problem.ts';
import type { RunPlan } from '#core/families/family.ts';
import { type AcceleratorChoice, type ChosenAccelerator, chooseAccelerator } from './accelerator.ts';
import { type Kvm, TRIAL_PROGRAM } from './kvm.ts';

export interface ChosenMachine {
  readonly plan: RunPlan;
  readonly chosen: ChosenAccelerator;
}

export async function chooseMachine(
  planned: RunPlan,
  choice: AcceleratorChoice,
  arch: Arch,
  kvm: Kvm,
): Promise<ChosenMachine> {
  const { direct, accelerators } = planned;
  const program = direct ? TRIAL_PROGRAM : planned.program;
  const chosen = await chooseAccelerator(choice, accelerators, arch, { kvm, program });
  if (!direct || chosen.accelerator === 'kvm') return { plan: planned, chosen };
  const { instead, name } = direct;
  const why = choice === 'tcg' ? 'KVM is turned off for this machine' : 'KVM does not truly work on this computer';
  const note = `${name} needs KVM, and ${why}: the image runs on QEMU instead.`;
  return {
    plan: { ...instead, notes: [note, ...(instead.notes ?? [])] },
    chosen: { accelerator: 'tcg', free: false },
  };
}
