// The picture as a list: for screen readers, for the keyboard, and for finding a name in it.
import { byId, h, outside, sign } from "../dom.js";
import { number, t } from "../texts.js";
import { press } from "./keyboard.js";
import { reveal } from "./canvas.js";
import { on, picture, select, selected } from "./state.js";

const list = byId("list");
const find = byId("find");
let looks = {};

const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

function facts(node) {
  const look = looks[node.kind] ?? looks.other;
  const parts = [look.name];
  if (node.role === "unit") parts.push(t("Reports: {n}", { n: number(node.degree) }));
  if (node.role === "list") parts.push(t("Identifiers: {n}", { n: number(node.degree) }));
  if (node.role === "unit" && node.hidden) {
    const text = node.exact ? t("not shown: {n}") : t("not shown: at least {n}");
    parts.push(text.replace("{n}", number(node.hidden)));
  }
  return parts.join(" · ");
}

function item(node) {
  const chosen = selected()?.id === node.id;
  return h(
    "li",
    { id: `item-${node.id}`, role: "option", "data-id": node.id, "aria-selected": String(chosen) },
    sign(looks[node.kind] ? node.kind : "other"),
    h("span", {}, outside(name(node)), h("small", {}, facts(node))),
  );
}

/** Return what a node is called; a stub after what it stands for. */
function name(node) {
  if (node.role !== "more") return node.caption;
  const parent = picture().nodes.get(node.parent);
  return t("{count} more at {caption}", { count: node.label, caption: parent?.caption ?? "" });
}

function rows() {
  const wanted = fold(find.value.trim());
  const shown = [...picture().nodes.values()].filter(
    (node) => !wanted || fold(`${node.caption} ${node.key ?? ""}`).includes(wanted),
  );
  return shown.sort((a, b) => (a.role === "more") - (b.role === "more") || b.degree - a.degree);
}

function refresh() {
  list.replaceChildren(...rows().map(item));
  mark();
}

function mark() {
  const id = selected()?.type === "node" ? selected().id : null;
  for (const option of list.querySelectorAll('[aria-selected="true"]')) {
    option.setAttribute("aria-selected", "false");
  }
  const option = id && byId(`item-${id}`);
  if (option) {
    option.setAttribute("aria-selected", "true");
    list.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    list.removeAttribute("aria-activedescendant");
  }
}

function choose(option) {
  if (!option) return;
  select({ type: "node", id: option.dataset.id });
  reveal();
}

function step(key) {
  const options = [...list.children];
  const at = options.findIndex((option) => option.dataset.id === selected()?.id);
  const last = options.length - 1;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[key];
  if (next === undefined) return false;
  choose(options[Math.min(Math.max(next, 0), last)]);
  return true;
}

/** Keep the list as the picture is. */
export function buildList(table) {
  looks = table;
  on("picture", refresh);
  on("selection", mark);
  refresh();
  find.addEventListener("input", refresh);
  find.addEventListener("keydown", (event) => {
    if (["ArrowDown", "Enter"].includes(event.key)) {
      event.preventDefault();
      choose(list.firstElementChild);
      list.focus();
    }
  });
  list.addEventListener("click", (event) => choose(event.target.closest("li")));
  list.addEventListener("keydown", (event) => {
    if (step(event.key) || press(event)) event.preventDefault();
  });
}
