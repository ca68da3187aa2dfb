import { dataManagerTag } from './data-manager/tag.ts';
import { ga4Tag } from './ga4/tag.ts';
import { googleAdsTag } from './google-ads/tag.ts';
import { httpRequestTag } from './http-request/tag.ts';
import { kameleoonTag } from './kameleoon/tag.ts';
import { metaTag } from './meta/tag.ts';
import { pinterestTag } from './pinterest/tag.ts';
import { snapchatTag } from './snapchat/tag.ts';
import type { TagType } from './tag.ts';
import { tiktokTag } from './tiktok/tag.ts';

/** Every kind of tag, by the `type:` it goes by in a container file. */
export const tagTypes: ReadonlyMap<string, TagType> = new Map(
  [
    ga4Tag,
    metaTag,
    tiktokTag,
    googleAdsTag,
    dataManagerTag,
    kameleoonTag,
    snapchatTag,
    pinterestTag,
    httpRequestTag,
  ].map((tag) => [tag.type, tag]),
);
