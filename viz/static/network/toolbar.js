// The buttons above the picture.
import { byId } from "../dom.js";
import { canExpand, expand, hide } from "./actions.js";
import { fit, zoom } from "./canvas.js";
import { openHelp } from "./help.js";
import { canRedo, canUndo, onTravel, redo, undo } from "./history.js";
import { on, selectedNode } from "./state.js";

const ZOOM = 1.25;

function refresh() {
  byId("undo").disabled = !canUndo();
  byId("redo").disabled = !canRedo();
  byId("expand").disabled = !canExpand(selectedNode());
  byId("hide").disabled = !selectedNode();
}

const BUTTONS = {
  undo,
  redo,
  expand: () => expand(selectedNode().id),
  hide: () => hide(selectedNode().id),
  "zoom-in": () => zoom(ZOOM),
  "zoom-out": () => zoom(1 / ZOOM),
  fit,
  "open-help": openHelp,
};

/** Connect the buttons. */
export function buildToolbar() {
  for (const [id, action] of Object.entries(BUTTONS)) byId(id).addEventListener("click", action);
  onTravel(refresh);
  on("selection", refresh);
  on("picture", refresh);
}
