/** The configurations of open projects: which there are, and one shared by all windows for each of them. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ConfigId, ProjectId } from '#core/base/id.ts';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { SymbolInfo } from '#core/contract/config.ts';
import type { ConfigSource } from '#core/families/config-source.ts';
import type { ProjectService } from '../project/project-service.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import type { SurroundingsOf } from '../sources/plan-context.ts';
import { missingSourceProblem } from '../sources/plan-context.ts';
import type { HoldConfig } from './config-thread.ts';
import { plainSources } from './find-sources.ts';
import { OpenConfig } from './open-config.ts';

export interface ConfigService {
  sources(project: ProjectId): Promise<Result<readonly ConfigSource[]>>;
  open(project: ProjectId, source: string): Promise<Result<ConfigId>>;
  get(id: ConfigId): Result<OpenConfig>;
  /**
   * Reads what a person most likely asks for first, before they do: the first configuration of a trusted project.
   * Resolves when it is being read. Does nothing in a folder of no family, whose tree may be as large as Linux's.
   */
  preload(project: ProjectId): Promise<void>;
  /** What a name means in the configurations of a project; the first that knows it. */
  symbol(project: ProjectId, name: string): Promise<Result<SymbolInfo | null>>;
  /** The trees outside the project that it is built from, as one text: another one when they are others. */
  outsideOf(project: ProjectId): Promise<string>;
  /** Costs were measured in a project: its windows may ask for receipts again. */
  measured(project: ProjectId): void;
  dispose(): Promise<void>;
}

export interface ConfigServiceNeeds {
  readonly projects: ProjectService;
  readonly paths: StudioPaths;
  readonly surroundings: SurroundingsOf;
  readonly hold: HoldConfig;
  /** Something will be held soon, most likely. */
  readonly prepare?: () => void;
  /** False: unsaved edits are those of this process alone (a command that saves before it ends). Default: true. */
  readonly keepsDrafts?: boolean;
  /** A configuration that nobody follows is put down after this long; default 60,000. */
  readonly idleMs?: number;
  readonly pollMs?: number;
}

