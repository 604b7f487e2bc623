// The picture on the screen and what is chosen in it; whoever shows them listens.

let current = { view: "", nodes: new Map(), edges: new Map() };
let chosen = null;
const listeners = { picture: [], selection: [] };

/** Return the picture: `{view, nodes, edges}`, maps by id; it is never changed in place. */
export const picture = () => current;

/** Return `{type: "node" | "edge", id}`, or null. */
export const selected = () => chosen;

/** Return the chosen node, or null. */
export const selectedNode = () =>
  chosen?.type === "node" ? (current.nodes.get(chosen.id) ?? null) : null;

/** Return every node's place as `{id: [x, y]}`, to the bit. */
export const places = () =>
  Object.fromEntries([...current.nodes].map(([id, node]) => [id, [node.x, node.y]]));

/** Call a listener after each change of the `picture` or the `selection`. */
export function on(event, listener) {
  listeners[event].push(listener);
}

export function show(next) {
  current = next;
  const gone = chosen && !has(chosen);
  if (gone) chosen = null;
  for (const listener of listeners.picture) listener(current);
  if (gone) select(null);
}

export function select(next) {
  chosen = next && has(next) ? next : null;
  for (const listener of listeners.selection) listener(chosen);
}

const has = ({ type, id }) => (type === "node" ? current.nodes : current.edges).has(id);
