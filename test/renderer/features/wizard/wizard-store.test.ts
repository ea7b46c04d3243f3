import { beforeEach, describe, expect, it } from 'vitest';
import type { FamilyId, TemplateId } from '#core/base/id.ts';
import type { FamilyCard, Template } from '#core/contract/project.ts';
import {
  chooseFamily,
  chooseLanguage,
  chooseTemplate,
  closeWizard,
  logShare,
  wanted,
  wizardStore,
} from '../../../../renderer/features/wizard/wizard-store.ts';

const template = (id: string, language: string, archs: Template['archs']): Template => ({
  id: id as TemplateId,
  title: id,
  summary: '',
  language,
  archs,
  entry: 'main',
});
const family: FamilyCard = {
  id: 'toy' as FamilyId,
  name: 'Toy',
  version: '1',
  summary: '',
  icon: 'box',
  languages: ['C', 'Rust'],
  archs: ['x86_64', 'arm64'],
  available: true,
  measured: null,
  templates: [template('hello', 'C', ['x86_64', 'arm64']), template('rusty', 'Rust', ['arm64'])],
};

beforeEach(closeWizard);

describe('choosing', () => {
  it('answers every later step in advance', () => {
    chooseFamily(family);
    expect(wizardStore.getState()).toMatchObject({ family: 'toy', language: 'C', template: 'hello', arch: 'x86_64' });
  });

  it('takes a template of the new language, and a processor that it has', () => {
    chooseFamily(family);
    chooseLanguage(family, 'Rust');
    expect(wizardStore.getState()).toMatchObject({ language: 'Rust', template: 'rusty', arch: 'arm64' });
    chooseTemplate(family.templates[0]!);
    expect(wizardStore.getState().arch).toBe('arm64');
  });
});

it('is complete only with a name', () => {
  chooseFamily(family);
  expect(wanted(wizardStore.getState())).toBeNull();
  wizardStore.setState({ name: ' hello ', location: ' /home/ada ' });
  expect(wanted(wizardStore.getState())).toEqual({
    family: 'toy',
    template: 'hello',
    language: 'C',
    arch: 'x86_64',
    name: 'hello',
    location: '/home/ada',
  });
});

it('draws figures on a logarithmic scale, never without a trace', () => {
  expect(logShare(10, 10, 1000)).toBeCloseTo(0.04);
  expect(logShare(100, 10, 1000)).toBeCloseTo(0.5);
  expect(logShare(5000, 10, 1000)).toBe(1);
});
