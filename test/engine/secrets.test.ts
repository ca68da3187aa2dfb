import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/engine/recording.ts';
import type { TagType } from '../../src/platforms/tag.ts';
import { reveal, type Text } from '../../src/runtime/secret.ts';
import { containerOf, handle, requestWith } from '../container/run.ts';

const parts = {
  variables: {
    Token: { type: 'lookup_table', input: '{{Value}}', map: { five: 'found' }, default: '${META_ACCESS_TOKEN}' },
    Value: { type: 'event_data', path: 'value' },
  },
  triggers: { All: {} },
  tags: {
    A: {
      type: 'echo',
      triggers: ['All'],
      token: 'Bearer {{Token}}',
      url: 'https://api.example/${ACCOUNT}/{{Value}}',
      values: { pair: '${ACCOUNT}:${META_ACCESS_TOKEN}', value: '{{Value}}' },
    },
  },
};

describe('secrets stand in recordings by name', () => {
  const container = containerOf(parts);

  test('in URL, headers, body and variables', () => {
    const recording = handle(container, requestWith([{ event_name: 'a', event_id: 'e1', value: 5 }])) as Recording;
    const [event] = JSON.parse(JSON.stringify(recording.events));
    expect([event.variables, event.tags[0].requests]).toEqual([
      { Token: '${META_ACCESS_TOKEN}', Value: 5 },
      [
        {
          platform: 'echo',
          method: 'POST',
          url: 'https://api.example/${ACCOUNT}/5',
          headers: { authorization: 'Bearer ${META_ACCESS_TOKEN}' },
          body: { values: { pair: '${ACCOUNT}:${META_ACCESS_TOKEN}', value: 5 } },
          contract: null,
          violations: [],
          response: null,
        },
      ],
    ]);
  });

  test('the container says which there are, and where', () => {
    expect(container.secrets).toEqual(
      new Map([
        ['META_ACCESS_TOKEN', ['variables.Token.default', 'tags.A.values.pair']],
        ['ACCOUNT', ['tags.A.url', 'tags.A.values.pair']],
      ]),
    );
  });

  test('a secret twice in one text is one place', () => {
    const { secrets } = containerOf({ tags: { A: { type: 'echo', url: '${A_1}/${A_1}' } } });
    expect(secrets).toEqual(new Map([['A_1', ['tags.A.url']]]));
  });

  test('an event that holds the name of a secret never becomes one', () => {
    const built: Text[] = [];
    for (const tag of container.tags) {
      const build: TagType['build'] = (input) => {
        built.push(
          input.fields['url'] as Text,
          input.fields['token'] as Text,
          (input.fields['values'] as { value: Text }).value,
        );
        return [];
      };
      Object.assign(tag, { type: { ...tag.type, build } });
    }
    handle(container, requestWith([{ event_name: 'a', value: '${META_ACCESS_TOKEN}' }]));
    const values: Record<string, string> = { ACCOUNT: 'a-1', META_ACCESS_TOKEN: 'hush' };
    expect(built.map((text) => reveal(text, (name) => values[name]))).toEqual([
      'https://api.example/a-1/${META_ACCESS_TOKEN}',
      'Bearer hush',
      '${META_ACCESS_TOKEN}',
    ]);
  });
});
