/** Names under which frameworks put a token into their forms that only a visit to the page can know. */
const TOKEN =
  /csrf|xsrf|authenticity.?token|request.?verification.?token|anti.?forgery|^_?token$|^nonce$|form_(build|token)|__(viewstate|eventvalidation)|^(execution|lt)$/i;

/** Whether a control of this name guards the form against being posted from elsewhere. */
export const isForgeryToken = (name: string): boolean => TOKEN.test(name);
