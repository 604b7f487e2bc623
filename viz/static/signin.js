// Exchanges the token in the address for a session; the token leaves the address at once.
import { post } from "./api.js";
import { byId } from "./dom.js";
import { t } from "./texts.js";
import "./newlink.js";

const token = decodeURIComponent(location.hash.slice(1)).replace(/^token=/, "");
history.replaceState(null, "", location.pathname);

function fail(text) {
  byId("message").textContent = text;
  byId("again").hidden = false;
}

async function signIn() {
  if (!token) {
    fail(t("There is no sign-in link in the address."));
    return;
  }
  try {
    await post("/session", { token });
    byId("message").textContent = t("You are signed in.");
    location.replace("/");
  } catch (error) {
    fail(error.message);
  }
}

// A second link opened in the same tab changes only what follows the #.
window.addEventListener("hashchange", () => location.reload());
signIn();
