/** What the keys do in the editor. */

import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import type { Command, Plugin } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import * as commands from "./commands.ts";
import { backFromNote, footnote } from "./notes.ts";
import { nodeType } from "./schema.ts";

/** What a key needs of the toolbar. */
export interface Asked {
  readonly link: Command;
  readonly leave: Command;
}

/** Return the keys, those of the base last. */
export function keys(asked: Asked): Plugin[] {
  return [keymap(ownKeys(asked)), keymap(baseKeymap)];
}

function ownKeys({ link, leave }: Asked): Record<string, Command> {
  return {
    "Mod-b": commands.emphasis("strong", ["b"]),
    "Mod-i": commands.emphasis("em", ["i"]),
    "Mod-u": commands.emphasis("u"),
    "Mod-Shift-x": commands.emphasis("s"),
    "Mod-e": commands.emphasis("code"),
    "Mod-.": commands.emphasis("sup"),
    "Mod-,": commands.emphasis("sub"),
    "Mod-k": link,
    "Mod-Alt-0": commands.paragraph,
    "Mod-Alt-2": commands.heading(2),
    "Mod-Alt-3": commands.heading(3),
    "Mod-Alt-4": commands.heading(4),
    "Mod-Alt-c": commands.code,
    "Mod-Alt-f": chainCommands(backFromNote, footnote),
    "Mod-Alt-t": commands.table,
    "Mod-Shift-7": commands.list("ol"),
    "Mod-Shift-8": commands.list("ul"),
    "Mod-Shift-9": commands.quotation,
    "Mod-[": commands.outdent,
    "Mod-]": commands.indent,
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    Enter: splitListItem(nodeType("li")),
    "Shift-Enter": commands.lineBreak,
    "Mod-Enter": exitCode,
    Backspace: undoInputRule,
    // Out of a list or a table Tab leaves the editor, as everywhere on the page.
    Tab: chainCommands(goToNextCell(1), commands.rowAtEnd, commands.indent),
    "Shift-Tab": chainCommands(goToNextCell(-1), commands.outdent),
    "Alt-F10": leave,
  };
}
