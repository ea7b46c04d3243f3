/**
 * The doctor's proof: makes the first template of a family in a folder of its own, builds it, boots it, and reads its
 * marker on serial. It uses the same services as every project, in a set of its own that no window sees.
 */
import { mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog } from '#core/base/event-log.ts';
import type { JobId, ProjectId, SessionId } from '#core/base/id.ts';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { JobEvent } from '#core/contract/build.ts';
import type { Measured, Project } from '#core/contract/project.ts';
import type { BootTest } from '#core/contract/toolchain.ts';
import type { Accelerator, BootStage, VmEvent } from '#core/contract/vm.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { createConfinement } from '../project/confinement.ts';
import type { ProjectMaker } from '../project/create-project.ts';
import { ignoreRules } from '../project/ignore-rules.ts';
import type { OpenProject, ProjectLookup } from '../project/open-project.ts';
import { projectSnapshot } from '../project/project-snapshot.ts';
import type { Templates } from '../project/templates.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import type { MissingTool } from './toolchain-service.ts';
import { waitForEvent } from './wait-for-event.ts';

/** The services that build and boot, made for one boot test. */
export interface BootServices {
  build(id: ProjectId): Promise<Result<JobId>>;
  jobEvents(id: JobId): Result<EventLog<JobEvent>>;
  /** Bytes that are loaded into memory from the image. */
  imageBytes(id: ProjectId): Promise<number | null>;
  run(id: ProjectId): Promise<Result<SessionId>>;
  vmEvents(id: SessionId): Result<EventLog<VmEvent>>;
  dispose(): Promise<void>;
}

export interface BootTestNeeds {
  readonly family: UnikernelFamily;
  readonly templates: Templates;
  readonly maker: ProjectMaker;
  readonly missing: readonly MissingTool[];
  readonly paths: StudioPaths;
  /** Ends the build and the machine. */
  readonly signal: AbortSignal;
  readonly services: (projects: ProjectLookup, paths: StudioPaths) => BootServices;
}

export interface BootTestResult {
  readonly test: BootTest;
  /** Figures for the family's card; null where it did not boot. */
  readonly measured: Measured | null;
}

const FOLDER = 'boot-test-';
const BUILD_MS = 120_000;
const BOOT_MS = 60_000;

interface Booted {
  readonly totalMs: number;
  readonly accelerator: Accelerator;
  readonly stages: readonly BootStage[];
}

export async function runBootTest(needs: BootTestNeeds): Promise<BootTestResult> {
  const { family, missing } = needs;
  const failed = (message: string): BootTestResult => ({
    test: { at: Date.now(), passed: false, totalMs: 0, qemuMs: 0, kernelMs: 0, accelerator: 'tcg', message },
    measured: null,
  });
  const lacking = missing[0];
  if (lacking) return failed(`${lacking.problem.title} ${family.name} can't be built and booted without it.`);
  let folder: string | null = null;
  let services: BootServices | null = null;
  try {
    await mkdir(needs.paths.cache, { recursive: true, mode: 0o700 });
    await removeOldTests(needs.paths.cache);
    folder = await realpath(await mkdtemp(join(needs.paths.cache, FOLDER)));
    const project = await makeProject(needs, folder);
    if (!project.ok) return failed(project.error.message);
    const { info } = project.value;
    const own = needs.services(onlyProject(project.value), { ...needs.paths, data: folder });
    services = own;
    // Ending the services ends what is waited for below: the logs are closed.
    needs.signal.addEventListener('abort', () => void own.dispose(), { once: true });
    if (needs.signal.aborted) return failed('The studio is closing.');
    const built = await build(services, info);
    if (!built.ok) return failed(built.error.message);
    const booted = await boot(services, info);
    if (!booted.ok) return failed(booted.error.message);
    const imageBytes = await services.imageBytes(info.id);
    return resultOf(booted.value, imageBytes, family);
  } finally {
    await services?.dispose();
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

/** A studio that was killed during its boot test could not tidy up. */
async function removeOldTests(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(FOLDER)) continue;
    const stats = await stat(join(cache, name)).catch(() => null);
    if (stats && Date.now() - stats.mtimeMs > BUILD_MS + BOOT_MS)
      await rm(join(cache, name), { recursive: true, force: true });
  }
}

