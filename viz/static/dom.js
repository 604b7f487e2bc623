// Builds elements; text is always text.

/** Return an element. `on` holds listeners; null and false attributes are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const { on = {}, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return a text from outside, kept apart from the direction of what stands beside it. */
export function outside(text) {
  return h("bdi", {}, visible(text));
}

/** Return a text with hidden characters shown, as viz/caption.py does. */
export function visible(text) {
  return String(text ?? "").replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "\ufffd");
}

const SIGNS = new URL("kinds.svg", import.meta.url).pathname;

/** Return the sign of a kind as a small picture. */
export function sign(kind) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "sign");
  svg.setAttribute("width", "22");
  svg.setAttribute("height", "22");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${SIGNS}#${kind}`);
  svg.append(use);
  return svg;
}

/** Return the JSON that the page carries in an element, or null. */
export function carried(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}

export const byId = (id) => document.getElementById(id);
