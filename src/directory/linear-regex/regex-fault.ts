/** Why a text is no regular expression that can be used; the message goes on behind "the regular expression cannot be used:". */
export class RegexFault extends Error {}
