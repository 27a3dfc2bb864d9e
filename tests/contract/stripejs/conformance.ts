/*
 * What the stand-in's Stripe.js implements, member by member, against the official declarations.
 * The types named StandIn… are those its functions are declared to return in stripe.js, so tsc
 * holds the code to them; here they are held to Stripe's. A member added to the script must be
 * added here.
 */
import type {
  Stripe,
  StripeCardElement,
  StripeCheckoutElementsSdk,
  StripeCheckoutLoadActionsSuccess,
  StripeConstructor,
  StripeElements,
} from '@stripe/stripe-js';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Fits<Given, Wanted> = Given extends Wanted ? true : false;
/** Compiles only for `true`. */
function holds<_Statement extends true>(): void {}

type StripeMembers =
  | 'initCheckoutElementsSdk'
  | 'createEmbeddedCheckoutPage'
  | 'registerAppInfo'
  | 'elements'
  | 'retrievePaymentIntent'
  | 'retrieveSetupIntent'
  | 'confirmCardPayment'
  | 'confirmCardSetup'
  | 'handleCardAction'
  | 'handleNextAction'
  | 'createPaymentMethod';
/** They take less, or hand out less, than Stripe's: held one by one below. */
type Narrower =
  | 'initCheckoutElementsSdk'
  | 'elements'
  | 'handleNextAction'
  | 'createPaymentMethod';
/** Wallets, tax numbers and Link are not for cards: their Elements are not there at all. */
type SdkMembers = Exclude<
  keyof StripeCheckoutElementsSdk,
  | 'getExpressCheckoutElement'
  | 'createExpressCheckoutElement'
  | 'getTaxIdElement'
  | 'createTaxIdElement'
  | 'getLinkSignupElement'
  | 'createLinkSignupElement'
>;

// Exactly these members are there.
holds<Same<keyof StandInStripe, StripeMembers>>();
holds<Same<keyof StandInSdk, SdkMembers>>();

// Each is what Stripe declares it to be.
holds<Same<StandInActions, StripeCheckoutLoadActionsSuccess>>();
holds<Same<keyof StandInActions, keyof StripeCheckoutLoadActionsSuccess>>();
holds<Same<StandInSdk, Pick<StripeCheckoutElementsSdk, SdkMembers>>>();
holds<Fits<StandInStripe, Pick<Stripe, Exclude<StripeMembers, Narrower>>>>();
holds<Fits<Stripe['handleNextAction'], StandInStripe['handleNextAction']>>();
holds<Fits<Stripe['createPaymentMethod'], StandInStripe['createPaymentMethod']>>();
holds<Fits<Stripe['elements'], (options?: ElementsOptions) => StripeElements>>();
holds<Fits<Pick<StripeElements, 'create' | 'getElement'>, StandInElements>>();
holds<Same<keyof StandInElements, 'create' | 'getElement'>>();
holds<Same<ReturnType<StandInElements['create']>, StripeCardElement>>();

// The two that hand out one of the objects above: same arguments, and a result that differs only in
// the members that are not there.
holds<Same<Parameters<StandInConstructor>, Parameters<StripeConstructor>>>();
holds<
  Same<
    Parameters<StandInStripe['initCheckoutElementsSdk']>,
    Parameters<Stripe['initCheckoutElementsSdk']>
  >
>();
