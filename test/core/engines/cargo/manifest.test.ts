import { describe, expect, it } from 'vitest';
import { parseManifest } from '#core/engines/cargo/manifest.ts';

const DOCUMENTED = `[package]
name = "kernel"
version = "0.13.0"
edition = "2024"

[features]
default = ["pci", "tcp"]

#! ### Hardware Features
#!
#! What the machine has.
#!
#! [microvm]: https://example.org/microvm

## Enables _PCI_ support.
##
## This is not useful on [microvm]s,
## nor anywhere else.
##
## [microvm]: https://example.org/microvm
pci = ["virtio?/pci"]
smp = ["acpi"]

## The tables of the firmware.
acpi = []

#! ### Network Features

## Enables TCP.
tcp = [
  "net", # the backend
  "smoltcp/socket-tcp",
]
net = []
virtio = ["dep:virtio"]

[dependencies]
virtio = { package = "virtio-spec", version = "0.3", optional = true, features = ["alloc"] }
smoltcp = { version = "0.14", optional = true, default-features = false }
`;

describe('a manifest', () => {
  it('gives features with their edges, in the order of the file', () => {
    const { features, defaults } = parseManifest(DOCUMENTED);
    expect(features.map(({ name }) => name)).toEqual(['pci', 'smp', 'acpi', 'tcp', 'net', 'virtio', 'smoltcp']);
    expect(defaults).toEqual(['pci', 'tcp']);
    expect(features[0]?.edges).toEqual([{ kind: 'dependency-feature', name: 'virtio', feature: 'pci', weak: true }]);
    expect(features[3]?.edges).toEqual([
      { kind: 'feature', name: 'net' },
      { kind: 'dependency-feature', name: 'smoltcp', feature: 'socket-tcp', weak: false },
    ]);
  });

  it('takes an optional dependency for a feature, unless a dep: names it', () => {
    const { features } = parseManifest(DOCUMENTED);
    expect(features.filter(({ implicit }) => implicit).map(({ name }) => name)).toEqual(['smoltcp']);
  });

  it('takes groups and help from comments as document-features writes them', () => {
    const { features, groups } = parseManifest(DOCUMENTED);
    expect(groups.map(({ title, help }) => [title, help])).toEqual([
      ['Hardware Features', 'What the machine has.'],
      ['Network Features', ''],
    ]);
    expect(features.map(({ name, group }) => [name, group]).slice(0, 4)).toEqual([
      ['pci', 'Hardware Features'],
      ['smp', 'Hardware Features'],
      ['acpi', 'Hardware Features'],
      ['tcp', 'Network Features'],
    ]);
    expect(features[0]?.help).toBe('Enables _PCI_ support.\n\nThis is not useful on [microvm]s, nor anywhere else.');
    expect(features[1]?.help).toBe('');
    expect(features[0]?.line).toBe(21);
  });

  it('takes plain comments where nobody follows a convention', () => {
    const { features, groups } = parseManifest(`[features]
# ---- Backends ----

# Draws with OpenGL,
# which is everywhere.
gl = []
vulkan = [] # newer

# Sound:

alsa = []
`);
    expect(groups.map(({ title }) => title)).toEqual(['Backends', 'Sound']);
    expect(features.map(({ name, group, help }) => [name, group, help])).toEqual([
      ['gl', 'Backends', 'Draws with OpenGL, which is everywhere.'],
      ['vulkan', 'Backends', ''],
      ['alsa', 'Sound', ''],
    ]);
  });

  it('knows dependencies of every section and target, with what they turn on', () => {
    const { dependencies } = parseManifest(`[package]
name = "a"
[target.'cfg(target_os = "hermit")'.dependencies]
hermit = { git = "https://example.org/hermit-rs.git", tag = "hermit-0.13.2", default-features = false, features = ["tcp"] }
[dependencies.serde]
version = "1"
features = [
  "derive",
]
[build-dependencies]
cc = "1"
[dev-dependencies]
rand.version = "0.9"
`);
    expect(dependencies.map(({ name, kind, target, features, line }) => [name, kind, target, features, line])).toEqual([
      ['serde', 'normal', '', ['derive'], 5],
      ['cc', 'build', '', [], 11],
      ['rand', 'dev', '', [], 13],
      ['hermit', 'normal', 'cfg(target_os = "hermit")', ['tcp'], 4],
    ]);
    expect(dependencies[3]).toMatchObject({ defaultFeatures: false, git: { tag: 'hermit-0.13.2' } });
  });

  it('inherits what the workspace says of a dependency', () => {
    const { dependencies, isWorkspace } = parseManifest(`[workspace.dependencies]
log = { version = "0.4", default-features = false, features = ["std"] }
[package]
name = "a"
[dependencies]
log = { workspace = true, features = ["kv"] }
`);
    expect(isWorkspace).toBe(true);
    expect(dependencies[0]).toMatchObject({ version: '0.4', defaultFeatures: false, features: ['std', 'kv'] });
  });

  it('says where a text is not TOML, and reads the rest all the same', () => {
    const { problems, features } = parseManifest('[features]\na = []\nb = [\n\n[dependencies\nc = "1"\n');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBeGreaterThan(2);
    expect(features.map(({ name }) => name)).toEqual(['a']);
  });
});
