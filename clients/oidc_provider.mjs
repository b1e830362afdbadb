// An OpenID Connect provider for tests: npm oidc-provider, on a free port of
// loopback, printed as the issuer. Clients register themselves. Who logs in, and
// how strongly, is told by the headers X-Account and X-Acr of the test's browser.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";

import Provider from "oidc-provider";

// The library tells of its defaults; standard output is for the issuer alone.
console.info = console.error;

const site = (finess, technical, name) => ({
  codeModeExercice: "S",
  codeSecteurDactivite: "SA01",
  numeroFinessSite: finess,
  numeroSiretSite: "",
  identifiantTechniqueDeLaStructure: technical,
  raisonSocialeSite: name,
});

const professional = (code, activities, rest = {}) => ({
  SubjectNameID: "899700366240",
  given_name: "KIT",
  family_name: "DOC0036624",
  SubjectRole: [`${code}^1.2.250.1.213.1.1.5.5`],
  SubjectOrganization: activities[0].raisonSocialeSite,
  Palier_Authentification: "APPPRIP3^1.2.250.1.213.1.5.1.1.1",
  Acces_Regulation_Medicale: "FAUX",
  otherIds: [{ identifiant: "899700366240", origine: "RPPS", qualite: 1 }],
  SubjectRefPro: {
    codeCivilite: "1",
    exercices: [{ codeProfession: code, codeCategorieProfessionnelle: "C", codeSavoirFaire: "", activities }],
  },
  ...rest,
});

const ACCOUNTS = {
  anne: { name: "Anne Leroux" },
  doctor: professional("10", [
    site("750000001", "R10100000000001", "HOPITAL DE TEST"),
    site("", "R10100000198386", "CABINET M DOC0036624"),
  ]),
  colleague: professional("10", [site("750000001", "R10100000000001", "HOPITAL DE TEST")]),
  regulator: professional("10", [site("750000001", "R10100000000001", "HOPITAL DE TEST")], {
    Acces_Regulation_Medicale: "VRAI",
  }),
  physiotherapist: professional("70", [site("750000001", "R10100000000001", "HOPITAL DE TEST")]),
  angela: {
    given_name: "Angela Claire Louise",
    family_name: "DUBOIS",
    birthdate: "1962-08-24",
    gender: "female",
    birthplace: "75107",
    birthcountry: "99100",
  },
};

const PERSON = ["given_name", "family_name", "preferred_username", "birthdate", "gender", "birthplace", "birthcountry"];

const jwk = (kind, options, alg) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: "jwk" }),
  use: "sig",
  alg,
});

const configuration = {
  acrValues: ["eidas1", "password"],
  claims: {
    openid: ["sub"],
    profile: ["name"],
    scope_all: Object.keys(ACCOUNTS.doctor),
    ...Object.fromEntries(PERSON.map((name) => [name, [name]])),
  },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  features: {
    devInteractions: { enabled: false },
    jwtUserinfo: { enabled: true },
    registration: { enabled: true },
  },
  findAccount: (_, id) => ACCOUNTS[id] && { accountId: id, claims: () => ({ sub: id, ...ACCOUNTS[id] }) },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  jwks: { keys: [jwk("rsa", { modulusLength: 2048 }, "RS256"), jwk("ec", { namedCurve: "P-256" }, "ES256")] },
  pkce: { methods: ["S256"], required: () => true },
};

/** Logs in who the headers name and grants all that was asked for. */
async function interact(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const accountId = request.headers["x-account"];
  if (!ACCOUNTS[accountId]) {
    const result = { error: "access_denied", error_description: "gave up" };
    return provider.interactionFinished(request, response, result);
  }
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const result = {
    login: { accountId, acr: request.headers["x-acr"], amr: ["hwk"] },
    consent: { grantId: await grant.save() },
  };
  return provider.interactionFinished(request, response, result);
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  const rest = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url.startsWith("/interaction/")) return rest(request, response);
    interact(provider, request, response).catch((error) => {
      response.statusCode = 500;
      response.end(`${error}`);
    });
  });
  console.log(issuer);
});
