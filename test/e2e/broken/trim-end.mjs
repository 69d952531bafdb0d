// Breaks what tables are made with, as a defect would: loaded before appint by NODE_OPTIONS.
String.prototype.trimEnd = () => {
  const cause = new Error(`key ${process.env.APPINT_SECRET_KEY}`);
  throw new TypeError(`broken for "hunter2" and ada@example.com in ${process.env.HOME}`, { cause });
};
