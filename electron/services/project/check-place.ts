/** Says whether a new project can be put where a person wants it, and if not, which name would do. Makes nothing. */
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { UnikernelFamily } from '#core/families/family.ts';
import { errnoOf } from './file-failure.ts';

export interface PlaceObjection {
  readonly field: 'name' | 'location';
  readonly message: string;
  /** A name that would work. */
  readonly suggestion: string | null;
}

export async function checkPlace(
  name: string,
  location: string,
  family: UnikernelFamily,
): Promise<PlaceObjection | null> {
  return checkName(name) ?? (await checkLocation(location, family)) ?? (await checkTarget(name, location, family));
}

function checkName(name: string): PlaceObjection | null {
  const object = (message: string, suggestion: string | null): PlaceObjection => ({
    field: 'name',
    message,
    suggestion,
  });
  if (name.trim() === '') return object('The project needs a name.', 'my-unikernel');
  if (/[/\0]/.test(name)) return object('A name can hold no "/": it is one folder.', name.replace(/[/\0]+/g, '-'));
  if (name === '.' || name === '..') return object(`"${name}" stands for a folder that exists.`, 'my-unikernel');
  if (name.trim() !== name) return object('The name begins or ends with a blank.', name.trim());
  if (Buffer.byteLength(name) > 255) return object('The name is too long: 255 bytes are allowed.', cut(name));
  if (
    process.platform === 'win32' &&
    (/[<>:"|?*\\\u0000-\u001f]|\.$/.test(name) || /^(con|prn|aux|nul|(com|lpt)\d)(\.|$)/i.test(name))
  ) {
    return object('Windows does not allow this name.', name.replace(/[^\w-]+/g, '-'));
  }
  return null;
}

function cut(name: string): string {
  return [...name].slice(0, 60).join('').trim();
}

async function checkLocation(location: string, family: UnikernelFamily): Promise<PlaceObjection | null> {
  const object = (message: string): PlaceObjection => ({ field: 'location', message, suggestion: null });
  if (!isAbsolute(location)) return object('The location has to be a whole path, from the root on.');
  let nearest = location;
  for (;;) {
    try {
      if (!(await stat(nearest)).isDirectory()) return object(`${nearest} is a file, not a folder.`);
      break;
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'EACCES') return object(`You are not allowed to look into ${dirname(nearest)}.`);
      if (code === 'ENAMETOOLONG') return object('The path of the location is too long.');
      if (code === 'ENOTDIR') return object('A part of the location is a file, not a folder.');
      if (code !== 'ENOENT') return object(`The location can't be used (${code ?? String(error)}).`);
      nearest = dirname(nearest);
    }
  }
  try {
    await access(nearest, constants.W_OK | constants.X_OK);
  } catch (error) {
    if (errnoOf(error) === 'EROFS') return object(`${nearest} is on a disk that is mounted read-only.`);
    return object(`You are not allowed to write to ${nearest}.`);
  }
  const objection = family.checkPlace(location);
  return objection ? object(objection.message) : null;
}

async function checkTarget(name: string, location: string, family: UnikernelFamily): Promise<PlaceObjection | null> {
  const objection = family.checkPlace(join(location, name));
  if (objection) {
    const good = objection.suggestion === null ? null : await freeName(baseOf(objection.suggestion), location);
    return { field: 'name', message: objection.message, suggestion: good };
  }
  const taken = await isTaken(join(location, name));
  if (!taken) return null;
  const message =
    taken === 'file' ? `A file named "${name}" is there already.` : `"${name}" exists there and is not empty.`;
  return { field: 'name', message, suggestion: await freeName(name, location) };
}

/** Families may suggest a whole path or a name. */
function baseOf(suggestion: string): string {
  return suggestion.slice(suggestion.lastIndexOf('/') + 1);
}

async function freeName(name: string, location: string): Promise<string> {
  if (!(await isTaken(join(location, name)))) return name;
  const stem = name.replace(/-\d+$/, '');
  let number = 2;
  while (await isTaken(join(location, `${stem}-${number}`))) number++;
  return `${stem}-${number}`;
}

/** An empty folder is as good as none. */
async function isTaken(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await readdir(path)).length > 0 ? 'folder' : null;
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT') return null;
    return code === 'ENOTDIR' ? 'file' : 'folder';
  }
}
