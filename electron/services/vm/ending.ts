/** Judges how a run ended: what the guest said, what the person asked for, and what QEMU's own end means. */
import type { VmState } from '#core/contract/vm.ts';
import type { RunPlan } from '#core/families/family.ts';

export interface EndFacts {
  readonly crashed: boolean;
  /** Status that the guest's text gave. */
  readonly guestExit: number | null;
  readonly stopAsked: boolean;
  /** Reason of QMP's SHUTDOWN event, e.g. `guest-shutdown`, `guest-reset`, `guest-panic`. */
  readonly shutdown: string | null;
  /** True once the CPU ran. */
  readonly started: boolean;
  readonly status: number | null;
  readonly signal: string | null;
}

type Exited = Extract<VmState, { kind: 'exited' }>;

export interface Ending extends Pick<Exited, 'code' | 'reason'> {
  /** What is still to be explained: nothing, QEMU's own failure, a crash without a report, a panic device. */
  readonly unexplained: 'qemu' | 'crash' | 'panic' | null;
}

/**
 * A crash that was seen outweighs all: no status of QEMU's can turn it into a success. A reset counts as a crash, since
 * `-no-reboot` ends the machine on it and a reset that the person asked for never gets here.
 */
export function judgeEnd(facts: EndFacts, readStatus: RunPlan['readStatus']): Ending {
  const byStatus = facts.status === null ? null : readStatus(facts.status);
  if (facts.crashed) return { reason: 'crash', code: byStatus?.code ?? null, unexplained: null };
  if (facts.guestExit !== null) return { reason: 'guest', code: facts.guestExit, unexplained: null };
  if (facts.stopAsked) return { reason: 'user', code: null, unexplained: null };
  if (facts.shutdown === 'guest-reset') return { reason: 'crash', code: null, unexplained: 'crash' };
  if (facts.shutdown === 'guest-panic') return { reason: 'crash', code: null, unexplained: 'panic' };
  // `host-signal` and its like: QEMU was made to end by something that is neither the guest nor the person.
  const byHost = facts.shutdown?.startsWith('host-') === true;
  if (byHost || !facts.started || byStatus === null) return { reason: 'error', code: null, unexplained: 'qemu' };
  const unexplained = { guest: null, crash: 'crash', error: 'qemu' } as const;
  return { ...byStatus, unexplained: unexplained[byStatus.reason] };
}
