// Acts for the person: asks for the token once and keeps it in this page's memory only.
import { act } from "./api.js";
import { ask } from "../parts/dialog.js";
import { toast } from "../parts/toast.js";

let token = "";
const button = () => document.getElementById("acting");

export function startActing() {
  button().addEventListener("click", () => {
    forget();
    toast("The token is forgotten.");
  });
}

/**
 * Posts, after a question if there is one.
 *
 * @param question what ask() takes; its values go into the body
 * @param done what to say when it is accepted
 * @returns whether it was accepted
 */
export async function perform(path, { question, body = (values) => values, done }) {
  const values = question ? await ask(question) : {};
  return values !== null && send(path, body(values), done);
}

async function send(path, body, done) {
  let wrong = "";
  while (await authorised(wrong)) {
    try {
      await act(path, body, token);
      toast(done);
      return true;
    } catch (failure) {
      if (!failure.unauthorised) {
        toast(failure.message, true);
        return false;
      }
      forget();
      wrong = failure.message;
    }
  }
  return false;
}

async function authorised(wrong) {
  if (token === "") {
    const values = await ask({
      title: "Act with the cluster token",
      text: "Reading needs the view key only. The token is kept in this page's memory until you close or reload it.",
      fields: [{ name: "token", label: "Token (the content of the token file)", type: "password", required: true }],
      yes: "Go on",
      wrong,
    });
    token = values?.token ?? "";
    button().hidden = token === "";
  }
  return token !== "";
}

function forget() {
  token = "";
  button().hidden = true;
}
