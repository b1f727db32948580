package dev.cairn.index.edit;

/** The rows of the index for one file. Called inside a write transaction of the editor's driver. */
public interface FileRows {

    /** Replaces the rows of a file by those of the content that is on disk under its name. */
    void bringUpToDate(String path);
}
