import type { GoogleAdsConversion } from '../../contracts/types/google-ads-conversion.ts';
import type { EventData } from '../../event/event-data.ts';
import { textOf } from '../../event/event-data.ts';
import { isObject, type Json } from '../../event/json.ts';
import { asListed, type Payload, type Undecided } from '../payload.ts';

/** The parameters that tell of the browser. */
export type ClientHint = 'uaa' | 'uab' | 'uafvl' | 'uamb' | 'uam' | 'uap' | 'uapv' | 'uaw';

/** The browser's client hints as Google's tags write them into a URL: `uaa`, `uab`, `uafvl`, …; empty where the event has none. */
export function clientHints(event: EventData): Undecided<Pick<Payload<GoogleAdsConversion>, ClientHint>> {
  const hints = event['client_hints'];
  if (!isObject(hints)) return {};
  return {
    uaa: said(hints['architecture']),
    uab: said(hints['bitness']),
    uafvl: versions(hints['full_version_list']),
    uamb: bit(hints['mobile']),
    uam: said(hints['model']),
    uap: said(hints['platform']),
    uapv: said(hints['platform_version']),
    uaw: bit(hints['wow64']),
  };
}

/** An empty hint is one the browser gave, and goes as such. */
function said(hint: Json | undefined): string | undefined {
  return hint === '' ? '' : textOf(hint);
}

function bit(hint: Json | undefined): '0' | '1' | undefined {
  return typeof hint === 'boolean' ? (hint ? '1' : '0') : asListed(textOf(hint));
}

function versions(list: Json | undefined): string | undefined {
  if (!Array.isArray(list)) return undefined;
  const brands = list.filter(isObject).map(({ brand, version }) => `${encode(brand)};${encode(version)}`);
  return brands.length === 0 ? undefined : brands.join('|');
}

function encode(value: Json | undefined): string {
  return encodeURIComponent((textOf(value) ?? '').toWellFormed());
}
