/** The problem of a program that the build needs and this computer does not have. */
import type { Problem } from '../../contract/problem.ts';
import type { ToolOutputContext } from './tool-output-context.ts';

/**
 * @param name as it was called: a program of PATH, or a path.
 * @param denied it is there and may not be run.
 * @param target what was being made; null when not known.
 * @param wordsFor better words for programs of PATH.
 */
export function missingTool(
  name: string,
  denied: boolean,
  target: string | null,
  wordsFor: ToolOutputContext['missingTool'] = () => null,
): Pick<Problem, 'code' | 'title' | 'why' | 'fixes'> {
  const purpose = target === null ? 'The build' : `To make \`${target}\`, the build`;
  if (denied) {
    return {
      code: 'file.not-executable',
      title: `\`${name}\` may not be run`,
      why: `${purpose} starts \`${name}\`, which is there and is not marked as a program.`,
      fixes: name.includes('/')
        ? [{ kind: 'command', title: `Mark \`${name}\` as a program`, argv: ['chmod', '+x', '--', name] }]
        : [],
    };
  }
  if (name.includes('/')) {
    return {
      code: 'file.missing-program',
      title: `\`${name}\` is not there`,
      why: `${purpose} starts \`${name}\`, and no such file exists. It was moved or deleted, or an earlier step that makes it was left out.`,
      fixes: [],
    };
  }
  const words = wordsFor(name);
  if (words) return { code: 'tool.missing', ...words };
  return {
    code: 'tool.missing',
    title: `\`${name}\` is missing on this computer`,
    why: `${purpose} starts \`${name}\`, and no program of that name was found in PATH.`,
    fixes: [
      {
        kind: 'action',
        title: 'Show it in the doctor',
        effect: 'the doctor gives the command that installs it',
        command: 'doctor.show',
      },
    ],
  };
}
