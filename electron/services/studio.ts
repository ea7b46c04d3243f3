/**
 * Puts the services together for a host. Nothing slow is on this path: services load what is heavy (terminals, the
 * watcher, worker threads) when it is first needed.
 */
import { join } from 'node:path';
import { ok } from '#core/base/result.ts';
import type { ServiceHandlers } from '#core/contract/handlers.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { families as registered } from '#core/families/registry.ts';
import { buildHandlers } from './build/build-handlers.ts';
import { type BuildService, createBuildService } from './build/build-service.ts';
import { createImageService, type ImageService } from './build/image-service.ts';
import { BuildRecords } from './config/build-records.ts';
import { configHandlers } from './config/config-handlers.ts';
import { createConfigReceipts } from './config/config-receipts.ts';
import { type ConfigService, createConfigService } from './config/config-service.ts';
import { ConfigThreads, openConfigThread } from './config/config-thread.ts';
import { holdConfigHere } from './config/hold-here.ts';
import { createBuildMeasurer } from './config/measure-builds.ts';
import { createProcessService } from './process/process-service.ts';
import type { ProcessService } from './process/process-types.ts';
import { createProjectMaker, type ProjectMaker } from './project/create-project.ts';
import { familyCards } from './project/family-cards.ts';
import { filesHandlers } from './project/files-handlers.ts';
import { projectHandlers } from './project/project-handlers.ts';
import { createProjectService, type ProjectService } from './project/project-service.ts';
import { sweepLeftovers } from './project/sweep-leftovers.ts';
import { createTemplates, type Templates } from './project/templates.ts';
import { textHandlers } from './project/text-handlers.ts';
import { createNotices, type Notices } from './settings/notices.ts';
import { settingsHandlers } from './settings/settings-handlers.ts';
import { createSettingsService, type SettingsService } from './settings/settings-service.ts';
import type { StudioPaths } from './settings/studio-paths.ts';
import { createWindowState } from './settings/window-state.ts';
import { surroundings as surroundingsOf } from './sources/plan-context.ts';
import { sourceHandlers } from './sources/source-handlers.ts';
import { createSourceService, type SourceService } from './sources/source-service.ts';
import { terminalHandlers } from './terminal/terminal-handlers.ts';
import { createTerminalService, type TerminalService } from './terminal/terminal-service.ts';
import { bootServices } from './toolchain/boot-services.ts';
import { createBootTests } from './toolchain/boot-tests.ts';
import { createMeasurements } from './toolchain/measurements.ts';
import { nameMissingTool } from './toolchain/name-missing-tool.ts';
import { createToolchainService, type ToolchainService } from './toolchain/toolchain-service.ts';
import { createKvm, TRIAL_PROGRAM } from './vm/kvm.ts';
import { runSettingsHandlers } from './vm/run-settings.ts';
import { vmHandlers } from './vm/vm-handlers.ts';
import { createVmService, type VmService } from './vm/vm-service.ts';

export interface StudioOptions {
  readonly paths: StudioPaths;
  /** The folder `resources` of the product: templates of the families. */
  readonly resources: string;
  readonly version: string;
  readonly host: 'desktop' | 'web';
  /** Default: all that the registry holds. */
  readonly families?: readonly UnikernelFamily[];
  /** Folder of the built worker threads; default: beside this module, where the build puts them. */
  readonly workers?: URL;
  /** It carries out one command and ends: nothing is kept for later, and no thread is started where none is needed. */
  readonly oneCommand?: boolean;
}

export interface Studio {
  readonly handlers: ServiceHandlers;
  readonly families: readonly UnikernelFamily[];
  readonly notices: Notices;
  readonly settings: SettingsService;
  readonly process: ProcessService;
  readonly projects: ProjectService;
  readonly maker: ProjectMaker;
  readonly templates: Templates;
  readonly toolchain: ToolchainService;
  readonly sources: SourceService;
  readonly builds: BuildService;
  readonly images: ImageService;
  readonly machines: VmService;
  readonly terminals: TerminalService;
  readonly configs: ConfigService;
  /** Ends everything, machines and builds too, within about a second. */
  dispose(): Promise<void>;
}

/** Tidying up after a killed host waits until the window is there. */
const SWEEP_AFTER_MS = 3_000;
const DISPOSE_LIMIT_MS = 1_000;

