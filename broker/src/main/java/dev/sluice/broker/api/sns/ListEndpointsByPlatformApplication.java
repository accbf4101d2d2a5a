package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileQuestion;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.protocol.sns.ListEndpointsByPlatformApplicationRequest;
import dev.sluice.protocol.sns.ListEndpointsByPlatformApplicationResponse;
import dev.sluice.protocol.sns.ListedEndpoint;
import java.util.List;

/** Lists the endpoints of an application, a hundred a page. */
final class ListEndpointsByPlatformApplication
        implements SnsAction<ListEndpointsByPlatformApplicationRequest, ListEndpointsByPlatformApplicationResponse> {
    private final SnsPages pages;

    ListEndpointsByPlatformApplication(SnsPages pages) {
        this.pages = pages;
    }

    @Override
    public void start(
            ListEndpointsByPlatformApplicationRequest request,
            SnsExchange<ListEndpointsByPlatformApplicationResponse> exchange) {
        ApplicationId application = SnsArns.application(request.platformApplicationArn(), exchange.caller());
        String listing = "endpoints/" + application.arn();
        String last = pages.after(listing, request.nextToken());
        EndpointId after = last == null ? null : EndpointId.ofArn(last);
        exchange.ask(new MobileQuestion.ListEndpointsOf(application, after, SnsPages.SIZE), reply -> {
            var page = (MobileReply.EndpointsOfApplication) reply;
            List<ListedEndpoint> listed = page.endpoints().stream()
                    .map(each -> new ListedEndpoint(each.id().arn(), MobileEndpointRules.shown(each)))
                    .toList();
            String next =
                    pages.next(listing, page.endpoints(), each -> each.id().arn(), page.more());
            return new ListEndpointsByPlatformApplicationResponse(listed, next);
        });
    }
}
