/** A coalition's list, made to stand in a frame of any site: it has no script, no form, and knows nobody. */
const framed = /^(?:\/en)?\/integration\/[a-z0-9-]{1,60}(?:\?|$)/;

/** Files that people bring: whatever stands in one, it is nobody's page. */
const brought = /^\/api\/materiel\//;

/**
 * The headers of every answer. Scripts run only from our own files or with this answer's nonce; nobody may frame us, but
 * for what was made for it; other sites never learn which page a person came from.
 */
export function securityHeaders(options: {
  nonce: string;
  origin: URL;
  development: boolean;
  path: string;
}): Record<string, string> {
  const { nonce, origin, development } = options;
  if (framed.test(options.path))
    return {
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      ...lasting(origin),
    };
  const sockets = `${origin.protocol === "https:" ? "wss" : "ws"}://${origin.host}`;
  const policy = [
    "default-src 'self'",
    // React's development build evaluates code to rebuild stack traces.
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${sockets}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    "content-security-policy": brought.test(options.path) ? "default-src 'none'; sandbox" : policy,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    ...lasting(origin),
  };
}

function lasting(origin: URL): Record<string, string> {
  return origin.protocol === "https:" ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {};
}
