import { describe, expect, it } from 'vitest';
import { type FileAccess, UnikraftShell } from '#core/engines/kconfig/unikraft-shell.ts';

/** Files by path; folders are those that they lie in. `links`: path → real path. */
function files(paths: readonly string[], links: Readonly<Record<string, string>> = {}): FileAccess {
  const isFolder = (path: string) => paths.some((each) => each.startsWith(`${path}/`));
  return {
    isFile: (path) => paths.includes(path),
    isFolder,
    list: (folder) =>
      [
        ...new Set(
          paths
            .filter((each) => each.startsWith(`${folder}/`))
            .map((each) => each.slice(folder.length + 1).split('/')[0]!),
        ),
      ].sort(),
    realPath: (path) => (paths.includes(path) || isFolder(path) ? (links[path] ?? path) : undefined),
  };
}

const tree = files(
  [
    '/u/lib/b/Config.uk',
    '/u/lib/a/Config.uk',
    '/u/lib/none/x',
    '/u/lib/.hidden/Config.uk',
    '/u/lib/Config.uk',
    '/my lib/Config.uk',
  ],
  {
    '/my lib/Config.uk': '/real/Config.uk',
  },
);

describe('config-submenu.sh', () => {
  const script = '/u/support/build/config-submenu.sh';

  it('collects subfolders, the folder itself and a list, less the excluded, in the order of its options', () => {
    const shell = new UnikraftShell(tree);
    const out = shell.run(
      `${script} -q -o '/build/libs.uk' -r '/u/lib/' -l '/u/lib' -c '/nowhere:/my lib:' -e ':/u/lib/b'`,
    );
    expect(out).toBe('/build/libs.uk\n');
    expect(shell.read('/build/libs.uk')).toBe(
      '# Auto generated file. DO NOT EDIT\n# Skipped excluded "/u/lib/b"\nsource "/u/lib/a/Config.uk"\nsource "/u/lib/Config.uk"\nsource "/real/Config.uk"\n',
    );
    expect(shell.read('/build/other.uk')).toBeUndefined();
  });

  it('wraps them into a menu that has a title, also when there is none of them', () => {
    const shell = new UnikraftShell(tree);
    expect(shell.run(`${script} -q -t "Application Options" -l ''`)).toBe('menu "Application Options"\nendmenu\n');
  });

  it('is left alone where it is not called as expected', () => {
    const shell = new UnikraftShell(tree);
    for (const command of [
      `${script} -z`,
      `${script} -l`,
      `${script} -l $HOME`,
      `${script} -l /u/lib; rm x`,
      `${script} && echo y`,
    ])
      expect(shell.run(command), command).toBeUndefined();
  });
});

describe('test A = B && echo y || echo n', () => {
  it.each([
    ['/a = /a', 'y\n'],
    ['/a = /b', 'n\n'],
    ['/a != /b', 'y\n'],
    [' = /b', 'n\n'],
    ["'/a b' = '/a b'", 'y\n'],
    ['/a =', 'n\n'],
  ])('is decided for “%s”', (tested, answer) => {
    const wanted = tested === '/a =' ? undefined : answer;
    expect(new UnikraftShell(tree).run(`test ${tested} && echo y || echo n`)).toBe(wanted);
  });

  it.each(['test -f x && echo y || echo n', 'test a = a && rm x || echo n', 'echo y', 'test a = a', ''])(
    'any other command is unknown: “%s”',
    (command) => {
      expect(new UnikraftShell(tree).run(command)).toBeUndefined();
    },
  );
});
