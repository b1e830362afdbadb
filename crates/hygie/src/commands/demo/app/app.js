// Courbes: asks for a person's measurements by SMART App Launch (authorization code
// with PKCE, no secret) and draws each kind as a line. Nothing is kept but, while one
// is away to say yes, what is needed to come back.
"use strict";

const WORDS = {
  fr: {
    note: "Une application d’exemple, d’un autre auteur que Hygie.",
    begin: "Vos mesures en courbes",
    lead: "Courbes demande à Hygie votre nom et vos mesures, et rien d’autre. Vous pourrez retirer cet accès.",
    ask: "Demander mes mesures à Hygie",
    wait: "Un instant…",
    of: (name) => `Les mesures de ${name}`,
    none: "Aucune mesure à dessiner.",
    drawn: (count) => `${count} ${count > 1 ? "courbes" : "courbe"}, de la plus récente à la plus ancienne.`,
    between: (count, from, to) => `${count} valeurs, du ${from} au ${to}`,
    plot: (name, first, last) => `${name} : de ${first} à ${last}`,
    denied: "Vous n’avez pas autorisé l’accès. Rien n’a été lu.",
    ended: "L’accès a été retiré ou a expiré.",
    stray: "Cette page a été ouverte hors d’une demande. Recommencez.",
    foreign: "Cette application ne connaît pas ce serveur.",
    failed: "Hygie n’a pas répondu comme prévu. Réessayez plus tard.",
    again: "Recommencer",
  },
  en: {
    note: "An example app, by another author than Hygie’s.",
    begin: "Your measurements as lines",
    lead: "Courbes asks Hygie for your name and your measurements, and nothing else. You can end this access.",
    ask: "Ask Hygie for my measurements",
    wait: "One moment…",
    of: (name) => `The measurements of ${name}`,
    none: "There is no measurement to draw.",
    drawn: (count) => `${count} ${count > 1 ? "lines" : "line"}, the latest first.`,
    between: (count, from, to) => `${count} values, from ${from} to ${to}`,
    plot: (name, first, last) => `${name}: from ${first} to ${last}`,
    denied: "You did not allow it. Nothing was read.",
    ended: "Access was ended, or is over.",
    stray: "This page was opened without being asked for. Begin again.",
    foreign: "This app does not know that server.",
    failed: "Hygie did not answer as expected. Try again later.",
    again: "Begin again",
  },
};
const language = navigator.language.startsWith("fr") ? "fr" : "en";
const words = WORDS[language];
const STANDALONE = "launch/patient openid fhirUser patient/Patient.r patient/Observation.rs";
const FROM_A_RECORD = STANDALONE.replace("launch/patient", "launch");
const AWAY = "courbes-away";
const PAGES = 20;

const at = (id) => document.getElementById(id);
const tell = (title, said) => {
  at("title").textContent = title;
  at("said").textContent = said;
  document.title = `${title} – Courbes`;
};

class Told extends Error {}

function offer(word, act) {
  const button = at("ask");
  button.textContent = word;
  button.hidden = false;
  button.onclick = () => attempt(act);
}

async function attempt(act) {
  at("ask").hidden = true;
  try {
    await act();
  } catch (error) {
    tell(words.begin, error instanceof Told ? error.message : words.failed);
    offer(words.again, async () => location.assign("/"));
  }
}

async function json(address, options) {
  const answer = await fetch(address, options);
  if (answer.status === 401) throw new Told(words.ended);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

async function ask(known, launch) {
  tell(words.begin, words.wait);
  const server = await json(`${known.iss}/.well-known/smart-configuration`);
  const away = { state: random(), verifier: random(), token: server.token_endpoint };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(away.verifier));
  sessionStorage.setItem(AWAY, JSON.stringify(away));
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: known.client,
    redirect_uri: `${location.origin}/back`,
    scope: launch ? FROM_A_RECORD : STANDALONE,
    state: away.state,
    aud: known.iss,
    code_challenge: base64url(digest),
    code_challenge_method: "S256",
  });
  if (launch) asked.set("launch", launch);
  location.assign(`${server.authorization_endpoint}?${asked}`);
}

