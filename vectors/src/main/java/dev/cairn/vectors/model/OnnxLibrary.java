package dev.cairn.vectors.model;

import ai.onnxruntime.OrtEnvironment;
import dev.cairn.database.FileErrors;
import dev.cairn.index.parse.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native libraries of ONNX Runtime, unpacked once for each user: ONNX Runtime itself would
 * unpack them into the temporary folder at each start, and a process that is killed leaves them
 * there.
 *
 * <p>The published builds send telemetry to their maker, beginning with the machine's id and a
 * description of the process, unless an environment variable is set before they start (Privacy.md
 * in their jar). It is set here, in this process.
 */
final class OnnxLibrary {

    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";
    private static final List<String> NO_TELEMETRY =
            List.of("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED");

    private static final String PACKED = "ai/onnxruntime/native/";
    private static final String TEMPORARY_FOLDERS = "onnxruntime-java*";
    private static final Logger LOG = LoggerFactory.getLogger(OnnxLibrary.class);

    private OnnxLibrary() {}

    /**
     * Unpacks the libraries if they are not there yet, and turns their telemetry off.
     *
     * @throws ModelException if there are none for this system
     */
    static synchronized void prepare() {
        NO_TELEMETRY.forEach(OnnxLibrary::setVariable);
        if (System.getProperty(FOLDER_PROPERTY) != null) {
            return;
        }
        for (String name : List.of("onnxruntime", "onnxruntime4j_jni")) {
            String file = System.mapLibraryName(name);
            Path library = NativeLibraries.unpacked(file, packed(PACKED + system() + "/" + file));
            System.setProperty(FOLDER_PROPERTY, String.valueOf(library.getParent()));
        }
    }

    /**
     * Returns ONNX Runtime's environment, which is made when it is first asked for, from the
     * libraries of {@link #prepare}.
     *
     * <p>ONNX Runtime makes a temporary folder for libraries even if it has none to unpack, and
     * removes it at the end of the process; one that is killed would leave it. So it is removed at
     * once.
     */
    static synchronized OrtEnvironment environment() {
        Set<Path> others = temporaryFolders();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Set<Path> own = temporaryFolders();
        own.removeAll(others);
        own.forEach(OnnxLibrary::removeIfEmpty);
        return environment;
    }

    private static Set<Path> temporaryFolders() {
        Set<Path> found = new HashSet<>();
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(
                        Path.of(System.getProperty("java.io.tmpdir")), TEMPORARY_FOLDERS)) {
            folders.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("temporary folders of ONNX Runtime: {}", e.toString());
        }
        return found;
    }

    private static void removeIfEmpty(Path folder) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            LOG.debug("'{}' stays: {}", folder, e.toString());
        }
    }

    /** Java cannot change its own environment, which native code reads; setenv(3) can. */
    @SuppressWarnings("restricted")
    private static void setVariable(String name) {
        Linker linker = Linker.nativeLinker();
        MethodHandle set =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setenv"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed =
                    (int) set.invokeExact(arena.allocateFrom(name), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new ModelException(
                        "cannot turn the telemetry of ONNX Runtime off: setenv failed");
            }
        } catch (ModelException e) {
            throw e;
        } catch (Throwable e) {
            throw new ModelException("cannot turn the telemetry of ONNX Runtime off: " + e, e);
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
            throw new ModelException(
                    "cannot read '%s': %s".formatted(resource, FileErrors.reason(e)), e);
        }
    }

    private static String system() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        return (system.contains("mac") ? "osx" : "linux") + (arm ? "-aarch64" : "-x64");
    }
}
