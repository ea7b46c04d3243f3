/** What a command of the command line is, and what it is given. */
import { parseArgs } from 'node:util';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { Studio } from '../../services/studio.ts';
import type { CliOutput } from './cli-output.ts';

export interface CliContext {
  readonly out: CliOutput;
  /** Relative paths are meant from here. */
  readonly cwd: string;
  /** The product's own folder, which holds `dist` and `resources`. */
  readonly root: URL;
  readonly version: string;
  /** Aborted when the person interrupts; whatever still runs is ended by then. */
  readonly signal: AbortSignal;
  /** The services, put together when they are first needed; ended when the command has. */
  studio(): Promise<Studio>;
}

export interface CliCommand {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** After the name: `FOLDER [--json]`. */
  readonly usage: string;
  /** What `--help` says below it. */
  readonly help: string;
  /** @returns the exit status */
  run(words: readonly string[], context: CliContext): Promise<number>;
}

export interface OptionSpecs {
  /** `multiple`: it may be given more than once, and its value is a list. */
  readonly [name: string]: { readonly type: 'string' | 'boolean'; readonly multiple?: boolean };
}

type OptionValue<O> = O extends { multiple: true }
  ? readonly string[]
  : O extends { type: 'string' }
    ? string
    : boolean;

export interface ParsedWords<S extends OptionSpecs> {
  readonly options: { readonly [N in keyof S]?: OptionValue<S[N]> };
  readonly positionals: readonly string[];
}

/** @param positionals how many there have to be, at least and at most */
export function parseWords<S extends OptionSpecs>(
  words: readonly string[],
  options: S,
  positionals: { readonly least: number; readonly most: number; readonly name: string },
): Result<ParsedWords<S>, Failure<'wrong-usage'>> {
  try {
    const parsed = parseArgs({ args: [...words], options: { ...options }, allowPositionals: true, strict: true });
    const given = parsed.positionals;
    if (given.length < positionals.least) return fail('wrong-usage', `${positionals.name} is missing.`);
    if (given.length > positionals.most) {
      return fail(
        'wrong-usage',
        `"${given[positionals.most]}" is one word too many.`,
        'Put a name with blanks in quotes.',
      );
    }
    return ok({ options: parsed.values as ParsedWords<S>['options'], positionals: given });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node adds a hint about "--" that has no meaning here.
    return fail('wrong-usage', `${message.split('. To specify')[0]!.replace(/\.$/, '')}.`);
  }
}
