/**
 * Passkeys with the browser's own JSON forms: what the server wrote goes in as text, what it is to check comes out as text.
 * Both calls must follow a press. They reject with a DOMException: `NotAllowedError` when the person gave up or let the
 * time pass, `InvalidStateError` when this device is already known.
 */

/** Whether this browser can do all of it; WeChat's often cannot, and the code of an app is the other way. */
export const passkeysWork = (): boolean =>
  typeof PublicKeyCredential === 'function' &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'toJSON' in PublicKeyCredential.prototype

export const createPasskey = async (optionsJSON: string): Promise<string> => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(optionsJSON))
  return JSON.stringify(await navigator.credentials.create({ publicKey }))
}

export const usePasskey = async (optionsJSON: string): Promise<string> => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(optionsJSON))
  return JSON.stringify(await navigator.credentials.get({ publicKey }))
}
