import type { Contract, Contracts } from './contract.ts';
import { keyFormMark } from './schema-forms.ts';
import { shapeOf } from './shape.ts';
import { typeNameOf } from './type-name.ts';

/**
 * The types of a contract's payload, as a TypeScript file: one exported after the contract (`meta/events` →
 * `MetaEvents`), and those it is made of. `banner` is the file's first line. Rules that are no shapes (limits,
 * conditions, digests) have no type.
 */
export async function contractTypes(contract: Contract, contracts: Contracts, banner: string): Promise<string> {
  // It brings a whole formatter along, which only this needs.
  const { compile } = await import('json-schema-to-typescript');
  const name = typeNameOf(contract.name);
  const shape = shapeOf(contract.name, (other) => contracts.get(other)?.schema);
  const types = await compile({ ...shape, title: name } as Parameters<typeof compile>[0], name, {
    bannerComment: banner,
    additionalProperties: false,
    unknownAny: true,
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  return types.replaceAll(formKey, '[k: `$1`]:');
}

/** The type generator has no keys by their form: they come as keys of a mark and the form. */
const formKey = new RegExp(`'${keyFormMark}([^']*)'\\??:`, 'g');
