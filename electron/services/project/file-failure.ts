/** Turns errors of the file system into failures fit for a person: what happened, to what, and what to do next. */
import type { Failure } from '#core/base/result.ts';

export type FileFailureCode =
  | 'not-found'
  | 'no-access'
  | 'read-only'
  | 'disk-full'
  | 'already-exists'
  | 'not-a-folder'
  | 'not-a-file'
  | 'not-empty'
  | 'name-too-long'
  | 'name-not-allowed'
  | 'link-loop'
  | 'busy'
  | 'too-many-open-files'
  | 'other-disk'
  | 'io-error';

export type FileFailure = Failure<FileFailureCode>;

type Row = readonly [code: FileFailureCode, message: (what: string) => string, hint?: string];

const rows: Readonly<Record<string, Row>> = {
  ENOENT: [
    'not-found',
    (what) => `${what} is not there.`,
    'It was moved, renamed or deleted. Look at its folder again.',
  ],
  ENOTDIR: ['not-a-folder', (what) => `${what} can't be reached: a part of its path is a file, not a folder.`],
  EISDIR: ['not-a-file', (what) => `${what} is a folder, not a file.`],
  EEXIST: ['already-exists', (what) => `${what} exists already.`, 'Choose another name.'],
  ENOTEMPTY: ['not-empty', (what) => `${what} is a folder that is not empty.`],
  ENOSPC: [
    'disk-full',
    (what) => `The disk is full: ${what} was not written. What was there before is unchanged.`,
    'Free some space on the disk, then try again.',
  ],
  EDQUOT: [
    'disk-full',
    (what) => `Your quota on this disk is used up: ${what} was not written. What was there before is unchanged.`,
    'Free some space, then try again.',
  ],
  EROFS: [
    'read-only',
    (what) => `${what} can't be written: its disk is mounted read-only.`,
    'Copy the project to a place that can be written.',
  ],
  ENAMETOOLONG: ['name-too-long', (what) => `The name of ${what} is too long for this disk.`, 'Choose a shorter name.'],
  EILSEQ: ['name-not-allowed', (what) => `This disk does not allow the name of ${what}.`, 'Choose another name.'],
  EINVAL: ['name-not-allowed', (what) => `The system does not allow this for ${what}.`, 'Choose another name.'],
  ELOOP: ['link-loop', (what) => `${what} can't be opened: its symbolic links lead in a circle.`],
  EBUSY: ['busy', (what) => `${what} is in use by another program.`, 'Close that program, then try again.'],
  ETXTBSY: ['busy', (what) => `${what} is a program that is running.`, 'End it, then try again.'],
  EMFILE: [
    'too-many-open-files',
    (what) => `${what} can't be opened: this program has too many files open.`,
    'Close some projects, or raise the limit (ulimit -n).',
  ],
  ENFILE: [
    'too-many-open-files',
    (what) => `${what} can't be opened: the system has too many files open.`,
    'End some programs, then try again.',
  ],
  EXDEV: ['other-disk', (what) => `${what} can't be moved: the target is on another disk.`],
};

const denied: Readonly<Record<'read' | 'write', Row>> = {
  read: [
    'no-access',
    (what) => `You are not allowed to read ${what}.`,
    'Change its permissions, or open it as the user who owns it.',
  ],
  write: [
    'read-only',
    (what) => `You are not allowed to write ${what}.`,
    'Change the permissions of the file and its folder, or copy the project to a folder of your own.',
  ],
};

/**
 * @param error what a call of node:fs threw; anything else is a bug and is thrown again
 * @param what the thing as the person knows it, e.g. `src/main.c`
 */
export function fileFailure(error: unknown, what: string, intent: 'read' | 'write'): FileFailure {
  const code = errnoOf(error);
  if (code === null) throw error;
  const row =
    code === 'EACCES' || code === 'EPERM'
      ? denied[intent]
      : (rows[code] ??
        ([
          'io-error',
          (thing: string) => `The system could not ${intent} ${thing} (${code}).`,
          'Check the disk.',
        ] as Row));
  const message = row[1](what);
  return row[2] === undefined ? { code: row[0], message } : { code: row[0], message, hint: row[2] };
}

/** The system's code (`ENOENT`, …) of an error thrown by Node; null for anything else. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}
