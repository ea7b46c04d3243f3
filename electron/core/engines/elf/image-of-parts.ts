/** The map of an image that is several files: each a part by itself, and the measured one with its sections and symbols. */
import type { ImageGroup, ImageMap, ImageObject } from '../../contract/image.ts';
import { groupsOf } from './image-map.ts';

export interface PartSize {
  readonly name: string;
  readonly group: ImageGroup;
  readonly bytes: number;
  /** Its inside is `map`. */
  readonly measured: boolean;
}

export function imageOfParts(
  map: ImageMap,
  parts: readonly PartSize[],
  labels: Readonly<Partial<Record<ImageGroup, string>>>,
): ImageMap {
  const inside = map.objects.flatMap(({ symbols }) => symbols).sort((a, b) => b.bytes - a.bytes);
  const objects = parts
    .map(({ name, group, bytes, measured }): ImageObject => ({ name, group, bytes, symbols: measured ? inside : [] }))
    .sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
  const others = parts.filter(({ measured }) => !measured);
  return {
    ...map,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    sections: [...map.sections, ...others.map(({ name, bytes }) => ({ name, bytes, zeroed: false }))],
    groups: groupsOf(objects, labels),
    objects,
  };
}
