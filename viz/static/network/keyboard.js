// The keys of the picture; the list beside it has the same.
import { byId } from "../dom.js";
import { canExpand, expand, hide } from "./actions.js";
import { fit, middle, reveal, zoom } from "./canvas.js";
import { openHelp } from "./help.js";
import { redo, undo } from "./history.js";
import { picture, select, selectedNode } from "./state.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOM = 1.25;

/** Return the nearest node in a direction; what lies aside counts as twice as far. */
export function nearest([dx, dy]) {
  const from = selectedNode() ?? middle();
  let best = null;
  let shortest = Infinity;
  for (const node of picture().nodes.values()) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const ahead = x * dx + y * dy;
    const far = ahead + 2 * Math.abs(x * dy - y * dx);
    if (node !== from && ahead > 0 && far < shortest) [best, shortest] = [node, far];
  }
  return best;
}

function go(way) {
  const next = nearest(way) ?? (selectedNode() ? null : picture().nodes.values().next().value);
  if (next) select({ type: "node", id: next.id });
  reveal();
}

const node = (action) => {
  const chosen = selectedNode();
  if (chosen) action(chosen);
};

const KEYS = {
  Enter: () => node((chosen) => canExpand(chosen) && expand(chosen.id)),
  Delete: () => node((chosen) => hide(chosen.id)),
  "+": () => zoom(ZOOM),
  "=": () => zoom(ZOOM),
  "-": () => zoom(1 / ZOOM),
  0: fit,
  "?": openHelp,
  Escape: () => select(null),
};

/** Do what a key means for the chosen node or the whole picture; say whether it means anything. */
export function press(event) {
  if (event.ctrlKey || event.metaKey) return false;
  const action = event.altKey ? undefined : KEYS[event.key];
  if (action) action();
  return Boolean(action);
}

function undoing(event) {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(key)) return false;
  if (key === "y" || event.shiftKey) redo();
  else undo();
  return true;
}

const isTyping = ({ target }) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Listen to the keys. */
export function buildKeyboard() {
  byId("graph").addEventListener("keydown", (event) => {
    const way = event.ctrlKey || event.metaKey ? undefined : WAYS[event.key];
    if (way) go(way);
    if (way || press(event)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!isTyping(event) && undoing(event)) event.preventDefault();
  });
}
