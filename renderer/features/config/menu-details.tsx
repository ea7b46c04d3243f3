/** A menu or comment as the page shows it: where it is, how much of it can be set, what of it was changed. */

import { RotateCcw } from 'lucide-react';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { Button } from '../../ui/button.tsx';
import { reset } from './option-actions.ts';
import { Row } from './option-details-view.tsx';
import { PageHead } from './page-head.tsx';
import { PlaceLink } from './place-link.tsx';

export interface MenuDetailsProps {
  session: ConfigSession;
  config: LoadedConfig;
  node: number;
}

export function MenuDetails({ config, node }: MenuDetailsProps) {
  const { tree, states } = config;
  const place = tree.place(node);
  const below = tree.subtree(node).slice(1);
  const options = [...new Set(below.map((each) => tree.option(each)).filter((option) => option >= 0))];
  const counts = states.count(options);
  const path = tree.path(node);
  return (
    <article className="option-details">
      <PageHead config={config} title={tree.prompt(node)}>
        <p className="option-head__identity">
          <span className="t-second">{tree.kind(node)}</span>
          <span className="option-head__place">
            <PlaceLink at={{ file: place.file, path: place.path || null, line: place.line }} />
          </span>
        </p>
      </PageHead>
      <dl className="facts">
        {path.length > 0 ? <Row name="In">{path.join(' › ')}</Row> : null}
        {options.length > 0 ? (
          <>
            <Row name="Options">
              <span className="t-num">
                {counts.all} {counts.all === 1 ? 'option' : 'options'}, {counts.visible} can be set now
              </span>
            </Row>
            <Row name="Changed">
              <span className="t-num">
                {counts.changed} from the saved file, {counts.notDefault} from the defaults
              </span>
            </Row>
          </>
        ) : null}
      </dl>
      {options.length > 0 ? (
        <div className="overview__actions">
          <Button icon={RotateCcw} onClick={() => void reset(tree.subtree(node))}>
            Reset this menu to its defaults
          </Button>
        </div>
      ) : null}
    </article>
  );
}
