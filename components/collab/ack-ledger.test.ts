import { describe, expect, it } from "vitest";
import { AckLedger } from "./ack-ledger";

describe("the ledger of what the server has committed", () => {
  it("is settled only when every frame sent is acknowledged", () => {
    const ledger = new AckLedger<string>();
    ledger.connectionOpened();
    ledger.wholeDocumentSent();
    expect(ledger.settled).toBe(false);
    expect(ledger.acknowledged(1)).toEqual([]);
    expect(ledger.settled).toBe(true);

    ledger.updateSent();
    ledger.changedHere("a", true);
    ledger.updateSent();
    ledger.changedHere("b", true);
    expect(ledger.waiting).toEqual(["a", "b"]);
    expect(ledger.acknowledged(2)).toEqual(["a"]);
    expect(ledger.waiting).toEqual(["b"]);
    expect(ledger.settled).toBe(false);
    expect(ledger.acknowledged(3)).toEqual(["b"]);
    expect(ledger.waiting).toEqual([]);
    expect(ledger.settled).toBe(true);
  });

  it("keeps what was typed offline until the step 2 that carries it is acknowledged", () => {
    const ledger = new AckLedger<string>();
    ledger.changedHere("a", false);
    ledger.changedHere("b", false);
    ledger.connectionOpened();
    expect(ledger.waiting).toEqual(["a", "b"]);
    ledger.wholeDocumentSent();
    expect(ledger.acknowledged(1)).toEqual(["a", "b"]);
    expect(ledger.waiting).toEqual([]);
  });

  it("carries again what a lost connection had sent without an acknowledgement", () => {
    const ledger = new AckLedger<string>();
    ledger.connectionOpened();
    ledger.wholeDocumentSent();
    ledger.acknowledged(1);
    ledger.updateSent();
    ledger.changedHere("a", true);
    ledger.connectionLost();
    ledger.connectionOpened();
    // an acknowledgement of the new connection's first frame says nothing of the change until it was carried again
    ledger.updateSent();
    expect(ledger.acknowledged(1)).toEqual([]);
    expect(ledger.waiting).toEqual(["a"]);
    ledger.wholeDocumentSent();
    expect(ledger.acknowledged(2)).toEqual(["a"]);
  });

  it("does not believe a count beyond what was sent, nor one that goes backwards", () => {
    const ledger = new AckLedger<string>();
    ledger.connectionOpened();
    ledger.updateSent();
    ledger.changedHere("a", true);
    expect(ledger.acknowledged(7)).toEqual([]);
    expect(ledger.waiting).toEqual(["a"]);
    expect(ledger.acknowledged(1)).toEqual(["a"]);
    ledger.updateSent();
    ledger.changedHere("b", true);
    expect(ledger.acknowledged(0)).toEqual([]);
    expect(ledger.waiting).toEqual(["b"]);
  });
});
