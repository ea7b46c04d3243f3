import { expect, test } from 'vitest';
import { diagnoseAll } from './diagnose.ts';

test.each([
  ['build-archive-cut.log', 'libmusl/musl-1.2.3.tar.gz', 'damaged'],
  ['build-archive-no-zip.log', 'liblwip/UNIKRAFT-2_1_x.zip', 'damaged'],
  ['build-archive-checksum.log', 'liblwip/STABLE-2_1_2_RELEASE.zip', 'not the archive'],
])('an archive that is not what it has to be is named, and deleted by one click: %s', (log, place, words) => {
  const { all, files } = diagnoseAll(log);
  const errors = all.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code)).toEqual(['unikraft.archive-damaged']);
  expect(errors[0]!.title).toContain(words);
  expect(errors[0]!.fixes[0]).toMatchObject({ argv: ['rm', '-f', '--', `${files.root}/build/${place}`] });
});

test('an archive that is not there is a download that failed', () => {
  const { all } = diagnoseAll('build-musl-offline.log');
  expect(all.map(({ code }) => code)).not.toContain('unikraft.archive-damaged');
});
