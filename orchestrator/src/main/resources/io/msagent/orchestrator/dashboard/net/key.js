// The view key: comes in the link's fragment, which no server sees, and stays in this tab's session.
const KEPT = "ms-agent view key";
let inMemory = "";

/** Takes the key out of the address bar, so that it is neither copied along with a link nor kept in the history. */
export function takeFromAddress() {
  const found = /^#key=([0-9A-Za-z._~-]+)/.exec(location.hash);
  if (found) {
    keepKey(found[1]);
    history.replaceState(null, "", location.pathname);
  }
  return Boolean(found);
}

export function keepKey(key) {
  inMemory = key;
  try {
    sessionStorage.setItem(KEPT, key);
  } catch {
    // storage is shut off: it holds until the page is loaded again
  }
}

export function viewKey() {
  try {
    return sessionStorage.getItem(KEPT) ?? inMemory;
  } catch {
    return inMemory;
  }
}
