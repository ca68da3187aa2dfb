import { describe, expect, it } from 'vitest';
import { healthKey } from '../../../src/contracts/pii/health-key.ts';
import { HealthWords } from '../../../src/contracts/pii/health-words.ts';
import { traitsOf } from '../../../src/contracts/pii/key-traits.ts';
import type { KnownPerson } from '../../../src/contracts/pii/known-person.ts';
import { nobody, ofBody, ofRequest } from './support/persons.ts';

const patient: KnownPerson = {
  ...nobody,
  isHealth: true,
  health: ['Finasteride', 'Hair Loss', 'L64.9', '00093-7202-01', '1000', 'mg', 'consult', 'unknown', ''],
};

function paths(body: unknown, person: KnownPerson = patient): readonly string[] {
  return ofBody(body, person).map(({ path, rule }) => `${path} ${rule}`);
}

describe('a key of an event about health', () => {
  it.each([
    ...['drug', 'drug_name', 'drugName', 'medication', 'medications', 'medicine_id', 'ep.medication', 'prescription'],
    ...[
      'prescribed_product',
      'diagnosis',
      'diagnoses',
      'condition',
      'conditions',
      'symptoms',
      'dosage',
      'dose_mg',
      'ndc',
    ],
    ...[
      'ndc_code',
      'icd',
      'icd10',
      'icd_10_code',
      'treatment_plan',
      'therapy',
      'disease',
      'allergies',
      'rxcui',
      'rx_name',
    ],
    ...['notes', 'doctor_note', 'comment', 'customerComments', 'message', 'message_text', 'description', 'free_text'],
    ...['reason', 'content_name', 'content_category', 'content_ids', 'contents', 'items', 'item_name', 'product_name'],
    ...['search_string', 'search_term', 'page_title', 'dt', 'tiba', 'pr1', 'up.symptom'],
  ])('tells of it: %s', (key) => {
    expect(paths({ [key]: 'x' })).toEqual([`/${key} health_detail`]);
  });

  it.each([
    ...['event_name', 'event', 'name', 'en', 'event_id', 'event_source', 'action_source', 'lead_type', 'content_type'],
    ...[
      'messaging_channel',
      'message_id',
      'text_direction',
      'comment_count',
      'rx_issued',
      'rx_id',
      'value',
      'currency',
    ],
    ...[
      'engagement_time_msec',
      'data_processing_options',
      'terms_and_conditions',
      'utm_medium',
      'medium',
      'icdc',
      't_value',
    ],
    ...['storefront_id', 'session_id', 'order_id', 'num_items', 'user_agent', 'content-type', 'consent', 'custom_data'],
  ])('does not: %s', (key) => {
    expect(paths({ [key]: 'x' })).toEqual([]);
  });

  it('holds nothing where it is empty', () => {
    expect(paths({ drug: '', notes: null, contents: [], diagnosis: {}, comment: undefined })).toEqual([]);
    expect(paths({ diagnosed: false, dose: 0 })).toEqual(['/diagnosed health_detail', '/dose health_detail']);
  });

  it('is told once, not again for all below it', () => {
    const body = {
      drug: { name: 'Finasteride', dose: 5 },
      items: [{ item_name: 'Finasteride' }],
      notes: 'see https://shop.example/?drug=Finasteride&dose=5',
      message: '{"drug":"Finasteride"}',
    };
    expect(paths(body)).toEqual([
      '/drug health_detail',
      '/items health_detail',
      '/notes health_detail',
      '/message health_detail',
    ]);
  });

  it('does not hide other faults below it', () => {
    expect(paths({ notes: 'jane@example.com has hair loss' })).toEqual(['/notes health_detail', '/notes raw_email']);
  });

  it.each(['parameterName', 'propertyName', 'variable', 'name', 'key'])('may stand as a value: %s', (label) => {
    expect(
      paths([
        { [label]: 'drug', value: 'x' },
        { [label]: 'coupon', value: 'x' },
      ]),
    ).toEqual(['/0/value health_detail']);
  });

  it('counts in queries, forms and headers', () => {
    const request = {
      url: 'https://platform.example/c?en=rx_issued&ep.drug=x&ep.note=',
      headers: { 'x-diagnosis': 'x', 'content-type': 'text/plain' },
      body: 'en=rx_issued&ep.symptom=x',
    };
    expect(ofRequest(request, patient).map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      '/ep.symptom health_detail',
      '/query/ep.drug health_detail',
      '/headers/x-diagnosis health_detail',
    ]);
    expect(paths({ url: 'https://shop.example/?drug=x' })).toEqual(['/url health_detail']);
  });

  it('says nothing in any other event', () => {
    const body = { drug: 'Finasteride', notes: 'hair loss', contents: [{ id: 'L64.9' }] };
    expect(paths(body, { ...patient, isHealth: false })).toEqual([]);
  });
});

describe("the event's own words", () => {
  it.each([
    ['as they are', 'Finasteride'],
    ['in any case, in a word', 'buy-FINASTERIDE1mg'],
    ['in an address', 'https://shop.example/p/hair_loss?x=1'],
    ['encoded', 'q=hair%20loss&page=2'],
    ['with a plus for a space', 'https://s.example/?q=Hair+Loss&page=2'],
    ['run together', 'hairloss'],
    ['a code', 'icd l64.9'],
    ['a code, with its dashes', 'ndc 00093-7202-01'],
    ['a code, without its dashes', 'ndc 00093720201'],
    ['in JSON in text', '{"p":["Finasteride"]}'],
  ])('are found: %s', (_name, text) => {
    expect(paths({ x: { y: text } })).toEqual(['/x/y health_detail']);
  });

  it.each([
    ['as a key', { finasteride: 1 }, '/<redacted health detail> health_detail'],
    ['as the name of the event', { event_name: 'Finasteride ordered' }, '/event_name health_detail'],
  ])('are found %s', (_name, body, expected) => {
    expect(paths(body)).toEqual([expected]);
  });

  it.each([
    ['the name of the event', { event_name: 'consult_started', x: 'rx_issued' }],
    ['words too short to tell', { x: '5 mg' }],
    ['words that tell nothing', { consent: 'unknown' }],
    ['a code in a longer one', { id: '1000937202015' }],
    ['an amount', { quantity: '1000' }],
    ['parts of a word', { x: 'finaster' }],
  ])('are not %s', (_name, body) => {
    expect(paths(body)).toEqual([]);
  });

  it('are none where there are none', () => {
    expect([new HealthWords([]).isIn('Finasteride'), new HealthWords(['pain']).isIn('')]).toEqual([false, false]);
  });
});

it('reads the words of a key whatever parts them', () => {
  expect([healthKey([]), healthKey(['']), traitsOf('DRUG-Name'), traitsOf('drug.name')].map(Boolean)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
