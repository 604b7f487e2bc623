// One report: what it says, where it comes from, and its text on request.
import { h, outside, sign } from "../dom.js";
import { day, money, number, t } from "../texts.js";
import { textReader } from "./readtext.js";

const ROLES = {
  suspect: t("Suspect"),
  displayed: t("Displayed (can be spoofed)"),
  impersonated: t("Impersonated"),
  victim: t("Victim"),
  reporter: t("Reporter"),
  unclear: t("No role given"),
};
const MOST_MENTIONS = 12;

function mention({ kind, caption, role, raw, masked }, looks) {
  const written = (raw ?? []).filter((text) => text && text !== caption);
  return h("li", {},
    sign(looks[kind] ? kind : "other"), " ",
    h("span", {},
      outside(caption),
      h("small", {},
        ROLES[role] ?? role,
        masked ? ` · ${t("masked")}` : "",
        written.length ? ` · ${t("written as")} ` : "",
        written.length ? outside(written.slice(0, 2).join(", ")) : "")));
}

function mentions(all, looks) {
  const list = h("ul", { class: "mentions" },
    ...all.slice(0, MOST_MENTIONS).map((each) => mention(each, looks)));
  if (all.length <= MOST_MENTIONS) return list;
  const rest = h("button", { type: "button", class: "quiet" },
    t("Show all {n}", { n: number(all.length) }));
  rest.addEventListener("click", () => {
    list.append(...all.slice(MOST_MENTIONS).map((each) => mention(each, looks)));
    rest.remove();
  });
  return h("div", {}, list, rest);
}

const LINKS = {
  TRANSFERRED_TO: t("transferred to"),
  KEYED_BY: t("keyed by"),
  HOSTED_ON: t("hosted on"),
  SIGNED_BY: t("signed by"),
  CONTACTS: t("contacts"),
  RESOLVES_TO: t("resolves to"),
  VARIANT_OF: t("variant of"),
};

function links(all) {
  const rows = (all ?? []).slice(0, MOST_MENTIONS).map((link) => {
    const amount = link.amount_vnd ? money(link.amount_vnd) : link.amount;
    const facts = [amount, link.at ? day(link.at) : null].filter(Boolean).join(" · ");
    return h("li", {},
      h("span", {}, outside(link.source), ` ${LINKS[link.type] ?? link.type} `, outside(link.target),
        facts ? h("small", {}, outside(facts)) : null));
  });
  return rows.length ? h("ul", { class: "mentions" }, ...rows) : null;
}

function source({ name, sha256, locator }) {
  return h("li", {}, outside(name), " · ", outside(locator), h("br"),
    h("code", { class: "faint", title: `SHA-256 ${sha256}` }, `SHA-256 ${sha256.slice(0, 16)}…`));
}

/** Return a report as a card. */
export function reportCard(report, looks) {
  const when = report.reported ?? report.occurred;
  const facts = [report.stream, report.police_unit, report.loss_vnd ? money(report.loss_vnd) : null];
  return h("article", { class: "report", "data-report": report.id },
    h("h4", {}, day(when), report.title ? " · " : "", report.title ? outside(report.title) : ""),
    h("p", { class: "faint" }, outside(facts.filter(Boolean).join(" · "))),
    mentions(report.mentions, looks),
    report.mention_count > report.mentions.length
      ? h("p", { class: "faint" }, t("The report names {n}; {m} are listed.", { n: number(report.mention_count), m: number(report.mentions.length) }))
      : null,
    links(report.links),
    h("details", {},
      h("summary", {}, t("Source")),
      h("p", { class: "faint" }, outside(report.id), report.version > 1 ? ` · ${t("version {n}", { n: report.version })}` : ""),
      h("ul", { class: "plain" }, ...(report.sources ?? []).map(source)),
      textReader(report.id)));
}
