/** Pictures on their way: from the file to one that an article may show. */

import { useEffect, useRef, useState } from "preact/hooks";
import { ProblemAnswer, SessionEnded } from "../api/client.ts";
import type { Picture } from "../api/documents.ts";
import {
  announcePicture,
  LARGEST_PICTURE,
  readPicture,
  typeOf,
  uploadPicture,
  worked,
} from "../api/pictures.ts";
import { useDesk } from "../shell/desk.ts";
import { t } from "../texts/texts.ts";

/** A file on its way. */
export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly stage: "beginning" | "sending" | "working" | "failed";
  /** What part of it is sent, from 0 to 1. */
  readonly part: number;
  /** Why it did not arrive. */
  readonly trouble: string;
  readonly onReady: (picture: Picture) => void;
}

/** Pictures of a draft, as far as they are known. */
export interface Pictures {
  readonly uploads: readonly Upload[];
  readonly known: ReadonlyMap<string, Picture>;
  /** Addresses to show them by, by their ids. */
  readonly previews: ReadonlyMap<string, string>;
  /** Take files; each that is ready is handed over. */
  take(files: readonly File[], onReady: (picture: Picture) => void): void;
  again(upload: Upload): void;
  dismiss(upload: Upload): void;
}

/** Work with the pictures of a draft, which shows those with some ids. */
export function usePictures(ids: readonly string[]): Pictures {
  const { api } = useDesk();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [known, setKnown] = useState<ReadonlyMap<string, Picture>>(new Map());
  const [files, setFiles] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Set<string>());
  const learn = (picture: Picture) =>
    setKnown((before) => new Map([...before, [picture.id, picture]]));
  const change = (key: string, to: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...to } : each)));
  const dismiss = ({ key }: Upload) => setUploads((all) => all.filter((each) => each.key !== key));
  useEffect(() => {
    for (const id of ids) {
      if (asked.current.has(id)) continue;
      asked.current.add(id);
      readPicture(api, id).then(
        ({ document }) => learn(document),
        () => asked.current.delete(id),
      );
    }
  }, [ids.join()]);
  const run = async (upload: Upload) => {
    try {
      const picture = await arrive(upload, (to) => change(upload.key, to));
      asked.current.add(picture.id);
      learn(picture);
      const address = URL.createObjectURL(upload.file);
      setFiles((before) => new Map([...before, [picture.id, address]]));
      dismiss(upload);
      upload.onReady(picture);
    } catch (problem) {
      change(upload.key, { stage: "failed", trouble: troubleOf(problem) });
    }
  };
  const arrive = async (upload: Upload, onChange: (to: Partial<Upload>) => void) => {
    const type = typeOf(upload.file);
    if (type === null)
      throw new Refusal(t("The paper takes JPEG, PNG, WebP, AVIF, GIF, TIFF and HEIC."));
    if (upload.file.size > LARGEST_PICTURE) throw new Refusal(t("The file is larger than 40 MB."));
    const announced = await announcePicture(api, upload.file, type);
    if (announced.upload) {
      onChange({ stage: "sending", part: 0 });
      await uploadPicture(announced.upload, upload.file, (part) => onChange({ part }));
    }
    onChange({ stage: "working", part: 1 });
    const picture = await worked(api, announced.id);
    if (picture.status !== "ready") throw new Refusal(picture.reason ?? t("It is taken down."));
    return picture;
  };
  return {
    uploads,
    known,
    previews: new Map([...files, ...addresses(known)]),
    take(taken, onReady) {
      for (const file of taken) {
        const key = crypto.randomUUID();
        const upload: Upload = { key, file, stage: "beginning", part: 0, trouble: "", onReady };
        setUploads((all) => [...all, upload]);
        void run(upload);
      }
    },
    again(upload) {
      change(upload.key, { stage: "beginning", trouble: "", part: 0 });
      void run(upload);
    },
    dismiss,
  };
}

class Refusal extends Error {}

function troubleOf(problem: unknown): string {
  if (problem instanceof Refusal || problem instanceof ProblemAnswer) return problem.message;
  if (problem instanceof SessionEnded) return t("You have to sign in again.");
  return t("Nothing answers, or not in time.");
}

function addresses(known: ReadonlyMap<string, Picture>): [string, string][] {
  return [...known.values()].flatMap(({ id, preview }) =>
    preview ? [[id, preview] as [string, string]] : [],
  );
}
