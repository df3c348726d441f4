/** The page's texts in Greek, by the English ones. */

import type { Catalogue } from "./texts.ts";

export const greek: Catalogue = {
  Desk: "Σύνταξη",
  // The frame and the lists
  "The desk": "Η σύνταξη",
  "Articles are written, scheduled and corrected here, by editors who have an account.":
    "Εδώ γράφονται, προγραμματίζονται και διορθώνονται άρθρα, από συντάκτες που έχουν λογαριασμό.",
  "Signing in did not work. Try again.": "Η σύνδεση απέτυχε. Δοκιμάστε ξανά.",
  "Sign in": "Σύνδεση",
  Language: "Γλώσσα",
  "One moment …": "Μια στιγμή …",
  "There is no such page.": "Δεν υπάρχει τέτοια σελίδα.",
  "You have signed in. This window can be closed.":
    "Συνδεθήκατε. Μπορείτε να κλείσετε αυτό το παράθυρο.",
  "Skip to the page": "Μετάβαση στη σελίδα",
  Articles: "Άρθρα",
  Pictures: "Φωτογραφίες",
  "New article": "Νέο άρθρο",
  "Sign out": "Αποσύνδεση",
  "There is no network. What you type is kept on this machine, and nothing is sent.":
    "Δεν υπάρχει δίκτυο. Ό,τι γράφετε κρατιέται σε αυτόν τον υπολογιστή και δεν στέλνεται τίποτα.",
  "Go to the articles": "Στα άρθρα",
  "Go to a list: scheduled, held, withdrawn":
    "Σε μια λίστα: προγραμματισμένα, σε αναμονή, αποσυρμένα",
  "Go to the pictures": "Στις φωτογραφίες",
  "Begin an article": "Νέο άρθρο",
  "Show what keys do": "Τι κάνουν τα πλήκτρα",
  Keys: "Πλήκτρα",
  "What keys do": "Τι κάνουν τα πλήκτρα",
  Close: "Κλείσιμο",
  "Your session has ended": "Η σύνδεσή σας έληξε",
  "Sign in again in the window that opens. Nothing that you have typed is lost.":
    "Συνδεθείτε ξανά στο παράθυρο που ανοίγει. Τίποτα από όσα γράψατε δεν χάνεται.",
  "That did not work. Try again.": "Δεν έγινε. Δοκιμάστε ξανά.",
  "Sign in again": "Σύνδεση ξανά",
  "{day}, {time} in {city}, {distance}": "{day}, {time} στη {city}, {distance}",
  Published: "Δημοσιευμένα",
  Scheduled: "Προγραμματισμένα",
  Held: "Σε αναμονή",
  Withdrawn: "Αποσυρμένα",
  Lists: "Λίστες",
  "Nothing is here.": "Δεν υπάρχει τίποτα εδώ.",
  "The list could not be read.": "Η λίστα δεν μπόρεσε να διαβαστεί.",
  "Try again": "Δοκιμή ξανά",
  "Show more": "Περισσότερα",
  "saved {distance}": "αποθηκεύτηκε {distance}",
  "Readers do not see what was saved": "Οι αναγνώστες δεν βλέπουν ό,τι αποθηκεύτηκε",
  "This browser keeps nothing: what you type is lost if it ends. Save often.":
    "Αυτός ο φυλλομετρητής δεν κρατά τίποτα: ό,τι γράφετε χάνεται αν κλείσει. Αποθηκεύετε συχνά.",
  "Not sent yet": "Δεν έχουν σταλεί ακόμη",
  "Without a headline": "Χωρίς τίτλο",
  "kept on this machine {distance}": "κρατήθηκε σε αυτόν τον υπολογιστή {distance}",
  "Throw away": "Απόρριψη",
};
