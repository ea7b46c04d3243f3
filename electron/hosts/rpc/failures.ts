/** What a window is told when a request could not even reach its handler, or broke inside it. */

import * as v from 'valibot';
import type { Failure } from '#core/base/result.ts';

export function unknownChannel(name: string): Failure {
  return {
    code: 'unknown-channel',
    message: `This studio knows nothing called "${name.slice(0, 80)}".`,
    hint: 'Load the window again: it may belong to another version.',
  };
}

export function tooMany(what: string, limit: number): Failure {
  return { code: 'too-many', message: `This window has too many ${what} open (${limit}).`, hint: 'Load it again.' };
}

export function badRequest(name: string, issues: readonly v.BaseIssue<unknown>[]): Failure {
  const issue = issues[0];
  const place = issue && v.getDotPath(issue as v.BaseIssue<unknown>);
  return {
    code: 'bad-request',
    message: `"${name}" was asked wrongly${place ? ` (${place})` : ''}: ${issue?.message}`,
  };
}

export function cancelled(): Failure {
  return { code: 'cancelled', message: 'Cancelled.' };
}

export function internal(): Failure {
  return {
    code: 'internal',
    message: 'Something went wrong inside the studio. It is a mistake of the studio, not of your project.',
    hint: "The studio's log has the details.",
  };
}
