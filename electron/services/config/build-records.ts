/**
 * What was built from which configuration, and what was measured of it: the size of the image of each build, the time of
 * each boot. Kept for each project; what two of them differ in is computed when somebody asks (`receipts.ts`).
 */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { ProjectId } from '#core/base/id.ts';
import { createJsonFile, type JsonFile } from '../settings/json-file.ts';
import type { BinaryText } from './kconfig-files.ts';

const record = v.object({
  source: v.string(),
  arch: v.string(),
  /** Fingerprint of everything that was built but the configuration. */
  inputs: v.string(),
  /** Fingerprint of the configuration, and its text: gzip, base64. */
  configHash: v.string(),
  config: v.string(),
  at: v.number(),
  /** The image relative to the project, and its size and time after the newest build. */
  imagePath: v.string(),
  image: v.string(),
  imageBytes: v.array(v.number()),
  boots: v.record(v.string(), v.array(v.number())),
});
const records = v.object({ records: v.array(record) });
export type BuildRecord = v.InferOutput<typeof record>;

export interface Build extends Pick<BuildRecord, 'source' | 'arch' | 'inputs' | 'at' | 'image' | 'imagePath'> {
  readonly config: BinaryText;
  readonly imageBytes: number;
}

const RECORDS_KEPT = 40;
const BUILDS_KEPT = 10;
const BOOTS_KEPT = 50;

export class BuildRecords {
  private readonly files = new Map<ProjectId, JsonFile<v.InferOutput<typeof records>>>();

  /** @param folder where the records of all projects are */
  constructor(private readonly folder: string) {}

  async of(project: ProjectId): Promise<readonly BuildRecord[]> {
    return (await this.file(project).read()).records;
  }

  async built(project: ProjectId, { config, imageBytes, ...build }: Build): Promise<void> {
    const configHash = createHash('sha256').update(config, 'latin1').digest('base64url');
    await this.file(project).update(({ records: all }) => {
      const isSame = (each: BuildRecord) =>
        each.source === build.source && each.inputs === build.inputs && each.configHash === configHash;
      const before = all.find(isSame);
      const kept: BuildRecord = {
        ...build,
        configHash,
        config: gzipSync(Buffer.from(config, 'latin1')).toString('base64'),
        imageBytes: [...(before?.imageBytes ?? []), imageBytes].slice(-BUILDS_KEPT),
        boots: before?.boots ?? {},
      };
      return { records: [...all.filter((each) => !isSame(each)), kept].slice(-RECORDS_KEPT) };
    });
  }

  /** @returns whether it is known what was booted */
  async booted(project: ProjectId, image: string, accelerator: string, ms: number): Promise<boolean> {
    let known = false;
    await this.file(project).update(({ records: all }) => {
      // Of several configurations that gave this very file the newest build counts.
      const found = all.findLast((each) => each.image === image);
      known = found !== undefined;
      const grown = (of: BuildRecord): BuildRecord => ({
        ...of,
        boots: { ...of.boots, [accelerator]: [...(of.boots[accelerator] ?? []), ms].slice(-BOOTS_KEPT) },
      });
      return { records: all.map((each) => (each === found ? grown(each) : each)) };
    });
    return known;
  }

  private file(project: ProjectId): JsonFile<v.InferOutput<typeof records>> {
    const known = this.files.get(project);
    if (known) return known;
    const file = createJsonFile(join(this.folder, `${project}.json`), records, { records: [] });
    this.files.set(project, file);
    return file;
  }
}

export function configOf({ config }: BuildRecord): BinaryText {
  return gunzipSync(Buffer.from(config, 'base64')).toString('latin1');
}

/** Names a version of an image; null where there is none. */
export async function imageStamp(path: string): Promise<string | null> {
  const stats = await stat(path, { bigint: true }).catch(() => null);
  return stats?.isFile() ? `${stats.size} ${stats.mtimeNs}` : null;
}
