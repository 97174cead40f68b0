import { describe, expect, test } from "vitest";
import { createVault, randomCode, randomToken, sameHash, sha256 } from "./crypto";

const secret = "a-secret-of-the-tests-which-is-long-enough";

describe("the vault", () => {
  test("I13 · a sealed text opens for its purpose only, and never looks twice the same", () => {
    const vault = createVault(secret);
    const sealed = vault.seal("mail", "Prénom é €");
    expect(vault.open("mail", sealed)).toBe("Prénom é €");
    expect(vault.seal("mail", "Prénom é €")).not.toBe(sealed);
    expect(() => vault.open("phone", sealed)).toThrow();
    expect(() => createVault(`${secret}.`).open("mail", sealed)).toThrow();
  });

  test("I13 · an altered or cut value is refused", () => {
    const vault = createVault(secret);
    const sealed = vault.seal("mail", "x");
    const bytes = Buffer.from(sealed, "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => vault.open("mail", altered.toString("base64url"))).toThrow();
    }
    expect(() => vault.open("mail", sealed.slice(0, 10))).toThrow();
    expect(() => vault.open("mail", "")).toThrow();
  });

  test("I13 · keyed hashes depend on the secret and on the purpose", () => {
    const vault = createVault(secret);
    expect(vault.mac("code", "123456")).toBe(createVault(secret).mac("code", "123456"));
    expect(vault.mac("code", "123456")).not.toBe(vault.mac("email", "123456"));
    expect(vault.mac("code", "123456")).not.toBe(createVault(`${secret}.`).mac("code", "123456"));
  });

  test("I13 · tokens are long, codes have six digits, hashes compare", () => {
    expect(randomToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(randomToken()).not.toBe(randomToken());
    for (let i = 0; i < 50; i++) expect(randomCode()).toMatch(/^\d{6}$/);
    expect(sameHash(sha256("a"), sha256("a"))).toBe(true);
    expect(sameHash(sha256("a"), sha256("b"))).toBe(false);
    expect(sameHash("a", "ab")).toBe(false);
  });
});
