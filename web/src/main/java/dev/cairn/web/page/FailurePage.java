package dev.cairn.web.page;

import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.tool.Cancellation;
import java.util.Map;

/** The page that says why another one could not be made. */
final class FailurePage {

    private FailurePage() {}

    static Html of(int status, String message, boolean loggedIn) {
        PageRequest request =
                new PageRequest("", Map.of(), false, loggedIn, "", new Cancellation());
        String title =
                switch (status) {
                    case 404 -> "Not found";
                    case 403 -> "Not allowed";
                    case 503 -> "Too busy";
                    case 500 -> "Something failed";
                    default -> "That did not work";
                };
        return Layout.of(title, request).page(Element.of("h1").add(title), Layout.problem(message));
    }
}
