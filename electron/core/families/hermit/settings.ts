/**
 * What is chosen for a Hermit program beside features: variables that the kernel's build reads, and words of the kernel's
 * command line. Both stand in the project's Cargo.toml under `[package.metadata.hermit]`, which cargo leaves alone.
 */
import type { Arch } from '../../contract/problem.ts';
import { type ManifestSetting, settingIn } from '../../engines/cargo/manifest-settings.ts';

const ENV = ['package', 'metadata', 'hermit', 'env'];
const RUN = ['package', 'metadata', 'hermit', 'run'];
const ADDRESS = { pattern: '(?:\\d{1,3}\\.){3}\\d{1,3}', expects: 'an IPv4 address like `10.0.5.3`' };
const NUMBER = { pattern: '\\d{1,5}', expects: 'a number' };
const ANY = { pattern: '[^\\r\\n]*', expects: 'a text of one line' };
const PATH = { pattern: '/[^\\s]*', expects: 'a path that begins with `/`' };

type Kind = Pick<ManifestSetting, 'pattern' | 'expects'>;

const variable = (name: string, defaultValue: string, kind: Kind, help: string): ManifestSetting => ({
  ...{ id: name, prompt: name, path: [...ENV, name], group: 'Environment of the kernel’s build' },
  ...{ defaultValue, help, ...kind },
});
const word = (id: string, prompt: string, kind: Kind, help: string): ManifestSetting => ({
  ...{ id, prompt, path: [...RUN, id.replace(/^\w+\./, '')], group: 'Kernel command line' },
  ...{ defaultValue: '', help, ...kind },
});

const STATIC = 'Not used while the feature dhcpv4 is on: then the network gives it.';

const VARIABLES: readonly ManifestSetting[] = [
  variable(
    'HERMIT_LOG_LEVEL_FILTER',
    'info',
    {
      pattern: '[\\w:=,/.*-]+',
      expects: 'a level (off, error, warn, info, debug, trace) or a list like `mm=debug,info`',
    },
    'How much the kernel says on serial, as env_logger writes it: a level, or levels by module.',
  ),
  variable('HERMIT_IP', '10.0.5.3', ADDRESS, `The machine's address. ${STATIC}`),
  variable('HERMIT_GATEWAY', '10.0.5.1', ADDRESS, `Where packets for other networks go. ${STATIC}`),
  variable('HERMIT_MASK', '255.255.255.0', ADDRESS, `The network's mask. ${STATIC}`),
  variable('HERMIT_DNS1', '9.9.9.9', ADDRESS, 'The server that names are asked of, with the feature dns.'),
  variable('HERMIT_DNS2', '1.1.1.1', ADDRESS, 'The server that names are asked of next.'),
  variable('HERMIT_MTU', '1500', NUMBER, 'The largest packet of the network card, in bytes.'),
  variable(
    'HERMIT_MRG_RXBUF_SIZE',
    '',
    NUMBER,
    'Bytes of a receive buffer of virtio-net, where the card merges buffers.',
  ),
  variable('UHYVE_MOUNT', '/root', PATH, 'Where uhyve’s shared folder appears, as the kernel is built.'),
  variable(
    'HERMIT_CAREFUL',
    '',
    { pattern: '1', expects: '`1` or nothing' },
    'Builds the kernel with more checks, and slower.',
  ),
  variable('NO_COLOR', '', ANY, 'Anything here keeps colours out of the kernel’s log.'),
];

const WORDS: readonly ManifestSetting[] = [
  word('kernel.ip', '-ip', ADDRESS, `The machine's address for this boot. ${STATIC}`),
  word('kernel.mask', '-mask', ADDRESS, `The network's mask for this boot. ${STATIC}`),
  word('kernel.gateway', '-gateway', ADDRESS, `Where packets for other networks go, for this boot. ${STATIC}`),
  word('kernel.freq', '-freq', NUMBER, 'The processor’s frequency in MHz, where the kernel can’t measure it.'),
  word('kernel.mount', '-mount', PATH, 'Where uhyve’s shared folder appears.'),
  word(
    'kernel.env',
    'env=NAME=VALUE',
    { pattern: '[A-Za-z_]\\w*=\\S*(?: +[A-Za-z_]\\w*=\\S*)*', expects: 'a list like `NAME=VALUE OTHER=VALUE`' },
    'Variables of the program’s environment. They also take the place of those that the kernel was built with.',
  ),
  word('program.args', '-- arguments', ANY, 'What the program finds in std::env::args.'),
];

/**
 * What uhyve is told of the same choices. It has no words of the kernel's: only variables and the program's arguments.
 * @param args as for `commandLine`; what stands after its `--` is the program's
 */
export function uhyveWords(
  manifest: string,
  args: string,
): { readonly variables: readonly string[]; readonly words: readonly string[] } {
  const chosen = (id: string) => {
    const setting = WORDS.find((each) => each.id === id);
    return (setting && settingIn(manifest, setting)?.value.trim()) || '';
  };
  const split = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  const [kernel = '', program = ''] = args.split(/(?:^|\s)--(?:\s|$)/, 2);
  const own = split(kernel).flatMap((word) => (word.startsWith('env=') ? [word.slice('env='.length)] : []));
  return {
    variables: [...split(chosen('kernel.env')), ...own],
    words: [...split(program), ...split(chosen('program.args'))],
  };
}

export function hermitSettings(arch: Arch): readonly ManifestSetting[] {
  return [...VARIABLES, ...WORDS.filter(({ id }) => id !== 'kernel.freq' || arch !== 'riscv64')];
}

/** Variables for cargo: those that Cargo.toml sets. */
export function buildVariables(manifest: string): Readonly<Record<string, string>> {
  const set = VARIABLES.flatMap((setting) => {
    const value = settingIn(manifest, setting)?.value;
    return value ? [[setting.id, value] as const] : [];
  });
  return Object.fromEntries(set);
}

/** @param args what `.unikernel-studio.json` says is handed to the kernel as it is */
export function commandLine(manifest: string, arch: Arch, args: string): string {
  const own = args.trim();
  const words: string[] = [];
  let program = '';
  for (const setting of hermitSettings(arch)) {
    const value = setting.group === 'Kernel command line' ? settingIn(manifest, setting)?.value.trim() : undefined;
    if (!value) continue;
    if (setting.id === 'program.args') program = value;
    else if (setting.id === 'kernel.env') words.push(...value.split(/ +/).map((pair) => `env=${pair}`));
    else words.push(setting.prompt, value);
  }
  // `--` parts what is the kernel's from what is the program's.
  const parted = /(?:^|\s)--(?:\s|$)/.test(own) || program === '' ? [] : ['--'];
  return [...words, own, ...parted, program].filter((part) => part !== '').join(' ');
}
