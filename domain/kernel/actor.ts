/** Who acts. Roles are not part of it: they are read by coalition, where the data is read. */
export type AccountActor = {
  kind: "account";
  accountId: string;
  email: string;
  /** First name or label chosen by the person; empty until they gave one. */
  name: string;
  /** National coordinators stand beside the roles of a coalition. */
  national: boolean;
};
export type Visitor = { kind: "visitor" };
export type Actor = AccountActor | Visitor;

export const visitor: Visitor = { kind: "visitor" };
