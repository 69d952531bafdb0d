/** Reads an answer as a page: its forms, links, text, and what it does by itself. */
import { parse } from "parse5";
import type { DocumentRef, Link, Page } from "../../agent.js";
import { readReferrerPolicy } from "../referrer.js";
import { autoSubmitOf } from "./auto-submit.js";
import { readForms } from "./forms.js";
import { readRefresh } from "./meta-refresh.js";
import { resolveAddress } from "./resolve.js";
import { attribute, type Element, elementsOf, rawText } from "./tree.js";
import { visibleText } from "./visible-text.js";

export interface ReadPageInput {
  url: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The decoded text. */
  body: string;
}

/** All that is to be read until a script has shown the page. */
const emptyShell = /^((loading|please wait|one moment|just a moment|redirecting|signing (you )?in)[\s.…]*)?$/i;

/** Reads a page; never throws, whatever the text. What is not HTML has no forms and links, and its text is all of it. */
export function readPage({ url, status, headers, body }: ReadPageInput): Page {
  const contentType = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const policy = readReferrerPolicy(headers["referrer-policy"]);
  const refresh = headers.refresh === undefined ? undefined : refreshOf(headers.refresh, url, url);
  const plain = { url, status, headers, contentType, body };
  const isHtml = /^(text\/html|application\/xhtml\+xml)$/.test(contentType) || looksLikeHtml(contentType, body);
  if (!isHtml) {
    const document = { url, referrerPolicy: policy };
    return { ...plain, title: "", text: body, forms: [], links: [], refresh, needsScript: false, document };
  }
  // Read as if script ran, since what a page does on load is understood; where that shows nothing, as if it did not.
  const withScript = readHtml(body, url, policy, true);
  const read = { ...plain, ...withScript, refresh: refresh ?? withScript.refresh };
  if (!read.needsScript) return read;
  const { forms, links, refresh: instead } = readHtml(body, url, policy, false);
  return { ...read, forms, links, refresh: read.refresh ?? instead };
}

function readHtml(body: string, url: string, policy: string, scriptingEnabled: boolean) {
  const root = parse(body, { scriptingEnabled, sourceCodeLocationInfo: true });
  const elements = elementsOf(root);
  const base = baseOf(elements, url);
  const document: DocumentRef = { url, referrerPolicy: metaPolicy(elements) || policy };
  const forms = readForms(root, body, base, document);
  const text = visibleText(root);
  const title = elements.find(({ tagName }) => tagName === "title");
  return {
    title: title ? rawText(title).replaceAll(/\s+/g, " ").trim() : "",
    text,
    forms: forms.map(({ form }) => form),
    links: linksOf(elements, base),
    autoSubmit: autoSubmitOf(root, forms),
    refresh: metaRefresh(elements, base, url),
    needsScript: emptyShell.test(text) && forms.length === 0 && elements.some(({ tagName }) => tagName === "script"),
    document,
  };
}

/** A browser guesses the type only where the server names none. */
const looksLikeHtml = (contentType: string, body: string): boolean =>
  contentType === "" && /^\s*<(!doctype|html|head|body|form|script|h1|title|!--)/i.test(body);

function baseOf(elements: Element[], url: string): string {
  const base = elements.find((element) => element.tagName === "base" && attribute(element, "href") !== undefined);
  return resolveAddress((base && attribute(base, "href")) ?? "", url) ?? url;
}

function refreshOf(content: string, base: string, url: string): Page["refresh"] {
  const read = readRefresh(content);
  const target = read?.address ? resolveAddress(read.address, base) : undefined;
  // A page that loads itself again waits for something; without waiting there is nothing to gain from asking again.
  return read && target && target !== url ? { url: target, seconds: read.seconds } : undefined;
}

function metaRefresh(elements: Element[], base: string, url: string): Page["refresh"] {
  for (const element of elements) {
    if (element.tagName !== "meta" || attribute(element, "http-equiv")?.trim().toLowerCase() !== "refresh") continue;
    const refresh = refreshOf(attribute(element, "content") ?? "", base, url);
    if (refresh) return refresh;
  }
  return undefined;
}

const metaPolicy = (elements: Element[]): string =>
  elements
    .filter(({ tagName }) => tagName === "meta")
    .filter((element) => attribute(element, "name")?.toLowerCase() === "referrer")
    .map((element) => readReferrerPolicy(attribute(element, "content")))
    .findLast(Boolean) ?? "";

const linksOf = (elements: Element[], base: string): Link[] =>
  elements.flatMap((element) => {
    const href = attribute(element, "href");
    if ((element.tagName !== "a" && element.tagName !== "area") || href === undefined) return [];
    const absolute = resolveAddress(href, base);
    if (!absolute) return [];
    return [{ href: absolute, text: rawText(element).replaceAll(/\s+/g, " ").trim(), id: attribute(element, "id") }];
  });
