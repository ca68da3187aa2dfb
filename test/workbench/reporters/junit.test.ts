import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportJunit } from '../../../src/workbench/reporters/junit.ts';
import { result, run, wholeRun } from './fixtures.ts';
import { parseXml, type XmlElement } from './support/parse-xml.ts';

const casesOf = (root: XmlElement): readonly XmlElement[] =>
  root.children.flatMap(({ children }) => children.filter(({ name }) => name === 'testcase'));

describe('JUnit XML', () => {
  it('has a suite a file and a case a scenario', () => {
    const root = parseXml(reportJunit(wholeRun));
    expect(root.attributes).toEqual({
      name: 'sgtm test',
      tests: '7',
      failures: '3',
      errors: '0',
      skipped: '1',
      time: '0.412',
      timestamp: '2026-11-21T16:00:00',
    });
    expect(
      root.children.map(({ attributes }) => [attributes['name'], attributes['tests'], attributes['failures']]),
    ).toEqual([
      ['contracts/ga4/events.scenario.yaml', '2', '0'],
      ['contracts/scenarios/purchase.scenario.yaml', '2', '1'],
      ['contracts/meta/purchase.scenario.yaml', '1', '1'],
      ['contracts/meta/refund.scenario.yaml', '1', '0'],
      ['contracts/meta/hostile.scenario.yaml', '1', '1'],
    ]);
    expect(casesOf(root).map(({ attributes }) => attributes)).toEqual(
      wholeRun.results.map((one) => ({
        name: expect.any(String),
        classname: one.file.replace('.scenario.yaml', '').replaceAll('/', '.'),
        time: (one.durationMs / 1000).toFixed(3),
        file: one.file,
        line: String(one.line),
      })),
    );
  });

  it('tells cases of the same name apart: servers count only one of them', () => {
    const names = casesOf(parseXml(reportJunit(run([result({}), result({}), result({ file: 'b.yaml' })])))).map(
      ({ attributes }) => [attributes['classname'], attributes['name']],
    );
    expect(names).toEqual([
      ['contracts.scenarios.purchase', 'a purchase reaches every platform'],
      ['contracts.scenarios.purchase', 'a purchase reaches every platform #2'],
      ['b', 'a purchase reaches every platform'],
    ]);
  });

  it('is well-formed whatever a name, a value or a reason holds', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, text, (name, value, reason) => {
        const report = reportJunit(
          run([
            result({
              name,
              with: { value },
              status: 'failed',
              failures: [
                { line: 1, kind: 'tag_status', tag: name, event: value, expected: 'fired', actual: 'failed', reason },
                {
                  line: 1,
                  kind: 'response',
                  differences: [{ path: name, kind: 'different', expected: value, actual: reason }],
                },
              ],
            }),
          ]),
        );
        expect(casesOf(parseXml(report)).length).toBe(1);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['\u0000', '\ufffe', '\uffff', '\ud800', ']]>', '<![CDATA[', '&#0;'])('takes %j', (odd) => {
    const report = reportJunit(run([result({ name: `a${odd}b` })]));
    const written = /^[\u0020-\ud7ff]+$/.test(odd) ? odd : `\\u${odd.charCodeAt(0).toString(16).padStart(4, '0')}`;
    expect(casesOf(parseXml(report)).map(({ attributes }) => attributes['name'])).toEqual([`a${written}b`]);
  });
});

it.each([
  ['<?xml version="1.0" encoding="UTF-8"?>\n<a>', 'a does not end'],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<a>&x;</a>', 'no entity &x;'],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<a>\u0007</a>', 'a forbidden character: "\\u0007"'],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<a></b>', 'a ends as another'],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<a x="1" x="2"/>', 'x twice'],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<a x="<"/>', 'not well-formed at " x=\\"<\\"/>"'],
])('the parser refuses %j', (source, message) => {
  expect(() => parseXml(source)).toThrow(message);
});
