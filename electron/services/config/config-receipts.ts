/** Receipts of a project's options, put together from its build records: what which change cost, measured. */
import { join } from 'node:path';
import { ok, type Result } from '#core/base/result.ts';
import type { BuiltConfig, ConfigFixes, ConfigReceipt, MeasuredCost } from '#core/contract/config.ts';
import { type BuiltOnce, costOf, nearestPairs, reversed } from '#core/engines/config/receipts.ts';
import type { ProjectService } from '../project/project-service.ts';
import { type BuildRecord, type BuildRecords, configOf, imageStamp } from './build-records.ts';
import type { OpenConfig } from './open-config.ts';

/** More are not of use, and each costs an evaluation of the whole tree or two. */
const RECEIPTS_SHOWN = 20;

export interface ConfigReceipts {
  of(config: OpenConfig): Promise<Result<ConfigReceipt[]>>;
  /** How the file on the disk stands to the image on the disk. */
  built(config: OpenConfig): Promise<Result<BuiltConfig>>;
  /** Puts what was measured of the same change, in either direction, beside each set. */
  priced(config: OpenConfig, fixes: ConfigFixes): Promise<ConfigFixes>;
}

export function createConfigReceipts(records: BuildRecords, projects: ProjectService): ConfigReceipts {
  const known = new Map<string, { readonly key: string; readonly receipts: ConfigReceipt[] }>();

  async function recordsOf(config: OpenConfig): Promise<readonly BuildRecord[]> {
    const all = await records.of(config.projectId);
    return all.filter(({ source }) => source === config.source.id);
  }

  async function onDisk(config: OpenConfig, { imagePath, image }: BuildRecord): Promise<boolean> {
    const project = projects.get(config.projectId);
    return project.ok && (await imageStamp(join(project.value.info.root, imagePath))) === image;
  }

  async function receiptsOf(config: OpenConfig): Promise<ConfigReceipt[]> {
    const own = await recordsOf(config);
    const key = JSON.stringify(
      own.map(({ configHash, inputs, imageBytes, boots }) => [configHash, inputs, imageBytes, boots]),
    );
    const before = known.get(config.id);
    if (before?.key === key) return before.receipts;
    const held = config.held();
    const byKey = new Map(own.map((record) => [`${record.inputs} ${record.configHash}`, record]));
    const built: BuiltOnce[] = [];
    for (const [name, record] of byKey) {
      const { inputs, arch, at, imageBytes, boots } = record;
      const essentials = new Map(await held.essentials(configOf(record)));
      built.push({ key: name, inputs, arch, at, imageBytes, boots, essentials });
    }
    const receipts: ConfigReceipt[] = [];
    for (const pair of nearestPairs(built).slice(0, RECEIPTS_SHOWN)) {
      const { from, to } = pair;
      const rows = await held.difference(configOf(byKey.get(from.key)!), configOf(byKey.get(to.key)!));
      const set = rows.filter(({ option }) => from.essentials.get(option) !== to.essentials.get(option));
      if (set.length === 0) continue;
      receipts.push({
        id: `${from.key} ${to.key}`,
        options: set.map((row) => ({ option: row.option, prompt: row.prompt, from: row.from, to: row.to })),
        follows: rows.length - set.length,
        cost: costOf(pair),
        current: await onDisk(config, byKey.get(to.key)!),
      });
    }
    known.set(config.id, { key, receipts });
    return receipts;
  }

  return {
    of: async (config) => ok(await receiptsOf(config)),

    async built(config) {
      const own = await recordsOf(config);
      for (const record of [...own].reverse()) {
        if (!(await onDisk(config, record))) continue;
        const changes = await config.held().difference(configOf(record), null);
        return ok({
          at: Math.round(record.at),
          changes: changes.map(({ option, prompt, from, to }) => ({ option, prompt, from, to })),
        });
      }
      return ok({ at: null, changes: [] });
    },

    async priced(config, fixes) {
      if (fixes.sets.length === 0 || (await recordsOf(config)).length < 2) return fixes;
      const receipts = await receiptsOf(config);
      return { ...fixes, sets: fixes.sets.map((set) => ({ ...set, cost: costIn(receipts, set.steps) })) };
    },
  };
}

interface Step {
  readonly option: string;
  readonly from: string;
  readonly to: string;
}

function costIn(receipts: readonly ConfigReceipt[], steps: readonly Step[]): MeasuredCost | null {
  for (const { options, cost } of receipts) {
    if (options.length !== steps.length) continue;
    if (options.every((row) => steps.some((step) => isSame(step, row)))) return cost;
    if (options.every((row) => steps.some((step) => isSame(step, { ...row, from: row.to, to: row.from }))))
      return reversed(cost);
  }
  return null;
}

/** A step sets a value of a choice to y; a receipt says which value the choice has. */
function isSame(step: Step, row: Step): boolean {
  if (row.option.startsWith('choice:')) return step.option === row.to && step.to === 'y';
  return step.option === row.option && step.to === row.to && step.from === row.from;
}
