import { expect, test } from "vitest";
import { securityHeaders } from "./security-headers";

const of = (path: string) =>
  securityHeaders({ nonce: "n", origin: new URL("https://cortege.example.org"), development: false, path });

test("B49 · the list of a coalition alone may stand in another site's frame, and runs nothing there", () => {
  for (const path of ["/integration/lille", "/en/integration/lille?x=1"]) {
    const headers = of(path);
    expect(headers["content-security-policy"]).toContain("frame-ancestors *");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-frame-options"]).toBeUndefined();
  }
  for (const path of ["/lille", "/integration", "/integration/", "/integration/lille/x", "/x/integration/lille", "/"]) {
    const headers = of(path);
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["x-frame-options"], path).toBe("DENY");
  }
});

test("B46 · a file that somebody brought is never a page of ours", () => {
  expect(of("/api/materiel/lille/x")["content-security-policy"]).toBe("default-src 'none'; sandbox");
  expect(of("/api/calendrier/lille.ics")["content-security-policy"]).not.toContain("sandbox");
});
