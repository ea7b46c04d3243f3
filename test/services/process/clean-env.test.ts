import { expect, test } from 'vitest';
import { cleanEnv } from '../../../electron/services/process/clean-env.ts';

test("kraft finds the settings of the studio's own environment, and nothing else comes through", () => {
  const host = {
    ...{ PATH: '/usr/bin:/bin', HOME: '/home/user', MAKEFLAGS: '-k', CFLAGS: '-O0', GITHUB_TOKEN: 'secret' },
    ...{ KRAFTKIT_BUILDKIT_HOST: 'docker-container://buildkit', KRAFTKIT_RUNTIME_DIR: '/tmp/kraft' },
  };
  expect(cleanEnv('dumb', { ADDED: '1' }, host)).toEqual({
    ...{ PATH: '/usr/bin:/bin', HOME: '/home/user', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TERM: 'dumb', ADDED: '1' },
    ...{ KRAFTKIT_BUILDKIT_HOST: 'docker-container://buildkit', KRAFTKIT_RUNTIME_DIR: '/tmp/kraft' },
  });
});

test('what a step sets itself counts, and no folder of a project comes before those of the system', () => {
  const host = { PATH: '.:/usr/bin:tools', KRAFTKIT_RUNTIME_DIR: '/tmp/kraft' };
  const env = cleanEnv('dumb', { KRAFTKIT_RUNTIME_DIR: '/tmp/other' }, host);
  expect([env.PATH, env.KRAFTKIT_RUNTIME_DIR]).toEqual(['/usr/bin', '/tmp/other']);
});
