// npm run map: writes the drawing of the départements that pages refer to.
import { writeFileSync } from "node:fs";
import { departmentDrawing } from "@/components/coalition/department-points";

writeFileSync("public/carte.svg", departmentDrawing());
