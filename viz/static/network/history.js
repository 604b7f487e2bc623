// Undo, redo, Back and Forward are one thing: each action is an entry of the tab's history.
import { get } from "../api.js";
import { opened } from "./changes.js";
import { picture, show } from "./state.js";

const LONGEST_TRAVEL_MS = 2000;
const shots = new Map();
const listeners = [];
let index = 0;
let last = 0;
let arrived = null;
let queue = Promise.resolve();

export const canUndo = () => index > 0;
export const canRedo = () => index < last;

/** Call a listener when what can be undone has changed. */
export function onTravel(listener) {
  listeners.push(listener);
}

const tell = () => listeners.forEach((listener) => listener());
const address = (view) => `/views/${encodeURIComponent(view)}`;

/** Do one thing after the other, in the order in which they were asked for. */
export function enqueue(work) {
  const done = queue.then(work);
  queue = done.catch(() => undefined);
  return done;
}

/** Begin with a picture; after a reload at the place in the history where it was. */
export function begin(first) {
  const kept = history.state;
  index = kept?.view === first.view ? kept.index : 0;
  last = index;
  shots.set(index, first);
  history.replaceState({ index, view: first.view }, "", address(first.view));
  show(first);
  tell();
}

/** Show a new picture as the next entry. */
export function push(next) {
  index += 1;
  last = index;
  for (const later of [...shots.keys()]) if (later >= index) shots.delete(later);
  shots.set(index, next);
  history.pushState({ index, view: next.view }, "", address(next.view));
  show(next);
  tell();
}

export const undo = () => enqueue(() => (canUndo() ? travel(-1) : undefined));
export const redo = () => enqueue(() => (canRedo() ? travel(1) : undefined));

function travel(step) {
  return new Promise((resolve) => {
    arrived = resolve;
    setTimeout(resolve, LONGEST_TRAVEL_MS);
    history.go(step);
  });
}

/** Follow the browser's own Back and Forward; a picture that is not at hand is asked for. */
export function followBrowser(fail) {
  window.addEventListener("popstate", async ({ state }) => {
    if (!state?.view) return;
    try {
      const shot = shots.get(state.index) ?? opened(await get(address(state.view)));
      shots.set(state.index, shot);
      index = state.index;
      last = Math.max(last, index);
      if (shot !== picture()) show(shot);
    } catch (error) {
      fail(error);
    }
    tell();
    arrived?.();
  });
}
