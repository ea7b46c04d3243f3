/** Wire types of settings: what a person chose, kept in one readable JSON file; unknown keys of that file are kept. */
import * as v from 'valibot';
import { count } from './define.ts';

export const keybinding = v.object({ key: v.string(), command: v.string() });

export const settings = v.object({
  theme: v.optional(v.picklist(['system', 'dark', 'light', 'high-contrast']), 'system'),
  density: v.optional(v.picklist(['comfortable', 'compact']), 'comfortable'),
  showWelcomeAtStart: v.optional(v.boolean(), true),
  projectsFolder: v.optional(v.string(), ''),
  editorFontSize: v.optional(v.pipe(v.number(), v.minValue(8), v.maxValue(40)), 13),
  editorMinimap: v.optional(v.boolean(), true),
  editorWordWrap: v.optional(v.boolean(), false),
  saveBeforeBuild: v.optional(v.boolean(), true),
  serialTimestamps: v.optional(v.boolean(), true),
  serialFollow: v.optional(v.boolean(), true),
  buildJobs: v.optional(count, 0),
  accelerator: v.optional(v.picklist(['auto', 'kvm', 'tcg']), 'auto'),
  keybindings: v.optional(v.array(keybinding), []),
});
export type Settings = v.InferOutput<typeof settings>;

export const settingsPatch = v.partial(settings);
export type SettingsPatch = Partial<Settings>;
