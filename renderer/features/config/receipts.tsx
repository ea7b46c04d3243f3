/** What the option has cost: differences of two builds that differ in it, as measured. */

import { useEffect, useState } from 'react';
import type { ConfigReceipt, MeasuredCost } from '#core/contract/config.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Row } from './option-details-view.tsx';
import { useAnswer } from './use-answer.ts';

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

function changeText({ options, follows }: ConfigReceipt): string {
  const changes = options.slice(0, 3).map(({ option, from, to }) => `${option} ${from || 'none'} → ${to || 'none'}`);
  if (options.length > 3) changes.push(`${options.length - 3} more`);
  return `${changes.join(', ')}${follows > 0 ? `, ${follows} followed` : ''}`;
}

export function Receipts({
  session,
  config,
  option,
}: {
  session: ConfigSession;
  config: LoadedConfig;
  option: string;
}) {
  const [measured, setMeasured] = useState(0);
  useEffect(() => {
    const subscription = session.changes.on((because) => {
      if (because === 'measured') setMeasured((count) => count + 1);
    });
    return () => subscription.dispose();
  }, [session]);
  const { value } = useAnswer(session.id, measured, () => session.ask('config.receipts'));
  const mine = (value ?? []).filter((receipt) => receipt.options.some((each) => each.option === option));
  if (mine.length === 0 || !config) return null;
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
