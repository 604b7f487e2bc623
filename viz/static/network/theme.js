// The canvas's colours, read from the style sheet, light or dark as the page is.

const NAMES = ["page", "ink", "faint", "line", "line-strong", "accent", "badge", "badge-ink", "good"];
let colours = {};

/** Return the colours now, by name. */
export const theme = () => colours;

/** Say whether the page is dark. */
export const isDark = () => window.matchMedia("(prefers-color-scheme: dark)").matches;

export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  colours = Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  );
}

/** Call a listener when the page turns light or dark. */
export function onTheme(listener) {
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readTheme();
    listener();
  });
}
