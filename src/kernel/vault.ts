/** Keeps personal data unreadable at rest. Implemented from one secret (functions/vault.ts). */
export interface Vault {
  /**
   * A keyed fingerprint (HMAC-SHA-256, base64url) for finding equal values without storing them. `purpose` separates
   * key spaces, so that a phone number and a code never share a fingerprint.
   */
  fingerprint(purpose: string, value: string): Promise<string>
  /** Encrypts (AES-256-GCM, random 96-bit nonce, key id in front); `boundTo` must be given again to open it. */
  seal(plain: string, boundTo: string): Promise<string>
  /** The plain text, or null when the sealed text was altered, moved to another record or made with another secret. */
  open(sealed: string, boundTo: string): Promise<string | null>
}
