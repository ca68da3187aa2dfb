// Written by `npm run generate` from contracts/google_ads/conversion.schema.json: change that, not this file.

/**
 * GET https://www.googleadservices.com/pagead/conversion/{conversion id}/?{parameters}, as gtag.js and a server container send it. Google documents what its tags take, not what they send, and answers 200 whatever it gets: the parameters here are those its tags are seen to send, and a fault is lost without a word.
 */
export interface GoogleAdsConversion {
  /**
   * copy the conversion label from the tag set-up of the conversion action
   */
  label: string;
  value?: string;
  currency_code?: string;
  oid?: string;
  gclaw?: string;
  gclaw_src?: string;
  auid?: string;
  gcldc?: string;
  wbraid?: string;
  gbraid?: string;
  /**
   * tv.1, then ~em. ~pn. ~fn0. ~ln0. ~sa0. with hashes in base64url and ~ct0. ~rg0. ~pc0. ~co0. in plain text.
   */
  em?: string;
  en?: string;
  bttype?: string;
  url?: string;
  ref?: string;
  tiba?: string;
  gcs?: string;
  npa?: '0' | '1';
  random?: string;
  fst?: string;
  gcd?: string;
  cv?: string;
  fmt?: '3' | '4';
  rfmt?: '3' | '4';
  guid?: 'ON';
  script?: '0';
  async?: '1';
  bg?: string;
  frm?: string;
  hn?: string;
  u_w?: string;
  u_h?: string;
  gtm?: string;
  tag_exp?: string;
  pscdl?: string;
  dma?: '0' | '1';
  dma_cps?: string;
  uaa?: string;
  uab?: string;
  uafvl?: string;
  uam?: string;
  uamb?: '0' | '1';
  uap?: string;
  uapv?: string;
  uaw?: '0' | '1';
  gac?: string;
  capi?: '1';
  vdnc?: '0' | '1';
  vdltv?: string;
  dscnt?: string;
  rdp?: '0' | '1';
  [k: string]: unknown;
}
