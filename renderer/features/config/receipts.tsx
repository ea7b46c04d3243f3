/** What the option has cost: differences of two builds that differ in it, as measured. */

import type { ConfigReceipt, MeasuredCost } from '#core/contract/config.ts';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Row } from './option-details-view.tsx';
import { useReceipts } from './receipt-store.ts';

const sign = (value: number) => (value > 0 ? '+' : value < 0 ? '−' : '±');

/** "+38 KB in the image · +2.1 ms ± 0.4 ms to boot (QEMU, TCG; 5 and 5 boots)". */
export function costText({ imageBytes, bootMs }: MeasuredCost): string {
  const image =
    imageBytes.delta === 0
      ? 'no byte of the image'
      : `${sign(imageBytes.delta)}${formatBytes(Math.abs(imageBytes.delta))} in the image`;
  if (!bootMs) return `${image} · boot time not measured yet`;
  const spread = `± ${bootMs.spread.toFixed(1)} ms`;
  const boot = bootMs.significant
    ? `${sign(bootMs.delta)}${Math.abs(bootMs.delta).toFixed(1)} ms ${spread} to boot`
    : `no difference to boot that stands out of ${spread}`;
  return `${image} · ${boot} (${bootMs.accelerator}; ${bootMs.samples[0]} and ${bootMs.samples[1]} boots)`;
}

/** "+38 KB": of the image alone, for the option's row. */
export function shortCost({ imageBytes: { delta } }: MeasuredCost): string {
  return delta === 0 ? '±0 B' : `${sign(delta)}${formatBytes(Math.abs(delta))}`;
}

function changeText({ options, follows }: ConfigReceipt): string {
  const changes = options.slice(0, 3).map(({ option, from, to }) => `${option} ${from || 'none'} → ${to || 'none'}`);
  if (options.length > 3) changes.push(`${options.length - 3} more`);
  return `${changes.join(', ')}${follows > 0 ? `, ${follows} followed` : ''}`;
}

export function Receipts({ option }: { option: string }) {
  const mine = useReceipts(option);
  if (mine.length === 0) return null;
  return (
    <Row name="Cost">
      <ul className="receipts">
        {mine.slice(0, 4).map((receipt) => (
          <li key={receipt.id}>
            <span className="t-num">{costText(receipt.cost)}</span>
            <span className="t-third"> {changeText(receipt)}</span>
          </li>
        ))}
      </ul>
    </Row>
  );
}
