// One line that tells what has happened; screen readers hear it too.
import { byId } from "../dom.js";

const line = byId("status");

/** Say what happened. */
export function say(text, bad = false) {
  line.textContent = text;
  line.classList.toggle("bad", bad);
  line.classList.remove("working");
}

/** Say what is under way. */
export function working(text) {
  say(text);
  line.classList.add("working");
}
