// The page's own manual.
import { byId } from "../dom.js";

export const openHelp = () => byId("help").showModal();
