import { lookup } from "node:dns/promises";
import { request } from "node:https";
import { BlockList, isIP } from "node:net";

/** Addresses that are not out in the world: this machine, private networks, and whatever leads back into them. */
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  inside.addSubnet(net, bits, "ipv4");
/** The only addresses of the sixth version that are out in the world; those that carry one of the fourth are not among them. */
const outside = new BlockList();
outside.addSubnet("2000::", 3, "ipv6");
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/** Whether a machine of ours may go and ask there. */
export function isOutside(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !inside.check(address, "ipv4");
  return version === 6 && outside.check(address, "ipv6") && !inside.check(address, "ipv6");
}

export type Problem = "address" | "unreachable" | "too_big" | "redirects" | "refused";
export type Fetched =
  | { kind: "file"; text: string; etag: string | null }
  | { kind: "same" }
  | { kind: "problem"; problem: Problem };

/** What one request to a checked address answers. */
export type Answer = { status: number; location: string | null; etag: string | null; text: string | null };
export type Network = {
  resolve(host: string): Promise<string[]>;
  /** Asks `url` of the machine at `address`, whatever the name means by then. `text` null: larger than allowed. */
  ask(url: URL, address: string, etag: string | null): Promise<Answer>;
};

const redirects = 3;
const longestMs = 10_000;
/** Bytes. */
const largest = 2_000_000;

/**
 * Reads a file at an https address given by a person. Each name on the way is resolved and all its addresses checked,
 * and the connection goes to the address that was checked: a name that means something else a moment later leads nowhere.
 */
export async function safeFetch(address: string, etag: string | null, network: Network = theWorld): Promise<Fetched> {
  let url = parse(address);
  for (let step = 0; step <= redirects; step++) {
    if (!url) return { kind: "problem", problem: "address" };
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const found = isIP(host) ? [host] : await network.resolve(host).catch(() => []);
    const [first] = found;
    if (first === undefined) return { kind: "problem", problem: "unreachable" };
    if (!found.every(isOutside)) return { kind: "problem", problem: "address" };
    const answer = await network.ask(url, first, etag).catch(() => null);
    if (!answer) return { kind: "problem", problem: "unreachable" };
    if (answer.status === 304) return { kind: "same" };
    if (answer.status >= 300 && answer.status < 400 && answer.location !== null) {
      url = parse(answer.location, url);
      continue;
    }
    if (answer.status !== 200) return { kind: "problem", problem: "refused" };
    if (answer.text === null) return { kind: "problem", problem: "too_big" };
    return { kind: "file", text: answer.text, etag: answer.etag?.slice(0, 300) ?? null };
  }
  return { kind: "problem", problem: "redirects" };
}

/** Null for what is not https, on its own port, without a name before the host. */
function parse(address: string, base?: URL): URL | null {
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  const plain = url.protocol === "https:" && url.username === "" && url.password === "" && url.port === "";
  return plain ? url : null;
}

/** Whether a person may give this as the address of a calendar; what its name means is looked at when it is read. */
export function isSourceAddress(address: string): boolean {
  const host = parse(address)?.hostname.replace(/^\[|\]$/g, "");
  return host !== undefined && host.length > 0 && (isIP(host) === 0 || isOutside(host));
}

const theWorld: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  ask: (url, address, etag) =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(longestMs);
      const asking = request(
        {
          host: address,
          servername: isIP(url.hostname) ? undefined : url.hostname,
          path: `${url.pathname}${url.search}`,
          headers: {
            host: url.host,
            accept: "text/calendar",
            "user-agent": "Cortege",
            ...(etag === null ? {} : { "if-none-match": etag }),
          },
          signal,
        },
        (response) => {
          const chunks: Buffer[] = [];
          let size = 0;
          const { statusCode = 0, headers } = response;
          const done = (text: string | null) =>
            resolve({ status: statusCode, location: headers.location ?? null, etag: headers.etag ?? null, text });
          response.on("data", (chunk: Buffer) => {
            size += chunk.length;
            if (size > largest) {
              done(null);
              asking.destroy();
            } else chunks.push(chunk);
          });
          response.on("end", () => done(Buffer.concat(chunks).toString("utf8")));
          response.on("error", reject);
        },
      );
      asking.on("error", reject);
      asking.end();
    }),
};
