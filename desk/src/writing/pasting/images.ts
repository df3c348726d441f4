/** Pictures of a paste. */

import { placedPicture } from "../body/allowed.ts";
import { isHidden, styleOf } from "./styles.ts";

const MAX_PIXEL = 3;

/** What a paste brings of pictures. */
export interface PastedPictures {
  /** Those that came with it. */
  readonly files: readonly File[];
  /** How many it only names: no page may fetch them for the article. */
  readonly leftOut: number;
}

/** Whether an image shows nothing, and only tells somebody that it was seen. */
export function isPixel(image: Element): boolean {
  const style = styleOf(image);
  const sides = ["width", "height"].map((name) => style.get(name) || image.getAttribute(name));
  const isSmall = sides.some((side) => side && Number.parseFloat(side) <= MAX_PIXEL);
  return isSmall || isHidden(image);
}

/** Sort the pictures of a paste into those that are there and those that are not. */
export function readPictures(body: Element): PastedPictures {
  const files: File[] = [];
  let leftOut = 0;
  for (const image of body.querySelectorAll("img")) {
    if (isPixel(image) || placedPicture(image) !== null || isSign(image)) continue;
    const file = fileOf(image.getAttribute("src") ?? "", files.length + 1);
    if (file) files.push(file);
    else leftOut += 1;
  }
  return { files, leftOut };
}

/** Whether an image stands for a sign of its text, such as a smiley. */
export function isSign(image: Element): boolean {
  const alt = image.getAttribute("alt") ?? "";
  return alt.trim() !== "" && !/[\p{L}\p{N}]/u.test(alt);
}

function fileOf(source: string, number: number): File | null {
  const found = /^data:(image\/(png|jpeg|gif|webp|avif));base64,([\w+/=\s]+)$/i.exec(source);
  if (!found?.[1] || !found[3]) return null;
  const bytes = Uint8Array.from(atob(found[3].replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
  return new File([bytes], `picture-${number}.${found[2]?.replace("jpeg", "jpg")}`, {
    type: found[1],
  });
}

/** What stands in the text for a picture that is not there: what was said of it. */
export function saidOf(image: Element): string {
  const source = image.getAttribute("src") ?? "";
  const alt = (image.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim();
  if (isPixel(image) || alt === "") return "";
  if (isSign(image)) return alt;
  return fileOf(source, 1) ? "" : `[${alt}]`;
}
