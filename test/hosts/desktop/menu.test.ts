import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from '../../../electron/hosts/desktop/menu.ts';

type Item = MenuItemConstructorOptions;

function menus(platform: NodeJS.Platform, developer = false) {
  const run = vi.fn();
  const template = menuTemplate({ platform, developer, productName: 'Unikernel Studio', run });
  const items = template.flatMap((menu) => (menu.submenu as Item[] | undefined) ?? []);
  const click = (label: string) => {
    const item = items.find((each) => each.label === label);
    (item?.click as (() => void) | undefined)?.();
  };
  return { template, items, run, click };
}

describe('the menus', () => {
  it('are File, Edit, View, Run and Help', () => {
    expect(menus('linux').template.map((menu) => menu.label)).toEqual(['&File', '&Edit', '&View', '&Run', '&Help']);
  });

  it('begin with the program’s own menu on macOS, which has About, Settings and Quit', () => {
    const { template } = menus('darwin');
    expect(template[0]?.label).toBe('Unikernel Studio');
    const own = template[0]?.submenu as Item[];
    expect(own.map((item) => item.label ?? item.role).filter(Boolean)).toEqual(
      expect.arrayContaining(['About Unikernel Studio', 'Settings…', 'quit']),
    );
  });

  it('have Settings, About and Quit once on every system', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const { items } = menus(platform);
      expect(items.filter((item) => item.label === 'Settings…')).toHaveLength(1);
      expect(items.filter((item) => item.label === 'About Unikernel Studio')).toHaveLength(1);
      expect(items.filter((item) => item.role === 'quit')).toHaveLength(1);
    }
  });

  it('run the commands of the window', () => {
    const { run, click } = menus('linux');
    click('Run');
    click('Save');
    expect(run.mock.calls).toEqual([[{ id: 'machine.run' }], [{ id: 'file.save' }]]);
  });

  it('leave the keys to the window, which lets people change them, except on macOS', () => {
    const registered = (platform: NodeJS.Platform) =>
      menus(platform).items.filter((item) => item.accelerator && item.registerAccelerator !== false);
    expect(registered('linux')).toEqual([]);
    expect(registered('win32')).toEqual([]);
    expect(registered('darwin').length).toBeGreaterThan(5);
  });

  it('show developer tools to developers only', () => {
    const roles = (developer: boolean) => menus('linux', developer).items.map((item) => item.role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });
});
