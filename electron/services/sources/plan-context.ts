/** Puts together what a plan may know beyond a project's files: its sources, and the programs of this computer. */
import { join } from 'node:path';
import type { Problem } from '#core/contract/problem.ts';
import type { SourceRow } from '#core/contract/sources.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import { noContext, type PlanContext, type Purpose } from '#core/families/source.ts';
import type { ProcessService } from '../process/process-types.ts';
import type { OpenProject } from '../project/open-project.ts';
import { gatherFacts } from './gather-facts.ts';
import { createLastingAnswers } from './lasting-answers.ts';
import type { SourceService } from './source-service.ts';

/** `missing`: sources that are needed and not on the disk; a plan asked for without them would be wrong. */
export interface Surroundings {
  readonly context: PlanContext;
  readonly missing: readonly SourceRow[];
}

export type SurroundingsOf = (
  project: OpenProject & { readonly family: UnikernelFamily },
  files: ProjectFiles,
  purpose: Purpose,
) => Promise<Surroundings>;

/** For services that stand alone: no family that has sources can be planned with it. */
export const noSurroundings: SurroundingsOf = async () => ({ context: noContext, missing: [] });

/** @param cache the studio's cache folder */
export function surroundings(sources: SourceService, process: ProcessService, cache: string): SurroundingsOf {
  const lasting = createLastingAnswers();
  return async ({ family, info }, files, purpose) => {
    const trusted = info.trust === 'trusted';
    const user = { family, files, trusted };
    const which = (command: string) => process.which(command);
    const rows = family.sources ? await sources.rows(user) : [];
    const missing = rows.filter(({ needed, state }) => needed && state.kind !== 'here' && state.kind !== 'adopted');
    const found = family.sources ? await sources.found(user) : {};
    const known = { sources: found, which, facts: {}, cache: join(cache, 'families', family.id) };
    const ask = (context: PlanContext) => family.ask?.(files, { arch: info.arch, purpose }, context) ?? [];
    const name = JSON.stringify([family.id, info.root, info.arch, purpose]);
    const kept = family.lasting ? await lasting.find(name) : {};
    const facts = await gatherFacts(known, ask, { process, cwd: info.root, mayRun: trusted, lasting: kept });
    const isNew = Object.keys(kept).length === 0;
    if (family.lasting && trusted && isNew) {
      await lasting.keep(name, family.lasting(files, { ...known, facts }), facts);
    }
    return { context: { ...known, facts }, missing };
  };
}

/** What is said instead of a build, or of the options, while a source is missing. */
export function missingSourceProblem(row: SourceRow): Problem {
  const { name, version, state } = row;
  const why =
    state.kind === 'fetching'
      ? `It is being downloaded now (${state.phase}).`
      : state.kind === 'failed'
        ? [state.message, state.hint].filter(Boolean).join(' ')
        : state.kind === 'absent' && state.partial
          ? 'Its download was broken off.'
          : `It is ${row.why}, and was not downloaded yet.`;
  return {
    code: 'source.missing',
    severity: 'error',
    title: `The source of ${name} ${version} is not on this computer.`,
    why,
    evidence: { firstLine: 0, lastLine: 0 },
    fixes: [
      { kind: 'action', title: 'Download', effect: `from ${row.url}`, command: 'sources.download' },
      { kind: 'action', title: 'Use a folder of my own', command: 'sources.show' },
    ],
  };
}
