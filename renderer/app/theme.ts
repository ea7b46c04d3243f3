/** Sets the theme and density of the page from the settings and the system, and tells those who draw on their own. */
import { createStore } from 'zustand/vanilla';
import type { Settings } from '#core/contract/settings.ts';
import { settingsStore } from './settings.ts';

export type ThemeName = 'dark' | 'light' | 'hc';

/** The theme that is shown now; Monaco and terminals follow it. */
export const themeStore = createStore<{ theme: ThemeName; reducedMotion: boolean }>(() => ({
  theme: 'dark',
  reducedMotion: false,
}));

/** `system`: what the system prefers. */
export function themeFor(
  choice: Settings['theme'],
  system: { readonly light: boolean; readonly moreContrast: boolean },
): ThemeName {
  if (choice === 'high-contrast') return 'hc';
  if (choice !== 'system') return choice;
  if (system.moreContrast) return 'hc';
  return system.light ? 'light' : 'dark';
}

const rememberedAs = 'studio.theme';

/** Before anything is drawn: what was chosen last time, so that the first frame has the right colours. */
export function startTheme(): void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  let remembered: string | null = null;
  try {
    remembered = localStorage.getItem(rememberedAs);
  } catch {
    // A browser that keeps nothing: the system's choice is good enough until the settings are here.
  }
  const apply = () => {
    const { settings, loaded } = settingsStore.getState();
    const choice = loaded ? settings.theme : ((remembered as Settings['theme'] | null) ?? 'system');
    const theme = themeFor(choice, { light: light.matches, moreContrast: contrast.matches });
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.dataset.density = settings.density;
    themeStore.setState({ theme, reducedMotion: motion.matches });
    if (!loaded) return;
    try {
      localStorage.setItem(rememberedAs, settings.theme);
    } catch {
      // As above.
    }
  };
  for (const query of [light, contrast, motion]) query.addEventListener('change', apply);
  settingsStore.subscribe(apply);
  apply();
}

/** Value of a colour token in the theme shown now: `token('accent')`. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
