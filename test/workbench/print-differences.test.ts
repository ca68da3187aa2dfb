import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/text/display-width.ts';
import type { Difference } from '../../src/workbench/difference.ts';
import { paletteFor, plain } from '../../src/workbench/palette.ts';
import { briefDifferences, printDifferences } from '../../src/workbench/print-differences.ts';
import { differences, hostileDifferences } from './reporters/fixtures.ts';

const print = (all: readonly Difference[], width: number): string =>
  `\n${printDifferences(all, { palette: plain, width }).join('\n')}\n`;
const different = (expected: unknown, actual: unknown, path = '/body/x'): Difference => ({
  path,
  kind: 'different',
  expected,
  actual,
});

describe('printDifferences', () => {
  it('puts expected and actual next to each other where there is room', () => {
    expect(print(differences, 94)).toMatchInlineSnapshot(`
      "
        expected                                     │ actual
      /body/data/0/custom_data/value  different: a number was expected, text came
        99.99                                        │ "99.99"
      /body/data/0/event_id  different
        "purchase.TEST-001"                          │ "purchase.TEST-002"
                       ^^^                           │                ^^^
      /body/data/0/user_data/fbc  different
        must match ^fb\\.1\\.                          │ "fb.2.1795276800000.IwAR0AbCdEf"
      /body/data/0/custom_data/currency  missing
        "USD"                                        │ nothing
      /body/data/0/custom_data/contents  unexpected
        nothing                                      │ [
                                                     │   {
                                                     │     "id": "SKU-19",
                                                     │     "quantity": 2,
                                                     │     "item_price": 42.5,
                                                     │     "title": "Hair care set"
                                                     │   },
                                                     │   {
                                                     │     "id": "SKU-27",
                                                     │     "quantity": 1,
                                                     │     "item_price": 4.9,
                                                     │ … 3 more lines
      /body/data/0/event_source_url  different
        "…google&utm_medium=cpc&                     │ "…google&utm_medium=email&
                            ^^^                      │                     ^^^^^
        utm_campaign=autumn&gclid=Cj0KCQjwTESTabcdef │ utm_campaign=autumn&gclid=Cj0KCQjwTESTabcdef
        &fbclid=IwAR0AbCdEf"                         │ &fbclid=IwAR0AbCdEg"
                ^^^^^^^^^^^                          │         ^^^^^^^^^^^
      /body/data/0/user_data/em/0  different
        "bb55843f3da2af28071cd4be7ae1e05989dc6d3ea48 │ "<redacted email>"
        33906f7d8fe4be35afad8"                       │
      /body/data/0/user_data/ph/0  different
        must be the SHA-256 of <redacted>, in        │ "bb55843f3da2af28071cd4be7ae1e05989dc6d3ea48
        lower-case hex                               │ 33906f7d8fe4be35afad8"
      "
    `);
  });

  it('puts them one below the other where there is not', () => {
    expect(print(differences.slice(0, 6), 54)).toMatchInlineSnapshot(`
      "
      /body/data/0/custom_data/value
        different: a number was expected, text came
        expected  99.99
        actual    "99.99"
      /body/data/0/event_id  different
        expected  "purchase.TEST-001"
                                 ^^^
        actual    "purchase.TEST-002"
                                 ^^^
      /body/data/0/user_data/fbc  different
        expected  must match ^fb\\.1\\.
        actual    "fb.2.1795276800000.IwAR0AbCdEf"
      /body/data/0/custom_data/currency  missing
        expected  "USD"
        actual    nothing
      /body/data/0/custom_data/contents  unexpected
        expected  nothing
        actual    [
                    {
                      "id": "SKU-19",
                      "quantity": 2,
                      "item_price": 42.5,
                      "title": "Hair care set"
                    },
                    {
                      "id": "SKU-27",
                      "quantity": 1,
                      "item_price": 4.9,
                  … 3 more lines
      /body/data/0/event_source_url  different
        expected  "…google&utm_medium=cpc&
                                      ^^^
                  utm_campaign=autumn&gclid=Cj0KCQjwTESTabcd
                  ef&fbclid=IwAR0AbCdEf"
                            ^^^^^^^^^^^
        actual    "…google&utm_medium=email&
                                      ^^^^^
                  utm_campaign=autumn&gclid=Cj0KCQjwTESTabcd
                  ef&fbclid=IwAR0AbCdEg"
                            ^^^^^^^^^^^
      "
    `);
  });

  it('lets nothing hostile, private or endless through', () => {
    expect(print(hostileDifferences, 94)).toMatchInlineSnapshot(`
      "
        expected                                     │ actual
      /body/data/0/custom_data/content_name  different
        "Hair care set"                              │ "Hair  care \\u202eset\\u0007 </
                   ^^^                               │       ^     ^^^^^^^^^^^^^^^^^^
                                                     │ script><script>alert(1)</script> 日本語"
                                                     │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      /events/0/data/user_data/address/first_name
        different: both are hidden as private, and differ; only upper and lower case differ
        "<redacted>"                                 │ "<redacted>"
      /headers/x-api-key  different
        "\${WAREHOUSE_KEY}"                           │ "<redacted>"
      /events/0/data/note  different
        "…lorem ipsum dolor sit amet"                │ "…lorem ipsum dolor sat amet"
                            ^^^                      │                     ^^^
      /events/0/data/promo\\u001b[2J  unexpected
        nothing                                      │ "::stop-commands::now ##vso[task.complete]"
      the whole  different: an object was expected, null came
        { "currency": "USD" }                        │ null
      "
    `);
  });

  it('colours what changed instead of marking it', () => {
    const palette = paletteFor({ isTTY: true }, {});
    expect(printDifferences(differences.slice(1, 2), { palette, width: 80 })).toMatchInlineSnapshot(`
      [
        "  [2mexpected                              │ actual[22m",
        "[1m/body/data/0/event_id[22m  [33mdifferent[39m",
        "  [32m"purchase.TEST-[39m[32m[7m001[27m[39m[32m"[39m                  [2m │ [22m[31m"purchase.TEST-[39m[31m[7m002[27m[39m[31m"[39m",
      ]
    `);
  });

  it('tells what an eye would miss', () => {
    const all = [
      different('USD', 'usd'),
      different('New York', 'New  York'),
      different('ﬁne', 'fine'),
      different('jane@example.com', 'joe@example.com'),
      different(1, [1]),
      different(null, true),
      different({ a: 1 }, 'a'),
    ];
    expect(print(all, 72)).toMatchInlineSnapshot(`
      "
        expected                          │ actual
      /body/x  different: only upper and lower case differ
        "USD"                             │ "usd"
      /body/x  different: only blanks differ
        "New York"                        │ "New  York"
                                          │      ^
      /body/x  different: the same letters in other code points
        "ﬁne"                             │ "fine"
      /body/x  different: both are hidden as private, and differ
        "<redacted email>"                │ "<redacted email>"
      /body/x  different: a number was expected, an array came
        1                                 │ [1]
      /body/x  different: null was expected, true or false came
        null                              │ true
      /body/x  different: an object was expected, text came
        { "a": 1 }                        │ "a"
      "
    `);
  });

  it('tells an update as what was and what is', () => {
    const all = [
      different(99.99, '99.99'),
      { path: '/gone', kind: 'missing' as const, expected: 1, actual: undefined },
      { path: '/new', kind: 'unexpected' as const, expected: undefined, actual: 1 },
    ];
    expect(
      `\n${printDifferences(all, { palette: plain, width: 72, update: true }).join('\n')}\n`,
    ).toMatchInlineSnapshot(`
      "
        before                            │ now
      /body/x  changed: a number became text
        99.99                             │ "99.99"
      /gone  removed
        1                                 │ nothing
      /new  added
        nothing                           │ 1
      "
    `);
  });

  it('tells the first twenty, and how many are left', () => {
    const lines = printDifferences(
      Array.from({ length: 22 }, (_, index) => different(index, -index, `/${index}`)),
      { palette: plain, width: 40 },
    );
    expect([lines.length, lines.at(-4), lines.at(-1)]).toEqual([61, '/19  different', 'and 2 more differences']);
    expect(printDifferences([], { palette: plain, width: 94 })).toEqual([]);
  });

  it('keeps values within the width, whatever they are', () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.jsonValue());
    fc.assert(
      fc.property(value, value, fc.integer({ min: 40, max: 120 }), (expected, actual, width) => {
        const lines = printDifferences([different(expected, actual)], { palette: plain, width });
        expect(lines.filter((line) => displayWidth(line) > width || /\n/.test(line))).toEqual([]);
      }),
    );
  });

  it('keeps them so where a change begins at the very end of a row', () => {
    const wide = Array.from({ length: 80 }, (_, length) =>
      different(`${'a'.repeat(length)} b cc`, `${'a'.repeat(length)} d cc`),
    ).flatMap((one) => printDifferences([one], { palette: plain, width: 80 }));
    expect(wide.filter((line) => displayWidth(line) > 80)).toEqual([]);
    const columns = wide.filter((line) => line.includes('│')).map((line) => line.indexOf('│'));
    expect([...new Set(columns)]).toEqual([40]);
  });
});

it('tells differences in a line each where they matter less', () => {
  expect(`\n${briefDifferences(differences, { palette: plain, width: 70 }).join('\n')}\n`).toMatchInlineSnapshot(`
    "
    /body/data/0/custom_data/value  99.99 expected, "99.99" came
    /body/data/0/event_id
      "purchase.TEST-001" expected, "purchase.TEST-002" came
    /body/data/0/user_data/fbc
      must match ^fb\\.1\\., "fb.2.1795276800000.IwAR0AbCdEf" came
    and 5 more differences
    "
  `);
});
