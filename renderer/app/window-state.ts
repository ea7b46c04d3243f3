/** Remembers what a window looks like: JSON under a key of the host's state store, written a moment after a change. */
import { client } from './client.ts';

const writeAfterMs = 400;
const waiting = new Map<string, { value: unknown; timer: ReturnType<typeof setTimeout> }>();

export async function readState(key: string): Promise<unknown> {
  const answer = await client().call('state.get', key);
  if (!answer.ok || answer.value === null) return null;
  try {
    return JSON.parse(answer.value);
  } catch {
    return null;
  }
}

export function writeState(key: string, value: unknown): void {
  clearTimeout(waiting.get(key)?.timer);
  waiting.set(key, { value, timer: setTimeout(() => flush(key), writeAfterMs) });
}

function flush(key: string): void {
  const entry = waiting.get(key);
  if (!entry) return;
  waiting.delete(key);
  clearTimeout(entry.timer);
  // A window's looks are not worth a message: the next change writes them again.
  void client().call('state.set', { key, value: JSON.stringify(entry.value) });
}

/** Writes everything that still waits: the page is going away. */
export function flushState(): void {
  for (const key of [...waiting.keys()]) flush(key);
}

/** A short name for a path, fit for a key: 16 hex digits (FNV-1a, two lanes); collisions only mix up two layouts. */
export function keyOfPath(path: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let index = 0; index < path.length; index++) {
    const unit = path.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
