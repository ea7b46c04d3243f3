/** Measures the image that a project has built: its map by object and symbol, and how large the one before was. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProjectId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { ImageMap } from '#core/contract/image.ts';
import { imageMap } from '#core/engines/elf/image-map.ts';
import { imageOfParts, type PartSize } from '#core/engines/elf/image-of-parts.ts';
import { parseElf } from '#core/engines/elf/parse-elf.ts';
import { parseLinkMap } from '#core/engines/elf/parse-link-map.ts';
import type { ImagePart } from '#core/families/family.ts';
import type { ProjectLookup } from '../project/open-project.ts';
import { createJsonFile, type JsonFile } from '../settings/json-file.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { noSurroundings, type SurroundingsOf } from '../sources/plan-context.ts';
import { fileStamp } from './check-artifacts.ts';

export type ImageFailure = Failure<'project-not-open' | 'image-unreadable'>;

export interface ImageService {
  /** Null where no image has been built, or no family says where it would be. */
  map(project: ProjectId): Promise<Result<ImageMap | null, ImageFailure>>;
}

/** Larger images are not loaded into the host's memory for a picture of them. */
const MAX_IMAGE_BYTES = 512 << 20;
const MAX_MAP_BYTES = 256 << 20;

/** What was measured last, and what before it; by architecture, since their sizes say nothing about each other. */
const measured = v.record(
  v.string(),
  v.object({ stamp: v.string(), bytes: v.number(), previousBytes: v.nullable(v.number()) }),
);
type Measured = v.InferOutput<typeof measured>;

interface Cached {
  readonly key: string;
  readonly map: ImageMap;
}

export function createImageService(needs: {
  readonly projects: ProjectLookup;
  readonly paths: StudioPaths;
  /** Default: none; a family that has sources needs them. */
  readonly surroundings?: SurroundingsOf;
}): ImageService {
  const cache = new Map<string, Cached>();
  const files = new Map<ProjectId, JsonFile<Measured>>();

  const fileOf = (project: ProjectId): JsonFile<Measured> => {
    const known = files.get(project);
    if (known) return known;
    const file = createJsonFile(join(needs.paths.data, 'images', `${project}.json`), measured, {});
    files.set(project, file);
    return file;
  };

  /** The size of the image before this one, and this one's put down for the next. */
  async function previous(project: ProjectId, arch: string, stamp: string, bytes: number): Promise<number | null> {
    const last = (await fileOf(project).read())[arch];
    if (last?.stamp === stamp) return last.previousBytes;
    const previousBytes = last?.bytes ?? null;
    await fileOf(project).update((all) => ({ ...all, [arch]: { stamp, bytes, previousBytes } }));
    return previousBytes;
  }

  return {
    async map(id) {
      const found = needs.projects.get(id);
      if (!found.ok) return found;
      const { family, info } = found.value;
      if (!family) return ok(null);
      const { arch, root } = info;
      const snapshot = await found.value.snapshot();
      const { context } = await (needs.surroundings ?? noSurroundings)({ ...found.value, family }, snapshot, 'run');
      const { value: run } = family.planRun(snapshot, { arch }, context);
      const elfPath = join(root, run.symbols);
      const mapName = family.linkMap(arch, snapshot);
      const mapPath = mapName === null ? null : join(root, mapName);
      const stats = await stat(elfPath).catch(() => null);
      if (!stats?.isFile()) return ok(null);
      const stamp = fileStamp(elfPath);
      const parts = family.imageParts?.(snapshot, { arch }, context) ?? [];
      const key = [stamp, ...[mapPath ?? [], parts.map(({ path }) => path)].flat().map(fileStamp)].join(' ');
      const cached = cache.get(`${id} ${arch}`);
      if (cached?.key === key) return ok(cached.map);
      if (stats.size > MAX_IMAGE_BYTES) return unreadable(run.symbols, 'it is too large');
      const bytes = await readFile(elfPath).catch(() => null);
      if (!bytes) return ok(null);
      const { value: elf, problems } = parseElf(bytes);
      if (!elf || problems.length > 0) return unreadable(run.symbols, problems[0]?.title ?? 'it is no ELF file');
      const sizes = await partSizes(parts);
      // Where nobody trusts the project yet, only a part of it can be looked at.
      const whole = family.imageParts === undefined || sizes.length > 0;
      const text = mapPath === null ? null : await readText(mapPath);
      const linkMap = text === null ? null : parseLinkMap(text);
      const inside = imageMap({
        elf,
        map: linkMap && linkMap.problems.length === 0 ? linkMap.value : null,
        group: (object) => family.imageGroup(object),
        labels: family.imageLabels,
        path: run.image,
        builtAt: Math.round(stats.mtimeMs),
        previousBytes: null,
      });
      const map = sizes.length === 0 ? inside : imageOfParts(inside, sizes, family.imageLabels);
      const measured = { ...map, previousBytes: whole ? await previous(id, arch, stamp, map.bytes) : null };
      cache.set(`${id} ${arch}`, { key, map: measured });
      return ok(measured);
    },
  };
}

async function partSizes(parts: readonly ImagePart[]): Promise<readonly PartSize[]> {
  const sized = parts.map(async (part) => {
    const stats = await stat(part.path).catch(() => null);
    return stats?.isFile() ? [{ ...part, bytes: stats.size }] : [];
  });
  return (await Promise.all(sized)).flat();
}

async function readText(path: string): Promise<string | null> {
  const stats = await stat(path).catch(() => null);
  if (!stats?.isFile() || stats.size > MAX_MAP_BYTES) return null;
  return readFile(path, 'utf8').catch(() => null);
}

function unreadable(name: string, reason: string): Result<never, ImageFailure> {
  return fail(
    'image-unreadable',
    `The image ${name} cannot be read: ${reason}.`,
    'Rebuild the project to make it anew.',
  );
}
