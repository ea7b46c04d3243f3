import * as v from 'valibot';
import { expect, test } from 'vitest';
import { planTemplate, projectPath, templateManifest } from '#core/families/template.ts';

const manifest = {
  id: 'hello',
  title: 'Hello',
  summary: 'Says hello.',
  language: 'C',
  archs: ['x86_64'],
  entry: 'src/main.c',
};

test('a manifest without layers and order gets none and a place at the end', () => {
  expect(v.parse(templateManifest, manifest)).toMatchObject({ layers: [], order: 100 });
});

test('a layer may lie beside the template, and never at an absolute or disguised place', () => {
  expect(v.is(templateManifest, { ...manifest, layers: ['../../base'] })).toBe(true);
  for (const layer of ['/etc', '../../base/../../x', '', 'a b'])
    expect(v.is(templateManifest, { ...manifest, layers: [layer] })).toBe(false);
});

test('an entry outside the project is refused', () => {
  expect(v.is(templateManifest, { ...manifest, entry: '../main.c' })).toBe(false);
});

test('a name that starts with dot- becomes a dot file, in every part of a path', () => {
  expect(projectPath('dot-config')).toBe('.config');
  expect(projectPath('dot-vscode/dot-x.json')).toBe('.vscode/.x.json');
  expect(projectPath('src/dotted.c')).toBe('src/dotted.c');
  expect(projectPath('dot-')).toBe('dot-');
});

test('a later layer replaces a file of the same path, the manifest stays out, and the files are sorted', () => {
  const files = planTemplate(
    [
      [
        { path: 'Makefile', text: 'all:' },
        { path: 'dot-config', text: 'base' },
      ],
      [
        { path: 'template.json', text: '{}' },
        { path: 'dot-config', text: 'own' },
        { path: 'src/main.c', text: 'int main' },
      ],
    ],
    { name: 'x' },
  );
  expect(files).toEqual([
    { path: '.config', text: 'own' },
    { path: 'Makefile', text: 'all:' },
    { path: 'src/main.c', text: 'int main' },
  ]);
});

test('the name is put in as it is, also where it looks like a replacement pattern', () => {
  const [file] = planTemplate([[{ path: 'README.md', text: '# {{name}}, {{name}} and {{other}}' }]], {
    name: "$& 'ö'",
  });
  expect(file?.text).toBe("# $& 'ö', $& 'ö' and {{other}}");
});

test('where a package of cargo is named, the name is one that cargo takes', () => {
  const [file] = planTemplate([[{ path: 'Cargo.toml', text: 'name = "{{package}}"' }]], { name: 'hello "x" ü' });
  expect(file?.text).toBe('name = "hello-x-u"');
});
