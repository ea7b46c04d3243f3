/** Wire types of settings (what a person chose, kept in one readable JSON file whose unknown keys stay) and of notices. */
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
export type SettingsPatch = v.InferOutput<typeof settingsPatch>;

/** Something that a person has to know and that answers no call: a damaged settings file, a folder that can't be watched. */
export const notice = v.object({
  at: count,
  severity: v.picklist(['info', 'warning', 'error']),
  message: v.string(),
  hint: v.optional(v.string()),
});
export type Notice = v.InferOutput<typeof notice>;
