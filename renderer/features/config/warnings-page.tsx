/** The warnings of the configuration as a page of their own. */
import { CircleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { openConfig, useSession } from '../../app/config/config-activity.ts';
import type { ConfigSession } from '../../app/config/config-session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { WarningList } from './warning-list.tsx';
import './config-page.css';

export default function WarningsPage() {
  const session = useSession();
  useEffect(() => {
    void openConfig();
  }, []);
  if (session) return <Page session={session} />;
  return <EmptyState icon={CircleAlert} title="No configuration is open" />;
}

function Page({ session }: { session: ConfigSession }) {
  const config = useStore(session.store, (state) => state.config);
  if (!config) return <div className="config-page" aria-busy="true" />;
  return (
    <ScrollRegion label="Config warnings" className="config-page" autofocus>
      <div className="config-page__content">
        <h2 className="t-title-small">Warnings of {session.source.file}</h2>
        <p className="config-page__lead">
          Values that did not take and why, options that were selected without what they need, names that nobody
          declares.
        </p>
        <WarningList session={session} config={config} />
      </div>
    </ScrollRegion>
  );
}
