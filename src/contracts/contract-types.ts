import type { Contract, Contracts } from './contract.ts';
import { shapeOf } from './shape.ts';

/** `meta/events` → `MetaEvents`. */
export function typeNameOf(contractName: string): string {
  return contractName
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .replace(/^\d/, '_$&');
}

/**
 * A contract's payload as TypeScript: one exported interface named after the contract, and those it is made of. `banner`
 * is the file's first line. Rules that are no shapes (limits, conditions, digests) have no type.
 */
export async function contractTypes(contract: Contract, contracts: Contracts, banner: string): Promise<string> {
  // It brings a whole formatter along, which only this needs.
  const { compile } = await import('json-schema-to-typescript');
  const name = typeNameOf(contract.name);
  const shape = shapeOf(contract.schema, name, (other) => contracts.get(other)?.schema);
  return await compile({ ...shape, title: name } as Parameters<typeof compile>[0], name, {
    bannerComment: banner,
    additionalProperties: true,
    unknownAny: true,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
}
