/** How a form says which document it is about: `document` is `sheet`, `agenda`, or a plan's id. */
export type DocumentAt = { coalition: string; document: string };
