// Which neighbours the next expansion asks for.
import { byId, h, sign } from "../dom.js";
import { t } from "../texts.js";

const MOST = 500;
const DAY_MS = 24 * 3600 * 1000;
const NO_KINDS = new Set(["list", "ring", "other"]);
const form = byId("filter-form");

const ROLES = [
  ["suspect", t("Suspect"), true],
  ["unclear", t("No role given"), true],
  ["displayed", t("Displayed (can be spoofed)"), false],
];

const box = (name, value, checked, ...label) =>
  h("label", {}, h("input", { type: "checkbox", name, value, checked }), " ", ...label);

const field = (label, attributes) => h("label", {}, label, " ", h("input", attributes));

/** Build the form. */
export function buildFilters(looks) {
  const kinds = Object.entries(looks).filter(([kind]) => !NO_KINDS.has(kind));
  form.replaceChildren(
    field(t("Neighbours at most"), { type: "number", name: "limit", min: 1, max: MOST, value: 50 }),
    h("fieldset", {}, h("legend", {}, t("Kinds")),
      ...kinds.map(([kind, look]) => box("kinds", kind, true, sign(kind), " ", look.name))),
    h("fieldset", {}, h("legend", {}, t("Roles")),
      ...ROLES.map(([role, name, checked]) => box("roles", role, checked, name))),
    h("fieldset", {}, h("legend", {}, t("Reported")),
      field(t("From"), { type: "date", name: "since" }),
      field(t("To"), { type: "date", name: "until" })),
    h("button", { type: "reset" }, t("Reset the filters")),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const event of ["change", "reset"]) form.addEventListener(event, () => setTimeout(mark));
}

/** Show at the closed form that something is filtered. */
function mark() {
  byId("filters").classList.toggle("active", JSON.stringify(filters()) !== '{"limit":50}');
}

function chosen(name) {
  const boxes = [...form.querySelectorAll(`input[name="${name}"]`)];
  const same = boxes.every((each) => each.checked === each.defaultChecked);
  return same ? undefined : boxes.filter((each) => each.checked).map((each) => each.value);
}

/** Return the start of a day in Vietnam, days later, as ISO text. */
function dayStart(value, daysLater) {
  if (!value) return undefined;
  return new Date(Date.parse(`${value}T00:00:00+07:00`) + daysLater * DAY_MS).toISOString();
}

/** Return what the form says, as the API takes it; what is not limited is left out. */
export function filters() {
  const limit = Math.min(Math.max(Math.trunc(Number(form.elements.limit.value)) || 50, 1), MOST);
  const found = {
    limit,
    kinds: chosen("kinds"),
    roles: chosen("roles"),
    since: dayStart(form.elements.since.value, 0),
    until: dayStart(form.elements.until.value, 1),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
