// The button that signs out.
import { remove } from "./api.js";
import { byId } from "./dom.js";

byId("sign-out")?.addEventListener("click", async () => {
  try {
    await remove("/session");
  } finally {
    location.assign("/");
  }
});
