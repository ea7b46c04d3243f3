/** Commands that are planned: they say so instead of pretending. */
import type { CliCommand } from '../cli-command.ts';
import { EXIT } from '../exit-status.ts';

function notYet(name: string, summary: string): CliCommand {
  return {
    name,
    summary: `${summary} (not in this version)`,
    usage: '…',
    help: 'This version of the studio lacks it.\n',
    async run(_words, { out }) {
      const message = `This version of the studio has no "${name}" command yet.`;
      out.failure({
        code: 'wrong-usage',
        message,
        hint: 'The options of a project are in its .config, which can be edited.',
      });
      return EXIT.usage;
    },
  };
}

export const notYetCommands: readonly CliCommand[] = [notYet('config', "look at a project's options and change them")];
