// The page stands under `require-trusted-types-for 'script'`: addresses of scripts pass through this one policy, which knows the page's own files only.

interface Policy {
  createScriptURL(url: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const OWN = '/esign/signing/assets/f/';

const rules: Policy = {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin && url.startsWith(OWN)) return url;
    throw new TypeError('not a script of this page');
  },
};

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory ? factory.createPolicy('switchyard', rules) : rules;

export const trustedScriptUrl = (url: string): string => policy.createScriptURL(url);
