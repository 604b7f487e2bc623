// What scripts say, in the page's language; and how it writes numbers, days and money.
import { carried } from "./dom.js";

const TEXTS = carried("texts") ?? {};
export const LANGUAGE = document.documentElement.lang === "en" ? "en" : "vi";
const NUMBER = new Intl.NumberFormat(LANGUAGE === "vi" ? "vi-VN" : "en-GB");
const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });

/** Return a text in the page's language, with `{name}` filled in. */
export function t(original, values = {}) {
  let text = TEXTS[original] ?? original;
  for (const [name, value] of Object.entries(values)) text = text.replaceAll(`{${name}}`, value);
  return text;
}

export const number = (value) => NUMBER.format(value);

export const money = (dong) => (LANGUAGE === "vi" ? `${number(dong)} ₫` : `VND ${number(dong)}`);

/** Return a moment (ISO text, or `{at, precision}`) as people write it, as far as it is known. */
export function day(moment) {
  if (!moment) return "–";
  const { at, precision = "day" } = typeof moment === "string" ? { at: moment } : moment;
  const parts = DAY.format(new Date(at)).split("-");
  const known = parts.slice(0, { year: 1, month: 2 }[precision] ?? 3);
  return LANGUAGE === "vi" ? known.reverse().join("/") : known.join("-");
}
