package dev.cairn.vectors.model;

import dev.cairn.index.parse.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The native libraries of ONNX Runtime, unpacked once for each user: ONNX Runtime itself would
 * unpack them into the temporary folder at each start, and a process that is killed leaves them
 * there.
 */
final class OnnxLibrary {

    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";
    private static final String PACKED = "ai/onnxruntime/native/";

    private OnnxLibrary() {}

    /**
     * Unpacks the libraries if they are not there yet.
     *
     * @throws ModelException if there are none for this system
     */
    static synchronized void prepare() {
        if (System.getProperty(FOLDER_PROPERTY) != null) {
            return;
        }
        for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
            String file = System.mapLibraryName(name);
            Path library = NativeLibraries.unpacked(file, packed(PACKED + system() + "/" + file));
            System.setProperty(FOLDER_PROPERTY, String.valueOf(library.getParent()));
        }
    }

    private static byte[] packed(String resource) {
        try (InputStream in = OnnxLibrary.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelException(
                        "ONNX Runtime has no library for this system ('%s'); set workers.vectorization.remote to use a service"
                                .formatted(resource));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelException("cannot read '%s': %s".formatted(resource, e), e);
        }
    }

    private static String system() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        return (system.contains("mac") ? "osx" : "linux") + (arm ? "-aarch64" : "-x64");
    }
}
