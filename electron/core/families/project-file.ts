/** The one file that the studio adds to a project: what the native files of its family have no place for. */
import * as v from 'valibot';
import { absolutePath } from '../contract/define.ts';
import { arch } from '../contract/problem.ts';
import { type RunOptions, runOptions } from '../contract/run-settings.ts';
import type { ProjectFiles } from './family.ts';

export const PROJECT_FILE = '.unikernel-studio.json';

export const recordedSource = v.object({
  version: v.string(),
  /** Full hash; null for a folder that is under no version control. */
  commit: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/))),
  /** A folder of the person's own, used instead of a download. Elsewhere, where it is not there, the commit counts. */
  folder: v.optional(absolutePath),
});
export type RecordedSource = v.InferOutput<typeof recordedSource>;

/** Everything is optional: a part that is damaged counts as missing, and the rest still counts. */
export interface ProjectFile {
  readonly family?: string;
  readonly template?: string;
  readonly studio?: string;
  readonly arch?: v.InferOutput<typeof arch>;
  /** Which of the family's ways to build is used. */
  readonly driver?: string;
  readonly sources: Readonly<Record<string, RecordedSource>>;
  readonly run: RunOptions;
}

export function readProjectFile(files: Pick<ProjectFiles, 'read'>): ProjectFile {
  return parseProjectFile(files.read(PROJECT_FILE) ?? '');
}

export function parseProjectFile(text: string): ProjectFile {
  const raw = objectOf(text);
  const part = <S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | undefined => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : undefined;
  };
  const sources = Object.entries(isRecord(raw.sources) ? raw.sources : {}).flatMap(([id, value]) => {
    const source = part(recordedSource, value);
    return source ? [[id, source] as const] : [];
  });
  const rawRun = isRecord(raw.run) ? raw.run : {};
  const run = Object.fromEntries(
    Object.entries(runOptions.entries).flatMap(([key, schema]) => {
      const value = part(schema, rawRun[key]);
      return value === undefined ? [] : [[key, value]];
    }),
  ) as RunOptions;
  const texts = Object.fromEntries(
    (['family', 'template', 'studio', 'driver'] as const).flatMap((key) =>
      typeof raw[key] === 'string' ? [[key, raw[key]]] : [],
    ),
  );
  const target = part(arch, raw.arch);
  return { ...texts, ...(target ? { arch: target } : {}), sources: Object.fromEntries(sources), run };
}

/** The file's text with other values for these keys; `undefined` takes a key out. Keys that nobody knows stay. */
export function changeProjectFile(text: string, changes: { readonly [K in keyof ProjectFile]?: unknown }): string {
  const next: Record<string, unknown> = { ...objectOf(text), ...changes };
  return `${JSON.stringify(next, null, 2)}\n`;
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
