import { expect, test } from 'vitest';
import { type FoundSource, noContext, type PlanContext } from '#core/families/source.ts';
import { ask, configSources } from '#core/families/unikraft/config-sources.ts';
import { filesWith } from './diagnosers/diagnose.ts';

const core: FoundSource = {
  folder: '/src/unikraft',
  version: '0.17.0',
  commit: null,
  adopted: true,
  read: (path) =>
    path === 'version.mk'
      ? 'UK_VERSION = 0\nUK_SUBVERSION = 17\nUK_EXTRAVERSION = 0\nUK_CODENAME = Calypso\n'
      : undefined,
};
const known: PlanContext = { ...noContext, sources: { unikraft: core } };
const version = (facts: PlanContext['facts'], config = '') => {
  const [source] = configSources(filesWith({ '.config': config }), { ...known, facts });
  return source?.kind === 'kconfig' ? source.env?.UK_FULLVERSION : undefined;
};

test('the version has the commit of the tree behind it, as make tells it', () => {
  expect(version({ 'tree.commit': 'eaf6fda1\n', 'tree.changed': '' })).toBe('0.17.0~eaf6fda1');
  expect(version({ 'tree.commit': 'eaf6fda1\n', 'tree.changed': 'Makefile\n' })).toBe('0.17.0~eaf6fda1-custom');
});

test('without git it is as the last build wrote it, or the version alone', () => {
  expect(version({}, 'CONFIG_UK_FULLVERSION="0.17.0~abc"\n')).toBe('0.17.0~abc');
  expect(version({ 'tree.commit': null })).toBe('0.17.0');
});

test('git is asked in the tree, for the options alone', () => {
  const files = filesWith();
  const asked = ask(files, { purpose: 'config' }, known).flatMap((question) =>
    question.kind === 'run' ? [question.argv.join(' ')] : [],
  );
  expect(asked).toContain('git -C /src/unikraft -c core.fsmonitor=false rev-parse --short HEAD');
  expect(ask(files, { purpose: 'run' }, known)).toEqual([]);
});
