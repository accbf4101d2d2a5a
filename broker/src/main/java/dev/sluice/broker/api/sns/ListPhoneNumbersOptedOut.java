package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsQuestion;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.protocol.sns.ListPhoneNumbersOptedOutRequest;
import dev.sluice.protocol.sns.ListPhoneNumbersOptedOutResponse;
import java.util.List;

/** Lists the numbers that want no messages, a hundred a page. */
final class ListPhoneNumbersOptedOut
        implements SnsAction<ListPhoneNumbersOptedOutRequest, ListPhoneNumbersOptedOutResponse> {
    private final SnsPages pages;

    ListPhoneNumbersOptedOut(SnsPages pages) {
        this.pages = pages;
    }

    @Override
    public void start(ListPhoneNumbersOptedOutRequest request, SnsExchange<ListPhoneNumbersOptedOutResponse> exchange) {
        SmsAccount account = PhoneNumbers.account(exchange.caller());
        String listing = "opted-out/" + account.account() + '/' + account.region();
        var after = PhoneNumbers.after(pages.after(listing, request.nextToken()));
        exchange.ask(new SmsQuestion.ListOptedOut(account, after, SnsPages.SIZE), reply -> {
            var page = (SmsReply.NumbersListed) reply;
            List<String> numbers =
                    page.numbers().stream().map(each -> each.number().text()).toList();
            return new ListPhoneNumbersOptedOutResponse(
                    numbers, pages.next(listing, numbers, number -> number, page.more()));
        });
    }
}
