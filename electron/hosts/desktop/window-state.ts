/** Remembers where the window was: its place and size on the screen, and whether it filled it. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import * as v from 'valibot';

const rectangle = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() });
const windowState = v.object({ bounds: rectangle, maximised: v.boolean() });
export type WindowState = v.InferOutput<typeof windowState>;

export const MIN_SIZE = { width: 900, height: 600 };
const DEFAULT_SIZE = { width: 1440, height: 900 };
/** So much of the title bar must lie on a screen that it can be grabbed. */
const GRIP = { width: 120, height: 40 };

export function readWindowState(file: string): WindowState | null {
  try {
    const parsed = v.safeParse(windowState, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** What cannot be remembered is no reason to bother anybody: the next start takes the default. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // A full or read-only disk.
  }
}

/**
 * Where to open the window: where it was, if its title bar would still be within reach.
 * @param workAreas of the screens there are now, the main one first.
 */
export function placeWindow(
  state: WindowState | null,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  const main = workAreas[0];
  if (state && workAreas.some((area) => gripWithin(state.bounds, area))) {
    const { x, y, width, height } = state.bounds;
    return { x, y, width: Math.max(width, MIN_SIZE.width), height: Math.max(height, MIN_SIZE.height) };
  }
  return {
    width: Math.min(DEFAULT_SIZE.width, main?.width ?? DEFAULT_SIZE.width),
    height: Math.min(DEFAULT_SIZE.height, main?.height ?? DEFAULT_SIZE.height),
  };
}

function gripWithin(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + GRIP.height, area.y + area.height) - Math.max(bounds.y, area.y);
  return width >= GRIP.width && height >= GRIP.height / 2;
}
