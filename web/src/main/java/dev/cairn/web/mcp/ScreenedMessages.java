package dev.cairn.web.mcp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lets only messages of the protocol through to the library, and no trace of it to the client. */
final class ScreenedMessages extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int ERRORS = 400;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest screened = request;
        if (request.getMethod().equals("POST")) {
            byte[] body = request.getInputStream().readAllBytes();
            Optional<McpMessage.Refusal> refusal = McpMessage.refusal(body);
            if (refusal.isPresent()) {
                int status = refusal.get().id() == null ? ERRORS : HttpServletResponse.SC_OK;
                write(response, status, refusal.get().answer());
                return;
            }
            screened = new Replayed(request, body);
        }
        Captured captured = new Captured(response);
        chain.doFilter(screened, captured);
        StringWriter error = captured.error;
        if (error != null) {
            write(response, captured.getStatus(), plain(error.toString()));
        }
    }

    private static void write(HttpServletResponse response, int status, byte[] answer)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    /** The library writes its whole exception; the code and the sentence are for the client. */
    private static byte[] plain(String error) {
        try {
            JsonNode inner = JsonMapper.shared().readTree(error).path("jsonRpcError");
            return McpMessage.error(
                    null,
                    inner.path("code").asInt(McpMessage.NOT_A_MESSAGE),
                    inner.path("message").asString("the request is refused"));
        } catch (JacksonException _) {
            return McpMessage.error(null, McpMessage.NOT_A_MESSAGE, "the request is refused");
        }
    }

    /** A response whose text is kept back if it is an error. */
    private static final class Captured extends HttpServletResponseWrapper {

        private @Nullable StringWriter error;

        Captured(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            if (getStatus() < ERRORS) {
                return super.getWriter();
            }
            StringWriter text = error == null ? new StringWriter() : error;
            error = text;
            return new PrintWriter(text);
        }
    }

    /** A request whose body was read already. */
    private static final class Replayed extends HttpServletRequestWrapper {

        private final byte[] body;

        Replayed(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReplayedBody(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class ReplayedBody extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        ReplayedBody(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is here already");
        }
    }
}
