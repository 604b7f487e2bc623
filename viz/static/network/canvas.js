// The drawing: vis-network shows the picture; places are ours, and set to the bit.
import { byId } from "../dom.js";
import { t } from "../texts.js";
import { drag, expand } from "./actions.js";
import { commonLook, dressEdge } from "./edges.js";
import { refreshDrawing, renderNode } from "./draw.js";
import { on, picture, select, selected } from "./state.js";
import { onTheme, readTheme } from "./theme.js";
import { say } from "./status.js";

const { DataSet, Network } = window.vis;
const nodes = new DataSet();
const edges = new DataSet();
let network = null;
let options = {};
let drawn = { nodes: new Map(), edges: new Map() };

const dressNode = ({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: renderNode });

/** Bring a data set from what is drawn to what shall be. */
function sync(set, before, after, dress) {
  const gone = [...before.keys()].filter((id) => !after.has(id));
  const changed = [...after].filter(([id, thing]) => before.get(id) !== thing);
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed.map(([, thing]) => dress(thing)));
}

/** Show a picture. */
function showPicture(next) {
  const gone = [...drawn.edges.keys()].filter((id) => !next.edges.has(id));
  if (gone.length) edges.remove(gone);
  sync(nodes, drawn.nodes, next.nodes, dressNode);
  sync(edges, drawn.edges, next.edges, dressEdge);
  drawn = next;
  // Built over what it shows, since it sets up and draws anew for each set that it is given later.
  if (!network) build();
  pin();
}

/** Set every place as it is in the picture: vis-network cuts what it is given to whole pixels. */
function pin() {
  for (const [id, node] of picture().nodes) {
    const body = network.body.nodes[id];
    if (body) [body.x, body.y] = [node.x, node.y];
  }
  network.body.emitter.emit("_requestRedraw");
}

/** Return where the nodes are drawn, to the bit. */
export const drawnPlaces = () =>
  Object.fromEntries(
    Object.values(network.body.nodes).map((body) => [body.id, [body.x, body.y]]),
  );

function dragged({ nodes: ids }) {
  const to = {};
  for (const id of ids) {
    const { x, y } = network.body.nodes[id];
    const node = picture().nodes.get(id);
    if (node && (node.x !== x || node.y !== y)) to[id] = [x, y];
  }
  if (Object.keys(to).length) drag(to);
}

function clicked({ nodes: [node], edges: [edge] }) {
  if (node !== undefined) select({ type: "node", id: node });
  else select(edge === undefined ? null : { type: "edge", id: edge });
}

function mark(chosen) {
  const ids = { nodes: [], edges: [] };
  if (chosen) ids[`${chosen.type}s`].push(chosen.id);
  network.setSelection(ids, { highlightEdges: false });
  network.redraw();
}

function build() {
  const look = { ...options, edges: { ...options.edges, ...commonLook() } };
  network = new Network(byId("graph"), { nodes, edges }, look);
  network.on("click", clicked);
  network.on("doubleClick", ({ nodes: [id] }) => id !== undefined && expand(id));
  network.on("dragStart", ({ nodes: [id] }) => id !== undefined && select({ type: "node", id }));
  network.on("dragEnd", dragged);
}

/** Keep the drawing in its place on the page as the picture is. */
export function buildCanvas(wanted) {
  options = wanted;
  readTheme();
  refreshDrawing();
  on("picture", showPicture);
  on("selection", mark);
  onTheme(() => {
    refreshDrawing();
    network.setOptions({ edges: commonLook() });
    edges.update([...picture().edges.values()].map(dressEdge));
    network.redraw();
  });
}

/** Call a listener when the picture has been drawn for the first time. */
export const onFirstDrawing = (listener) => network.once("afterDrawing", listener);

export const fit = () => network.fit({ animation: false, maxZoomLevel: 1.4 });

/** Zoom about the middle. */
export function zoom(factor) {
  const scale = Math.min(Math.max(network.getScale() * factor, 0.05), 4);
  network.moveTo({ scale, animation: false });
  say(t("Zoom: {n} %", { n: Math.round(scale * 100) }));
}

/** Bring the chosen node into sight where it is outside. */
export function reveal() {
  const node = selected()?.type === "node" && picture().nodes.get(selected().id);
  if (!node) return;
  const { x, y } = network.canvasToDOM({ x: node.x, y: node.y });
  const { clientWidth, clientHeight } = byId("graph");
  const inside = x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 40;
  if (!inside) network.moveTo({ position: { x: node.x, y: node.y }, animation: false });
}

/** Return the place of the view's middle on the canvas. */
export const middle = () => network.getViewPosition();

/** Return where a node or a place is on the page, in pixels: for pointers and tests. */
export function onPage(id) {
  const { x, y } = network.canvasToDOM(picture().nodes.get(id));
  const { left, top } = byId("graph").getBoundingClientRect();
  return [left + x, top + y];
}
