/** The page while no option is selected: the configuration in figures, its warnings, and what can be done with it. */
import { CircleAlert, FileDiff, FilePlus2 } from 'lucide-react';
import { runCommand } from '../../app/commands.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { Button } from '../../ui/button.tsx';
import { dialectName } from './config-status.tsx';
import { Row } from './option-details-view.tsx';
import { PageHead } from './page-head.tsx';
import { WarningList } from './warning-list.tsx';

export function Overview({ session, config }: { session: ConfigSession; config: LoadedConfig }) {
  const { counts } = config;
  const number = (value: number) => value.toLocaleString('en');
  return (
    <article className="option-details">
      <PageHead config={config} title={config.tree.title || session.source.title}>
        <p className="option-head__identity">
          <code>{session.source.file}</code>
          <span className="t-second">{dialectName(config.dialect)}</span>
        </p>
      </PageHead>
      <dl className="facts">
        <Row name="Options">
          <span className="t-num">
            {number(counts.all)}, of which {number(counts.visible)} can be set now and {number(counts.blocked)}{' '}
            {counts.blocked === 1 ? 'is' : 'are'} blocked
          </span>
        </Row>
        <Row name="Changed">
          <span className="t-num">
            {number(counts.changed)} from the saved file, {number(counts.notDefault)} from the defaults
          </span>
        </Row>
      </dl>
      <div className="overview__actions">
        <Button icon={FileDiff} onClick={() => void runCommand('config.compareSaved')}>
          Compare with saved
        </Button>
        <Button icon={FileDiff} onClick={() => void runCommand('config.compareDefault')}>
          Compare with the defaults
        </Button>
        <Button icon={FilePlus2} onClick={() => void runCommand('config.saveMinimal')}>
          Save a minimal config
        </Button>
      </div>
      <section className="option-part" aria-label="Warnings">
        <h3 className="option-part__title">
          <CircleAlert size={14} aria-hidden="true" /> Warnings
        </h3>
        <WarningList session={session} config={config} />
      </section>
    </article>
  );
}
