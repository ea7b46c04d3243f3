/** The cards of the wizard: each family with its templates, and what its hello world measured. */
import type { FamilyCard, Measured } from '#core/contract/project.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import type { Templates } from './templates.ts';

export interface FamilyCardSources {
  readonly families: readonly UnikernelFamily[];
  readonly templates: Templates;
  /** What was measured of a family's hello world on this computer. */
  readonly measured: (family: FamilyCard['id']) => Promise<Measured | null>;
}

export function familyCards({ families, templates, measured }: FamilyCardSources): Promise<FamilyCard[]> {
  return Promise.all(
    families.map(async (family): Promise<FamilyCard> => {
      const own = await templates.of(family.id);
      return {
        id: family.id,
        name: family.name,
        version: family.version,
        summary: family.summary,
        icon: family.icon,
        languages: [...family.languages],
        archs: [...family.archs],
        available: own.length > 0,
        hasSources: family.sources !== undefined,
        templates: own.map(({ id, title, summary, language, archs, entry }) => ({
          id,
          title,
          summary,
          language,
          archs: [...archs],
          entry,
        })),
        measured:
          (await measured(family.id)) ?? (family.reference ? { ...family.reference, where: 'reference' } : null),
      };
    }),
  );
}
