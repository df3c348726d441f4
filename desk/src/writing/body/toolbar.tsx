/** The tools above the text: one stop of Tab, the arrows go from one to the next. */

import { useRef, useState } from "preact/hooks";
import { redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import type { Command, EditorState } from "prosemirror-state";
import * as tables from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { language, t } from "../../texts/texts.ts";
import * as commands from "./commands.ts";
import { footnote } from "./notes.ts";

interface Tool {
  readonly name: string;
  readonly sign: string;
  readonly keys?: string;
  readonly command: Command;
  readonly isOn?: (state: EditorState) => boolean;
}

/** What the tools work on. */
export interface ToolbarProps {
  readonly view: EditorView;
  readonly onLink: () => void;
  readonly onPicture: () => void;
  /** The id of the element that is worked on. */
  readonly controls: string;
}

function phrases(): readonly Tool[] {
  const marked =
    (...names: readonly string[]) =>
    (state: EditorState) =>
      names.some((name) => commands.isMarked(state, name));
  return [
    {
      name: t("Bold"),
      sign: "B",
      keys: "Mod+B",
      command: commands.emphasis("strong", ["b"]),
      isOn: marked("strong", "b"),
    },
    {
      name: t("Italic"),
      sign: "I",
      keys: "Mod+I",
      command: commands.emphasis("em", ["i"]),
      isOn: marked("em", "i"),
    },
    {
      name: t("Struck out"),
      sign: "S",
      keys: "Mod+Shift+X",
      command: commands.emphasis("s"),
      isOn: marked("s"),
    },
    {
      name: t("Raised"),
      sign: "x²",
      keys: "Mod+.",
      command: commands.emphasis("sup"),
      isOn: marked("sup"),
    },
    {
      name: t("Lowered"),
      sign: "x₂",
      keys: "Mod+,",
      command: commands.emphasis("sub"),
      isOn: marked("sub"),
    },
  ];
}

function blocks(): readonly Tool[] {
  const within = (name: string) => (state: EditorState) => commands.depthOf(state, name) > 0;
  const heading = (level: number, name: string): Tool => ({
    name,
    sign: `H${level}`,
    keys: `Mod+Alt+${level}`,
    command: commands.heading(level),
    isOn: (state) => commands.isHeading(state, level),
  });
  return [
    heading(2, t("Heading")),
    heading(3, t("Heading below it")),
    heading(4, t("Smallest heading")),
    {
      name: t("List"),
      sign: "•",
      keys: "Mod+Shift+8",
      command: commands.list("ul"),
      isOn: within("ul"),
    },
    {
      name: t("Numbered list"),
      sign: "1.",
      keys: "Mod+Shift+7",
      command: commands.list("ol"),
      isOn: within("ol"),
    },
    {
      name: t("Quotation"),
      sign: "“",
      keys: "Mod+Shift+9",
      command: commands.quotation,
      isOn: within("blockquote"),
    },
    {
      name: t("Code"),
      sign: "{}",
      keys: "Mod+Alt+C",
      command: commands.code,
      isOn: within("pre"),
    },
    { name: t("Rule between parts"), sign: "―", command: commands.rule },
  ];
}

function insertions({ onLink, onPicture }: ToolbarProps): readonly Tool[] {
  const asked =
    (ask: () => void): Command =>
    (_state, dispatch) => {
      if (dispatch) ask();
      return true;
    };
  return [
    {
      name: t("Link"),
      sign: "↗",
      keys: "Mod+K",
      command: asked(onLink),
      isOn: (state) => commands.isMarked(state, "a"),
    },
    { name: t("Picture"), sign: "▣", command: asked(onPicture) },
    { name: t("Footnote"), sign: "¹", keys: "Mod+Alt+F", command: footnote },
    { name: t("Table"), sign: "▦", keys: "Mod+Alt+T", command: commands.table },
  ];
}

function tableTools(state: EditorState): readonly Tool[] {
  if (!tables.isInTable(state)) return [];
  return [
    { name: t("Row above"), sign: "↥", command: tables.addRowBefore },
    { name: t("Row below"), sign: "↧", command: tables.addRowAfter },
    { name: t("Column before"), sign: "⇤", command: tables.addColumnBefore },
    { name: t("Column after"), sign: "⇥", command: tables.addColumnAfter },
    { name: t("Header cells"), sign: "Th", command: tables.toggleHeaderCell },
    { name: t("Join cells"), sign: "⊞", command: tables.mergeCells },
    { name: t("Part cells"), sign: "⊟", command: tables.splitCell },
    { name: t("Caption of the table"), sign: "Aa", command: commands.caption },
    { name: t("Delete row"), sign: "−↔", command: tables.deleteRow },
    { name: t("Delete column"), sign: "−↕", command: tables.deleteColumn },
    { name: t("Delete table"), sign: "×▦", command: tables.deleteTable },
  ];
}

function history(): readonly Tool[] {
  return [
    { name: t("Undo"), sign: "↶", keys: "Mod+Z", command: undo, isOn: never(undoDepth) },
    { name: t("Redo"), sign: "↷", keys: "Mod+Y", command: redo, isOn: never(redoDepth) },
  ];
}

function never(_depth: (state: EditorState) => number): () => boolean {
  return () => false;
}

const IS_MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

function keysOf(tool: Tool): string {
  return (tool.keys ?? "")
    .replace("Mod", IS_MAC ? "⌘" : "Ctrl")
    .replace("Alt", IS_MAC ? "⌥" : "Alt");
}

/** Show the tools, each pressed or not by where the cursor is. */
export function Toolbar(props: ToolbarProps) {
  const { view, controls } = props;
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const state = view.state;
  const groups = [phrases(), blocks(), insertions(props), tableTools(state), history()];
  const count = groups.flat().length;
  const stop = Math.min(current, count - 1);
  const move = (event: KeyboardEvent) => {
    const index = nextTool(event, stop, count, bar.current);
    if (event.key === "Escape") view.focus();
    if (index === null) return;
    event.preventDefault();
    setCurrent(index);
    bar.current?.querySelectorAll("button")[index]?.focus();
  };
  let index = -1;
  return (
    <div
      ref={bar}
      class="tools"
      role="toolbar"
      tabIndex={-1}
      aria-label={t("Tools for the text")}
      aria-controls={controls}
      onKeyDown={move}
      lang={language()}
    >
      {groups.map((group, number) => (
        <div class="tool-group" key={number}>
          {group.map((tool) => {
            index += 1;
            const own = index;
            return (
              <ToolButton
                key={tool.name}
                tool={tool}
                view={view}
                isStop={own === stop}
                onFocus={() => setCurrent(own)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

function nextTool(
  event: KeyboardEvent,
  stop: number,
  count: number,
  bar: HTMLElement | null,
): number | null {
  const isRightToLeft = bar !== null && getComputedStyle(bar).direction === "rtl";
  const forward = isRightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = isRightToLeft ? "ArrowRight" : "ArrowLeft";
  if (event.key === forward) return (stop + 1) % count;
  if (event.key === back) return (stop + count - 1) % count;
  if (event.key === "Home") return 0;
  return event.key === "End" ? count - 1 : null;
}

interface ToolButtonProps {
  readonly tool: Tool;
  readonly view: EditorView;
  readonly isStop: boolean;
  onFocus(): void;
}

function ToolButton({ tool, view, isStop, onFocus }: ToolButtonProps) {
  const shownKeys = keysOf(tool);
  const isToggle = tool.isOn !== undefined && tool.command !== undo && tool.command !== redo;
  const press = () => {
    if (!tool.command(view.state)) return;
    tool.command(view.state, view.dispatch, view);
    if (tool.sign !== "↗" && tool.sign !== "▣") view.focus();
  };
  return (
    <button
      type="button"
      class="tool"
      tabIndex={isStop ? 0 : -1}
      aria-label={tool.name}
      title={shownKeys ? `${tool.name} (${shownKeys})` : tool.name}
      {...(isToggle ? { "aria-pressed": tool.isOn?.(view.state) ?? false } : {})}
      aria-disabled={!tool.command(view.state)}
      onMouseDown={(event) => event.preventDefault()}
      onFocus={onFocus}
      onClick={press}
    >
      <span aria-hidden="true">{tool.sign}</span>
    </button>
  );
}
