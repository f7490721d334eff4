// A certified OpenID Provider for tests: node server.mjs PORT CLIENT SECRET REDIRECT SIGNED_OUT
// Whoever signs in as a name is the subject of that name, whatever the password is.
import Provider from "oidc-provider";

const [port, client, secret, redirect, signedOut] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    { client_id: client, client_secret: secret, redirect_uris: [redirect], post_logout_redirect_uris: [signedOut] },
  ],
  claims: { openid: ["sub"], profile: ["name"] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Name von ${id}` }) }),
  pkce: { required: () => true },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
