/** Understands the command line of the web host: `[--port N] [--no-open]`. */
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';

export interface ServeArguments {
  /** 0: any free one. */
  readonly port: number;
  /** Shows the window in the default browser. */
  readonly open: boolean;
}

const USAGE = 'Usage: serve [--port N] [--no-open]';

export function parseServeArguments(words: readonly string[]): Result<ServeArguments, Failure<'wrong-usage'>> {
  let port = 0;
  let open = true;
  const rest = words.flatMap((word) => (word.startsWith('--port=') ? ['--port', word.slice(7)] : [word]));
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--no-open') open = false;
    else if (word === '--port') {
      const given = rest.shift() ?? '';
      port = Number(given);
      if (!/^\d{1,5}$/.test(given) || port > 65_535) {
        return fail('wrong-usage', `--port needs a number from 0 to 65535, not "${given}".`, USAGE);
      }
    } else return fail('wrong-usage', `The web host knows no argument "${word}".`, USAGE);
  }
  return ok({ port, open });
}
