// From one picture to the next: pure, so that undoing is showing the one before.

const byId = (things) => new Map(things.map((thing) => [thing.id, Object.freeze(thing)]));

/** Return the server's view as a picture. */
export function opened(view) {
  return { view: view.id, nodes: byId(view.nodes), edges: byId(view.edges) };
}

/** Return the picture that expanding gives; what was there keeps its very place. */
export function grown(before, answer) {
  const nodes = new Map(before.nodes);
  for (const update of answer.updates) renew(nodes, update);
  for (const node of answer.nodes) if (!nodes.has(node.id)) nodes.set(node.id, Object.freeze(node));
  const edges = new Map(before.edges);
  for (const edge of answer.edges) edges.set(edge.id, Object.freeze(edge));
  return { view: answer.view, nodes, edges: inside(edges, nodes) };
}

function renew(nodes, { id, hidden, exact, label }) {
  const node = nodes.get(id);
  if (!node) return;
  const stub = node.role === "more";
  if (stub && hidden === 0) nodes.delete(id);
  else nodes.set(id, Object.freeze({ ...node, hidden, exact, label: stub ? label : node.label }));
}

/** Return a picture without a node, and without the stubs that hang on it. */
export function without(before, id) {
  const nodes = new Map([...before.nodes].filter(([, n]) => n.id !== id && n.parent !== id));
  return { ...before, nodes, edges: inside(before.edges, nodes) };
}

/** Return a picture with nodes at other places, `{id: [x, y]}`. */
export function moved(before, places) {
  const nodes = new Map(before.nodes);
  for (const [id, [x, y]] of Object.entries(places)) {
    if (nodes.has(id)) nodes.set(id, Object.freeze({ ...nodes.get(id), x, y }));
  }
  return { ...before, nodes };
}

function inside(edges, nodes) {
  return new Map([...edges].filter(([, edge]) => nodes.has(edge.from) && nodes.has(edge.to)));
}
