// What the shapes, lines and badges mean; the kinds that are in the picture, with their number.
import { byId, h, sign } from "../dom.js";
import { number, t } from "../texts.js";
import { on } from "./state.js";

const row = (mark, text, count) =>
  h("li", {}, mark, h("span", {}, text, count === undefined ? null : h("b", {}, ` ${number(count)}`)));

const line = (name) => h("i", { class: `mark ${name}`, "aria-hidden": "true" });

function counts(nodes) {
  const found = new Map();
  for (const node of nodes.values()) {
    if (node.role !== "more") found.set(node.kind, (found.get(node.kind) ?? 0) + 1);
  }
  return found;
}

/** Keep the legend as the picture is. */
export function buildLegend(looks) {
  on("picture", ({ nodes }) => {
    const found = counts(nodes);
    const kinds = Object.entries(looks).filter(([kind]) => found.has(kind));
    byId("legend-body").replaceChildren(
      h("ul", {}, ...kinds.map(([kind, look]) => row(sign(kind), look.name, found.get(kind)))),
      h("ul", {},
        row(line("together"), t("In the same report; wider: in more")),
        row(line("stated"), t("Stated by a report, such as a transfer")),
        row(line("dashed"), t("On the same list, or not shown")),
        row(line("badge"), t("Neighbours that are not shown")),
        row(line("grey"), t("Grey: ignored, shared or a victim; joins nothing"))),
    );
  });
}
