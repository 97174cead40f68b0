import { describe, expect, it } from "vitest";
import { AckLedger } from "./ack-ledger";

describe("the ledger of what the server has committed", () => {
  it("is settled only when every frame sent is acknowledged", () => {
    const ledger = new AckLedger();
    ledger.connectionOpened();
    ledger.wholeDocumentSent();
    expect(ledger.settled).toBe(false);
    ledger.acknowledged(1);
    expect(ledger.settled).toBe(true);

    ledger.updateSent();
    ledger.changedHere(true);
    ledger.updateSent();
    ledger.changedHere(true);
    expect(ledger.unsaved).toBe(2);
    ledger.acknowledged(2);
    expect(ledger.unsaved).toBe(1);
    expect(ledger.settled).toBe(false);
    ledger.acknowledged(3);
    expect(ledger.unsaved).toBe(0);
    expect(ledger.settled).toBe(true);
  });

  it("keeps what was typed offline until the step 2 that carries it is acknowledged", () => {
    const ledger = new AckLedger();
    ledger.changedHere(false);
    ledger.changedHere(false);
    ledger.connectionOpened();
    expect(ledger.unsaved).toBe(2);
    ledger.wholeDocumentSent();
    ledger.acknowledged(1);
    expect(ledger.unsaved).toBe(0);
  });

  it("carries again what a lost connection had sent without an acknowledgement", () => {
    const ledger = new AckLedger();
    ledger.connectionOpened();
    ledger.wholeDocumentSent();
    ledger.acknowledged(1);
    ledger.updateSent();
    ledger.changedHere(true);
    ledger.connectionLost();
    ledger.connectionOpened();
    // an acknowledgement of the new connection's first frame says nothing of the change until it was carried again
    ledger.updateSent();
    ledger.acknowledged(1);
    expect(ledger.unsaved).toBe(1);
    ledger.wholeDocumentSent();
    ledger.acknowledged(2);
    expect(ledger.unsaved).toBe(0);
  });

  it("does not believe a count beyond what was sent, nor one that goes backwards", () => {
    const ledger = new AckLedger();
    ledger.connectionOpened();
    ledger.updateSent();
    ledger.changedHere(true);
    ledger.acknowledged(7);
    expect(ledger.unsaved).toBe(1);
    ledger.acknowledged(1);
    expect(ledger.unsaved).toBe(0);
    ledger.updateSent();
    ledger.changedHere(true);
    ledger.acknowledged(0);
    expect(ledger.unsaved).toBe(1);
  });
});
