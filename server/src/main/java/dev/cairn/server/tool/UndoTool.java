package dev.cairn.server.tool;

/** Undoes one edit. */
final class UndoTool implements Tool {

    private final IndexPool index;

    UndoTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "undo";
    }

    @Override
    public String description() {
        return "Undoes an edit of replace_file: brings back the file, its rows, and reverts its"
                + " commit. Refused when the file changed since.";
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration().required("edit_id", "");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        String id = arguments.requiredText("edit_id");
        return Editing.answer(index, call, editor -> editor.undo(id));
    }
}
