/** Icons that families name, imported one by one; a family with another name gets a plain box. */
import {
  Blocks,
  Box,
  Boxes,
  Cog,
  Component,
  Cpu,
  Hexagon,
  Layers,
  LayoutGrid,
  Leaf,
  Package,
  Sprout,
} from 'lucide-react';
import type { IconType } from '../ui/icon.tsx';

const icons: Readonly<Record<string, IconType>> = {
  blocks: Blocks,
  boxes: Boxes,
  cog: Cog,
  component: Component,
  cpu: Cpu,
  hexagon: Hexagon,
  layers: Layers,
  'layout-grid': LayoutGrid,
  leaf: Leaf,
  package: Package,
  sprout: Sprout,
};

export function familyIcon(name: string): IconType {
  return icons[name] ?? Box;
}
