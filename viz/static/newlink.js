// The button that has a new sign-in link printed in the server's terminal.
import { post } from "./api.js";
import { byId } from "./dom.js";
import { t } from "./texts.js";

byId("new-link").addEventListener("click", async () => {
  const message = byId("message");
  try {
    await post("/sign-in-link");
    message.textContent = t(
      "A new link has been printed in the server's window. Open it in this browser.",
    );
  } catch (error) {
    message.textContent = error.message;
  }
});
