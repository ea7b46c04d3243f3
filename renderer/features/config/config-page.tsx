/** The page "Configuration": the details of the selected option, or what there is to know while none is selected. */

import { SlidersHorizontal } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { openConfig, selectedOptionStore, useSession } from '../../app/config/config-activity.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { ConfigNotices } from './config-notices.tsx';
import { configViewStore } from './config-store.ts';
import { MenuDetails } from './menu-details.tsx';
import { OptionDetailsView } from './option-details-view.tsx';
import { Overview } from './overview.tsx';
import './config-page.css';

export default function ConfigPage() {
  const session = useSession();
  useEffect(() => {
    void openConfig();
  }, []);
  if (!session)
    return (
      <EmptyState
        icon={SlidersHorizontal}
        title="No configuration is open"
        text="Choose an option in the tree to see what it does and why it has its value."
      />
    );
  return <Page key={session.id} session={session} />;
}

function Page({ session }: { session: ConfigSession }) {
  const config = useStore(session.store, (state) => state.config);
  if (!config) return <div className="config-page" aria-busy="true" />;
  return (
    <ScrollRegion label="Option details" className="config-page" autofocus>
      <ConfigNotices session={session} config={config} />
      <div className="config-page__content">
        <Content session={session} config={config} />
      </div>
    </ScrollRegion>
  );
}

function Content({ session, config }: { session: ConfigSession; config: LoadedConfig }) {
  const option = useStore(selectedOptionStore, (state) => state.option);
  const node = useStore(configViewStore, (view) => view.node);
  if (option !== null) return <OptionDetailsView session={session} config={config} option={option} />;
  if (node !== null) return <MenuDetails session={session} config={config} node={node} />;
  return <Overview session={session} config={config} />;
}
