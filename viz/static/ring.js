// The buttons of a ring's page that open pictures.
import { byId } from "./dom.js";
import { openView } from "./open.js";

const message = byId("message");
byId("draw").addEventListener("click", (event) => {
  openView({ ring: event.currentTarget.dataset.ring }, message);
});
for (const button of document.querySelectorAll("button[data-key]")) {
  button.addEventListener("click", () => openView({ key: button.dataset.key }, message));
}
