import { _, type Ajv, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';

/**
 * `anyOf` and `oneOf` that fail as themselves alone: what each of their forms lacked would drown what is wrong.
 * Everything else is as JSON Schema has it.
 */
export function addCompositions(ajv: Ajv): void {
  for (const [keyword, code] of [
    ['anyOf', anyOf],
    ['oneOf', oneOf],
  ] as const) {
    const definition: CodeKeywordDefinition = { keyword, schemaType: 'array', trackErrors: true, code };
    ajv.removeKeyword(keyword);
    ajv.addKeyword(definition);
  }
}

/** A form is looked at for whether it holds; why it does not is nobody's to know. */
const silently = { compositeRule: true, createErrors: false, allErrors: false } as const;

function anyOf(cxt: KeywordCxt): void {
  const { gen, keyword } = cxt;
  const valid = gen.let('valid', false);
  const holds = gen.name('_valid');
  gen.block(() => {
    for (const index of (cxt.schema as unknown[]).keys()) {
      cxt.subschema({ keyword, schemaProp: index, ...silently }, holds);
      gen.assign(valid, _`${valid} || ${holds}`);
      gen.if(_`!${valid}`);
    }
  });
  settle(cxt, valid);
}

function oneOf(cxt: KeywordCxt): void {
  const { gen, keyword } = cxt;
  const held = gen.let('held', 0);
  const holds = gen.name('_valid');
  gen.block(() => {
    for (const index of (cxt.schema as unknown[]).keys()) {
      cxt.subschema({ keyword, schemaProp: index, ...silently }, holds);
      gen.if(holds, () => gen.code(_`${held}++`));
    }
  });
  settle(cxt, gen.let('valid', _`${held} === 1`));
}

function settle(cxt: KeywordCxt, valid: ReturnType<KeywordCxt['gen']['let']>): void {
  cxt.result(
    valid,
    () => cxt.reset(),
    () => {
      cxt.reset();
      cxt.error(true);
    },
  );
}
