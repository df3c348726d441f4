/** Every text of the page is there in every language. */

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CATALOGUES, type Translation } from "../src/texts/texts.ts";

const SOURCES = globSync("src/**/*.{ts,tsx}", { cwd: new URL("..", import.meta.url) });
const TEXT = /\bt\(\s*("(?:[^"\\]|\\.)*")/g;

function used(): Set<string> {
  const texts = new Set<string>();
  for (const file of SOURCES) {
    const source = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    for (const [, quoted] of source.matchAll(TEXT)) texts.add(JSON.parse(quoted ?? '""'));
  }
  return texts;
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

function forms(translation: Translation): string[] {
  return typeof translation === "string" ? [translation] : Object.values(translation);
}

for (const [language, catalogue] of Object.entries(CATALOGUES)) {
  test(`every text is there in ${language}`, () => {
    const missing = [...used()].filter((text) => !(text in catalogue));
    assert.deepEqual(missing, []);
  });

  test(`nothing is kept in ${language} that no text needs`, () => {
    const needed = used();
    assert.deepEqual(
      Object.keys(catalogue).filter((text) => !needed.has(text)),
      [],
    );
  });

  test(`what is put into texts is put into them in ${language} too`, () => {
    for (const [text, translation] of Object.entries(catalogue)) {
      const wanted = placeholders(text).filter((name) => name !== "{count}");
      for (const form of forms(translation)) {
        const found = placeholders(form).filter((name) => name !== "{count}");
        assert.deepEqual(found, wanted, `${text}: ${form}`);
      }
    }
  });
}
