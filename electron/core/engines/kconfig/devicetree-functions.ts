/**
 * Zephyr's own preprocessor functions, which are written in Python and read a board's devicetree. There is none here, so
 * each gives what it gives for a board whose devicetree is not known: n, no text, or 0.
 */

/** Answers by the function's name; anything else whose name begins as theirs do is a question that is answered with n. */
const texts = new Set(['dt_chosen_label', 'dt_chosen_path', 'dt_nodelabel_path', 'dt_node_parent', 'dt_node_str_prop']);

export function devicetreeAnswer(name: string): string | undefined {
  if (name === 'shields_list_contains') return 'n';
  if (!name.startsWith('dt_')) return undefined;
  if (texts.has(name)) return '';
  if (/_reg_(?:addr|size)_hex$/.test(name)) return '0x0';
  return /_(?:int|hex)$/.test(name) ? '0' : 'n';
}
