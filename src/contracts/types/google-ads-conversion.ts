// Written by `npm run generate` from contracts/google_ads/conversion.schema.json: change that, not this file.

export type GoogleAdsConversionText = string;

/**
 * GET https://www.googleadservices.com/pagead/conversion/{conversion id}/?{parameters}, as gtag.js and a server container send it. Google documents what its tags take, not what they send, and answers 200 whatever it gets: the parameters here are those its tags are seen to send, and a fault is lost without a word.
 */
export interface GoogleAdsConversion {
  label: GoogleAdsConversionText;
  value?: GoogleAdsConversionText;
  currency_code?: GoogleAdsConversionText;
  oid?: GoogleAdsConversionText;
  gclaw?: GoogleAdsConversionText;
  gclaw_src?: GoogleAdsConversionText;
  auid?: GoogleAdsConversionText;
  gcldc?: GoogleAdsConversionText;
  wbraid?: GoogleAdsConversionText;
  gbraid?: GoogleAdsConversionText;
  /**
   * tv.1, then ~em. ~pn. ~fn0. ~ln0. ~sa0. with hashes in base64url and ~ct0. ~rg0. ~pc0. ~co0. in plain text.
   */
  em?: string;
  en?: GoogleAdsConversionText;
  bttype?: GoogleAdsConversionText;
  url?: GoogleAdsConversionText;
  ref?: GoogleAdsConversionText;
  tiba?: GoogleAdsConversionText;
  gcs?: GoogleAdsConversionText;
  npa?: GoogleAdsConversionText;
  random?: GoogleAdsConversionText;
  fst?: GoogleAdsConversionText;
  gcd?: GoogleAdsConversionText;
  cv?: GoogleAdsConversionText;
  fmt?: GoogleAdsConversionText;
  rfmt?: GoogleAdsConversionText;
  guid?: 'ON';
  script?: '0';
  async?: '1';
  bg?: GoogleAdsConversionText;
  frm?: GoogleAdsConversionText;
  hn?: GoogleAdsConversionText;
  u_w?: GoogleAdsConversionText;
  u_h?: GoogleAdsConversionText;
  gtm?: GoogleAdsConversionText;
  tag_exp?: GoogleAdsConversionText;
  pscdl?: GoogleAdsConversionText;
  dma?: '0' | '1';
  dma_cps?: GoogleAdsConversionText;
  uaa?: GoogleAdsConversionText;
  uab?: GoogleAdsConversionText;
  uafvl?: GoogleAdsConversionText;
  uam?: GoogleAdsConversionText;
  uamb?: '0' | '1';
  uap?: GoogleAdsConversionText;
  uapv?: GoogleAdsConversionText;
  uaw?: '0' | '1';
  gac?: GoogleAdsConversionText;
  capi?: '1';
  vdnc?: '0' | '1';
  vdltv?: GoogleAdsConversionText;
  dscnt?: GoogleAdsConversionText;
  rdp?: '0' | '1';
  [k: string]: unknown;
}
