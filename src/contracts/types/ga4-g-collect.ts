// Written by `npm run generate` from contracts/ga4/g_collect.schema.json: change that, not this file.

/**
 * GET or POST https://www.google-analytics.com/g/collect, as the container's own GA4 tag sends it. Google documents none of it but GA4's limits: the names are those seen in gtag's traffic, and what is said of their form is advice. Parameters of an event that moved into the body are not looked at.
 */
export interface Ga4GCollect {
  /**
   * send v=2
   */
  v: '2';
  /**
   * send tid=G-XXXXXXXXXX
   */
  tid: string;
  /**
   * send the visitor's client_id
   */
  cid: string;
  uid?: string;
  en?: string;
  sid?: string;
  sct?: string;
  seg?: string;
  _s?: string;
  _p?: string;
  _et?: string;
  dl?: string;
  dr?: string;
  dt?: string;
  ul?: string;
  sr?: string;
  cu?: string;
  gcs?: string;
  gcd?: string;
  npa?: string;
  dma?: string;
  _dbg?: string;
  uamb?: string;
  uaw?: string;
  _uip?: string;
  em?: string;
  [k: `ep.${string}`]: string;
  [k: `epn.${string}`]: string;
  [k: `up.${string}`]: string;
  [k: `upn.${string}`]: string;
  [k: `pr${number}`]: string;
  [k: string]: unknown;
}
