package dev.sluice.broker.api.sns;

import dev.sluice.protocol.sns.ListOriginationNumbersRequest;
import dev.sluice.protocol.sns.ListOriginationNumbersResponse;
import java.util.List;

/** ListOriginationNumbers. A broker of one's own has no telephone numbers. */
final class ListOriginationNumbers implements SnsAction<ListOriginationNumbersRequest, ListOriginationNumbersResponse> {
    private static final int MOST = 30;

    @Override
    public void start(ListOriginationNumbersRequest request, SnsExchange<ListOriginationNumbersResponse> exchange) {
        Integer most = request.maxResults();
        if (most != null && (most < 1 || most > MOST)) throw SnsFaults.invalidParameter("MaxResults");
        if (request.nextToken() != null) throw SnsFaults.invalidParameter("NextToken");
        exchange.answer(new ListOriginationNumbersResponse(null, List.of()));
    }
}
