// Breaks the sign-in page, and on a signal leaves a rejection that nobody handles.
String.prototype.localeCompare = () => {
  throw new TypeError("broken for ada@example.com");
};
process.once("SIGUSR2", () => void Promise.reject(new RangeError(`late ${process.env.CANARY}`)));