export function createConfigService(needs: ConfigServiceNeeds): ConfigService {
  const { projects } = needs;
  const open = new Map<ConfigId, { readonly config: OpenConfig; readonly project: ProjectId }>();
  const followed = new Set<ProjectId>();
  const finding = new Map<
    ProjectId,
    { readonly seq: number; readonly found: Promise<Result<readonly ConfigSource[]>> }
  >();
  let disposed = false;

  /** What is being found out is not asked twice, unless the project has changed since: preloading and a quick person meet here. */
  function sources(id: ProjectId): Promise<Result<readonly ConfigSource[]>> {
    const activity = projects.activity(id);
    const seq = activity.ok ? activity.value.lastSeq : 0;
    const pending = finding.get(id);
    if (pending?.seq === seq) return pending.found;
    const begun = { seq, found: findSources(id) };
    finding.set(id, begun);
    const forget = () => finding.get(id) === begun && finding.delete(id);
    begun.found.then(forget, forget);
    return begun.found;
  }

  async function findSources(id: ProjectId): Promise<Result<readonly ConfigSource[]>> {
    const found = projects.get(id);
    if (!found.ok) return found;
    const project = found.value;
    const files = await project.snapshot();
    const { family } = project;
    if (!family?.configSources) return ok(plainSources(files));
    const { context, missing } = await needs.surroundings({ ...project, family }, files, 'config');
    const described = family.configSources(files, context);
    const [lacking] = missing;
    if (described.length === 0 && lacking) {
      const { title, why } = missingSourceProblem(lacking);
      return fail('source-missing', title, why);
    }
    return ok(described);
  }

  async function openConfig(id: ProjectId, sourceId: string): Promise<Result<ConfigId>> {
    if (!open.has(configIdOf(id, sourceId))) needs.prepare?.();
    const known = await sources(id);
    if (!known.ok) return known;
    const source = known.value.find((each) => each.id === sourceId);
    if (!source) {
      const ids = known.value.map((each) => each.id).join(', ');
      return fail(
        'no-such-source',
        `The project has no configuration "${sourceId}".`,
        ids === '' ? 'It has none: a Kconfig file at its top would be one.' : `It has: ${ids}.`,
      );
    }
    return openKnown(id, source);
  }

  async function openKnown(id: ProjectId, source: ConfigSource): Promise<Result<ConfigId>> {
    if (disposed) return fail('closing', 'The studio is closing.');
    // It may have been closed while its files were looked at.
    const project = projects.get(id);
    if (!project.ok) return project;
    const configId = configIdOf(id, source.id);
    const before = open.get(configId)?.config;
    if (before) {
      if (JSON.stringify(before.source) !== JSON.stringify(source)) await before.restart(source, 'files');
      return ok(configId);
    }
    const config = new OpenConfig(source, {
      id: configId,
      projectId: id,
      hold: needs.hold,
      drafts: needs.keepsDrafts === false ? null : join(needs.paths.data, 'config-drafts'),
      project: () => infoOf(id),
      files: () => projects.files(id),
      idleMs: needs.idleMs ?? 60_000,
      ...(needs.pollMs === undefined ? {} : { pollMs: needs.pollMs }),
    });
    open.set(configId, { config, project: id });
    followProject(id);
    return ok(configId);
  }

  function infoOf(id: ProjectId) {
    const project = projects.get(id);
    if (!project.ok) throw new Error('the project of an open configuration is closed');
    return project.value.info;
  }

  /** Trust given, another target, a source that has come: what is open follows. A closed project closes its own. */
  function followProject(id: ProjectId): void {
    const activity = projects.activity(id);
    if (followed.has(id) || !activity.ok) return;
    followed.add(id);
    const log = activity.value;
    let seen = log.lastSeq;
    const growth = log.onGrowth(() => {
      const events = log.after(seen);
      seen = log.lastSeq;
      const own = [...open].filter(([, { project }]) => project === id);
      if (log.isClosed) {
        growth.dispose();
        followed.delete(id);
        for (const [configId, { config }] of own) {
          open.delete(configId);
          void config.dispose();
        }
      } else if (events.some(({ event }) => event.kind === 'project')) void followChange(id, own);
    });
  }

  async function followChange(id: ProjectId, own: readonly (readonly [ConfigId, { config: OpenConfig }])[]) {
    const now = await sources(id);
    for (const [configId, { config }] of own) {
      if (open.get(configId)?.config !== config) continue;
      const source = now.ok ? now.value.find((each) => each.id === config.source.id) : undefined;
      if (!config.isAsTrusted) await config.restart(source ?? config.source, 'trust');
      else if (source && JSON.stringify(source) !== JSON.stringify(config.source))
        await config.restart(source, 'files');
    }
  }

  return {
    sources,
    open: openConfig,

    get(id) {
      const found = open.get(id);
      if (found) return ok(found.config);
      return fail('config-not-open', 'That configuration is not open here.', 'Open its project again.');
    },

    async preload(id) {
      const project = projects.get(id);
      if (!project.ok || !project.value.family || project.value.info.trust !== 'trusted') return;
      const known = await sources(id);
      const [first] = known.ok ? known.value : [];
      const opened = first && (await openKnown(id, first));
      // Nobody has asked: what fails here fails again, and is told, when somebody does.
      if (opened?.ok) open.get(opened.value)?.config.held();
    },

    async symbol(id, name) {
      const known = await sources(id);
      if (!known.ok) return known;
      for (const source of known.value) {
        const opened = await openConfig(id, source.id);
        if (!opened.ok) return opened;
        const info = await open.get(opened.value)?.config.held().symbol(name);
        if (info) return ok({ configId: opened.value, ...info });
      }
      return ok(null);
    },

    async outsideOf(id) {
      const found = projects.get(id);
      const family = found.ok ? found.value.family : null;
      if (!found.ok || !family?.sources) return '';
      // The trees alone: what else a configuration asks of the computer takes programs that run.
      const { context } = await needs.surroundings({ ...found.value, family }, await found.value.snapshot(), 'run');
      return JSON.stringify(
        Object.entries(context.sources).map(([name, { folder, version, commit }]) => [name, folder, version, commit]),
      );
    },

    measured(id) {
      for (const { config, project } of open.values())
        if (project === id && !config.changes.isClosed) config.changes.append({ kind: 'measured' });
    },

    async dispose() {
      disposed = true;
      const all = [...open.values()];
      open.clear();
      await Promise.all(all.map(({ config }) => config.dispose()));
    },
  };
}

/** The same after every start, so that a draft finds its configuration. */
function configIdOf(project: ProjectId, source: string): ConfigId {
  return `c${createHash('sha256').update(`${project} ${source}`).digest('base64url').slice(0, 22)}` as ConfigId;
}