export async function createStudio(options: StudioOptions): Promise<Studio> {
  const { paths, version, host, families = registered } = options;
  const workers = options.workers ?? new URL('./', import.meta.url);
  const notices = createNotices();
  const settings = createSettingsService(join(paths.config, 'settings.json'), notices);
  const state = createWindowState(join(paths.data, 'state'));
  const process_ = createProcessService(paths);
  const projects = createProjectService({
    paths,
    families,
    notices,
    searchWorker: new URL('search-worker.js', workers),
  });

  const templates = createTemplates(options.resources);
  const maker = createProjectMaker({ families, templates, version });
  const measurements = createMeasurements(paths.data);
  const kvm = createKvm({ process: process_, paths });
  const toolchain = createToolchainService({
    ...{ process: process_, families, home: paths.home, measurements, kvm },
  });
  const accelerator = () => settings.current().accelerator;
  const jobs = () => settings.current().buildJobs;
  const sources = createSourceService({ process: process_, cache: paths.cache });
  const surroundings = surroundingsOf(sources, process_, paths.cache);
  const builds = createBuildService({ process: process_, projects, paths, jobs, surroundings });
  const images = createImageService({ projects, paths, surroundings });
  const machines = createVmService({ process: process_, projects, paths, accelerator, kvm, surroundings });
  const bootTests = createBootTests({
    ...{ families, templates, maker, toolchain, measurements, paths },
    services: (lookup, own) =>
      bootServices({ process: process_, projects: lookup, paths: own, jobs, accelerator, kvm, surroundings }),
  });
  const terminals = createTerminalService({ process: process_, projects, paths });
  const prepareConfig = () => {
    if (!options.oneCommand) configThreads.prepare();
  };
  const configThreads = new ConfigThreads(new URL('config-worker.js', workers));
  const configs = createConfigService({
    ...{ projects, paths, surroundings, keepsDrafts: !options.oneCommand },
    hold: options.oneCommand
      ? holdConfigHere
      : (task, onEvent) => openConfigThread(task, { threads: configThreads, onEvent }),
    prepare: prepareConfig,
  });

  const records = new BuildRecords(join(paths.data, 'receipts'));
  const receipts = createConfigReceipts(records, projects);
  const measurer = options.oneCommand ? null : createBuildMeasurer({ records, configs, projects, builds, machines });

  await settings.get();
  const sweeping = setTimeout(() => {
    for (const folder of [paths.config, paths.data, join(paths.data, 'state')]) void sweepLeftovers(folder);
  }, SWEEP_AFTER_MS).unref();

  const handlers: ServiceHandlers = {
    ...settingsHandlers(settings, state, notices),
    ...projectHandlers(projects, maker, families, {
      coming: prepareConfig,
      opened(id) {
        if (!options.oneCommand) void configs.preload(id);
      },
    }),
    ...sourceHandlers(sources, projects, maker),
    ...filesHandlers(projects),
    ...textHandlers(projects, surroundings),
    ...configHandlers(configs, projects, receipts),
    ...buildHandlers(builds, images),
    ...terminalHandlers(terminals),
    ...runSettingsHandlers(projects, surroundings),
    ...vmHandlers(machines, async (id, monitor) => {
      const started = await machines.start(id, monitor);
      if (started.ok) measurer?.session(id, started.value);
      return nameMissingTool(started, id, projects, toolchain);
    }),
    'build.start': async (goal) => {
      const started = await builds.start(goal);
      if (!started.ok) return started;
      measurer?.build(goal.projectId, started.value);
      // Who builds is about to run: what has to be known for that is found out meanwhile.
      if (accelerator() === 'auto') void kvm.works(TRIAL_PROGRAM);
      return started;
    },
    'app.info': async () =>
      ok({
        version,
        host,
        platform: process.platform,
        home: paths.home,
        projectsFolder: (await settings.get()).projectsFolder || join(paths.home, 'Unikernels'),
        firstStart: (await projects.recent()).length === 0,
      }),
    'families.list': async () => ok(await familyCards({ families, templates, measured: measurements.of })),
    'toolchain.report': async ({ fresh }) => ok(await toolchain.report(fresh)),
    'toolchain.bootTest': async () => ok(await bootTests.run()),
  };

  return {
    handlers,
    families,
    notices,
    settings,
    process: process_,
    projects,
    maker,
    templates,
    toolchain,
    sources,
    builds,
    images,
    machines,
    terminals,
    configs,
    async dispose() {
      settings.dispose();
      configThreads.dispose();
      clearTimeout(sweeping);
      await withinLimit(
        [configs, projects, sources, builds, machines, terminals, bootTests].map((service) => service.dispose()),
      );
      await withinLimit([process_.dispose(), ...(measurer ? [measurer.settled()] : [])]);
    },
  };
}

/** A watcher that hangs on a dead network disk must not keep the program open. */
async function withinLimit(endings: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, DISPOSE_LIMIT_MS);
  });
  await Promise.race([Promise.all(endings), limit]);
  clearTimeout(timer);
}
