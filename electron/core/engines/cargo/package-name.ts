/** A name that cargo takes for a package and its program, made of any name that a person gives a project. */

/** Crates that every program links, words of the language, and folders of cargo's own beside a program. */
const TAKEN = new Set(
  [
    ...['std', 'core', 'alloc', 'proc_macro', 'test', 'hermit', 'build', 'deps', 'examples', 'incremental'],
    ...[
      'abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if',
    ],
    ...[
      'impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try',
    ],
    ...['type typeof unsafe unsized use virtual where while yield'],
  ].flatMap((words) => words.split(' ')),
);

export function packageName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const begun = /^[A-Za-z_]/.test(plain) ? plain : plain === '' ? 'app' : `app-${plain}`;
  return TAKEN.has(begun.toLowerCase().replaceAll('-', '_')) ? `${begun}-app` : begun;
}

/** Why cargo takes no package of that name; null where it does. */
export function packageNameFault(name: string): string | null {
  const bad = [...name].find((char, index) => !(index === 0 ? /[\p{XIDS}_]/u : /[\p{XIDC}_-]/u).test(char));
  if (name === '') return 'It is empty.';
  return bad === undefined
    ? null
    : `“${bad}” can't be there: a name is made of letters, digits, \`-\` and \`_\`, and begins with no digit.`;
}
