// Puts the page together.
import { startKeys } from "./keys.js";
import { Store } from "./model/store.js";
import { startActing } from "./net/actor.js";
import { readJson } from "./net/api.js";
import { takeFromAddress, viewKey } from "./net/key.js";
import { Stream } from "./net/stream.js";
import { showBanner } from "./parts/banner.js";
import { setText } from "./parts/dom.js";
import { facts } from "./parts/facts.js";
import { keyForm } from "./parts/keyform.js";
import { announce } from "./parts/toast.js";
import { Router } from "./route.js";

const SAMPLE_MILLIS = 2000;
const EVENTS_ASKED = 300;
const main = document.getElementById("main");
const connection = document.getElementById("connection");

takeFromAddress();
const store = new Store();
const router = new Router(store);
const strip = facts(store);
const form = keyForm(() => stream.retry());
let drawing = false;
let lostAt = null;

const stream = new Stream("/stream", {
  event(name, value) {
    if (name === "status") {
      store.show(value);
    } else if (name === "event") {
      store.add([value]);
      announceGrave(value);
    }
  },
  state: showConnection,
});

function showConnection(state, detail) {
  connection.dataset.state = state;
  const words = { connecting: "connecting", live: "live", away: "connection lost", refused: "no access" };
  setText(connection, words[state]);
  connection.title = detail ?? "";
  lostAt = state === "live" ? null : (lostAt ?? Date.now());
  if (state === "live") {
    if (form.element.isConnected) {
      router.go(false);
    }
    catchUp();
  } else if (state === "refused") {
    form.say(viewKey() ? `The key it has is refused: ${detail}` : "");
    main.replaceChildren(form.element);
  }
}

/** Events from before the stream began. */
async function catchUp() {
  try {
    store.add((await readJson(`/events?limit=${EVENTS_ASKED}`)).events);
  } catch {
    // the stream brings the next ones, and its next beginning asks again
  }
}

/** For who does not see the page. */
function announceGrave({ instance, service, to, cause }) {
  if (to === "dead" || to === "quarantined") {
    announce(`${instance || service}: ${to}. ${cause ?? ""}`);
  }
}

/** At most once a frame, and not at all while nobody looks. */
function draw() {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      if (store.status) {
        showBanner(store.status, lostAt);
        strip.update();
        router.update();
      }
    });
  }
}

store.addEventListener("status", draw);
store.addEventListener("sample", draw);
store.addEventListener("events", draw);
addEventListener("hashchange", () => (takeFromAddress() ? stream.retry() : router.go(true)));
setInterval(() => store.sample(connection.dataset.state === "live"), SAMPLE_MILLIS);
startKeys();
startActing();
router.go(false);
stream.run();
