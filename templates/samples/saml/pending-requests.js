// AuthnRequests that wait for their answer, and the page that each visitor wanted to see.
// They stay on the server, under the request's id, which the answer repeats as InResponseTo. A cookie could not do
// it: the answer is a POST from the provider's site, and browsers keep SameSite=Lax cookies away from such a POST.
const MINUTES = 10;

export function pendingRequests() {
  const requests = new Map();
  return {
    lifetimeMs: MINUTES * 60_000,

    /** @param exchange the HTTP request and response that start the sign-in */
    remember(id, wanted, _exchange) {
      const now = Date.now();
      for (const [old, { sentAt }] of requests) if (sentAt + this.lifetimeMs < now) requests.delete(old);
      requests.set(id, { wanted, sentAt: now });
    },

    sentAt(id) {
      return requests.get(id)?.sentAt;
    },

    /**
     * One use: the second answer to the same request finds nothing.
     *
     * @param exchange the HTTP request and response that bring the answer
     */
    take(id, _exchange) {
      const pending = requests.get(id);
      requests.delete(id);
      return pending;
    },
  };
}
