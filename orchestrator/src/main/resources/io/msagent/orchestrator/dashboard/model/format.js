// Numbers and times as people read them.
const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const NONE = "–";

const missing = (value) => value === null || value === undefined || Number.isNaN(value);

export function whole(value) {
  return missing(value) ? NONE : WHOLE.format(value);
}

/** A rate: one place after the point where that says something. */
export function rate(value) {
  return missing(value) ? NONE : value > 0 && value < 10 ? value.toFixed(1) : WHOLE.format(value);
}

export function percent(share) {
  return missing(share) ? NONE : `${Math.round(share * 100)} %`;
}

export function micros(value) {
  if (missing(value)) {
    return NONE;
  }
  if (value < 1000) {
    return `${Math.round(value)} µs`;
  }
  return value < 1_000_000 ? `${digits(value / 1000)} ms` : `${digits(value / 1_000_000)} s`;
}

export function gigabytes(bytes) {
  return missing(bytes) ? NONE : `${digits(bytes / 2 ** 30)} GiB`;
}

/** How long ago that was, in its largest unit. */
export function ago(time, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  if (Number.isNaN(seconds)) {
    return NONE;
  }
  const [size, unit] = [[86_400, "d"], [3600, "h"], [60, "min"]].find(([size]) => seconds >= size) ?? [1, "s"];
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** Date and time here, with the zone. */
export function moment(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "long" });
}

/** An ISO duration as people write it: PT10M is 10m. */
export function short(duration) {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration ?? "");
  return parts
    ? ["h", "m", "s"].map((unit, i) => (parts[i + 1] ? parts[i + 1] + unit : "")).join("")
    : (duration ?? "never");
}

/** The reverse; what is no such duration is left for the server to judge. */
export function iso(text) {
  const given = text.trim().toLowerCase();
  return /^(\d+h)?(\d+m)?(\d+s)?$/.test(given) && given !== "" ? `PT${given.toUpperCase()}` : given || "never";
}

function digits(value) {
  return value < 10 ? value.toFixed(1) : WHOLE.format(value);
}
