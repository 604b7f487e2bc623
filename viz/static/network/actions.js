// What a person can do to the picture; the server keeps each state under its own address.
import { post } from "../api.js";
import { number, t } from "../texts.js";
import { grown, moved, without } from "./changes.js";
import { filters } from "./filters.js";
import { enqueue, push } from "./history.js";
import { picture, places, select } from "./state.js";
import { say, working } from "./status.js";

const OPENS = new Set(["unit", "more"]);

export const canExpand = (node) => Boolean(node) && OPENS.has(node.role);

const kept = (shown) => [...shown.nodes.keys()];

/** Show a node's neighbours. */
export function expand(id) {
  return enqueue(async () => {
    const before = picture();
    if (!canExpand(before.nodes.get(id))) return;
    working(t("Looking for neighbours…"));
    const path = `/views/${before.view}/expand`;
    const body = { node: id, ...filters(), places: places(), keep: kept(before) };
    try {
      const answer = await post(path, body);
      push(grown(before, answer));
      report(answer);
    } catch (error) {
      say(error.message, true);
    }
  });
}

function report({ nodes, summary }) {
  const added = nodes.filter((node) => node.role !== "more").length;
  const parts = [
    added
      ? t("New in the picture: {n}.", { n: number(added) })
      : t("No further neighbours fit the filters."),
  ];
  const hidden = Object.values(summary.hidden_by_kind).reduce((sum, count) => sum + count, 0);
  if (hidden && summary.exact) parts.push(t("Not shown: {n}.", { n: number(hidden) }));
  if (hidden && !summary.exact) {
    parts.push(t("Not shown: at least {n}, from the newest reports.", { n: number(hidden) }));
  }
  say(parts.join(" "));
}

/** Take a node off the picture. */
export function hide(id) {
  return enqueue(async () => {
    const node = picture().nodes.get(id);
    if (!node) return;
    select(null);
    await keep(without(picture(), id));
    say(t("Hidden: {caption}. Undo brings it back.", { caption: node.caption }));
  });
}

/** Keep nodes where a person has put them. */
export function drag(to) {
  return enqueue(() => keep(moved(picture(), to)));
}

/** Save a picture and show it; where it can't be saved it goes with the next action. */
async function keep(next) {
  const at = Object.fromEntries([...next.nodes].map(([id, node]) => [id, [node.x, node.y]]));
  try {
    const { view } = await post(`/views/${next.view}/arrange`, { places: at, keep: kept(next) });
    push({ ...next, view });
  } catch (error) {
    push(next);
    say(error.message, true);
  }
}
