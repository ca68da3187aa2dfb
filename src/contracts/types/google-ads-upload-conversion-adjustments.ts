// Written by `npm run generate` from contracts/google_ads/upload_conversion_adjustments.schema.json: change that, not this file.

/**
 * POST https://googleads.googleapis.com/{version}/customers/{customer id}:uploadConversionAdjustments. ENHANCEMENT adds user data to a conversion a web page reported, RESTATEMENT changes the value of a conversion, RETRACTION takes it back.
 */
export interface GoogleAdsUploadConversionAdjustments {
  /**
   * send { "conversionAdjustments": [adjustment, …], "partialFailure": true }
   */
  conversionAdjustments: GoogleAdsUploadConversionAdjustmentsAdjustment[];
  /**
   * send "partialFailure": true, and read partialFailureError in the answer
   */
  partialFailure: true;
  validateOnly?: boolean;
  jobId?: number | string;
}
export interface GoogleAdsUploadConversionAdjustmentsAdjustment {
  adjustmentType: 'ENHANCEMENT' | 'RESTATEMENT' | 'RETRACTION';
  /**
   * send the resource name of the action: customers/1234567890/conversionActions/987654321
   */
  conversionAction: string;
  orderId?: string;
  gclidDateTimePair?: GoogleAdsUploadConversionAdjustmentsAdjustmentGclidDateTimePair;
  /**
   * send when it was adjusted, which is after the conversion: 2026-08-02 14:00:00+02:00
   */
  adjustmentDateTime?: string;
  restatementValue?: GoogleAdsUploadConversionAdjustmentsAdjustmentRestatementValue;
  userIdentifiers?: GoogleAdsUploadConversionAdjustmentsUserIdentifier[];
  /**
   * Of the browser that reported the conversion.
   */
  userAgent?: string;
}
export interface GoogleAdsUploadConversionAdjustmentsAdjustmentGclidDateTimePair {
  gclid: string;
  conversionDateTime: string;
}
/**
 * send the whole value after the adjustment, not what it changed by
 */
export interface GoogleAdsUploadConversionAdjustmentsAdjustmentRestatementValue {
  adjustedValue: number | string;
  currencyCode?: string;
}
export interface GoogleAdsUploadConversionAdjustmentsUserIdentifier {
  /**
   * normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex
   */
  hashedEmail?: string;
  /**
   * normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex
   */
  hashedPhoneNumber?: string;
  addressInfo?: GoogleAdsUploadConversionAdjustmentsUserIdentifierAddressInfo;
  mobileId?: never;
  thirdPartyUserId?: never;
  userIdentifierSource?: 'FIRST_PARTY' | 'THIRD_PARTY';
}
export interface GoogleAdsUploadConversionAdjustmentsUserIdentifierAddressInfo {
  /**
   * normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex
   */
  hashedFirstName?: string;
  /**
   * normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex
   */
  hashedLastName?: string;
  /**
   * normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex
   */
  hashedStreetAddress?: string;
  city?: string;
  state?: string;
  countryCode?: string;
  postalCode?: string;
}
