/** Wire types of the image map: where the bytes of a built image are, by object and by symbol. */
import * as v from 'valibot';
import { count } from './define.ts';
import { sourceRange } from './problem.ts';

/** Colour group of the data palette; `yours` is always the accent. */
export const imageGroup = v.picklist(['platform', 'libc', 'files', 'boot', 'memory', 'other', 'yours']);
export type ImageGroup = v.InferOutput<typeof imageGroup>;

export const imageSymbol = v.object({
  name: v.string(),
  bytes: count,
  section: v.string(),
  at: v.optional(sourceRange),
});
export type ImageSymbol = v.InferOutput<typeof imageSymbol>;

export const imageObject = v.object({
  /** Source or library that it comes from, as the project names it. */
  name: v.string(),
  group: imageGroup,
  bytes: count,
  symbols: v.array(imageSymbol),
});
export type ImageObject = v.InferOutput<typeof imageObject>;

export const imageMap = v.object({
  path: v.string(),
  /** Bytes that are loaded into memory from the file: text, read-only data and data. */
  bytes: count,
  /** Zeroed at start, not in the file. */
  zeroedBytes: count,
  builtAt: count,
  groups: v.array(v.object({ group: imageGroup, label: v.string(), bytes: count })),
  sections: v.array(v.object({ name: v.string(), bytes: count, zeroed: v.boolean() })),
  objects: v.array(imageObject),
  /** The image before this one, where it was measured. */
  previousBytes: v.nullable(count),
});
export type ImageMap = v.InferOutput<typeof imageMap>;
