/** Which files of a project hold its options. */

export interface ConfigFiles {
  /** The values that are set; null before there are any. */
  readonly values: string | null;
  /** Files that declare the options, the one at the top first. */
  readonly declarations: readonly string[];
}

const DECLARATION = /(?:^|\/)(?:Kconfig(?:\.[\w-]+)?|Config\.uk|Config\.in)$/;

export function configFiles(paths: readonly string[]): ConfigFiles {
  const depth = (path: string) => path.split('/').length;
  return {
    values: paths.find((path) => path === '.config') ?? null,
    declarations: paths
      .filter((path) => DECLARATION.test(path))
      .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1)),
  };
}
