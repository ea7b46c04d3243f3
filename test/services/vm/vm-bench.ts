/** What the tests of machines share: a vm service on throw-away folders, toy projects, and waiting for what a session tells. */
import { join } from 'node:path';
import type { ProjectId, SessionId } from '#core/base/id.ts';
import type { Problem } from '#core/contract/problem.ts';
import type { VmEvent, VmSession, VmState } from '#core/contract/vm.ts';
import type { RunPlan, UnikernelFamily } from '#core/families/family.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessService } from '../../../electron/services/process/process-types.ts';
import { createKvm, type KvmNeeds } from '../../../electron/services/vm/kvm.ts';
import { createVmService, type VmNeeds, type VmService } from '../../../electron/services/vm/vm-service.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { buildToyProject, type ToyLookup, toyLookup, writeToyProject } from '../../toy-family/toy-project.ts';
import { eventually } from '../alive.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

export type ProblemEvent = Extract<VmEvent, { kind: 'problem' }>;

export class VmBench {
  readonly temp: TempPaths = tempPaths();
  readonly process: ProcessService = createProcessService(this.temp.paths);
  readonly projects: ToyLookup = toyLookup();
  readonly vm: VmService;

  /** @param kvm what the computer's KVM shall be; default: what it is. */
  constructor(needs: Partial<Pick<VmNeeds, 'accelerator' | 'times'>> = {}, kvm?: Partial<KvmNeeds>) {
    const { process, projects } = this;
    const { paths } = this.temp;
    const own = { process, projects, paths, kvm: createKvm({ process, paths, ...kvm }) };
    this.vm = createVmService({ ...own, accelerator: () => 'tcg', ...needs });
  }

  /** @param app body of the toy's `app()`. @param change what the family's plan should say instead. */
  project(name: string, app?: string, change: (plan: RunPlan) => Partial<RunPlan> = () => ({})): ProjectId {
    const root = writeToyProject(join(this.temp.root, name), app);
    buildToyProject(root);
    return this.projects.add(`id-${this.projects.count}`, root, 'trusted', planned(change));
  }

  async start(project: ProjectId): Promise<SessionId> {
    const started = await this.vm.start(project);
    if (!started.ok) throw new Error(`${started.error.code}: ${started.error.message}`);
    return started.value;
  }

  events(id: SessionId): readonly VmEvent[] {
    const log = this.vm.events(id);
    if (!log.ok) throw new Error(log.error.message);
    return log.value.after(0).map(({ event }) => event);
  }

  row(id: SessionId): VmSession {
    const row = this.vm.list().find((session) => session.id === id);
    if (!row) throw new Error(`no session ${id}`);
    return row;
  }

  problems(id: SessionId): readonly ProblemEvent[] {
    return this.events(id).filter((event) => event.kind === 'problem');
  }

  async problem(id: SessionId): Promise<Problem> {
    return (await eventually('a problem', () => this.problems(id)[0])).problem;
  }

  state(id: SessionId, kind: VmState['kind']): Promise<true> {
    return eventually(`state ${kind}`, () => this.row(id).state.kind === kind) as Promise<true>;
  }

  /** Resolves with the exited state when the session has told everything. */
  async end(id: SessionId): Promise<Extract<VmState, { kind: 'exited' }>> {
    const log = this.vm.events(id);
    await eventually('the end', () => log.ok && log.value.isClosed);
    const { state } = this.row(id);
    if (state.kind !== 'exited') throw new Error('closed and not exited');
    return state;
  }

  async serial(id: SessionId): Promise<string> {
    const text = await this.vm.serialLog(id);
    return text.ok ? text.value.text : '';
  }

  serialShows(id: SessionId, text: string): Promise<true> {
    return eventually(`“${text}” on serial`, async () => (await this.serial(id)).includes(text)) as Promise<true>;
  }

  type(id: SessionId, text: string): void {
    const source = this.vm.serial(id);
    if (source.ok) source.value.write(Buffer.from(text));
  }

  async dispose(): Promise<void> {
    await this.vm.dispose();
    await this.process.dispose();
    this.temp.remove();
  }
}

function planned(change: (plan: RunPlan) => Partial<RunPlan>): UnikernelFamily {
  return {
    ...toyFamily,
    planRun(files, request, context) {
      const { value, problems } = toyFamily.planRun(files, request, context);
      return { value: { ...value, ...change(value) }, problems };
    },
  };
}
