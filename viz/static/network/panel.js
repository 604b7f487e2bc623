// The side panel: the facts of what is chosen, and the reports behind it.
import { get } from "../api.js";
import { byId, h, outside, sign } from "../dom.js";
import { day, number, t } from "../texts.js";
import { canExpand, expand, hide } from "./actions.js";
import { reportCard } from "./report.js";
import { on, picture, selected } from "./state.js";

const panel = byId("panel");
let looks = {};
let running = new AbortController();

const lookOf = (kind) => looks[kind] ?? looks.other;
const fact = (name, ...value) => h("div", {}, h("dt", {}, name), h("dd", {}, ...value));
const faint = (text) => h("p", { class: "faint" }, text);

const STANDINGS = {
  ignored: t("Ignored: it joins nothing"),
  victim: t("Victim: masked, it joins nothing"),
  shared: t("Shared by many: it joins nothing"),
};

function empty() {
  const { nodes, edges } = picture();
  return [
    h("h2", {}, t("Details")),
    h("p", {}, t("Choose a node to see its facts, or a line to see the reports behind it.")),
    h("p", {}, t("Double click on a node, or Enter, shows its neighbours.")),
    faint(t("In the picture: {n} nodes, {m} lines", { n: number(nodes.size), m: number(edges.size) })),
  ];
}

/** The head of a node: all that the page knows without asking. */
function head(node) {
  const look = lookOf(node.kind);
  const chips = [STANDINGS[node.standing], node.confirmed ? t("Confirmed by a person") : null];
  return [
    h("h2", {}, sign(looks[node.kind] ? node.kind : "other"), " ", outside(node.caption)),
    h("p", {}, look.name, " ", ...chips.filter(Boolean).map((c) => h("span", { class: "chip" }, c))),
    h("p", { class: "choices" },
      canExpand(node)
        ? h("button", { type: "button", class: "primary", on: { click: () => expand(node.id) } }, t("Expand"))
        : null,
      h("button", { type: "button", on: { click: () => hide(node.id) } }, t("Hide"))),
  ];
}

function stub(node) {
  const parent = picture().nodes.get(node.parent);
  return [
    h("h2", {}, sign(node.kind), " ", node.label),
    h("p", {}, lookOf(node.kind).name),
    h("p", {}, t("These neighbours of {caption} are not shown.", { caption: parent?.caption ?? "" })),
    h("p", {},
      h("button", { type: "button", class: "primary", on: { click: () => expand(node.id) } }, t("Show them"))),
  ];
}

function left(facts) {
  const kinds = Object.entries(facts.hidden_by_kind ?? {});
  if (!kinds.length) return t("nothing");
  const text = kinds.map(([kind, count]) => `${lookOf(kind).name} ${number(count)}`).join(", ");
  return facts.exact ? text : t("at least: {text}", { text });
}

function keys(facts) {
  const others = (facts.keys ?? []).map((key) => h("li", {}, outside(key)));
  return others.length ? fact(t("Keys"), h("ul", { class: "plain" }, ...others)) : null;
}

function nodeFacts(node, facts) {
  const unit = node.role === "unit";
  // Whom no report names in a joining role has neither such reports nor their days.
  const counted = !unit || facts.degree > 0;
  const ring = facts.ring && h("a", { href: `/rings/${encodeURIComponent(facts.ring)}` }, facts.ring);
  return h("dl", { class: "facts" },
    counted ? fact(unit ? t("Reports") : t("Identifiers"), number(facts.degree)) : null,
    unit && counted ? fact(t("First – last report"), `${day(facts.first)} – ${day(facts.last)}`) : null,
    ring ? fact(t("Ring"), ring) : null,
    unit ? fact(t("Not shown"), left(facts)) : null,
    keys(facts));
}

function reports(shown, total) {
  return [
    h("h3", {}, t("Reports: {n}", { n: number(total) })),
    shown.length < total ? faint(t("The newest {n} are shown.", { n: number(shown.length) })) : null,
    ...shown.map((report) => reportCard(report, looks)),
  ].filter(Boolean);
}

function edgeBody(answer) {
  const edge = picture().edges.get(selected()?.id);
  const stated = edge?.kind === "stated";
  return [
    h("h2", {}, outside(answer.source), stated ? " → " : " — ", outside(answer.target)),
    h("p", {}, stated
      ? t("Reports state: {link}.", { link: edge.label })
      : t("Both stand in these reports.")),
    ...reports(answer.reports, answer.total ?? answer.report_count),
  ];
}

async function fill(before, path, build) {
  const { signal } = running;
  panel.replaceChildren(...before, faint(t("Loading…")));
  try {
    const answer = await get(`/views/${picture().view}/${path}`, signal);
    panel.replaceChildren(...before, ...build(answer));
  } catch (error) {
    if (error.name === "AbortError") return;
    panel.replaceChildren(...before, h("p", { class: "warning" }, error.message));
  }
}

function show(chosen) {
  running.abort();
  running = new AbortController();
  panel.scrollTop = 0;
  if (!chosen) {
    panel.replaceChildren(...empty());
    return;
  }
  const id = encodeURIComponent(chosen.id);
  const node = picture().nodes.get(chosen.id);
  const edge = picture().edges.get(chosen.id);
  if (node?.role === "more" || edge?.kind === "more") {
    panel.replaceChildren(...stub(node ?? picture().nodes.get(edge.to)));
  } else if (node) {
    fill(head(node), `nodes/${id}`, (facts) => [
      nodeFacts(node, facts),
      ...reports(facts.reports.shown, facts.reports.total),
    ]);
  } else {
    fill([], `edges/${id}`, edgeBody);
  }
}

/** Keep the panel on what is chosen. */
export function buildPanel(table) {
  looks = table;
  on("selection", show);
  on("picture", () => show(selected()));
}
