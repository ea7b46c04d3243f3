/**
 * What kraft is given of a project: its Kraftfile with the sources of this computer in the place of versions, so that
 * nothing is fetched. The copy lies beside what kraft itself leaves; the project's own file stays as it is.
 */

import type { TextEdit } from '../../../contract/problem.ts';
import { type KraftfileValues, kraftfileValues, readKraftfile } from '../../../engines/kraftfile/kraftfile-document.ts';
import { removeIn, setIn } from '../../../engines/kraftfile/kraftfile-edits.ts';
import { KRAFTFILE_NAMES } from '../../../engines/kraftfile/kraftfile-schema.ts';
import type { ProjectFiles } from '../../family.ts';
import type { PlanContext } from '../../source.ts';
import { CORE, libraryId } from '../libraries.ts';

export const KRAFT_FOLDER = '.unikraft';
/** What kraft is told to go by. */
export const STUDIO_KRAFTFILE = `${KRAFT_FOLDER}/studio.Kraftfile`;
const DEFAULT_OUTPUT = `${KRAFT_FOLDER}/build`;

export interface KraftProject {
  readonly file: string;
  readonly text: string;
  readonly values: KraftfileValues;
}

export function kraftProject(files: Pick<ProjectFiles, 'paths' | 'read'>): KraftProject | null {
  const file = KRAFTFILE_NAMES.find((name) => files.paths.includes(name));
  const text = file === undefined ? undefined : files.read(file);
  if (file === undefined || text === undefined) return null;
  return { file, text, values: kraftfileValues(readKraftfile(text)) };
}

/** Libraries that the Kraftfile names, to be had as sources. */
export function kraftLibraries(files: Pick<ProjectFiles, 'paths' | 'read'>): readonly string[] {
  return [...(kraftProject(files)?.values.libraries.keys() ?? [])];
}

function isFolder(source: string | null): source is string {
  return source !== null && (source.startsWith('/') || source.startsWith('.'));
}

/** A folder as it is meant from the project's root. */
function absolute(root: string, source: string): string {
  if (source.startsWith('/')) return source;
  const parts = root.split('/');
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The Kraftfile with folders of this computer: the person's own where it names one, else those of `context`. */
export function localKraftfile(project: KraftProject, root: string, context: PlanContext): string {
  const { values } = project;
  let { text } = project;
  const apply = (edits: readonly TextEdit[] | null) => {
    if (edits) text = applyAll(text, edits);
  };
  const place = (path: readonly string[], source: string | null, id: string) => {
    const folder = isFolder(source) ? absolute(root, source) : context.sources[id]?.folder;
    if (folder === undefined) return;
    apply(setIn(text, [...path, 'source'], folder, project.file));
    apply(removeIn(text, [...path, 'version'], project.file));
  };
  if (values.unikraft) place(['unikraft'], values.unikraft.source, CORE);
  for (const [name, { source }] of values.libraries) place(['libraries', name], source, libraryId(name));
  return text;
}

function applyAll(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number) =>
    Math.min(text.length, (starts[line - 1] ?? text.length) + column - 1);
  let result = text;
  for (const { at, newText } of [...edits].sort((a, b) => b.at.line - a.at.line || b.at.column - a.at.column)) {
    const end = offset(at.endLine ?? at.line, at.endColumn ?? at.column);
    result = result.slice(0, offset(at.line, at.column)) + newText + result.slice(end);
  }
  return result;
}

/** Where kraft puts an image, and its options: `hello_qemu-x86_64`. */
export function kraftImage(
  { values }: KraftProject,
  root: string,
  { platform, architecture }: { readonly platform: string; readonly architecture: string },
): { readonly image: string; readonly config: string; readonly folder: string } {
  const target = values.targets.find((one) => one.platform === platform && one.architecture === architecture);
  const name = target?.name ?? values.name ?? root.slice(root.lastIndexOf('/') + 1);
  const folder = (values.outdir ?? DEFAULT_OUTPUT).replace(/^\.\//, '').replace(/\/$/, '');
  const image = `${name}_${platform}-${architecture}`;
  return { image: `${folder}/${image}`, config: `.config.${image}`, folder };
}
