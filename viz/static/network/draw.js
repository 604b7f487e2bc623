// Draws one node: shape, sign, badge, label. vis-network calls it for each node it shows.
import { glyphOf, shapeOf } from "./shapes.js";
import { picture, selected } from "./state.js";
import { isDark, theme } from "./theme.js";

const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const LINE_HEIGHT = 13;
const STUB = { width: 44, height: 22 };
const SMALLEST_SIGN = 0.35;
const SMALLEST_LABEL = 0.45;
const SMALLEST_RADIUS_PX = 2.8;
let looks = {};
let dark = false;

/** Take the table of kinds. */
export function useLooks(table) {
  looks = table;
}

/** Look again whether the page is dark. */
export function refreshDrawing() {
  dark = isDark();
}

const lookOf = (node) => looks[node.kind] ?? looks.other;

/** Return what vis-network draws for a node (its `ctxRenderer`). */
export function renderNode({ ctx, id, x, y, state }) {
  const node = picture().nodes.get(id);
  if (!node) return { nodeDimensions: STUB };
  const zoom = ctx.getTransform().a / (window.devicePixelRatio || 1);
  const chosen = selected()?.id === id;
  const more = node.role === "more";
  return {
    drawNode() {
      ctx.translate(x, y);
      if (more) drawStub(ctx, node, chosen, state.hover);
      else drawShape(ctx, node, zoom, chosen, state.hover);
    },
    drawExternalLabel() {
      if (!more && (zoom >= SMALLEST_LABEL || chosen || state.hover)) drawLabel(ctx, node, x, y, chosen);
    },
    nodeDimensions: more ? STUB : { width: 2 * node.size, height: 2 * node.size },
  };
}

function drawShape(ctx, node, zoom, chosen, hover) {
  const look = lookOf(node);
  const { accent, ink, page } = theme();
  // Seen from far away a node stays large enough to tell its colour.
  const size = Math.max(node.size, SMALLEST_RADIUS_PX / zoom);
  if (chosen || hover) ring(ctx, size + 5, chosen ? accent : ink, chosen ? 4 : 1.5);
  const grey = node.standing !== "joining";
  const outlined = dark ? look.outlineOnDark : look.outlineOnLight;
  ctx.save();
  ctx.scale(size, size);
  ctx.fillStyle = node.color;
  ctx.fill(shapeOf(node.shape));
  ctx.lineWidth = 1.6 / size;
  ctx.strokeStyle = outlined || grey ? ink : page;
  if (grey) ctx.setLineDash([3 / size, 2 / size]);
  ctx.stroke(shapeOf(node.shape));
  ctx.setLineDash([]);
  if (zoom >= SMALLEST_SIGN) {
    ctx.scale(1.12, 1.12);
    ctx.fillStyle = grey ? "#1b1b1b" : look.ink;
    ctx.fill(glyphOf(look.glyph), "evenodd");
  }
  ctx.restore();
  if (node.confirmed) drawConfirmed(ctx, node);
  if (node.hidden > 0 && zoom >= SMALLEST_SIGN) drawBadge(ctx, node);
}

function ring(ctx, radius, colour, width) {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, 2 * Math.PI);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** A count of hidden neighbours at the upper right. */
function drawBadge(ctx, node) {
  const text = `${node.exact ? "+" : "≥"}${node.hidden > 999 ? "999" : node.hidden}`;
  ctx.font = `bold 10px ${FONT}`;
  const width = ctx.measureText(text).width + 8;
  const left = node.size * 0.55;
  const top = -node.size - 5;
  ctx.beginPath();
  ctx.roundRect(left, top, width, 14, 7);
  ctx.fillStyle = theme().badge;
  ctx.fill();
  ctx.strokeStyle = theme().page;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.fillStyle = theme()["badge-ink"];
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillText(text, left + 4, top + 7.5);
}

/** A tick at the lower right: a person has confirmed it. */
function drawConfirmed(ctx, node) {
  const at = node.size * 0.75;
  ctx.beginPath();
  ctx.arc(at, at, 6.5, 0, 2 * Math.PI);
  ctx.fillStyle = theme().good;
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(at - 3, at);
  ctx.lineTo(at - 0.8, at + 2.6);
  ctx.lineTo(at + 3.2, at - 2.6);
  ctx.lineWidth = 1.8;
  ctx.strokeStyle = theme().page;
  ctx.stroke();
}

/** A stub "+n": the kind's sign and a count in a dashed pill. */
function drawStub(ctx, node, chosen, hover) {
  const { accent, ink, page } = theme();
  const { width, height } = STUB;
  ctx.beginPath();
  ctx.roundRect(-width / 2, -height / 2, width, height, height / 2);
  ctx.fillStyle = page;
  ctx.fill();
  ctx.setLineDash(chosen ? [] : [4, 3]);
  ctx.lineWidth = chosen ? 3 : 1.3;
  ctx.strokeStyle = chosen ? accent : ink;
  if (hover) ctx.setLineDash([]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = ink;
  ctx.save();
  ctx.translate(-width / 2 + 12, 0);
  ctx.scale(12, 12);
  ctx.fill(glyphOf(lookOf(node).glyph), "evenodd");
  ctx.restore();
  ctx.font = `bold 10.5px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(node.label, 7, 0.5, width - 24);
}

function drawLabel(ctx, node, x, y, chosen) {
  const { ink, page, faint } = theme();
  ctx.font = `${chosen ? "bold " : ""}12px ${FONT}`;
  ctx.direction = "ltr";
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = page;
  ctx.fillStyle = node.standing === "joining" ? ink : faint;
  let top = y + node.size + 5;
  for (const line of node.label.split("\n")) {
    ctx.strokeText(line, x, top);
    ctx.fillText(line, x, top);
    top += LINE_HEIGHT;
  }
}
