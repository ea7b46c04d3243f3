/** `studio serve`: the studio in a browser. */
import type { CliCommand } from '../cli-command.ts';

export const serveCommand: CliCommand = {
  name: 'serve',
  summary: 'show the studio in a browser',
  usage: '[--port N] [--no-open]',
  help: `Serves the studio to this computer alone, prints its address, and goes on until it is interrupted.
  --port N   default: a free one
  --no-open  do not open the default browser
`,
  async run(words, { root, version }) {
    const { serve } = await import('../../web/serve.ts');
    return serve({ words, root, version });
  },
};
