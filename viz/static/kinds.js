// The names of the kinds on pages that carry them.
import { carried } from "./dom.js";

const NAMES = carried("kind-names") ?? {};

export const kindName = (kind) => NAMES[kind] ?? NAMES.other;
export const kindSign = (kind) => (Object.hasOwn(NAMES, kind) ? kind : "other");
