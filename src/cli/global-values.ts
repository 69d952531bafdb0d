/** What was given for the options of every command. */
export interface GlobalValues {
  org?: string;
  db?: string;
  json?: string | true;
  color: boolean;
  quiet?: boolean;
  debug?: boolean;
  plain?: boolean;
}
