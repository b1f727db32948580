package dev.cairn.web;

import dev.cairn.server.process.DoorContext;
import dev.cairn.web.database.BackupVerifyAction;
import dev.cairn.web.database.BackupsPage;
import dev.cairn.web.database.SchemaPage;
import dev.cairn.web.http.Session;
import dev.cairn.web.page.LoginPage;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.Pages;
import dev.cairn.web.project.MapPage;
import dev.cairn.web.project.ProjectPage;
import dev.cairn.web.project.RefreshAction;
import dev.cairn.web.project.WorkersPage;
import dev.cairn.web.search.SearchPage;
import dev.cairn.web.source.FileHistoryPage;
import dev.cairn.web.source.FileImportsPage;
import dev.cairn.web.source.FilePage;
import dev.cairn.web.source.HighlightCache;
import dev.cairn.web.source.RawPage;
import dev.cairn.web.source.StaleBanner;
import dev.cairn.web.source.SymbolPage;
import java.util.Map;

/** The pages of a server by their paths. */
final class AllPages {

    private AllPages() {}

    static Pages of(DoorContext context, PageIndex index, Session session) {
        HighlightCache highlights = new HighlightCache();
        SearchPage search = new SearchPage(index);
        WorkersPage workers = new WorkersPage(context, index);
        return new Pages(
                Map.<String, Page>ofEntries(
                        Map.entry("/", search),
                        Map.entry("/search", search),
                        Map.entry("/file", new FilePage(index, highlights)),
                        Map.entry("/file/state", new StaleBanner(index)),
                        Map.entry("/file/history", new FileHistoryPage(index)),
                        Map.entry("/file/imports", new FileImportsPage(index)),
                        Map.entry("/raw", new RawPage(index)),
                        Map.entry("/symbol", new SymbolPage(index, highlights)),
                        Map.entry("/project", new ProjectPage(index)),
                        Map.entry("/refresh", new RefreshAction(index.refresh())),
                        Map.entry("/map", new MapPage(index)),
                        Map.entry("/workers", workers),
                        Map.entry("/workers/live", workers.live()),
                        Map.entry("/schema", new SchemaPage(context, index)),
                        Map.entry("/backups", new BackupsPage(context, index)),
                        Map.entry("/backups/verify", new BackupVerifyAction(context, index)),
                        Map.entry("/login", new LoginPage(session))));
    }
}
