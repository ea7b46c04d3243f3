import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../../electron/hosts/desktop/menu.ts';
import { commandStore } from '../../../renderer/app/commands.ts';
import { registerCoreCommands } from '../../../renderer/app/core-commands.ts';

interface Item {
  readonly submenu?: unknown;
  readonly click?: unknown;
}

// Some features listen to the page from the start.
beforeAll(() => {
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', new EventTarget());
});
afterAll(() => {
  vi.unstubAllGlobals();
});

it('has a command of the window for every entry of the desktop’s menus', async () => {
  registerCoreCommands();
  for (const load of Object.values(import.meta.glob('../../../renderer/features/*/register.{ts,tsx}'))) await load();
  const asked: string[] = [];
  const walk = (items: readonly Item[]) => {
    for (const item of items) {
      if (Array.isArray(item.submenu)) walk(item.submenu);
      else if (typeof item.click === 'function') item.click();
    }
  };
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    walk(menuTemplate({ platform, productName: 'Studio', developer: true, run: ({ id }) => asked.push(id) }) as Item[]);
  expect(asked.length).toBeGreaterThan(20);
  const { commands } = commandStore.getState();
  expect([...new Set(asked)].filter((id) => !commands.has(id))).toEqual([]);
});
