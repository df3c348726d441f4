/** The page's texts in Arabic, by the English ones. */

import type { Catalogue } from "./texts.ts";

export const arabic: Catalogue = {
  Desk: "مكتب التحرير",
  // The frame and the lists
  "The desk": "مكتب التحرير",
  "Articles are written, scheduled and corrected here, by editors who have an account.":
    "هنا تُكتب المقالات وتُجدول وتُصحَّح، على يد محررين لهم حساب.",
  "Signing in did not work. Try again.": "تعذّر تسجيل الدخول. حاول مرة أخرى.",
  "Sign in": "تسجيل الدخول",
  Language: "اللغة",
  "One moment …": "لحظة من فضلك …",
  "There is no such page.": "لا توجد صفحة كهذه.",
  "You have signed in. This window can be closed.": "لقد سجّلت الدخول. يمكنك إغلاق هذه النافذة.",
  "Skip to the page": "انتقل إلى الصفحة",
  Articles: "المقالات",
  Pictures: "الصور",
  "New article": "مقال جديد",
  "Sign out": "تسجيل الخروج",
  "There is no network. What you type is kept on this machine, and nothing is sent.":
    "لا توجد شبكة. ما تكتبه يُحفظ على هذا الجهاز، ولا يُرسل شيء.",
  "Go to the articles": "إلى المقالات",
  "Go to a list: scheduled, held, withdrawn": "إلى قائمة: المجدولة، المعلّقة، المسحوبة",
  "Go to the pictures": "إلى الصور",
  "Begin an article": "ابدأ مقالًا",
  "Show what keys do": "أظهر وظائف المفاتيح",
  Keys: "المفاتيح",
  "What keys do": "وظائف المفاتيح",
  Close: "إغلاق",
  "Your session has ended": "انتهت جلستك",
  "Sign in again in the window that opens. Nothing that you have typed is lost.":
    "سجّل الدخول من جديد في النافذة التي تُفتح. لن يضيع شيء مما كتبته.",
  "That did not work. Try again.": "لم ينجح ذلك. حاول مرة أخرى.",
  "Sign in again": "سجّل الدخول من جديد",
  "{day}, {time} in {city}, {distance}": "{day}، {time} في {city}، {distance}",
  Published: "المنشورة",
  Scheduled: "المجدولة",
  Held: "المعلّقة",
  Withdrawn: "المسحوبة",
  Lists: "القوائم",
  "Nothing is here.": "لا شيء هنا.",
  "The list could not be read.": "تعذّرت قراءة القائمة.",
  "Try again": "حاول مرة أخرى",
  "Show more": "أظهر المزيد",
  "saved {distance}": "حُفظ {distance}",
  "Readers do not see what was saved": "القرّاء لا يرون ما حُفظ",
  "This browser keeps nothing: what you type is lost if it ends. Save often.":
    "هذا المتصفح لا يحفظ شيئًا: ما تكتبه يضيع إذا أُغلق. احفظ كثيرًا.",
  "Not sent yet": "لم يُرسل بعد",
  "Without a headline": "بلا عنوان",
  "kept on this machine {distance}": "حُفظ على هذا الجهاز {distance}",
  "Throw away": "تخلّص منه",
};
