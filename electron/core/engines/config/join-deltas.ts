/** Two deltas, one after the other, as one: what the first told counts where the second says nothing of it. */
import type { ConfigDelta } from './config-model.ts';

export function joinDeltas(first: ConfigDelta, then: ConfigDelta): ConfigDelta {
  const said = new Set([...then.nowHidden, ...then.nowShown]);
  const of = (list: 'nowHidden' | 'nowShown') => [...then[list], ...first[list].filter((node) => !said.has(node))];
  return {
    ...then,
    states: { ...first.states, ...then.states },
    nowHidden: of('nowHidden'),
    nowShown: of('nowShown'),
  };
}
