/** What a session is given, and what can come of its commands. */
import type { Failure } from '#core/base/result.ts';
import type { VmSession as VmRow } from '#core/contract/vm.ts';
import type { RunPlan, UnikernelFamily } from '#core/families/family.ts';
import type { ProcessService } from '../process/process-types.ts';
import type { OpenProject, ProjectLookup } from '../project/open-project.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import type { ChosenAccelerator } from './accelerator.ts';
import type { Kvm } from './kvm.ts';
import type { SessionStore } from './session-store.ts';

export interface SessionNeeds {
  readonly process: ProcessService;
  readonly projects: ProjectLookup;
  readonly paths: StudioPaths;
  readonly store: SessionStore;
  readonly kvm: Kvm;
  readonly chosen: ChosenAccelerator;
  readonly times: SessionTimes;
  readonly onChange: (row: VmRow) => void;
}

export interface SessionTimes {
  /** A boot that is not done by then, and silent for `silentMs`, hangs. */
  readonly bootMs: number;
  readonly silentMs: number;
  readonly connectMs: number;
  /** A guest that is asked to end itself is given this long before the machine is turned off. */
  readonly goodbyeMs: number;
}

export interface SessionStart {
  readonly project: OpenProject & { readonly family: UnikernelFamily };
  readonly plan: RunPlan;
  /** Told as soon as it has started; null: nothing. */
  readonly warning: string | null;
  /** `performance.now()` at the click. */
  readonly asked: number;
}

export type CommandFailure = Failure<
  'session-ended' | 'session-not-ready' | 'monitor-refused' | 'monitor-closed' | 'monitor-silent'
>;
