import { checkKeywords } from './keywords/all.ts';

const text = { type: 'string' };
const texts = { anyOf: [text, { type: 'object', additionalProperties: text }] };

/** The JSON Schema of a contract file, for editors: JSON Schema 2020-12 and our keywords, at every depth. */
export function contractFileSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://sgtm-workbench.example/schemas/contract.schema.json',
    title: 'contract',
    description: "A contract: what a platform's payload must be.",
    $dynamicAnchor: 'meta',
    $ref: 'https://json-schema.org/draft/2020-12/schema',
    properties: {
      severity: { enum: ['error', 'warning'], description: 'error: the platform refuses or silently loses it.' },
      source: { ...text, description: 'Where the platform says so; holds for all below.' },
      message: { ...texts, description: 'What is wrong: for all keywords beside it, or by keyword.' },
      help: { ...texts, description: 'What to do about it.' },
      code: { ...texts, description: 'What the platform calls it.' },
      rule: { ...texts, description: "The rule's name in the violation." },
      payload: { enum: ['body', 'query'], description: 'At the root: where the payload is.' },
      versions: { type: 'array', items: text, description: 'At the root: the API versions it was written for.' },
      request: {
        $dynamicRef: '#meta',
        description: 'At the root: a schema of { method, host, path, query, headers, body }.',
      },
      ...Object.fromEntries(checkKeywords.map(({ keyword, takes }) => [keyword, takes])),
    },
  };
}
