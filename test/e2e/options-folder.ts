/** A folder that no family knows, with a Kconfig of everything that a small tree can have, and a .config that is wrong in all ways. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const KCONFIG = `mainmenu "Small tree"

config MODULES
	bool "Loadable modules"
	modules
	default y

menu "Drivers"

config BUS
	tristate "Bus"
	help
	  Carries what drivers say.

config CARD
	tristate "Card"
	depends on BUS

config OLD_CARD
	bool "Old card (deprecated)"

config PULLER
	bool "Pulls its helper"
	select HELPER

config HELPER
	bool "Helper"
	depends on EXPERT

choice
	prompt "Speed"
	default SLOW

config SLOW
	bool "Slow"

config FAST
	bool "Fast"

endchoice

endmenu

menu "Numbers"

config PORT
	int "Port"
	range 1 100
	default 7

config BASE
	hex "Base address"
	range 0x1000 0x8000
	default 0x2000

config LABEL
	string "Label"
	default "card"

endmenu

config EXPERT
	bool "Expert"

menu "Rare things"
	visible if EXPERT

config SECRET
	bool "Secret switch"

endmenu
`;

/** In the order of the tests: a card above its bus, what is old, an unmet select, a port out of range, a name of nothing. */
export const CONFIG = `CONFIG_MODULES=y
CONFIG_BUS=m
CONFIG_CARD=y
CONFIG_OLD_CARD=y
CONFIG_PULLER=y
CONFIG_PORT=500
CONFIG_NO_SUCH=y
`;

/** What conf makes of an empty file is as good as this one. */
export const PLAIN = `CONFIG_MODULES=y
# CONFIG_BUS is not set
CONFIG_PORT=7
`;

/** @returns the folder, for `begin` */
export function optionsFolder(config: string): (home: string) => string {
  return (home) => {
    const folder = join(home, 'small tree');
    mkdirSync(folder);
    writeFileSync(join(folder, 'Kconfig'), KCONFIG);
    writeFileSync(join(folder, '.config'), config);
    return folder;
  };
}
