import { describe, expect, it } from 'vitest';
import { sessionOf } from '../../../kconfig/run-session.ts';

const tree = `config UART
	bool "UART"
	default $(dt_nodelabel_enabled,uart0)

config ADDRESS
	hex "Address"
	default $(dt_chosen_reg_addr_hex,zephyr,flash)

config SIZE
	int "Size"
	default $(dt_node_int_prop_int,/soc,size)

config LABEL
	string "Label"
	default "$(dt_chosen_label,zephyr,console)"
`;

describe('the functions that ask a devicetree', () => {
  it('answer as without one in the zephyr dialect, and say so at their place', () => {
    const made = sessionOf(tree, 'zephyr');
    expect(made.write().split('\n').slice(4, -1)).toEqual([
      '# CONFIG_UART is not set',
      'CONFIG_ADDRESS=0x0',
      'CONFIG_SIZE=0',
      'CONFIG_LABEL=""',
    ]);
    expect(made.problems.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ['devicetree-unknown', 'info', 3],
      ['devicetree-unknown', 'info', 7],
      ['devicetree-unknown', 'info', 11],
      ['devicetree-unknown', 'info', 15],
    ]);
  });

  it('are unknown elsewhere, as any function that nobody defined', () => {
    const { problems } = sessionOf('config A\n\tstring "$(ask,me)A"\n', 'linux-6.1');
    expect(problems.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ['function-unknown', 'warning', 2],
    ]);
  });
});
