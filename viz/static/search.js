// Finds identifiers while a person types; the arrow keys and Enter choose one.
import { post } from "./api.js";
import { byId, h, outside, sign } from "./dom.js";
import { kindName, kindSign } from "./kinds.js";
import { openView } from "./open.js";
import { number, t } from "./texts.js";

const PAUSE_MS = 120;
const input = byId("query");
const list = byId("hits");
const status = byId("search-status");
let hits = [];
let chosen = -1;
let timer = 0;
let running = new AbortController();

function choose(at) {
  chosen = at;
  [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
  const item = list.children[at];
  if (item) {
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

// Kept with this tab's history only, so that Back brings the hits again; never in an address.
const remember = () => history.replaceState({ query: input.value.trim() }, "");

function open(hit) {
  // More may have been typed since the hits on show were asked for.
  remember();
  openView({ key: hit.key }, status);
}

function option(hit, i) {
  return h(
    "li",
    { id: `hit-${i}`, role: "option", on: { click: () => open(hit) } },
    sign(kindSign(hit.kind)),
    h("span", { class: "caption" }, outside(hit.caption), " ",
      hit.masked ? h("span", { class: "chip" }, t("victim or reporter")) : null),
    h("span", { class: "faint" }, kindName(hit.kind)),
    h("span", { class: "num" }, t("Reports: {n}", { n: number(hit.degree) })),
  );
}

function show(found) {
  // Who has chosen one while more was on its way keeps it, wherever it stands now.
  const key = hits[chosen]?.key;
  hits = found;
  list.replaceChildren(...hits.map(option));
  list.hidden = hits.length === 0;
  input.setAttribute("aria-expanded", String(hits.length > 0));
  choose(hits.findIndex((hit) => hit.key === key));
}

function say(text) {
  if (!text) return t("Type as it is written; blanks, dots and accents do not matter.");
  if (!hits.length) return t("Nothing was found. Try fewer characters, or look at how it is written.");
  return t("Hits: {n}. Choose one with the arrow keys and Enter.", { n: number(hits.length) });
}

async function look() {
  const text = input.value.trim();
  remember();
  running.abort();
  running = new AbortController();
  try {
    const answer = text ? await post("/search", { text, limit: 12 }, running.signal) : { hits: [] };
    show(answer.hits);
    status.textContent = say(text);
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = error.message;
  }
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE_MS);
});
input.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    event.preventDefault();
    choose((chosen + step + hits.length) % hits.length);
  } else if (event.key === "Escape" && hits.length) {
    event.preventDefault();
    show([]);
  }
});
byId("search").addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  if (chosen < 0) await look();
  const hit = hits[Math.max(chosen, 0)];
  if (hit) open(hit);
});
// What a person typed before this script was there, or what Back brings again.
input.value ||= history.state?.query ?? "";
if (input.value.trim()) look();
