// The language buttons lead back to what is on the screen, which scripts may have changed.
import { byId } from "./dom.js";

byId("language").addEventListener("submit", () => {
  byId("language").elements.next.value = location.pathname + location.search;
});
