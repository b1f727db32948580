package dev.cairn.server.tool;

import dev.cairn.index.edit.EditException;
import dev.cairn.index.edit.EditRequest;
import dev.cairn.index.edit.LineEdit;
import dev.cairn.index.edit.NewText;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Edits one file: its text, its rows in the index and, if asked for, git change together. */
final class ReplaceFileTool implements Tool {

    private final IndexPool index;

    ReplaceFileTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "replace_file";
    }

    @Override
    public String description() {
        return "Edits a file: a whole new content, or new text for line ranges (end = start - 1"
                + " inserts before start). Refused when the file's hash is not expected_hash, or"
                + " the syntax gets worse. With a message, commits this file only. Answers the new"
                + " hash and the edit id for undo.";
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public ToolArguments.Declaration arguments() {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("start", Map.of("type", "integer"));
        range.put("end", Map.of("type", "integer"));
        range.put("text", Map.of("type", "string"));
        return new ToolArguments.Declaration()
                .required("path", "")
                .required("expected_hash", "SHA-256 from symbol; 'absent' for a new file")
                .text("content", "the whole new content")
                .objects("edits", range, "lines of the old content, from 1")
                .text("message", "commit message")
                .flag("allow_errors", "accept worse syntax");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        try {
            EditRequest request =
                    new EditRequest(
                            arguments.requiredText("path"),
                            arguments.requiredText("expected_hash"),
                            text(arguments),
                            arguments.flag("allow_errors"),
                            arguments.text("message"));
            return Editing.answer(index, call, editor -> editor.edit(request));
        } catch (EditException e) {
            throw new ToolException(String.valueOf(e.getMessage()), e);
        }
    }

    private static NewText text(ToolArguments arguments) {
        List<LineEdit> edits =
                arguments.objects("edits").stream().map(ReplaceFileTool::edit).toList();
        boolean whole = arguments.text("content").isPresent();
        if (whole == !edits.isEmpty()) {
            throw new ToolException("give either content or edits");
        }
        return whole
                ? new NewText.Whole(arguments.requiredText("content"))
                : new NewText.Lines(edits);
    }

    private static LineEdit edit(Map<?, ?> edit) {
        if (edit.size() == 3
                && edit.get("start") instanceof Integer start
                && edit.get("end") instanceof Integer end
                && edit.get("text") instanceof String text) {
            return new LineEdit(start, end, text);
        }
        throw new ToolException("each edit needs start and end as whole numbers, and a text");
    }
}
