package dev.cairn.web.page;

import dev.cairn.database.DatabaseException;
import dev.cairn.index.search.query.QuerySyntaxException;
import dev.cairn.server.output.DamagedIndex;
import dev.cairn.server.tool.Cancellation;
import dev.cairn.server.tool.ToolException;
import dev.cairn.web.http.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the page that a request asks for, within bounds of size and time. */
public final class PageHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);

    private static final int MOST_FIELDS = 32;
    private static final int MOST_FORM_BYTES = 64 << 10;
    private static final long LONGEST_SECONDS = 20;
    private static final int LEAST_COMPRESSED_BYTES = 1_400;

    private final Pages pages;
    private final Session session;

    /** Makes a handler. */
    public PageHandler(Pages pages, Session session) {
        this.pages = pages;
        this.session = session;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Cancellation cancellation = new Cancellation();
        request.addFailureListener(_ -> cancellation.cancel());
        Scheduler.Task limit =
                request.getComponents()
                        .getScheduler()
                        .schedule(cancellation::cancel, LONGEST_SECONDS, TimeUnit.SECONDS);
        Reply reply;
        try {
            reply = reply(request, cancellation);
        } finally {
            limit.cancel();
        }
        send(reply, request, response, callback);
        return true;
    }

    private Reply reply(Request request, Cancellation cancellation) {
        boolean loggedIn = session.isIn(request);
        try {
            PageRequest asked = asked(request, loggedIn, cancellation);
            return pages.reply(asked);
        } catch (PageException e) {
            return pages.failure(e.status(), e.text(), loggedIn);
        } catch (QuerySyntaxException | IllegalArgumentException e) {
            return pages.failure(400, String.valueOf(e.getMessage()), loggedIn);
        } catch (ToolException e) {
            return pages.failure(503, String.valueOf(e.getMessage()), loggedIn);
        } catch (DatabaseException e) {
            return cancellation.isCancelled()
                    ? pages.failure(
                            503,
                            "the answer took longer than %d s; ask for less"
                                    .formatted(LONGEST_SECONDS),
                            loggedIn)
                    : failed(request, e, loggedIn);
        } catch (RuntimeException e) {
            return failed(request, e, loggedIn);
        }
    }

    private Reply failed(Request request, RuntimeException error, boolean loggedIn) {
        LOG.error("page '{}' failed", Request.getPathInContext(request), error);
        return pages.failure(
                500,
                error instanceof DatabaseException damaged
                        ? DamagedIndex.message(damaged)
                        : "an internal error; the log of the server has more",
                loggedIn);
    }

    private PageRequest asked(Request request, boolean loggedIn, Cancellation cancellation) {
        boolean posted = request.getMethod().equals("POST");
        if (!posted && !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw PageException.invalid("pages answer GET, HEAD and POST");
        }
        Fields fields = fields(request, posted);
        Map<String, String> parameters = new HashMap<>();
        fields.forEach(field -> parameters.put(field.getName(), field.getValue()));
        return new PageRequest(
                Request.getPathInContext(request),
                parameters,
                posted,
                loggedIn,
                session.formSecret(),
                cancellation);
    }

    private static Fields fields(Request request, boolean posted) {
        try {
            return posted
                    ? FormFields.getFields(request, MOST_FIELDS, MOST_FORM_BYTES)
                    : Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            // What the library throws for each is its own affair and not for the log.
            LOG.debug("a request has fields that cannot be read", e);
            throw PageException.invalid(
                    "the fields of the request are not valid UTF-8, or more than %d"
                            .formatted(MOST_FIELDS));
        }
    }

    private void send(Reply reply, Request request, Response response, Callback callback) {
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (reply.beginsSession()) {
            session.begin(request, response);
        }
        byte[] body = reply.body();
        String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        if (body.length >= LEAST_COMPRESSED_BYTES
                && accepted != null
                && accepted.contains("gzip")) {
            body = compressed(body);
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        if (request.getMethod().equals("HEAD")) {
            callback.succeeded();
        } else {
            response.write(true, ByteBuffer.wrap(body), callback);
        }
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream out = new FastGzip(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compress a page", e);
        }
        return bytes.toByteArray();
    }

    /** The time of the processor matters more than the last bytes on the way within a machine. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
