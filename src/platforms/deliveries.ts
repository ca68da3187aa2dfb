import { dataManagerDelivery } from './data-manager/delivery.ts';
import type { PlatformDelivery } from './delivery.ts';
import { ga4Delivery } from './ga4/delivery.ts';
import { googleAdsDelivery } from './google-ads/delivery.ts';
import { httpRequestDelivery } from './http-request/delivery.ts';
import { kameleoonDelivery } from './kameleoon/delivery.ts';
import { metaDelivery } from './meta/delivery.ts';
import { pinterestDelivery } from './pinterest/delivery.ts';
import { snapchatDelivery } from './snapchat/delivery.ts';
import { tiktokDelivery } from './tiktok/delivery.ts';

/** How every platform is delivered to, by `OutgoingRequest.platform`. */
export const deliveries: ReadonlyMap<string, PlatformDelivery> = new Map(
  [
    ga4Delivery,
    metaDelivery,
    tiktokDelivery,
    googleAdsDelivery,
    dataManagerDelivery,
    kameleoonDelivery,
    snapchatDelivery,
    pinterestDelivery,
    httpRequestDelivery,
  ].map((delivery) => [delivery.platform, delivery]),
);
