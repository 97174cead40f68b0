import { expect, test } from "vitest";
import { otherLanguage } from "./other-language";

test.each([
  ["fr", "/", "/en"],
  ["fr", "/?q=lille", "/en?q=lille"],
  ["fr", "/lille/trajet/1?x=%2F", "/en/lille/trajet/1?x=%2F"],
  ["fr", "/energie", "/en/energie"],
  ["en", "/en", "/"],
  ["en", "/en?q=lille", "/?q=lille"],
  ["en", "/en/lille", "/lille"],
  ["en", "/engrais", "/engrais"],
  ["fr", "//elsewhere.example.org", "/en"],
  ["fr", "/fr//elsewhere.example.org", "/en"],
  ["en", "/en//elsewhere.example.org", "/"],
  ["fr", "https://elsewhere.example.org", "/en"],
  ["fr", null, "/en"],
])("from %s, %j leads to %j", (locale, asked, href) => {
  expect(otherLanguage(locale, asked)).toEqual({ locale: locale === "fr" ? "en" : "fr", href });
});
