import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from "node:crypto";

const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 1;

/**
 * What the server's secrets are used for. Every purpose has a key of its own, derived from them,
 * so that a value sealed for one use never opens in another.
 */
export interface Vault {
  /** Encrypts a text (AES-256-GCM, base64url). `purpose` is bound to the result: only the same purpose opens it. */
  seal(purpose: string, text: string): string;
  /** The text that was sealed. Throws when the bytes were altered, or sealed for another purpose or secret. */
  open(purpose: string, sealed: string): string;
  /**
   * Keyed hash (HMAC-SHA-256, hex) for values too short to be hashed bare: six-digit codes, addresses.
   * The same value gives the same hash, so it can be looked up.
   */
  mac(purpose: string, value: string): string;
}

/**
 * Makes a vault: `secret` keys the hashes, `dataKey` the encryption, so that either can be changed without the other.
 * `server/env.ts` refuses weak ones. Tests may give one for both.
 */
export function createVault(secret: string, dataKey: string = secret): Vault {
  const keys = new Map<string, Buffer>();
  const keyFor = (use: "seal" | "mac", purpose: string): Buffer => {
    const name = `${use}:${purpose}`;
    let key = keys.get(name);
    if (!key) {
      key = Buffer.from(hkdfSync("sha256", use === "seal" ? dataKey : secret, "cortege", name, 32));
      keys.set(name, key);
    }
    return key;
  };
  return {
    seal(purpose, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor("seal", purpose), iv);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      // The first byte names the format, so that another one can follow without touching old rows.
      return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.length < 1 + IV_BYTES + TAG_BYTES || bytes[0] !== FORMAT) {
        throw new Error("sealed value: unknown format");
      }
      const iv = bytes.subarray(1, 1 + IV_BYTES);
      const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", keyFor("seal", purpose), iv, {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(tag);
      const body = bytes.subarray(1 + IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
    },
    mac(purpose, value) {
      return createHmac("sha256", keyFor("mac", purpose)).update(value, "utf8").digest("hex");
    },
  };
}

/** SHA-256 in hex: how long random tokens are stored (never for codes or addresses: use `Vault.mac`). */
export function sha256(value: string): string {
  return createHash("sha256").update(value, "utf8").digest("hex");
}

/** 32 random bytes, base64url: 43 characters that fit a URL or a cookie. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Six random digits, leading zeros included. */
export function randomCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/** Compares two hashes without telling by its duration where they differ. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, "utf8");
  const right = Buffer.from(b, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}
