/** Reads the templates of a family from the product's resources. Templates are data: a bad one is a bug and is named. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { FamilyId } from '#core/base/id.ts';
import {
  planTemplate,
  TEMPLATE_MANIFEST,
  type TemplateFile,
  type TemplateManifest,
  templateManifest,
} from '#core/families/template.ts';
import { compareNames } from './natural-order.ts';

export interface FamilyTemplate extends TemplateManifest {
  /** The files of a project of that name, sorted by path. */
  files(name: string): Promise<readonly TemplateFile[]>;
}

export interface Templates {
  /** In the order in which they are offered; none for a family that has none. */
  of(family: FamilyId): Promise<readonly FamilyTemplate[]>;
}

/** @param resources the product's folder `resources`; it does not change while the studio runs */
export function createTemplates(resources: string): Templates {
  const known = new Map<FamilyId, Promise<readonly FamilyTemplate[]>>();
  return {
    of(family) {
      const found = known.get(family) ?? readTemplates(join(resources, 'families', family, 'templates'));
      known.set(family, found);
      return found;
    },
  };
}

async function readTemplates(folder: string): Promise<readonly FamilyTemplate[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const templates = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map((entry) => readTemplate(join(folder, entry.name))),
  );
  return templates.sort((a, b) => a.order - b.order || compareNames(a.title, b.title));
}

async function readTemplate(folder: string): Promise<FamilyTemplate> {
  const text = await readFile(join(folder, TEMPLATE_MANIFEST), 'utf8');
  const parsed = v.safeParse(templateManifest, JSON.parse(text));
  if (!parsed.success) {
    throw new Error(`${join(folder, TEMPLATE_MANIFEST)}: ${parsed.issues.map((issue) => issue.message).join('; ')}`);
  }
  const manifest = parsed.output;
  return {
    ...manifest,
    async files(name) {
      const layers = [...manifest.layers.map((layer) => join(folder, layer)), folder];
      return planTemplate(await Promise.all(layers.map((layer) => readLayer(layer))), { name });
    },
  };
}

async function readLayer(folder: string, within = ''): Promise<TemplateFile[]> {
  const files: TemplateFile[] = [];
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await readLayer(folder, path)));
    else if (entry.isFile()) files.push({ path, text: await readFile(join(folder, path), 'utf8') });
  }
  return files;
}
