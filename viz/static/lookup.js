// Looks many identifiers up at once, and draws those that a person chooses.
import { post } from "./api.js";
import { byId, h, outside, sign } from "./dom.js";
import { kindName, kindSign } from "./kinds.js";
import { openView } from "./open.js";
import { number, t } from "./texts.js";

const MOST = 1000;
const status = byId("lookup-status");

function row(text, hit) {
  const box = hit?.key && {
    type: "checkbox",
    value: hit.key,
    checked: true,
    "aria-label": t("Choose {caption}", { caption: hit.caption }),
  };
  return h(
    "tr",
    {},
    h("td", {}, box ? h("input", box) : ""),
    h("td", {}, outside(text)),
    h("td", {}, hit ? outside(hit.caption) : h("span", { class: "faint" }, t("not found"))),
    h("td", { class: "kind" }, hit ? sign(kindSign(hit.kind)) : "", " ", hit ? kindName(hit.kind) : ""),
    h("td", { class: "num" }, hit ? number(hit.degree) : ""),
  );
}

const rows = (result) =>
  result.found.length ? result.found.map((hit) => row(result.text, hit)) : [row(result.text, null)];

function table(results) {
  const heads = ["", t("As written"), t("Identifier"), t("Kind")].map((text) => h("th", { scope: "col" }, text));
  const head = h("tr", {}, ...heads, h("th", { scope: "col", class: "num" }, t("Reports")));
  return h(
    "div",
    { class: "scroll" },
    h("table", {}, h("thead", {}, head), h("tbody", {}, ...results.flatMap(rows))),
  );
}

const chosen = () => [...byId("found").querySelectorAll("input:checked")].map((box) => box.value);

function draw() {
  const keys = chosen();
  if (keys.length) openView({ keys }, status);
  else status.textContent = t("Choose at least one.");
}

function connect() {
  const [source, target] = chosen();
  openView({ path: { source, target } }, status);
}

function show(results) {
  const total = results.length;
  const found = results.filter((result) => result.found.length).length;
  status.textContent = t("Found: {n} of {total}", { n: number(found), total: number(total) });
  if (!found) {
    byId("found").replaceChildren(table(results));
    return;
  }
  const together = h("button", { type: "button", class: "primary", on: { click: draw } },
    t("Draw the chosen ones together"));
  const way = h("button", { type: "button", on: { click: connect } },
    t("Find the way between the two"));
  const refresh = () => {
    way.disabled = chosen().length !== 2;
  };
  const body = table(results);
  body.addEventListener("change", refresh);
  byId("found").replaceChildren(body, h("p", { class: "choices" }, together, way));
  refresh();
}

byId("lookup").addEventListener("submit", async (event) => {
  event.preventDefault();
  const lines = byId("texts-in").value.split("\n").map((line) => line.trim());
  const texts = [...new Set(lines.filter(Boolean))].slice(0, MOST);
  if (!texts.length) return;
  try {
    show((await post("/lookup", { texts })).results);
  } catch (error) {
    status.textContent = error.message;
  }
});
