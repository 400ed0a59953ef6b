// Requests to the admin API of the orchestrator that served this page.
import { viewKey } from "./key.js";

const BASE = "/ms/v1";

/** An answer that is no success; its message is the problem's own detail. */
export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }

  get unauthorised() {
    return this.status === 401 || this.status === 403;
  }
}

/** Path below the API of what has this name; the name may hold anything. */
export function pathTo(kind, name, act) {
  return `/${kind}/${encodeURIComponent(name)}${act ? `/${act}` : ""}`;
}

/** Reads with the view key; the answer's body is the caller's to read. */
export async function read(path, signal) {
  return checked(await fetch(BASE + path, { headers: headers(viewKey()), signal, cache: "no-store" }));
}

export async function readJson(path, signal) {
  return (await read(path, signal)).json();
}

/** Acts with the cluster token. */
export async function act(path, body, token) {
  await checked(
    await fetch(BASE + path, {
      method: "POST",
      headers: { ...headers(token), "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

function headers(secret) {
  return { Authorization: `Bearer ${secret}` };
}

async function checked(answer) {
  if (!answer.ok) {
    throw new Refused(answer.status, await detail(answer));
  }
  return answer;
}

async function detail(answer) {
  try {
    const problem = await answer.json();
    return problem.detail ?? problem.title;
  } catch {
    return `the orchestrator answered ${answer.status} ${answer.statusText}`;
  }
}
