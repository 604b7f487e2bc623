// Talks to this server, and to no other.
import { LANGUAGE, t } from "./texts.js";

/** An answer that is an error; its message is fit for people. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body, signal) {
  const headers = { "X-Truyvet": "1", "Accept-Language": LANGUAGE };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const options = { method, headers, signal, body: body && JSON.stringify(body), redirect: "error" };
  let answer;
  try {
    answer = await fetch(`/api/v1${path}`, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(t("The server cannot be reached. Check that TruyVết is still running."), 0);
  }
  if (answer.ok) return answer.status === 204 ? null : readOr(answer, null);
  throw await problem(answer);
}

async function readOr(answer, otherwise) {
  const text = await answer.text();
  return text ? JSON.parse(text) : otherwise;
}

async function problem(answer) {
  try {
    const { detail, title } = await answer.json();
    return new ApiError(detail ?? title, answer.status);
  } catch {
    return new ApiError(String(answer.status), answer.status);
  }
}

export const get = (path, signal) => call("GET", path, undefined, signal);
export const post = (path, body, signal) => call("POST", path, body ?? {}, signal);
export const remove = (path) => call("DELETE", path);
