/** A file and line of the options' own files, as a link that opens it. */
import { ArrowUpRight } from 'lucide-react';
import type { ConfigPlace } from '#core/contract/config.ts';
import { Button } from '../../ui/button.tsx';
import { openPlace } from './open-place.ts';

export function PlaceLink({ at, short = false }: { at: ConfigPlace; short?: boolean }) {
  const file = short ? (at.file.split('/').at(-1) ?? at.file) : at.file;
  return (
    <Button
      kind="link"
      iconAfter={ArrowUpRight}
      title={`Open ${at.file}, line ${at.line}`}
      onClick={() => openPlace(at)}
    >
      {file}:{at.line}
    </Button>
  );
}
