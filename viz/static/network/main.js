// The network page: reads the view that the page carries and connects its parts.
import { carried } from "../dom.js";
import { buildCanvas, fit, onFirstDrawing } from "./canvas.js";
import { opened } from "./changes.js";
import { useLooks } from "./draw.js";
import { buildFilters } from "./filters.js";
import { begin, followBrowser } from "./history.js";
import { buildKeyboard } from "./keyboard.js";
import { buildLegend } from "./legend.js";
import { buildList } from "./list.js";
import { buildPanel } from "./panel.js";
import { say } from "./status.js";
import { buildToolbar } from "./toolbar.js";

const view = carried("view");
useLooks(view.looks);
buildFilters(view.looks);
buildCanvas(view.options);
buildToolbar();
buildKeyboard();
buildPanel(view.looks);
buildLegend(view.looks);
followBrowser((error) => say(error.message, true));
begin(opened(view));
fit();
onFirstDrawing(() => {
  performance.mark("network-drawn");
  // A thousand rows take the browser longer than the picture: they come right after it.
  setTimeout(() => {
    buildList(view.looks);
    document.body.dataset.ready = "true";
  });
});
