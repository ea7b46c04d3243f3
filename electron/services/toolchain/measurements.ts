/** What was measured on this computer: the doctor's last boot test, and each family's hello world. */
import { join } from 'node:path';
import * as v from 'valibot';
import type { FamilyId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import { type Measured, measured } from '#core/contract/project.ts';
import { type BootTest, bootTest } from '#core/contract/toolchain.ts';
import type { FileFailure } from '../project/file-failure.ts';
import { createJsonFile } from '../settings/json-file.ts';

const schema = v.object({
  bootTest: v.nullable(bootTest),
  families: v.record(v.string(), measured),
});

export interface Measurements {
  bootTest(): Promise<BootTest | null>;
  of(family: FamilyId): Promise<Measured | null>;
  keepBootTest(test: BootTest): Promise<Result<unknown, FileFailure>>;
  keep(family: FamilyId, figures: Measured): Promise<Result<unknown, FileFailure>>;
}

/** @param folder of the studio's data */
export function createMeasurements(folder: string): Measurements {
  const file = createJsonFile(join(folder, 'measured.json'), schema, { bootTest: null, families: {} });
  return {
    bootTest: async () => (await file.read()).bootTest,
    async of(family) {
      const { families } = await file.read();
      return Object.hasOwn(families, family) ? (families[family] ?? null) : null;
    },
    keepBootTest: (test) => file.update((all) => ({ ...all, bootTest: test })),
    keep: (family, figures) => file.update((all) => ({ ...all, families: { ...all.families, [family]: figures } })),
  };
}
