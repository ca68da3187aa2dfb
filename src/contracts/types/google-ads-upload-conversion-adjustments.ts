// Written by `npm run generate` from contracts/google_ads/upload_conversion_adjustments.schema.json: change that, not this file.

export type GoogleAdsUploadConversionAdjustmentsConversionAction = string;
export type GoogleAdsUploadConversionAdjustmentsOrderId = string;
export type GoogleAdsUploadConversionAdjustmentsClickId = string;
export type GoogleAdsUploadConversionAdjustmentsDateTime = string;
export type GoogleAdsUploadConversionAdjustmentsDouble = number | string;
export type GoogleAdsUploadConversionAdjustmentsCurrencyCode = string;
export type GoogleAdsUploadConversionAdjustmentsDigest = string;
export type GoogleAdsUploadConversionAdjustmentsPlain = string;
export type GoogleAdsUploadConversionAdjustmentsUnsupported = unknown;

/**
 * POST https://googleads.googleapis.com/{version}/customers/{customer id}:uploadConversionAdjustments. ENHANCEMENT adds user data to a conversion a web page reported, RESTATEMENT changes the value of a conversion, RETRACTION takes it back.
 */
export interface GoogleAdsUploadConversionAdjustments {
  conversionAdjustments: GoogleAdsUploadConversionAdjustmentsAdjustment[];
  partialFailure: true;
  validateOnly?: boolean;
  jobId?: number | string;
}
export interface GoogleAdsUploadConversionAdjustmentsAdjustment {
  adjustmentType: 'ENHANCEMENT' | 'RESTATEMENT' | 'RETRACTION';
  conversionAction: GoogleAdsUploadConversionAdjustmentsConversionAction;
  orderId?: GoogleAdsUploadConversionAdjustmentsOrderId;
  gclidDateTimePair?: {
    gclid: GoogleAdsUploadConversionAdjustmentsClickId;
    conversionDateTime: GoogleAdsUploadConversionAdjustmentsDateTime;
  };
  adjustmentDateTime?: GoogleAdsUploadConversionAdjustmentsDateTime;
  restatementValue?: {
    adjustedValue: GoogleAdsUploadConversionAdjustmentsDouble;
    currencyCode?: GoogleAdsUploadConversionAdjustmentsCurrencyCode;
  };
  userIdentifiers?: GoogleAdsUploadConversionAdjustmentsUserIdentifier[];
  /**
   * Of the browser that reported the conversion.
   */
  userAgent?: string;
}
export interface GoogleAdsUploadConversionAdjustmentsUserIdentifier {
  hashedEmail?: GoogleAdsUploadConversionAdjustmentsDigest;
  hashedPhoneNumber?: GoogleAdsUploadConversionAdjustmentsDigest;
  addressInfo?: {
    hashedFirstName?: GoogleAdsUploadConversionAdjustmentsDigest;
    hashedLastName?: GoogleAdsUploadConversionAdjustmentsDigest;
    hashedStreetAddress?: GoogleAdsUploadConversionAdjustmentsDigest;
    city?: GoogleAdsUploadConversionAdjustmentsPlain;
    state?: GoogleAdsUploadConversionAdjustmentsPlain;
    countryCode?: GoogleAdsUploadConversionAdjustmentsPlain;
    postalCode?: GoogleAdsUploadConversionAdjustmentsPlain;
  };
  mobileId?: GoogleAdsUploadConversionAdjustmentsUnsupported;
  thirdPartyUserId?: GoogleAdsUploadConversionAdjustmentsUnsupported;
  userIdentifierSource?: 'FIRST_PARTY' | 'THIRD_PARTY';
}
