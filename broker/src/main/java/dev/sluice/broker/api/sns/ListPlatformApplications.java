package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.engine.MobileQuestion;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.protocol.sns.ListPlatformApplicationsRequest;
import dev.sluice.protocol.sns.ListPlatformApplicationsResponse;
import dev.sluice.protocol.sns.ListedPlatformApplication;
import java.util.List;

/** Lists the caller's applications of one region, a hundred a page. */
final class ListPlatformApplications
        implements SnsAction<ListPlatformApplicationsRequest, ListPlatformApplicationsResponse> {
    private final SnsPages pages;

    ListPlatformApplications(SnsPages pages) {
        this.pages = pages;
    }

    @Override
    public void start(ListPlatformApplicationsRequest request, SnsExchange<ListPlatformApplicationsResponse> exchange) {
        Caller caller = exchange.caller();
        String listing = "applications/" + caller.account() + '/' + caller.region();
        String last = pages.after(listing, request.nextToken());
        ApplicationId after = last == null ? null : ApplicationId.ofArn(last);
        var question = new MobileQuestion.ListApplications(caller.account(), caller.region(), after, SnsPages.SIZE);
        exchange.ask(question, reply -> {
            var page = (MobileReply.ApplicationsListed) reply;
            List<ListedPlatformApplication> listed = page.applications().stream()
                    .map(each -> new ListedPlatformApplication(each.id().arn(), ApplicationRules.shown(each)))
                    .toList();
            String next =
                    pages.next(listing, page.applications(), each -> each.id().arn(), page.more());
            return new ListPlatformApplicationsResponse(listed, next);
        });
    }
}
