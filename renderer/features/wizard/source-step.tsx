/** Step of families that are built from a tree outside the project: a release that is downloaded, or a folder of one's own. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { SourceRow } from '#core/contract/sources.ts';
import { client } from '../../app/client.ts';
import { SourceList } from '../../app/source-list.tsx';
import { useSources } from '../../app/sources.ts';
import { sourceScope, wizardStore } from './wizard-store.ts';

export function SourceStep() {
  const state = useStore(wizardStore);
  const scope = sourceScope(state);
  const rows = useSources(scope);
  const [objection, setObjection] = useState<string | null>(null);
  if (!scope || rows === null) return null;
  const choose = async (row: SourceRow, folder: string | null) => {
    setObjection(null);
    const { [row.id]: _before, ...others } = wizardStore.getState().sources;
    if (folder === null) {
      wizardStore.setState({ sources: others });
      return;
    }
    const answer = await client().call('sources.check', { scope, source: row.id, folder });
    const verdict = answer.ok ? answer.value : { usable: false, message: answer.error.message };
    if (verdict.usable) wizardStore.setState({ sources: { ...others, [row.id]: folder } });
    else setObjection(verdict.message);
  };
  const shown = rows.map((row): SourceRow => {
    const folder = state.sources[row.id];
    if (folder === undefined) return row;
    return { ...row, state: { kind: 'adopted', folder, version: null, commit: null, same: null } };
  });
  return (
    <div className="source-step">
      <p className="t-second">
        The project is made at once; what is not here is downloaded when you build, or now. Versions and commits are
        written into the project, so that it is built from the same sources elsewhere.
      </p>
      <SourceList scope={scope} rows={shown} onFolder={(row, folder) => void choose(row, folder)} />
      {objection === null ? null : (
        <p role="alert" className="t-err">
          {objection}
        </p>
      )}
    </div>
  );
}
