import { dataManagerSimulator } from './data-manager/simulator.ts';
import { ga4Simulator } from './ga4/simulator.ts';
import { googleAdsSimulator } from './google-ads/simulator.ts';
import { httpRequestSimulator } from './http-request/simulator.ts';
import { kameleoonSimulator } from './kameleoon/simulator.ts';
import { metaSimulator } from './meta/simulator.ts';
import { pinterestSimulator } from './pinterest/simulator.ts';
import type { VendorSimulator } from './simulator.ts';
import { snapchatSimulator } from './snapchat/simulator.ts';
import { tiktokSimulator } from './tiktok/simulator.ts';

/** A stand-in for every platform, by `OutgoingRequest.platform`. */
export const simulators: ReadonlyMap<string, VendorSimulator> = new Map(
  [
    ga4Simulator,
    metaSimulator,
    tiktokSimulator,
    googleAdsSimulator,
    dataManagerSimulator,
    kameleoonSimulator,
    snapchatSimulator,
    pinterestSimulator,
    httpRequestSimulator,
  ].map((simulator) => [simulator.platform, simulator]),
);
