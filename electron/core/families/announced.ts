/** Families that are named so that nobody looks for them in vain; this version cannot create them yet. */
import type { FamilyId } from '../base/id.ts';
import type { FamilyCard } from '../contract/project.ts';

type Announced = Pick<FamilyCard, 'name' | 'summary' | 'icon' | 'languages' | 'archs'>;

function announce(id: string, card: Announced): FamilyCard {
  return { ...card, id: id as FamilyId, version: '', available: false, templates: [], measured: null };
}

export const announced: readonly FamilyCard[] = [
  announce('l4re', {
    name: 'L4Re',
    summary: 'A microkernel with user-space services: isolation and real time, for systems of many parts.',
    icon: 'layers',
    languages: ['C', 'C++', 'Rust'],
    archs: ['x86_64', 'arm64'],
  }),
];
