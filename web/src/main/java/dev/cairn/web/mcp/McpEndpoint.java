package dev.cairn.web.mcp;

import dev.cairn.server.process.DoorContext;
import dev.cairn.web.http.HttpEndpoint;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;

/**
 * The tools for agents over HTTP: the Streamable HTTP transport of the Model Context Protocol at
 * {@value #PATH}. Of a server that follows several folders, {@value #PATH} is the first, and {@code
 * /mcp/NAME} each of them by the name of its folder.
 */
public final class McpEndpoint implements HttpEndpoint {

    /** Where clients connect. */
    public static final String PATH = "/mcp";

    /** A file of the largest size that is edited, as JSON text, and what is around it. */
    private static final long MOST_BODY_BYTES = 40L << 20;

    /** Makes the endpoint; found by {@link java.util.ServiceLoader}. */
    public McpEndpoint() {}

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public long mostBodyBytes() {
        return MOST_BODY_BYTES;
    }

    @Override
    public Handler open(DoorContext context) {
        List<ProjectEndpoint> projects = new ArrayList<>();
        ServletContextHandler servlets =
                new ServletContextHandler() {
                    @Override
                    protected void doStop() throws Exception {
                        projects.forEach(ProjectEndpoint::close);
                        super.doStop();
                    }
                };
        servlets.setContextPath("/");
        FilterHolder screen = new FilterHolder(new ScreenedMessages());
        screen.setAsyncSupported(true);
        servlets.addFilter(screen, "/*", EnumSet.of(DispatcherType.REQUEST));
        Set<String> names = new HashSet<>();
        for (Path folder : context.settings().folders()) {
            if (names.isEmpty()) {
                projects.add(mount(servlets, context, folder, PATH));
            }
            String name = String.valueOf(folder.getFileName());
            if (names.add(name)) {
                projects.add(mount(servlets, context, folder, PATH + "/" + name));
            }
        }
        return servlets;
    }

    private static ProjectEndpoint mount(
            ServletContextHandler servlets, DoorContext context, Path folder, String path) {
        ProjectEndpoint project = ProjectEndpoint.open(context, folder, path);
        ServletHolder holder = new ServletHolder(project.servlet());
        holder.setAsyncSupported(true);
        servlets.addServlet(holder, path);
        return project;
    }
}
