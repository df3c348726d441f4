/** The page as a whole: who has signed in, and which room is shown. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { SignedClient } from "../api/signed_client.ts";
import { ArticlePage } from "../article/article_page.tsx";
import { HistoryPage } from "../article/history_page.tsx";
import type { Facts } from "../facts.ts";
import { Session } from "../identity/session.ts";
import { comeBack } from "../identity/sign_in.ts";
import { logoutAddress } from "../identity/tokens.ts";
import { DraftStore } from "../keeping/draft_store.ts";
import { ListsPage } from "../lists/lists_page.tsx";
import { PicturesPage } from "../pictures/pictures_page.tsx";
import { direction, language, t } from "../texts/texts.ts";
import { WritingPage } from "../writing/writing_page.tsx";
import { type Desk, DeskContext, type Message } from "./desk.ts";
import { Frame } from "./frame.tsx";
import { Messages } from "./messages.tsx";
import { PatientClient } from "./patient_client.ts";
import { newHash, type Route, useRoute } from "./router.ts";
import { SignInAgain, useSigningInAgain } from "./sign_in_again.tsx";
import { SignInPage } from "./sign_in_page.tsx";
import "./shell.css";

const drafts = new DraftStore();

function page(route: Route) {
  switch (route.page) {
    case "list":
      return <ListsPage key={route.status} status={route.status} />;
    case "article":
      return <ArticlePage key={route.article} article={route.article} />;
    case "history":
      return <HistoryPage key={route.article} article={route.article} />;
    case "new":
      return route.kept === null ? (
        <NewArticle />
      ) : (
        <WritingPage key={route.kept} article={null} kept={route.kept} />
      );
    case "correct":
    case "change":
      return (
        <WritingPage
          key={`${route.page} ${route.article}`}
          article={route.article}
          mode={route.page}
        />
      );
    case "pictures":
      return <PicturesPage />;
    default:
      return <h1>{t("There is no such page.")}</h1>;
  }
}

/** Leads to the address of an article that nobody has begun yet. */
function NewArticle() {
  useEffect(() => location.replace(newHash(crypto.randomUUID())), []);
  return null;
}

/** Who has signed in, once that is known; "handed-over" in a window that only signs in. */
function useSession(facts: Facts) {
  const [session, setSession] = useState<Session | "handed-over" | null | undefined>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    comeBack(facts.desk).then(
      (came) => {
        if (came === "handed-over") setSession(came);
        else setSession(came ? new Session(facts.desk, came) : Session.kept(facts.desk));
      },
      () => {
        setFailed(true);
        setSession(null);
      },
    );
  }, [facts]);
  return { session, setSession, hasFailed };
}

export function App({ facts }: { readonly facts: Facts }) {
  const { session, setSession, hasFailed } = useSession(facts);
  const [, draw] = useState(0);
  const redraw = () => {
    document.documentElement.lang = language();
    document.documentElement.dir = direction();
    draw((count) => count + 1);
  };
  if (session === undefined) return <p class="waiting">{t("One moment …")}</p>;
  if (session === "handed-over") {
    return <HandedOver />;
  }
  if (session === null) {
    const wrong = hasFailed ? t("Signing in did not work. Try again.") : null;
    return <SignInPage facts={facts} wrong={wrong} onLanguage={redraw} />;
  }
  if (!session.hasRights) {
    const wrong = t("This account may do nothing at the desk yet. Ask whoever made it.");
    return <SignInPage facts={facts} wrong={wrong} onLanguage={redraw} />;
  }
  const signOut = async () => {
    await session.signOut().catch(() => undefined);
    // Managed login remembers, too: whoever is next at this machine is to be asked again.
    if (navigator.onLine) location.assign(logoutAddress(facts.desk));
    else setSession(null);
  };
  return <SignedIn facts={facts} session={session} onLanguage={redraw} onSignOut={signOut} />;
}

function HandedOver() {
  useEffect(() => close(), []);
  return <p class="waiting">{t("You have signed in. This window can be closed.")}</p>;
}

/** The last thing that the page says; it goes with what it is about, when another page comes. */
function useMessage() {
  const [message, say] = useState<Message | null>(null);
  useEffect(() => {
    const clear = () => say(null);
    addEventListener("hashchange", clear);
    return () => removeEventListener("hashchange", clear);
  }, []);
  return [message, say] as const;
}

function SignedIn({
  facts,
  session,
  onLanguage,
  onSignOut,
}: {
  readonly facts: Facts;
  readonly session: Session;
  readonly onLanguage: () => void;
  readonly onSignOut: () => void;
}) {
  const route = useRoute();
  const [message, say] = useMessage();
  const { isWaiting, signedIn, goOn } = useSigningInAgain();
  const desk = useMemo<Desk>(() => {
    const api = new PatientClient(new SignedClient(facts.desk, session), signedIn);
    return { facts, editor: session.editor, api, drafts, say };
  }, [facts, session, signedIn]);
  return (
    <DeskContext.Provider value={desk}>
      <Frame onLanguage={onLanguage} onSignOut={onSignOut}>
        <Messages message={message} onClose={() => say(null)} />
        {page(route)}
      </Frame>
      {isWaiting && <SignInAgain desk={facts.desk} session={session} onDone={goOn} />}
    </DeskContext.Provider>
  );
}
