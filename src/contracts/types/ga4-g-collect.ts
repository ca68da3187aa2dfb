// Written by `npm run generate` from contracts/ga4/g_collect.schema.json: change that, not this file.

export type Ga4GCollectEventName = unknown;
/**
 * This interface was referenced by `Ga4GCollect`'s JSON-Schema definition
 * via the `patternProperty` "^ep\.".
 */
export type Ga4GCollectValue = unknown;
/**
 * This interface was referenced by `Ga4GCollect`'s JSON-Schema definition
 * via the `patternProperty` "^epn\.".
 *
 * This interface was referenced by `Ga4GCollect`'s JSON-Schema definition
 * via the `patternProperty` "^upn\.".
 */
export type Ga4GCollectNumber = unknown;
/**
 * This interface was referenced by `Ga4GCollect`'s JSON-Schema definition
 * via the `patternProperty` "^up\.".
 */
export type Ga4GCollectProperty = unknown;
/**
 * This interface was referenced by `Ga4GCollect`'s JSON-Schema definition
 * via the `patternProperty` "^pr\d+$".
 */
export type Ga4GCollectItem = unknown;

/**
 * GET or POST https://www.google-analytics.com/g/collect, as the container's own GA4 tag sends it. Google documents none of it but GA4's limits: the names are those seen in gtag's traffic, and what is said of their form is advice. Parameters of an event that moved into the body are not looked at.
 */
export interface Ga4GCollect {
  v: '2';
  tid: unknown;
  cid: unknown;
  uid?: unknown;
  en?: Ga4GCollectEventName;
  sid?: unknown;
  sct?: unknown;
  seg?: unknown;
  _s?: unknown;
  _p?: unknown;
  _et?: unknown;
  dl?: unknown;
  dr?: unknown;
  dt?: unknown;
  ul?: unknown;
  sr?: unknown;
  cu?: unknown;
  gcs?: unknown;
  gcd?: unknown;
  npa?: unknown;
  dma?: unknown;
  _dbg?: unknown;
  uamb?: unknown;
  uaw?: unknown;
  _uip?: unknown;
  em?: unknown;
  [k: string]: unknown;
}
