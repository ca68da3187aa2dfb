/**
 * What a JSON Pointer in a reference (`/$defs/item`, percent-encoded) leads to from a contract's root; undefined for
 * nothing, and for what is no pointer.
 */
export function schemaAt(root: unknown, fragment: string): unknown {
  if (fragment !== '' && !fragment.startsWith('/')) return undefined;
  let node: unknown = root;
  for (const step of fragment.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined;
  }
  return node;
}
