// Written by `npm run generate` from contracts/google_ads/upload_click_conversions.schema.json: change that, not this file.

/**
 * send GRANTED or DENIED: CONSENT_GRANTED is what the Data Manager API calls it
 */
export type GoogleAdsUploadClickConversionsConsentStatus = 'GRANTED' | 'DENIED' | 'UNSPECIFIED';

/**
 * POST https://googleads.googleapis.com/{version}/customers/{customer id}:uploadClickConversions. Since 2026-06-15 Google takes it only from developer tokens that used it in the half year before, and answers others CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE: the Data Manager API is for them.
 */
export interface GoogleAdsUploadClickConversions {
  /**
   * send { "conversions": [conversion, …], "partialFailure": true }
   */
  conversions: GoogleAdsUploadClickConversionsConversion[];
  /**
   * send "partialFailure": true, and read partialFailureError in the answer
   */
  partialFailure: true;
  validateOnly?: boolean;
  jobId?: number | string;
}
export interface GoogleAdsUploadClickConversionsConversion {
  gclid?: string;
  gbraid?: string;
  wbraid?: string;
  /**
   * send the resource name of an action of type UPLOAD_CLICKS, such as customers/1234567890/conversionActions/987654321
   */
  conversionAction: string;
  /**
   * send when it happened, such as 2026-08-02 14:00:00+02:00
   */
  conversionDateTime: string;
  conversionValue?: number | string;
  currencyCode?: string;
  orderId?: string;
  userIdentifiers?: GoogleAdsUploadClickConversionsUserIdentifier[];
  consent?: GoogleAdsUploadClickConversionsConsent;
  customVariables?: GoogleAdsUploadClickConversionsCustomVariable[];
  cartData?: GoogleAdsUploadClickConversionsCartData;
  conversionEnvironment?: 'APP' | 'WEB';
  customerType?: 'NEW' | 'RETURNING';
  externalAttributionData?: GoogleAdsUploadClickConversionsConversionExternalAttributionData;
  userIpAddress?: string;
  sessionAttributesEncoded?: string;
  sessionAttributesKeyValuePairs?: GoogleAdsUploadClickConversionsConversionSessionAttributesKeyValuePairs;
}
/**
 * UploadClickConversions takes hashed emails and phone numbers only.
 */
export interface GoogleAdsUploadClickConversionsUserIdentifier {
  /**
   * normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex
   */
  hashedEmail?: string;
  /**
   * normalise (emails trimmed and in lower case, phone numbers E.164 with +), hash with SHA-256, write lower-case hex
   */
  hashedPhoneNumber?: string;
  addressInfo?: never;
  mobileId?: never;
  thirdPartyUserId?: never;
  userIdentifierSource?: 'FIRST_PARTY' | 'THIRD_PARTY';
}
/**
 * Expected for people in the European Economic Area. adPersonalization is taken and not used here.
 */
export interface GoogleAdsUploadClickConversionsConsent {
  adUserData?: GoogleAdsUploadClickConversionsConsentStatus;
  adPersonalization?: GoogleAdsUploadClickConversionsConsentStatus;
}
export interface GoogleAdsUploadClickConversionsCustomVariable {
  conversionCustomVariable: string;
  value: string;
}
export interface GoogleAdsUploadClickConversionsCartData {
  merchantId?: string | number;
  feedCountryCode?: string;
  feedLanguageCode?: string;
  localTransactionCost?: number | string;
  items?: GoogleAdsUploadClickConversionsCartDataItem[];
}
export interface GoogleAdsUploadClickConversionsCartDataItem {
  productId?: string;
  quantity?: number | string;
  unitPrice?: number | string;
}
export interface GoogleAdsUploadClickConversionsConversionExternalAttributionData {
  externalAttributionCredit: number | string;
  externalAttributionModel: string;
}
export interface GoogleAdsUploadClickConversionsConversionSessionAttributesKeyValuePairs {
  keyValuePairs: GoogleAdsUploadClickConversionsConversionSessionAttributesKeyValuePairsKeyValuePair[];
}
export interface GoogleAdsUploadClickConversionsConversionSessionAttributesKeyValuePairsKeyValuePair {
  sessionAttributeKey: string;
  sessionAttributeValue: string;
}
