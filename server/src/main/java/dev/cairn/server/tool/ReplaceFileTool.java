package dev.cairn.server.tool;

import dev.cairn.index.edit.EditException;
import dev.cairn.index.edit.EditRequest;
import dev.cairn.index.edit.LineEdit;
import dev.cairn.index.edit.NewText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        return "Edits a file by one of: content; edits of line ranges (end = start - 1 inserts before"
                + " start); or, for the definition given, body, insert_after or rename (within"
                + " this file). Refused when the file's hash is not expected_hash, or the syntax"
                + " gets worse. With a message, commits this file only. Answers the new hash and"
                + " the edit id for undo.";
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
                .text("definition", "name, such as Client.close or close:120 (line)")
                .text("body", "its new body")
                .text("insert_after", "text to insert after it")
                .text("rename", "its new name")
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
        List<NewText> given = new ArrayList<>();
        arguments.text("content").map(NewText.Whole::new).ifPresent(given::add);
        if (!edits.isEmpty()) {
            given.add(new NewText.Lines(edits));
        }
        Optional<String> definition = arguments.text("definition");
        definition.ifPresent(name -> {
            arguments.text("body").map(body -> new NewText.Body(name, body)).ifPresent(given::add);
            arguments
                    .text("insert_after")
                    .map(text -> new NewText.After(name, text))
                    .ifPresent(given::add);
            arguments
                    .text("rename")
                    .map(newName -> new NewText.Rename(name, newName))
                    .ifPresent(given::add);
        });
        boolean nameMissing =
                definition.isEmpty()
                        && Stream.of("body", "insert_after", "rename")
                                .anyMatch(name -> arguments.text(name).isPresent());
        if (given.size() != 1 || nameMissing) {
            throw new ToolException(
                    "give one of content, edits, or a definition with body, insert_after or"
                            + " rename");
        }
        return given.getFirst();
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
