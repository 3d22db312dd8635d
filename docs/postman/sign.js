// Pre-request script of the collection: a token before the first call, and a new one a minute before it ends.
// Signs with the Web Crypto API (crypto.subtle), which Postman's script sandbox has since 2025; nothing is loaded from elsewhere.
const need = (name) => {
  const value = pm.environment.get(name);
  if (!value) throw new Error(`set ${name} in the environment "Switchyard"`);
  return value;
};
const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const ascii = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

// PKCS #8 ("BEGIN PRIVATE KEY"): P-256 is tried first, then RSA.
const importKey = async (pem) => {
  if (!pem.includes('BEGIN PRIVATE KEY')) throw new Error('privateKey must be PKCS #8: openssl pkcs8 -topk8 -nocrypt -in key.pem');
  const bytes = ascii(atob(pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '')));
  const kinds = [
    { alg: 'ES256', key: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
    { alg: 'RS256', key: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, sign: { name: 'RSASSA-PKCS1-v1_5' } },
  ];
  for (const kind of kinds) {
    try {
      return { ...kind, handle: await crypto.subtle.importKey('pkcs8', bytes, kind.key, false, ['sign']) };
    } catch (other) { /* A key of the other kind. */ }
  }
  throw new Error('privateKey is neither a P-256 nor an RSA key');
};

const clientAssertion = async () => {
  const key = await importKey(need('privateKey'));
  const now = Math.floor(Date.now() / 1000);
  const clientId = need('clientId');
  const claims = { iss: clientId, sub: clientId, aud: need('baseUrl'), iat: now, exp: now + 120, jti: pm.variables.replaceIn('{{$guid}}') };
  const part = (object) => base64url(ascii(JSON.stringify(object)));
  const signed = `${part({ alg: key.alg, typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${base64url(await crypto.subtle.sign(key.sign, key.handle, ascii(signed)))}`;
};

const endsAt = Number(pm.environment.get('tokenEndsAt') || 0);
if (Date.now() > endsAt - 60000) {
  const answer = await pm.sendRequest({
    url: `${need('baseUrl')}/oauth/token`,
    method: 'POST',
    header: { 'X-API-Key': need('apiKey') },
    body: {
      mode: 'urlencoded',
      urlencoded: [
        { key: 'grant_type', value: 'client_credentials' },
        { key: 'client_assertion_type', value: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
        { key: 'client_assertion', value: await clientAssertion() },
      ],
    },
  });
  const grant = answer.json();
  if (!grant.access_token) throw new Error(`no token: ${grant.error_description || grant.error}`);
  pm.environment.set('token', grant.access_token);
  pm.environment.set('tokenEndsAt', Date.now() + grant.expires_in * 1000);
}
