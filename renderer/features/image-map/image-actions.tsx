/** The button of the image map's tab: map or table. */
import { LayoutGrid, List } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/icon-button.tsx';
import { imageLookStore } from './image-store.ts';

export function ImageActions() {
  const asTable = useStore(imageLookStore, (state) => state.asTable);
  return (
    <IconButton
      label={asTable ? 'Show the map' : 'Show as a table'}
      icon={asTable ? LayoutGrid : List}
      onClick={() => imageLookStore.setState({ asTable: !asTable })}
    />
  );
}
