// The text as received: shown for a purpose, which the server writes down.
import { post } from "../api.js";
import { h, visible } from "../dom.js";
import { t } from "../texts.js";

const SHORTEST_PURPOSE = 3;

/** Return a form that asks for the purpose and then shows a report's text. */
export function textReader(id) {
  const purpose = h("input", { name: "purpose", required: true, minlength: SHORTEST_PURPOSE, maxlength: 200, autocomplete: "off" });
  const message = h("p", { role: "status" });
  const form = h("form", { class: "read" },
    h("label", {}, t("Purpose of reading the text (it is logged)"), " ", purpose),
    h("button", {}, t("Read the text")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { texts } = await post("/reports/text", { id, purpose: purpose.value.trim() });
      const parts = texts.map(({ column, text }) => h("div", {}, h("small", {}, visible(column)), h("blockquote", {}, lines(text))));
      message.replaceChildren(...(parts.length ? parts : [t("No text was kept for this report.")]));
    } catch (error) {
      message.textContent = error.message;
    }
  });
  return h("div", {}, form, message);
}

/** Show hidden characters, but keep line ends as they are. */
const lines = (text) => text.split("\n").map(visible).join("\n");
