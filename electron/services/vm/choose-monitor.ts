/** Which machine is started of what the family planned: a monitor that needs KVM only where KVM truly runs guests. */
import type { Arch } from '#core/contract/problem.ts';
import type { RunPlan } from '#core/families/family.ts';
import { type AcceleratorChoice, type ChosenAccelerator, chooseAccelerator } from './accelerator.ts';
import { type Kvm, TRIAL_PROGRAM } from './kvm.ts';

export interface ChosenMachine {
  readonly plan: RunPlan;
  readonly chosen: ChosenAccelerator;
  /** What the person should know of the choice; null: it is the one that was asked for. */
  readonly warning: string | null;
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
  if (direct && !direct.instead) return { plan: planned, chosen: { accelerator: 'kvm', free: false }, warning: null };
  if (!direct?.instead || chosen.accelerator === 'kvm') return { plan: planned, chosen, warning: null };
  const { instead, name } = direct;
  const why = choice === 'tcg' ? 'KVM is turned off for this machine' : 'KVM does not truly work on this computer';
  const warning = `${name} needs KVM, and ${why}: the image runs on QEMU instead.`;
  return { plan: instead, chosen: { accelerator: 'tcg', free: false }, warning };
}
