// npm run permissions: writes docs/permissions.md.
import { writeFileSync } from "node:fs";
import { permissionTable } from "./checks/permission-table";

writeFileSync("docs/permissions.md", permissionTable());