async function makeProject(needs: BootTestNeeds, folder: string): Promise<Result<OpenedForTest>> {
  const { family, templates, maker } = needs;
  const template = (await templates.of(family.id))[0];
  const arch = family.archs[0];
  if (!template || !arch) return fail('no-template', `${family.name} has no template to boot.`);
  const { id, language } = template;
  const choice = { family: family.id, template: id, language, arch, name: 'boot-test', location: folder };
  const made = await maker.create(choice);
  if (!made.ok) return made;
  const confinement = createConfinement(made.value);
  const info: Project = {
    ...{ id: 'boot-test' as ProjectId, root: confinement.root, name: 'boot-test', family: family.id, evidence: [] },
    ...{ arch, archs: [arch], trust: 'trusted' as const, writable: true },
  };
  const ignore = ignoreRules(() => family);
  return ok({ info, family, snapshot: () => projectSnapshot(confinement, ignore) });
}

type OpenedForTest = OpenProject & { readonly family: UnikernelFamily };

function onlyProject(project: OpenedForTest): ProjectLookup {
  return {
    get: () => ok(project),
    getRunnable: () => ok(project),
    announce: () => undefined,
    remember: () => undefined,
  };
}

async function build(services: BootServices, { id }: Project): Promise<Result<null>> {
  const job = await services.build(id);
  if (!job.ok) return job;
  const events = services.jobEvents(job.value);
  if (!events.ok) return events;
  let reason = '';
  const outcome = await waitForEvent(
    events.value,
    (event) => {
      if (event.kind === 'problem' && event.problem.severity === 'error') reason ||= event.problem.title;
      return event.kind === 'ended' ? event.outcome : undefined;
    },
    BUILD_MS,
  );
  if (outcome === 'succeeded') return ok(null);
  if (outcome === null) return fail('test-failed', `The build took longer than ${BUILD_MS / 1000} s.`);
  return fail('test-failed', `The build failed. ${reason}`.trim());
}

async function boot(services: BootServices, { id }: Project): Promise<Result<Booted>> {
  const session = await services.run(id);
  if (!session.ok) return session;
  const events = services.vmEvents(session.value);
  if (!events.ok) return events;
  const stages = new Map<string, BootStage>();
  let accelerator: Accelerator = 'tcg';
  let reason = '';
  const totalMs = await waitForEvent(
    events.value,
    (event) => {
      if (event.kind === 'stage') stages.set(event.stage.id, event.stage);
      if (event.kind === 'accelerator') accelerator = event.accelerator;
      if (event.kind === 'problem') reason ||= event.problem.title;
      if (event.kind === 'booted') return event.atMs;
      return event.kind === 'state' && event.state.kind === 'exited' ? -1 : undefined;
    },
    BOOT_MS,
  );
  if (totalMs === null)
    return fail('test-failed', `The marker was not seen within ${BOOT_MS / 1000} s. ${reason}`.trim());
  if (totalMs < 0) return fail('test-failed', `The guest ended before its marker was seen. ${reason}`.trim());
  return ok({ totalMs, accelerator, stages: [...stages.values()] });
}

function resultOf(booted: Booted, imageBytes: number | null, family: UnikernelFamily): BootTestResult {
  const { totalMs, accelerator, stages } = booted;
  const kernelFrom = Math.min(
    totalMs,
    ...stages.filter(({ group }) => group === 'kernel').map(({ startMs }) => startMs),
  );
  const by = accelerator === 'kvm' ? 'KVM' : 'TCG';
  return {
    test: {
      at: Date.now(),
      passed: true,
      totalMs,
      qemuMs: kernelFrom,
      kernelMs: totalMs - kernelFrom,
      accelerator,
      message: `A tiny ${family.name} image was compiled, booted in QEMU with ${by}, and its marker was read on serial.`,
    },
    measured: imageBytes === null ? null : { imageBytes, bootMs: totalMs, accelerator, where: 'this-computer' },
  };
}
