/**
 * The format of project templates, and how one becomes a project's files. Reading the folders is left to a service.
 *
 * A template is a folder `resources/families/<family>/templates/<id>/`: `template.json` (this schema) and the files of
 * the project, as they will be. `layers` names folders, relative to the template's own, whose files come first;
 * a later layer replaces a file of the same path, and the template's own files come last.
 * A name that starts with `dot-` becomes a dot file (`dot-config` → `.config`), so that neither version control nor a
 * packager takes it for one of their own. `{{name}}` in a file's text becomes the project's name and
 * `{{package}}` that name as cargo takes it for a package; other braces stay.
 */
import * as v from 'valibot';
import { relativePath } from '../contract/define.ts';
import { arch } from '../contract/problem.ts';
import { templateId } from '../contract/project.ts';
import { packageName } from '../engines/cargo/package-name.ts';

export const TEMPLATE_MANIFEST = 'template.json';

export const templateManifest = v.object({
  id: templateId,
  /** Two or three words for a list. */
  title: v.pipe(v.string(), v.nonEmpty()),
  /** One sentence: what the program does. */
  summary: v.pipe(v.string(), v.nonEmpty()),
  /** As on the family's card: `C`, `Rust`. */
  language: v.pipe(v.string(), v.nonEmpty()),
  /** What it was seen to boot on; the first is the default. */
  archs: v.pipe(v.array(arch), v.nonEmpty()),
  /** The file that is shown first. */
  entry: relativePath,
  /** Place in the list: small numbers first. */
  order: v.optional(v.number(), 100),
  layers: v.optional(
    v.array(
      v.pipe(v.string(), v.regex(/^(?:\.\.\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/)),
    ),
    [],
  ),
});
export type TemplateManifest = v.InferOutput<typeof templateManifest>;

export interface TemplateFile {
  /** Relative to its layer's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What a template may say about the project that is made from it. */
export interface TemplateVariables {
  readonly name: string;
}

/** Path in the project of a layer's file. */
export function projectPath(layerPath: string): string {
  return layerPath
    .split('/')
    .map((part) => part.replace(/^dot-(?=.)/, '.'))
    .join('/');
}

/** The project's files, sorted by path. `layers`: first to last, the template's own folder (without its manifest) last. */
export function planTemplate(
  layers: readonly (readonly TemplateFile[])[],
  variables: TemplateVariables,
): readonly TemplateFile[] {
  const files = new Map<string, string>();
  for (const layer of layers) {
    for (const file of layer) {
      if (file.path === TEMPLATE_MANIFEST) continue;
      files.set(
        projectPath(file.path),
        file.text
          .replaceAll('{{name}}', () => variables.name)
          .replaceAll('{{package}}', () => packageName(variables.name)),
      );
    }
  }
  return [...files]
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
