import { addressParameter } from './address-parameter.ts';
import { type Consent, readConsent } from './consent.ts';
import { type EventData, eventName, firstText, textOf } from './event-data.ts';
import { healthEvents } from './health-events.ts';
import { Identity } from './identity.ts';
import { type Item, readItems } from './items.ts';

/** What every view of one event's run shares beside the event data. */
export interface ViewSource {
  /** The request's cookies, decoded; without a prototype. */
  readonly cookies: Readonly<Record<string, string>>;
  /** ISO 3166-1 alpha-2, for phones of events that name no country. */
  readonly defaultRegion: string | undefined;
  /** Where each digest made of a normalised identifier is noted, so that what else looks like one can be told. */
  readonly digests?: Set<string>;
}

/**
 * An event as tags read it: the event data and what is derived from it (person, items, consent, page, click ids), each
 * worked out at most once and shared by every tag that sees the same data.
 */
export class EventView {
  readonly data: EventData;
  readonly source: ViewSource;
  /**
   * Whether the event is about a person's health, so that advertisers may learn nothing of what it was about. It stays
   * so under whatever name a transformation gives it.
   */
  readonly isHealth: boolean;
  #identity: Identity | undefined;
  #items: readonly Item[] | undefined;
  #consent: Consent | undefined;
  #page: URL | undefined | null;
  #advertiserPage: string | undefined | null;

  /** `original`: the view a transformation made this one from. */
  constructor(data: EventData, source: ViewSource, original?: EventView) {
    this.data = data;
    this.source = source;
    this.isHealth = original?.isHealth === true || healthEvents.has(this.name);
  }

  get name(): string {
    return eventName(this.data);
  }

  get identity(): Identity {
    this.#identity ??= new Identity(this.data, this.source.defaultRegion, this.source.digests);
    return this.#identity;
  }

  get items(): readonly Item[] {
    this.#items ??= readItems(this.data);
    return this.#items;
  }

  get consent(): Consent {
    this.#consent ??= readConsent(this.data);
    return this.#consent;
  }

  /** `page_location` parsed; undefined where it is absent or not an absolute URL. */
  get page(): URL | undefined {
    if (this.#page === undefined) {
      const location = textOf(this.data['page_location']);
      this.#page = location === undefined ? null : URL.parse(location);
    }
    return this.#page ?? undefined;
  }

  /** The items an advertiser may see: none of an event about a person's health, where they would name the drug. */
  get advertiserItems(): readonly Item[] {
    return this.isHealth ? [] : this.items;
  }

  /** The page's address as an advertiser may see it: only its origin where the event is about a person's health. */
  get advertiserPage(): string | undefined {
    if (this.#advertiserPage === undefined) {
      const location = textOf(this.data['page_location']);
      if (location === undefined || !URL.canParse(location)) this.#advertiserPage = null;
      else if (!this.isHealth) this.#advertiserPage = location;
      else {
        // Schemes without hosts, an app's for one, have the origin "null".
        const origin = this.page?.origin ?? 'null';
        this.#advertiserPage = origin === 'null' ? null : `${origin}/`;
      }
    }
    return this.#advertiserPage ?? undefined;
  }

  /** `advertiserPage` where it is a page of the web. */
  get advertiserWebPage(): string | undefined {
    const page = this.advertiserPage;
    return page !== undefined && webAddress.test(page) ? page : undefined;
  }

  /** A parameter of the page's query, decoded; undefined where it is absent or empty. */
  pageParameter(name: string): string | undefined {
    const location = this.data['page_location'];
    return typeof location === 'string' ? addressParameter(location, name) : undefined;
  }

  /** The referrer as an advertiser may see it: none where the event is about a person's health. */
  get advertiserReferrer(): string | undefined {
    return this.isHealth ? undefined : textOf(this.data['page_referrer']);
  }

  /**
   * A click or browser id: the first of `keys` in the event, else of `parameters` in the page's query, else of
   * `cookies` in the request.
   */
  id(keys: readonly string[], parameters: readonly string[] = [], cookies: readonly string[] = []): string | undefined {
    const given = firstText(this.data, ...keys);
    if (given !== undefined) return given;
    for (const name of parameters) {
      const value = this.pageParameter(name);
      if (value !== undefined) return value;
    }
    for (const name of cookies) {
      const value = this.source.cookies[name];
      if (value) return value;
    }
    return undefined;
  }
}

const webAddress = /^https?:/i;
