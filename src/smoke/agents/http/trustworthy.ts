const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])\.?$/;

/** Whether the host of a URL is this machine by its name alone, without a look-up. */
export const isLoopback = (url: URL): boolean => loopback.test(url.hostname);

/**
 * Whether a browser treats the URL as if it were encrypted: https, and http on this machine. Chromium accepts and sends
 * Secure cookies there, on the names `localhost` and `*.localhost` as well as on 127.0.0.0/8 and ::1.
 *
 * @see secure-contexts §3.1
 */
export const isTrustworthy = (url: URL): boolean => url.protocol === "https:" || isLoopback(url);
