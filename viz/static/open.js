// Opens a picture: the server makes it, and its address names nobody.
import { post } from "./api.js";
import { t } from "./texts.js";

/** Make a picture of `{key}`, `{keys}`, `{ring}` or `{path}` and go to it. */
export async function openView(what, message) {
  message.textContent = t("Opening the picture…");
  try {
    const view = await post("/views", what);
    location.assign(`/views/${encodeURIComponent(view.id)}`);
  } catch (error) {
    message.textContent = error.message;
  }
}
