// Moments in the paper's own time zone, whichever one this device is set to.

const parts = (zone) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });

// A moment as a datetime-local field writes it.
export function local(moment, zone) {
  const found = Object.fromEntries(
    parts(zone)
      .formatToParts(new Date(moment))
      .map(({ type, value }) => [type, value]),
  );
  return `${found.year}-${found.month}-${found.day}T${found.hour}:${found.minute}`;
}

// How far the zone is ahead of UTC at a moment, in milliseconds.
function offset(moment, zone) {
  const whole = Math.floor(moment / 60000) * 60000;
  return Date.parse(`${local(whole, zone)}Z`) - whole;
}

// The moment that such a field means, as ISO 8601; null for an empty field.
export function moment(text, zone) {
  if (!text) return null;
  const asIfUtc = Date.parse(`${text}Z`);
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = asIfUtc - offset(asIfUtc, zone);
  return new Date(asIfUtc - offset(guess, zone)).toISOString();
}

export function clockTime(iso, zone, language) {
  const at = new Date(iso);
  const [then, today] = [local(at, zone), local(Date.now(), zone)];
  const year = then.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
  const day =
    then.slice(0, 10) === today.slice(0, 10) ? {} : { day: "numeric", month: "short", ...year };
  const shape = { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...day };
  return new Intl.DateTimeFormat(language, shape).format(at);
}
