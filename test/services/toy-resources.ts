/** A folder `resources` that holds nothing but a template of the toy family. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @returns the folder, for `createStudio({ resources })` */
export function writeToyResources(folder: string): string {
  const template = join(folder, 'families', 'toy', 'templates', 'greeter');
  mkdirSync(template, { recursive: true });
  cpSync(fileURLToPath(new URL('../toy-family/project', import.meta.url)), template, { recursive: true });
  writeFileSync(
    join(template, 'template.json'),
    JSON.stringify({
      id: 'greeter',
      title: 'Greeter',
      summary: 'Greets and ends.',
      language: 'C',
      archs: ['x86_64'],
      entry: 'app.c',
    }),
  );
  writeFileSync(join(template, 'dot-gitignore'), 'build/\n');
  writeFileSync(join(template, 'README.md'), '# {{name}}\n');
  return folder;
}
