/**
 * What whole builds consisted of, by the names that their plans gave them: a build that was seen under the same name needs no
 * count. It is what was made, not what was counted; so a name that has become wrong is right again after one build.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProjectId } from '#core/base/id.ts';
import type { PlannedUnit } from '#core/families/family.ts';
import { createJsonFile, type JsonFile } from '../settings/json-file.ts';

/** For each project: two targets, from nothing and after a clean. */
const KEPT = 4;

const plannedUnit = v.object({
  ...{ id: v.string(), group: v.string(), label: v.string(), stage: v.number(), unchanged: v.boolean() },
  output: v.exactOptional(v.string()),
});
/** Newest first. */
const record = v.array(v.object({ name: v.string(), units: v.array(plannedUnit) }));
type KeptRecord = v.InferOutput<typeof record>;

/** A good build that made everything, under the name that its plan gave it. */
export interface WholeBuild {
  readonly name: string;
  readonly units: readonly PlannedUnit[];
}

export class KeptCounts {
  private readonly files = new Map<ProjectId, JsonFile<KeptRecord>>();
  /** What is on its way to the disk counts already. */
  private readonly latest = new Map<ProjectId, KeptRecord>();

  /** @param data the studio's own data folder */
  constructor(private readonly data: string) {}

  /** Null where no build of that name was seen. */
  async find(project: ProjectId, plannedName: string): Promise<readonly PlannedUnit[] | null> {
    const name = shortened(plannedName);
    const known = this.latest.get(project) ?? (await this.file(project).read());
    this.latest.set(project, known);
    return known.find((one) => one.name === name)?.units ?? null;
  }

  /** A full disk loses it: the next build is counted. */
  async keep(project: ProjectId, { name: plannedName, units: made }: WholeBuild): Promise<void> {
    const name = shortened(plannedName);
    const units = made.map(({ id, group, label, stage, unchanged, output }) => ({
      ...{ id, group, label, stage, unchanged },
      ...(output === undefined ? {} : { output }),
    }));
    const before = await this.find(project, plannedName);
    if (before && JSON.stringify(before) === JSON.stringify(units)) return;
    const change = (kept: KeptRecord) => [{ name, units }, ...kept.filter((one) => one.name !== name)].slice(0, KEPT);
    this.latest.set(project, change(this.latest.get(project) ?? []));
    await this.file(project).update(change);
  }

  private file(project: ProjectId): JsonFile<KeptRecord> {
    const file = this.files.get(project) ?? createJsonFile(join(this.data, 'counts', `${project}.json`), record, []);
    this.files.set(project, file);
    return file;
  }
}

/** A plan names all that decides; that may be long. */
function shortened(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}
