/** Runs the engine as `conf` is run: a mode and a .config in, a text out. */
import type { DialectName } from '#core/engines/kconfig/dialect.ts';
import { type FillMode, fill } from '#core/engines/kconfig/modes.ts';
import type { KconfigOutside } from '#core/engines/kconfig/parsed-kconfig.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';

/** A tree of files in memory. */
export function memoryOutside(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  shell: (command: string) => string | undefined = () => undefined,
): KconfigOutside {
  return {
    read: (name) => (Object.hasOwn(files, name) ? files[name] : undefined),
    glob: (pattern) => {
      const source = pattern
        .replace(/[.+^${}()|\\]/g, '\\$&')
        .replaceAll('*', '[^/]*')
        .replaceAll('?', '[^/]');
      return Object.keys(files)
        .filter((name) => new RegExp(`^${source}$`).test(name))
        .sort();
    },
    environment: (name) => env[name],
    shell,
  };
}

export function sessionOf(text: string, dialect: DialectName = 'linux-6.1'): KconfigSession {
  return new KconfigSession(memoryOutside({ Kconfig: text }), 'Kconfig', dialect);
}

export function resultOf(made: KconfigSession, mode: string, config = ''): string {
  if (/^all|^rand/.test(mode)) {
    fill(made, mode as FillMode);
    return made.write();
  }
  made.read(config);
  if (mode === 'savedefconfig') return made.writeMinimal();
  return mode === 'listnewconfig' ? made.listNew() : made.write();
}

/** Changes about one line in four: flips a value, drops the line, or gives the option another one's value. */
export function mutateConfig(config: string, random: () => number): string {
  const lines = config.split('\n');
  return lines
    .flatMap((line) => {
      if (random() > 0.25) return [line];
      const set = /^(\w+)=(y|m)$/.exec(line);
      const unset = /^# (\w+) is not set$/.exec(line);
      if (set) return [random() < 0.5 ? `# ${set[1]} is not set` : `${set[1]}=${set[2] === 'y' ? 'm' : 'y'}`];
      if (unset) return random() < 0.7 ? [`${unset[1]}=${random() < 0.7 ? 'y' : 'm'}`] : [];
      return random() < 0.3 ? [] : [line];
    })
    .join('\n');
}