async function back(known) {
  tell(words.begin, words.wait);
  const said = new URLSearchParams(location.search);
  const away = JSON.parse(sessionStorage.getItem(AWAY) ?? "null");
  sessionStorage.removeItem(AWAY);
  history.replaceState(null, "", "/back");
  if (!away || said.get("state") !== away.state) throw new Told(words.stray);
  if (said.get("error") === "access_denied") throw new Told(words.denied);
  if (!said.has("code")) throw new Error(said.get("error") ?? "no code");
  const token = await json(away.token, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: said.get("code"),
      redirect_uri: `${location.origin}/back`,
      client_id: known.client,
      code_verifier: away.verifier,
    }),
  });
  await show(known, token);
  offer(words.again, () => show(known, token));
}

async function show(known, token) {
  const options = { headers: { Authorization: `Bearer ${token.access_token}`, Accept: "application/fhir+json" } };
  const person = await json(`${known.iss}/Patient/${token.patient}`, options);
  const series = new Map();
  let next = `${known.iss}/Observation?patient=${token.patient}&_count=200`;
  for (let page = 0; next && page < PAGES; page += 1) {
    const bundle = await json(next, options);
    for (const { resource } of bundle.entry ?? []) note(series, resource);
    next = bundle.link?.find((link) => link.relation === "next")?.url;
  }
  draw(person, series);
}

/** Sorts a measurement in by what was measured and in which unit. */
function note(series, one) {
  const { value, unit } = one.valueQuantity ?? {};
  const time = Date.parse(one.effectiveDateTime ?? "");
  const name = one.code?.text ?? one.code?.coding?.[0]?.display;
  if (typeof value !== "number" || Number.isNaN(time) || !name) return;
  const key = `${name}|${unit ?? ""}`;
  if (!series.has(key)) series.set(key, { name, unit: unit ?? "", points: [] });
  series.get(key).points.push({ time, value });
}

function draw(person, series) {
  const lines = [...series.values()].filter(({ points }) => points.length > 1);
  lines.forEach(({ points }) => points.sort((one, other) => one.time - other.time));
  lines.sort((one, other) => other.points.at(-1).time - one.points.at(-1).time);
  const { given, family } = person.name?.find((name) => name.use === "usual") ?? person.name?.[0] ?? {};
  tell(words.of([given?.[0], family].filter(Boolean).join(" ")), lines.length ? words.drawn(lines.length) : words.none);
  at("plots").replaceChildren(...lines.map(plot));
}

function plot({ name, unit, points }) {
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const number = new Intl.NumberFormat(language);
  const said = (value) => `${number.format(value)} ${unit}`.trim();
  const element = (kind, text, css) => Object.assign(document.createElement(kind), { textContent: text, className: css ?? "" });
  const article = document.createElement("article");
  const [first, last] = [points[0], points.at(-1)];
  article.append(element("h2", name), element("p", said(last.value), "value"));
  article.append(line(points, words.plot(name, said(first.value), said(last.value))));
  article.append(element("p", words.between(points.length, day.format(first.time), day.format(last.time)), "note"));
  return article;
}

function line(points, label) {
  const of = (kind) => document.createElementNS("http://www.w3.org/2000/svg", kind);
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [points[0].time, points.at(-1).time];
  const place = ({ time, value }) =>
    `${(to > from ? (100 * (time - from)) / (to - from) : 50).toFixed(2)},${(high > low ? 28 - (26 * (value - low)) / (high - low) : 15).toFixed(2)}`;
  const svg = of("svg");
  svg.setAttribute("viewBox", "0 0 100 30");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const drawn = of("polyline");
  drawn.setAttribute("points", points.map(place).join(" "));
  svg.append(drawn);
  return svg;
}

async function begin() {
  document.documentElement.lang = language;
  document.querySelector("[data-word=note]").textContent = words.note;
  const known = await json("/known.json");
  if (location.pathname === "/back") return back(known);
  const asked = new URLSearchParams(location.search);
  if (location.pathname === "/launch") {
    // Whoever starts it may be anybody: it goes to the server that it knows.
    if (asked.get("iss") !== known.iss || !asked.get("launch")) throw new Told(words.foreign);
    return ask(known, asked.get("launch"));
  }
  tell(words.begin, words.lead);
  return offer(words.ask, () => ask(known));
}

attempt(begin);
