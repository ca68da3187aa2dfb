import { expect, test } from 'vitest';
import {
  cityBare,
  cityMeta,
  placeGoogle,
  placeTikTok,
  regionCode,
  streetGoogle,
} from '../../../src/event/normalise/place.ts';
import { expected, under } from './support.ts';

/** Raw; form and hash for Meta; form and hash for Snapchat and Pinterest; plain for TikTok; plain for Google. */
const cities: readonly [string, string, string, string, string, string, string][] = [
  [
    'New York',
    'newyork',
    '350c754ba4d38897693aa077ef43072a859d23f613443133fecbbd90a3512ca5',
    'newyork',
    '350c754ba4d38897693aa077ef43072a859d23f613443133fecbbd90a3512ca5',
    'newyork',
    'new york',
  ],
  [
    'São Paulo',
    'sãopaulo',
    '3eda1428ae1aece064071f8d40f08fe2bc59ffa66c171a163caf15122ec4d7f0',
    'sãopaulo',
    '3eda1428ae1aece064071f8d40f08fe2bc59ffa66c171a163caf15122ec4d7f0',
    'sãopaulo',
    'são paulo',
  ],
  [
    'Saint-Denis',
    'saintdenis',
    'afa17aaf5387aeff2cb8de52218e194fbe05d6b2631f90c21dddbe5f7f46c92f',
    'saintdenis',
    'afa17aaf5387aeff2cb8de52218e194fbe05d6b2631f90c21dddbe5f7f46c92f',
    'saintdenis',
    'saintdenis',
  ],
  [
    'St. Louis',
    'stlouis',
    '8ba24bdf99947996f3000259be455de791b06fcc0e802ce05031030df1ee8ea3',
    'stlouis',
    '8ba24bdf99947996f3000259be455de791b06fcc0e802ce05031030df1ee8ea3',
    'stlouis',
    'st louis',
  ],
  [
    'Paris 12',
    'paris',
    '1670f2e42fefa5044d59a65349e47c566009488fc57d7b4376dd5787b59e3c57',
    'paris12',
    'b53d76f370023606077b83dcf1a82ffabc7364a0bc57aa49274b17ab82cddb05',
    'paris12',
    'paris 12',
  ],
  [
    'Zürich',
    'zürich',
    '201f10d5d64518d86d2d3a47d28675d1c788762c5345df643dadec71d4e0a91e',
    'zürich',
    '201f10d5d64518d86d2d3a47d28675d1c788762c5345df643dadec71d4e0a91e',
    'zürich',
    'zürich',
  ],
];

test.each(cities)('city %j for Meta', (raw, form, sent) => {
  expect(under(cityMeta, raw)).toEqual(expected(form, sent));
});
test.each(cities)('city %j for Snapchat and Pinterest', (raw, _1, _2, form, sent) => {
  expect(under(cityBare, raw)).toEqual(expected(form, sent));
});
test.each(cities)('city %j for TikTok', (raw, _1, _2, _3, _4, form) => {
  expect(under(placeTikTok, raw)).toEqual(expected(form));
});
test.each(cities)('city %j for Google', (raw, _1, _2, _3, _4, _5, form) => {
  expect(under(placeGoogle, raw)).toEqual(expected(form));
});

/**
 * Raw; form and hash for Meta, Snapchat and Pinterest (two-letter codes for the United States, which Meta's Business SDK
 * leaves out); plain for TikTok; plain for Google.
 */
const regions: readonly [string, string, string, string, string][] = [
  ['CA', 'ca', '6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126', 'ca', 'ca'],
  ['California', 'ca', '6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126', 'california', 'california'],
  ['New York', 'ny', '1b06e2003f8420d6fa42badd8f77ec0f706b976b7a48b13c567dc5a559681683', 'newyork', 'new york'],
  [
    'Île-de-France',
    'îledefrance',
    '7f2f97f2a36f4cae0d099b382c08f83ec00532733befa7a2831942ab70360a48',
    'îledefrance',
    'îledefrance',
  ],
  ['NSW', 'nsw', 'd3ef3c33db1fb92a87bc9b67e495a01e181a1c47c22e3aa32158e4500eeab448', 'nsw', 'nsw'],
];

test.each(regions)('region %j for Meta, Snapchat and Pinterest', (raw, form, sent) => {
  expect(under(regionCode, raw)).toEqual(expected(form, sent));
});
test.each(regions)('region %j for TikTok', (raw, _1, _2, form) => {
  expect(under(placeTikTok, raw)).toEqual(expected(form));
});
test.each(regions)('region %j for Google', (raw, _1, _2, _3, form) => {
  expect(under(placeGoogle, raw)).toEqual(expected(form));
});

test.each([
  ['Washington, D.C.', undefined, 'dc'],
  ['District of Columbia', 'US', 'dc'],
  ['US-CA', 'US', 'ca'],
  ['Puerto Rico', 'US', 'pr'],
  ['Montana', 'US', 'mt'],
  ['Montana', 'BG', 'montana'],
  ['constructor', undefined, 'constructor'],
] as const)('region %j of a person in %s is %s', (raw, country, form) => {
  expect(regionCode.normalise(raw, { country })).toBe(form);
});

test.each([
  ['123 Main St.', '123 main st', 'c56a092e33fef672c4d8658e31ad4b17e8ceac569d5a88ca481846966d364fe5'],
  ['Königstraße 4-B, #12', 'königstraße 4b 12', '720b0c8e190a8e6a9acd90c210ba73bde1cc3fab23b743f984348869d5f8afb6'],
  [
    '  1600  Amphitheatre Pkwy ',
    '1600 amphitheatre pkwy',
    '22b7e2d69b91e0ef4a88e81a73d897b92fd9c93ccfbe0a860f77db16c26f662e',
  ],
  ['#', '', undefined],
] as const)('street %j for Google', (raw, form, sent) => {
  expect(under(streetGoogle, raw)).toEqual(sent === undefined ? { form } : { form, sent });
});
