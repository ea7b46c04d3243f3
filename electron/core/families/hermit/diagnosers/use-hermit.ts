/** The change that brings the kernel into the program: `use hermit as _;` at the top of its first file. */
import type { Fix } from '../../../contract/problem.ts';
import type { DiagnosisInput } from '../../family.ts';

const LINE = '#[cfg(target_os = "hermit")]\nuse hermit as _;\n\n';

export function useHermit({ files }: DiagnosisInput): readonly Fix[] {
  const file = ['src/main.rs', ...files.paths.filter((path) => /^src\/bin\/[^/]+\.rs$/.test(path))].find((path) =>
    files.paths.includes(path),
  );
  const text = file === undefined ? undefined : files.read(file);
  if (file === undefined || text === undefined || /use hermit as _;|extern crate hermit/.test(text)) return [];
  // Inner attributes and documentation have to stay first.
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '' && !/^\s*(?:#!\[|\/\/!)/.test(line));
  const line = Math.max(0, first) + 1;
  const at = { file, line, column: 1, endLine: line, endColumn: 1 };
  return [{ kind: 'edit', title: `Add \`use hermit as _;\` to ${file}`, edits: [{ at, newText: LINE }] }];
}
