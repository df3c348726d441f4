/** The page's texts in Turkish, by the English ones. */

import type { Catalogue } from "./texts.ts";

export const turkish: Catalogue = {
  Desk: "Yazı işleri",
  // The frame and the lists
  "The desk": "Yazı işleri",
  "Articles are written, scheduled and corrected here, by editors who have an account.":
    "Makaleler burada, hesabı olan editörlerce yazılır, zamanlanır ve düzeltilir.",
  "Signing in did not work. Try again.": "Giriş yapılamadı. Yeniden deneyin.",
  "Sign in": "Giriş yap",
  Language: "Dil",
  "One moment …": "Bir saniye …",
  "There is no such page.": "Böyle bir sayfa yok.",
  "You have signed in. This window can be closed.":
    "Giriş yaptınız. Bu pencereyi kapatabilirsiniz.",
  "Skip to the page": "Sayfaya geç",
  Articles: "Makaleler",
  Pictures: "Fotoğraflar",
  "New article": "Yeni makale",
  "Sign out": "Çıkış yap",
  "There is no network. What you type is kept on this machine, and nothing is sent.":
    "Ağ bağlantısı yok. Yazdıklarınız bu bilgisayarda saklanır, hiçbir şey gönderilmez.",
  "Go to the articles": "Makalelere git",
  "Go to a list: scheduled, held, withdrawn":
    "Bir listeye git: zamanlanmış, bekleyen, geri çekilmiş",
  "Go to the pictures": "Fotoğraflara git",
  "Begin an article": "Makaleye başla",
  "Show what keys do": "Tuşların ne yaptığını göster",
  Keys: "Tuşlar",
  "What keys do": "Tuşlar ne yapar",
  Close: "Kapat",
  "Your session has ended": "Oturumunuz sona erdi",
  "Sign in again in the window that opens. Nothing that you have typed is lost.":
    "Açılan pencerede yeniden giriş yapın. Yazdığınız hiçbir şey kaybolmaz.",
  "That did not work. Try again.": "Olmadı. Yeniden deneyin.",
  "Sign in again": "Yeniden giriş yap",
  "{day}, {time} in {city}, {distance}": "{day}, {city} saatiyle {time}, {distance}",
  Published: "Yayımlanan",
  Scheduled: "Zamanlanmış",
  Held: "Bekleyen",
  Withdrawn: "Geri çekilen",
  Lists: "Listeler",
  "Nothing is here.": "Burada bir şey yok.",
  "The list could not be read.": "Liste okunamadı.",
  "Try again": "Yeniden dene",
  "Show more": "Daha fazla",
  "saved {distance}": "{distance} kaydedildi",
  "Readers do not see what was saved": "Okurlar kaydedileni görmüyor",
  "This browser keeps nothing: what you type is lost if it ends. Save often.":
    "Bu tarayıcı hiçbir şey saklamıyor: kapanırsa yazdıklarınız kaybolur. Sık sık kaydedin.",
  "Not sent yet": "Henüz gönderilmedi",
  "Without a headline": "Başlıksız",
  "kept on this machine {distance}": "{distance} bu bilgisayarda saklandı",
  "Throw away": "At",
};
