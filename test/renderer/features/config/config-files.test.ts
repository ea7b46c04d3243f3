import { describe, expect, it } from 'vitest';
import { configFiles } from '../../../../renderer/features/config/config-files.ts';

describe('configFiles', () => {
  it('finds the values and the declarations, the top one first', () => {
    expect(configFiles(['src/Kconfig', 'main.c', '.config', 'Kconfig', 'lib/Config.uk', 'Kconfig.debug'])).toEqual({
      values: '.config',
      declarations: ['Kconfig', 'Kconfig.debug', 'lib/Config.uk', 'src/Kconfig'],
    });
  });

  it('knows a project without options', () => {
    expect(configFiles(['main.c', 'old/.config', 'NotKconfig'])).toEqual({ values: null, declarations: [] });
  });
});
