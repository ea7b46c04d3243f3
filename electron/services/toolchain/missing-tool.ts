/** The one way in which a missing tool is told, before a build, before a run and by the doctor. */
import type { Problem } from '#core/contract/problem.ts';
import type { ToolRequirement } from '#core/families/family.ts';

/** @param installArgv null: no command is known for this system */
export function missingToolProblem(
  requirement: Pick<ToolRequirement, 'id' | 'name' | 'commands' | 'why'>,
  installArgv: readonly string[] | null,
): Problem {
  const { name, commands, why } = requirement;
  const program = commands[0] ?? name;
  const looked = commands.length > 1 ? `None of ${commands.map(code).join(', ')} is` : `${code(program)} is not`;
  return {
    code: 'tool.missing',
    severity: 'error',
    title: `${name === program ? code(program) : `${name} (${code(program)})`} is missing on this computer.`,
    why: `${looked} in PATH. It ${why}.`,
    evidence: { firstLine: 0, lastLine: 0 },
    fixes: [
      installArgv
        ? {
            kind: 'command',
            title: `Install ${name}`,
            effect: `Runs ${code(commandText(installArgv))} in a terminal that you can see.`,
            argv: [...installArgv],
          }
        : {
            kind: 'dead-end',
            title: `No package of this system is known to hold ${name}. Install it by hand and see that it is in PATH.`,
          },
    ],
  };
}

/** For reading and copying, never for running: words that a shell would change are quoted. */
export function commandText(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}

function code(text: string): string {
  return `\`${text}\``;
}
