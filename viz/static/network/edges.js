// How a line looks: its width tells the number of reports, an arrow what is stated.
import { theme } from "./theme.js";

/** Return an edge as vis-network takes it. */
export function dressEdge({ id, from, to, label, kind, width, arrows, dashes, smooth }) {
  const colours = theme();
  const stated = kind === "stated";
  return {
    id,
    from,
    to,
    width,
    dashes: dashes ? [5, 4] : false,
    smooth,
    arrows: { to: { enabled: arrows === "to", scaleFactor: 0.7 } },
    color: {
      color: stated ? colours["line-strong"] : colours.line,
      highlight: colours.accent,
      hover: colours.ink,
      inherit: false,
    },
    label: label || undefined,
    font: {
      size: 11,
      color: colours.ink,
      strokeColor: colours.page,
      strokeWidth: 3,
      align: stated ? "middle" : "horizontal",
      face: "system-ui, sans-serif",
    },
    // What is stated is told only close by: many such texts would hide the picture.
    scaling: { label: { enabled: false, drawThreshold: stated ? 11 : 8 } },
  };
}
