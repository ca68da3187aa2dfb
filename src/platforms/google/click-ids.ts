import type { EventView } from '../../event/event-view.ts';

/** The ids Google gives a click on an ad; never hashed, case-sensitive. */
export interface ClickIds {
  readonly gclid: string | undefined;
  readonly gbraid: string | undefined;
  readonly wbraid: string | undefined;
  readonly dclid: string | undefined;
}

const cookies = {
  gclid: ['FPGCLAW', '_gcl_aw'],
  gbraid: ['FPGCLAG', '_gcl_ag'],
  wbraid: ['FPGCLGB', '_gcl_gb'],
  dclid: ['FPGCLDC', '_gcl_dc'],
} as const;

/**
 * The click ids of an event: its own, else those in the page's query, else those a conversion linker stored, the newest
 * cookie first. None where storing for ads was denied, whoever stored them.
 * Source: developers.google.com/tag-platform/security/concepts/consent-mode
 */
export function clickIds(event: EventView, readCookies: boolean): ClickIds {
  return {
    gclid: clickId(event, 'gclid', readCookies),
    gbraid: clickId(event, 'gbraid', readCookies),
    wbraid: clickId(event, 'wbraid', readCookies),
    dclid: clickId(event, 'dclid', readCookies),
  };
}

function clickId(event: EventView, kind: keyof typeof cookies, readCookies: boolean): string | undefined {
  const given = event.id([kind], [kind]);
  if (given !== undefined || !readCookies) return given;
  let newest: LinkerCookie | undefined;
  for (const name of cookies[kind]) {
    const read = parseLinkerCookie(event.source.cookies[name]);
    if (read !== undefined && (newest === undefined || read.seconds > newest.seconds)) newest = read;
  }
  return newest?.id;
}

/** A click id and when it was stored, Unix seconds; 0 where the cookie does not say. */
export interface LinkerCookie {
  readonly id: string;
  readonly seconds: number;
}

const first = /^GCL\.(\d{1,12})\.([\w.~-]{1,512})$/;
const second = /^\d+\.\d+\.(.{1,600})$/;
const idShape = /^[\w.~-]{1,512}$/;

/** Reads a conversion linker's cookie in either form: `GCL.<seconds>.<id>`, or `2.1.k<id>$i<seconds>` and further parts. */
export function parseLinkerCookie(value: string | undefined): LinkerCookie | undefined {
  if (value === undefined) return undefined;
  const gcl = first.exec(value);
  if (gcl !== null) return { id: gcl[2] as string, seconds: Number(gcl[1]) };
  const parts = second.exec(value)?.[1]?.split('$');
  const id = parts?.find((part) => part.startsWith('k'))?.slice(1);
  if (parts === undefined || id === undefined || !idShape.test(id)) return undefined;
  const seconds = Number(parts.find((part) => part.startsWith('i'))?.slice(1));
  return { id, seconds: Number.isFinite(seconds) ? seconds : 0 };
}

const browserId = /^\d+\.\d+\.(\d+\.\d+)/;

/** The advertiser's own id of the browser: the last two numbers of `FPAU` or `_gcl_au` (`1.1.<random>.<seconds>`). */
export function advertiserUserId(event: EventView, readCookies: boolean): string | undefined {
  const given = event.id(['auid']);
  if (given !== undefined || !readCookies) return given;
  for (const name of ['FPAU', '_gcl_au']) {
    const tail = browserId.exec(event.source.cookies[name] ?? '')?.[1];
    if (tail !== undefined) return tail;
  }
  return undefined;
}

const clickParameters: readonly string[] = [
  'gclid',
  'dclid',
  'gbraid',
  'wbraid',
  'gclsrc',
  'gad_source',
  'gad_campaignid',
  '_gl',
];

/** An address without the click ids in its query; undefined where it is no absolute URL. */
export function withoutClickIds(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  if (url === null) return undefined;
  for (const name of clickParameters) url.searchParams.delete(name);
  return url.href;
}
