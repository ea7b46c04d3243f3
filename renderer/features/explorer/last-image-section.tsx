/** The last image at the foot of the explorer: how large it is, what it is made of, and the way to its map. */
import { useStore } from 'zustand';
import type { ImageGroup, ImageMap } from '#core/contract/image.ts';
import { buildStore } from '../../app/activity.ts';
import { hasCommand, runCommand } from '../../app/commands.ts';
import { SideBarSection } from '../../app/side-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { imageStore } from './image-store.ts';
import './last-image-section.css';

const COLOURS: Readonly<Record<ImageGroup, string>> = {
  platform: 'd1',
  libc: 'd2',
  files: 'd3',
  boot: 'd4',
  memory: 'd5',
  other: 'd6',
  yours: 'accent',
};

export function LastImageSection() {
  const image = useStore(imageStore, (state) => state.image);
  const failed = useStore(buildStore, (state) => state.job.kind === 'failed');
  if (!image || image.bytes === 0) return null;
  return (
    <SideBarSection title="Last image" fact={failed ? 'before the failure' : growth(image)} lined>
      <div className="last-image">
        <Bar image={image} />
        <p className="last-image__line">
          <span>
            <b className="t-num">{formatBytes(image.bytes)}</b>{' '}
            <span className="t-third">
              in {image.objects.length} {image.objects.length === 1 ? 'part' : 'parts'}
            </span>
          </span>
          {hasCommand('image.show') ? (
            <Button kind="link" onClick={() => void runCommand('image.show')}>
              Map
            </Button>
          ) : null}
        </p>
      </div>
    </SideBarSection>
  );
}

function growth(image: ImageMap): string {
  if (image.previousBytes === null || image.previousBytes === image.bytes) return '';
  const change = image.bytes - image.previousBytes;
  return `${formatBytes(Math.abs(change))} ${change > 0 ? 'larger' : 'smaller'}`;
}

/** Largest first; what is too small to be seen still has its line in the map. */
function Bar({ image }: { image: ImageMap }) {
  const groups = [...image.groups].filter((group) => group.bytes > 0).sort((a, b) => b.bytes - a.bytes);
  const text = groups.map((group) => `${group.label} ${formatBytes(group.bytes)}`).join(', ');
  return (
    <div className="last-image__bar" role="img" aria-label={`Size of the image: ${text}`}>
      {groups.map((group) => (
        <Tooltip key={group.label} text={`${group.label}: ${formatBytes(group.bytes)}`} side="top">
          <span
            className="last-image__part"
            style={{ flexGrow: group.bytes, background: `var(--${COLOURS[group.group]})` }}
          />
        </Tooltip>
      ))}
    </div>
  );
}
