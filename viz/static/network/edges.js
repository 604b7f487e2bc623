// How a line looks: its width tells the number of reports, an arrow what is stated.
import { theme } from "./theme.js";

const colour = (line) => {
  const { accent, ink } = theme();
  return { color: line, highlight: accent, hover: ink, inherit: false };
};

/** Return what all lines have in common, as vis-network takes it: each line says only what is its own. */
export function commonLook() {
  const { ink, line, page } = theme();
  return {
    color: colour(line),
    font: {
      size: 11,
      color: ink,
      strokeColor: page,
      strokeWidth: 3,
      align: "horizontal",
      face: "system-ui, sans-serif",
    },
    scaling: { label: { enabled: false, drawThreshold: 8 } },
  };
}

/** Return an edge as vis-network takes it. */
export function dressEdge({ id, from, to, label, kind, width, arrows, dashes, smooth }) {
  const edge = { id, from, to, width };
  if (dashes) edge.dashes = [5, 4];
  if (smooth) edge.smooth = smooth;
  if (label) edge.label = label;
  if (arrows === "to") edge.arrows = { to: { enabled: true, scaleFactor: 0.7 } };
  if (kind === "stated") {
    edge.color = colour(theme()["line-strong"]);
    edge.font = { align: "middle" };
    // What is stated is told only close by: many such texts would hide the picture.
    edge.scaling = { label: { enabled: false, drawThreshold: 11 } };
  }
  return edge;
}
